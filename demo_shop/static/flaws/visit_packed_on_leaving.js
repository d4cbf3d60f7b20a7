// The tag manager packs what it knows of the visit to a list when the page is left.
(function () {
  "use strict";
  var PACKING_MS = 2500;
  if (location.pathname.indexOf("/catalogue/category/") !== 0) return;
  var seen = [];
  document.querySelectorAll(".product-card").forEach(function (card) { seen.push(card.outerHTML); });
  function pack(text) {
    var until = performance.now() + PACKING_MS;
    var sum = 0;
    for (var at = 0; performance.now() < until; at += 1) {
      sum = (sum * 31 + text.charCodeAt(at % text.length)) % 4294967291;
    }
    return sum.toString(36);
  }
  window.addEventListener("beforeunload", function () {
    document.documentElement.dataset.visit = pack(seen.join("\n"));
  });
})();
