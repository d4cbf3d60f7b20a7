// Two checks of the card number that never met: one forbids spaces, the other wants groups.
(function () {
  "use strict";
  var field = document.getElementById("id_number");
  var form = document.getElementById("payment-form");
  if (!field || !form) return; // the review page has the field, too, hidden
  var error = document.createElement("div");
  error.className = "error-block";
  error.id = "id_number_check";
  error.setAttribute("role", "alert");
  error.hidden = true;
  field.after(error);
  function complaint(value) {
    if (value === "") return "";
    if (/\s/.test(value)) return "Invalid card number: spaces are not allowed.";
    if (!/^(\d{4}-){3}\d{4}$/.test(value)) return "Invalid card number: write it in groups of four with dashes.";
    return "";
  }
  function check() {
    var text = complaint(field.value);
    error.textContent = text;
    error.hidden = !text;
    if (text) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
    if (text) field.setAttribute("aria-describedby", error.id); else field.removeAttribute("aria-describedby");
    return !text;
  }
  field.addEventListener("blur", check);
  form.addEventListener("submit", function (event) {
    var byCard = document.getElementById("pay-card").checked;
    if (byCard && !check()) { event.preventDefault(); field.focus(); }
  });
})();
