// The total in the customer's own way of writing; the plugin was written where 1.234,50 is an amount.
(function () {
  "use strict";
  var total = document.querySelector(".summary [data-order-total]");
  if (!total || !document.getElementById("payment-form")) return;
  var digits = total.textContent.replace(/[^0-9.,]/g, "");
  var amount = Number(digits.replace(/\./g, "").replace(",", "."));
  total.textContent = new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" }).format(amount);
})();
