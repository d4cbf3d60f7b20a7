// A pointer of the brand's own, which follows the hand softly.
(function () {
  "use strict";
  var AFTER_MS = 700;
  if (!window.matchMedia("(hover: hover)").matches) return;
  var dot = document.createElement("div");
  dot.className = "own-pointer__dot";
  dot.setAttribute("aria-hidden", "true");
  document.body.append(dot);
  document.documentElement.classList.add("own-pointer");
  document.addEventListener("mousemove", function (event) {
    var x = event.clientX, y = event.clientY;
    setTimeout(function () { dot.style.transform = "translate(" + (x + 20) + "px," + (y + 20) + "px)"; }, AFTER_MS);
  });
})();
