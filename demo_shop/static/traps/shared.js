// Widgets that stand on the guide and on product pages.
(function () {
  "use strict";

  // A heart answers at once; the server hears of it later.
  document.querySelectorAll("[data-favourite]").forEach(function (button) {
    button.addEventListener("click", function () {
      var on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      button.firstElementChild.textContent = on ? "♥" : "♡";
      fetch("/guide/favourite", { method: "POST", body: new URLSearchParams({ on: String(on) }) });
    });
  });

  var views = document.querySelectorAll("[data-trap=product_gallery] button");
  views.forEach(function (view, index) {
    view.addEventListener("click", function () {
      views.forEach(function (other) { other.setAttribute("aria-pressed", String(other === view)); });
      document.querySelector(".product-page__picture").dataset.view = String(index + 1);
    });
  });
})();
