// Each choice has a tip, which is put where the pointer is: onto the choice, under the pointer.
(function () {
  "use strict";
  var SOON_MS = 60;
  if (!window.matchMedia("(hover: hover)").matches) return;
  var tip = document.createElement("div");
  tip.className = "choice-tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.append(tip);
  var timer = 0, x = 0, y = 0;
  document.addEventListener("mousemove", function (event) { x = event.clientX; y = event.clientY; });
  document.querySelectorAll("#shipping-method-form .option-card").forEach(function (card) {
    card.addEventListener("mouseenter", function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        tip.textContent = "Did you know? You can change the delivery until your order is packed.";
        tip.style.left = Math.max(8, x - 110) + "px";
        tip.style.top = Math.max(8, y - 40) + "px";
        tip.hidden = false;
      }, SOON_MS);
    });
    card.addEventListener("mouseleave", function () {
      clearTimeout(timer);
      timer = setTimeout(function () { tip.hidden = true; }, SOON_MS);
    });
  });
})();
