// Columns of equal height, measured anew for each picture that has come.
(function () {
  "use strict";
  var FIRST_MS = 500, EACH_MS = 280;
  var grid = document.querySelector(".product-grid");
  if (!/^\/catalogue\/(category\/|$)/.test(window.location.pathname) || !grid) return;
  var layouts = ["1fr", "repeat(2, 1fr)", "1fr", "repeat(2, 1fr)", ""];
  function layOut() {
    grid.style.gridTemplateColumns = layouts.shift();
    if (layouts.length) setTimeout(layOut, EACH_MS);
  }
  window.addEventListener("load", function () { setTimeout(layOut, FIRST_MS); });
})();
