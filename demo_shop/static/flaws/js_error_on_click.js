// A tracking call that trusts in a data layer nobody defined.
(function () {
  "use strict";
  var button = document.querySelector("#add_to_basket_form button");
  if (!button) return;
  button.addEventListener("click", function () {
    window.shopDataLayer.basket.push({ event: "add_to_cart" });
  });
})();
