// The stars of the reviews, for products that have no reviews yet.
(function () {
  "use strict";
  var product = document.querySelector(".product-page");
  if (!product) return;
  setTimeout(function drawStars() {
    var reviews = product.dataset.reviews && JSON.parse(product.dataset.reviews);
    product.dataset.stars = String(reviews.length);
  }, 300);
})();
