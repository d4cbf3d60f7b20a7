// The router keeps an entry of its own for the product, and draws the page anew when one leaves it.
(function () {
  "use strict";
  if (!document.getElementById("add_to_basket_form")) return;
  window.history.pushState({ view: "product" }, "", window.location.href);
  window.addEventListener("popstate", function () { window.location.reload(); });
})();
