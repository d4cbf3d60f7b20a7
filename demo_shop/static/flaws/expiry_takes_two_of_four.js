// One field instead of two lists: MM/YY. It puts the stroke in by itself and keeps four digits.
(function () {
  "use strict";
  var month = document.querySelector("#payment-form [name=expiry_month_0]");
  var year = document.querySelector("#payment-form [name=expiry_month_1]");
  if (!month || !year) return;
  var lists = month.closest(".field-group");
  var field = document.createElement("input");
  var told = document.createElement("div");
  field.type = "text";
  field.className = "form-control";
  field.inputMode = "numeric";
  field.autocomplete = "off";
  field.required = true;
  field.setAttribute("aria-label", "Valid until");
  told.className = "expiry-told";
  told.setAttribute("role", "alert");
  lists.hidden = true;
  lists.before(field, told);
  function digits() { return field.value.replace(/\D/g, "").slice(0, 4); }
  function wrong() {
    var given = digits();
    var months = Number("20" + given.slice(2)) * 12 + Number(given.slice(0, 2)) - 1;
    var now = new Date();
    if (given.length < 4 || Number(given.slice(0, 2)) < 1 || Number(given.slice(0, 2)) > 12) return "This date is not valid.";
    return months < now.getFullYear() * 12 + now.getMonth() ? "Your card has expired." : "";
  }
  field.addEventListener("input", function () {
    var given = digits();
    field.value = given.length > 2 ? given.slice(0, 2) + "/" + given.slice(2) : given;
    field.setCustomValidity("");
  });
  field.addEventListener("change", function () {
    var text = field.value ? wrong() : "";
    told.textContent = text;
    told.classList.toggle("error-block", text !== "");
    field.setAttribute("aria-invalid", String(text !== ""));
    field.setCustomValidity(text);
    if (text || !field.value) return;
    month.value = digits().slice(0, 2);
    year.value = "20" + digits().slice(2);
  });
})();
