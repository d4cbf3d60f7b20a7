// Only products up to a price. Prices are read from the cards, as they stand there.
(function () {
  "use strict";
  var grid = document.querySelector(".product-grid");
  if (!grid || location.pathname !== "/search/") return;
  var filter = document.createElement("div");
  filter.className = "price-filter";
  filter.innerHTML = '<label for="highest-price">Highest price</label>' +
    '<input type="range" id="highest-price" min="0" max="300" step="10" value="300" autocomplete="off">' +
    '<output for="highest-price">€300</output>';
  grid.before(filter);
  filter.querySelector("input").addEventListener("input", function (event) {
    var limit = Number(event.target.value);
    filter.querySelector("output").textContent = "€" + limit;
    grid.querySelectorAll("li").forEach(function (entry) {
      var price = Number(entry.querySelector(".price_color").textContent);
      entry.hidden = price > limit;
    });
  });
})();
