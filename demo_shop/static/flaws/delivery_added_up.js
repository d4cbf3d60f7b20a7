// The total follows the delivery: what was chosen is added to what stands there.
(function () {
  "use strict";
  var form = document.getElementById("shipping-method-form");
  var total = document.querySelector("[data-order-total]");
  if (!form || !total) return;
  function amount(text) { return Number(text.replace(/[^0-9.]/g, "")); }
  var sum = amount(total.textContent);
  form.addEventListener("change", function (event) {
    if (!event.target.dataset.delivery) return;
    sum += amount(event.target.dataset.delivery);
    total.textContent = "€" + sum.toFixed(2);
  });
})();
