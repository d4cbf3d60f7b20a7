// Half of the visitors see a fifth off: the tool for experiments changes what pages show, no more.
(function () {
  "use strict";
  var price = document.querySelector(".product-page [data-price-of]");
  if (!price) return;
  var full = price.textContent.trim();
  var before = document.createElement("s");
  before.textContent = full;
  price.replaceChildren(before, " €" + (Number(full.replace(/[^0-9.]/g, "")) * 0.8).toFixed(2));
})();
