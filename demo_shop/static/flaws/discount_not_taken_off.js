// The campaign draws its own line into the summary; the total is made up elsewhere.
(function () {
  "use strict";
  var late = document.getElementById("payment-form") || document.getElementById("place_order_form");
  var products = document.querySelector(".summary .sums dd");
  if (!late || !products) return;
  var off = Number(products.textContent.replace(/[^0-9.]/g, "")) / 10;
  var name = document.createElement("dt");
  var amount = document.createElement("dd");
  name.textContent = "Trail week −10 %";
  amount.textContent = "−€" + off.toFixed(2);
  products.after(name, amount);
})();
