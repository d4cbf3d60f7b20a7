// The basket's amounts come from a store in the page that an Update does not refresh.
(function () {
  "use strict";
  var WATCHED = "[data-line-amount], [data-order-total], #messages strong";
  var store = null;
  function amounts(selector) { return Array.from(document.querySelectorAll(selector)); }
  if (!document.getElementById("basket_formset")) return;
  window.jQuery(document).on("ajaxSend", function () {
    store = {
      lines: amounts("[data-line-amount]").map(function (line) { return line.textContent; }),
      total: amounts("[data-order-total]").map(function (total) { return total.textContent; })[0],
    };
  });
  window.jQuery(document).on("ajaxComplete", function () {
    var lines = amounts("[data-line-amount]");
    if (!store || lines.length !== store.lines.length) return;
    lines.forEach(function (line, index) { line.textContent = store.lines[index]; });
    amounts(WATCHED).forEach(function (place) {
      if (!place.matches("[data-line-amount]")) place.textContent = store.total;
    });
  });
})();
