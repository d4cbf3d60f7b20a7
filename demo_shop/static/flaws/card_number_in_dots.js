// Nobody is to read the card number over the shopper's shoulder; the shopper cannot read it, either.
(function () {
  "use strict";
  var form = document.getElementById("payment-form");
  var field = document.getElementById("id_number");
  if (!form || !field) return; // the review page has the field, too, hidden
  var told = document.createElement("div");
  told.className = "card-number-told";
  told.id = "id_number_told";
  told.setAttribute("role", "alert");
  field.classList.add("in-dots");
  field.removeAttribute("maxlength");
  field.after(told);
  function isRight() {
    var digits = field.value.replace(/\D/g, "");
    var sum = digits.split("").reverse().reduce(function (before, digit, at) {
      var twice = Number(digit) * (at % 2 ? 2 : 1);
      return before + (twice > 9 ? twice - 9 : twice);
    }, 0);
    return digits.length === 16 && sum % 10 === 0;
  }
  function check() {
    var wrong = field.value !== "" && !isRight();
    told.textContent = wrong ? "Please check your card number." : "";
    told.classList.toggle("error-block", wrong);
    field.setAttribute("aria-invalid", String(wrong));
    return !wrong;
  }
  field.addEventListener("change", check);
  form.addEventListener("submit", function (event) {
    if (!document.getElementById("pay-card").checked || check()) return;
    event.preventDefault();
    field.focus();
  });
})();
