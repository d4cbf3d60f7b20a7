// The summary hears of every change of a line and adds the difference to the total that it finds.
// That the server's answer has brought a new total already it does not hear.
(function () {
  "use strict";
  var before = 0;
  if (!document.getElementById("basket_formset")) return;
  function amount(text) { return Number(text.replace(/[^0-9.]/g, "")); }
  function lines() {
    return Array.from(document.querySelectorAll("[data-line-amount]")).reduce(function (sum, line) {
      return sum + amount(line.textContent);
    }, 0);
  }
  window.jQuery(document).on("ajaxSend", function () { before = lines(); });
  window.jQuery(document).on("ajaxComplete", function () {
    var total = document.querySelector("[data-order-total]");
    if (total) total.textContent = "€" + (amount(total.textContent) + lines() - before).toFixed(2);
  });
})();
