// Only what stands in the register of addresses is delivered to; it is asked when the field is left.
(function () {
  "use strict";
  var form = document.getElementById("new_shipping_address");
  var field = document.getElementById("id_line1");
  if (!form || !field) return;
  var told = document.createElement("div");
  told.className = "in-register";
  told.id = "id_line1_register";
  told.setAttribute("role", "alert");
  field.after(told);
  field.setAttribute("aria-describedby", told.id);
  var found = false;
  function say(text) {
    told.textContent = text;
    told.classList.toggle("error-block", text !== "");
    field.setAttribute("aria-invalid", String(text !== ""));
  }
  function check() {
    var asked = field.value.trim();
    if (!asked) return Promise.resolve();
    return fetch("/address-register/?q=" + encodeURIComponent(asked)).then(function (answer) {
      return answer.json();
    }).then(function (register) {
      found = register.addresses.some(function (one) { return one.toLowerCase() === asked.toLowerCase(); });
      say(found ? "" : "This address is not in the register of addresses.");
    });
  }
  field.addEventListener("input", function () { found = false; });
  field.addEventListener("change", check);
  form.addEventListener("submit", function (event) {
    if (found) return;
    event.preventDefault();
    check().then(function () {
      if (found) form.submit();
      else field.focus();
    });
  });
})();
