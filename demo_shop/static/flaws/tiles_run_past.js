// What is popular runs past on a band, wherever there is a pointer that could stop it.
(function () {
  "use strict";
  var grid = document.querySelector("section[aria-labelledby=popular] .product-grid");
  if (!grid || !window.matchMedia("(hover: hover)").matches) return;
  var band = document.createElement("div");
  band.className = "band";
  grid.replaceWith(band);
  band.append(grid);
})();
