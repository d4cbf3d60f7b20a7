// Cards come in softly when one gets to them. The class is that of the header, which comes when one
// goes up and leaves when one goes down.
(function () {
  "use strict";
  var grid = document.querySelector("section[aria-labelledby=popular] .product-grid");
  if (!grid) return;
  var last = window.scrollY;
  grid.classList.add("shown-going-up");
  document.addEventListener("scroll", function () {
    var now = window.scrollY;
    if (Math.abs(now - last) < 4) return;
    grid.classList.toggle("shown-going-up--up", now < last);
    last = now;
  }, { passive: true });
})();
