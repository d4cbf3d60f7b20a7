// A greeting is printed on the parcel, so somebody has to look after the words in it.
(function () {
  "use strict";
  var form = document.getElementById("shipping-method-form");
  if (!form) return;
  var group = document.createElement("div");
  group.className = "form-group greeting";
  group.innerHTML = '<label for="greeting">Greeting on the parcel (optional)</label>' +
    '<input class="form-control" type="text" id="greeting" name="greeting" maxlength="80" autocomplete="off" aria-describedby="greeting-told">' +
    '<div class="greeting__told" id="greeting-told" role="alert"></div>';
  form.querySelector("button[type=submit]").before(group);
  var field = group.querySelector("input");
  var told = group.querySelector("div");
  var allowed = true;
  function check() {
    return fetch("/word-filter/", { method: "POST", body: new URLSearchParams({ text: field.value }) }).then(function (answer) {
      return answer.json();
    }).then(function (filter) {
      allowed = filter.allowed;
      told.textContent = allowed ? "" : "This text contains words that are not allowed.";
      told.classList.toggle("error-block", !allowed);
      field.setAttribute("aria-invalid", String(!allowed));
    });
  }
  field.addEventListener("change", check);
  form.addEventListener("submit", function (event) {
    if (allowed) return;
    event.preventDefault();
    field.focus();
  });
})();
