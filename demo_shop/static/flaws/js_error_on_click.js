// The flaw js_error_on_click: a tracking call that trusts in a data layer nobody defined.
document.querySelector("#add_to_basket_form button").addEventListener("click", function () {
  window.shopDataLayer.basket.push({ event: "add_to_cart" });
});
