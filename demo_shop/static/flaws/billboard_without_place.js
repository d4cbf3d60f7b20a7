// A slot for adverts: bidders of several sizes, of whom one withdraws.
(function () {
  "use strict";
  var FIRST_MS = 500, EACH_MS = 450;
  var HEIGHTS = [120, 320, 0, 250];
  var product = document.querySelector(".product-page");
  if (!product || sessionStorage.getItem("billboard")) return;
  var slot = document.createElement("div");
  slot.className = "billboard";
  product.before(slot);
  function grow() {
    slot.style.height = HEIGHTS.shift() + "px";
    slot.textContent = "Advertisement";
    if (HEIGHTS.length) setTimeout(grow, EACH_MS);
    else sessionStorage.setItem("billboard", "filled");
  }
  window.addEventListener("load", function () { setTimeout(grow, FIRST_MS); });
})();
