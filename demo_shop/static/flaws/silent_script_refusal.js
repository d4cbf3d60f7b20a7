// The form checks the card number before it is sent, by a pattern that knows no spaces.
(function () {
  "use strict";
  var form = document.getElementById("payment-form");
  if (!form) return;
  form.addEventListener("submit", function (event) {
    var byCard = document.getElementById("pay-card").checked;
    if (byCard && !/^\d{13,19}$/.test(form.elements.number.value)) event.preventDefault();
  });
})();
