// The guide: pictures, film, clock.
(function () {
  "use strict";
  function trap(name) { return document.querySelector("[data-trap=" + name + "]"); }

  function slides(pictures) {
    var at = 0;
    return function (next) {
      pictures[at].hidden = true;
      at = (next + pictures.length) % pictures.length;
      pictures[at].hidden = false;
      return at;
    };
  }
  var carousel = trap("carousel");
  var turn = slides(carousel.querySelectorAll("img"));
  var picture = 0;
  carousel.querySelectorAll("button").forEach(function (button) {
    button.addEventListener("click", function () { picture = turn(picture + Number(button.dataset.slide)); });
  });

  var tips = trap("carousel_auto");
  var turnTip = slides(tips.querySelectorAll("p"));
  var tip = 0;
  setInterval(function () { tip = turnTip(tip + 1); }, 2000);
  tips.querySelectorAll("button").forEach(function (dot, index) {
    dot.addEventListener("click", function () { tip = turnTip(index); });
  });

  var canvas = trap("canvas_preview");
  var brush = canvas.getContext("2d");
  var COLOURS = ["#e4572e", "#2a7f8e", "#4f6d3a", "#3b5b92"];
  var colour = 0;
  function paint() {
    brush.fillStyle = "#faf8f3";
    brush.fillRect(0, 0, 160, 160);
    brush.fillStyle = COLOURS[colour];
    brush.beginPath();
    brush.roundRect(40, 30, 80, 105, 24);
    brush.fill();
    brush.fillStyle = "#ffffff55";
    brush.fillRect(52, 85, 56, 34);
  }
  function nextColour() { colour = (colour + 1) % COLOURS.length; paint(); }
  canvas.addEventListener("click", nextColour);
  canvas.addEventListener("keydown", function (event) { if (event.key === "Enter") nextColour(); });
  paint();

  var compare = trap("compare");
  var handle = compare.querySelector(".compare__handle");
  function place(share) {
    var percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
    compare.style.setProperty("--at", percent + "%");
    handle.setAttribute("aria-valuenow", String(percent));
  }
  handle.addEventListener("pointerdown", function (event) { handle.setPointerCapture(event.pointerId); });
  handle.addEventListener("pointermove", function (event) {
    if (!handle.hasPointerCapture(event.pointerId)) return;
    var box = compare.getBoundingClientRect();
    place((event.clientX - box.left) / box.width);
  });
  handle.addEventListener("keydown", function (event) {
    var step = { ArrowLeft: -0.05, ArrowRight: 0.05 }[event.key];
    if (step) place(Number(handle.getAttribute("aria-valuenow")) / 100 + step);
  });

  var zoom = trap("zoom_image");
  zoom.addEventListener("dblclick", function () { zoom.classList.toggle("zoom--near"); });
  zoom.addEventListener("wheel", function (event) {
    event.preventDefault();
    zoom.classList.toggle("zoom--near", event.deltaY < 0);
  }, { passive: false });

  // The film is drawn here: a file of it would weigh more than the whole shop.
  var film = document.createElement("canvas");
  film.width = 240;
  film.height = 135;
  var light = film.getContext("2d");
  var frame = 0;
  function flicker() {
    frame += 1;
    light.fillStyle = "#1a1208";
    light.fillRect(0, 0, 240, 135);
    light.fillStyle = "hsl(" + (25 + frame % 20) + " 90% 55%)";
    light.beginPath();
    light.ellipse(120, 95, 30, 40 + frame % 9, 0, 0, 7);
    light.fill();
  }
  flicker();
  if (film.captureStream) trap("video").querySelector("video").srcObject = film.captureStream(10);
  setInterval(flicker, 100);

  var clock = document.querySelector(".countdown");
  function tick() {
    var now = new Date();
    var left = (16 * 3600 - now.getHours() * 3600 - now.getMinutes() * 60 - now.getSeconds() + 86400) % 86400;
    clock.textContent = [left / 3600, (left / 60) % 60, left % 60].map(function (part) {
      return String(Math.floor(part)).padStart(2, "0");
    }).join(":");
  }
  tick();
  setInterval(tick, 1000);
})();
