// It is snowing in the shop until spring: a canvas over the picture, put on by the agency.
(function () {
  "use strict";
  var FLAKES = 70;
  var hero = document.querySelector(".hero");
  if (!hero) return;
  var canvas = document.createElement("canvas");
  canvas.className = "snow";
  canvas.setAttribute("aria-hidden", "true");
  hero.append(canvas);
  var pen = canvas.getContext("2d");
  var flakes = Array.from({ length: FLAKES }, function () {
    return { x: Math.random(), y: Math.random(), size: 1 + Math.random() * 3, speed: 0.0006 + Math.random() * 0.0015 };
  });
  function fit() {
    canvas.width = hero.clientWidth;
    canvas.height = hero.clientHeight;
  }
  function fall() {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = "#ffffffcc";
    flakes.forEach(function (flake) {
      flake.y = (flake.y + flake.speed) % 1;
      pen.beginPath();
      pen.arc(flake.x * canvas.width, flake.y * canvas.height, flake.size, 0, 7);
      pen.fill();
    });
    requestAnimationFrame(fall);
  }
  window.addEventListener("resize", fit);
  fit();
  fall();
})();
