// The checkout's first page is drawn from what the basket's page left in the browser's store.
(function () {
  "use strict";
  var KEY = "summary";
  function texts(selector) {
    return Array.from(document.querySelectorAll(selector), function (place) { return place.textContent; });
  }
  function put(places, values) {
    places.forEach(function (place, index) { place.textContent = values[index]; });
  }
  if (document.getElementById("basket_formset")) {
    var counts = Array.from(document.querySelectorAll(".basket-line input[type=number]"));
    sessionStorage.setItem(KEY, JSON.stringify({
      counts: counts.map(function (field) { return field.value; }),
      amounts: texts("[data-line-amount]"),
      total: texts("[data-order-total]")[0],
    }));
  }
  var kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
  var names = Array.from(document.querySelectorAll(".summary-lines li > span:first-of-type"));
  if (!document.getElementById("new_shipping_address") || !kept || kept.counts.length !== names.length) return;
  names.forEach(function (name, index) {
    name.firstChild.data = name.firstChild.data.replace(/^\d+/, kept.counts[index]);
  });
  put(document.querySelectorAll("[data-line-amount]"), kept.amounts);
  put(document.querySelectorAll(".sums dd:first-of-type, [data-order-total]"), [kept.total, kept.total]);
})();
