// The product from four sides. While one picture glides to the next, nothing else may begin.
(function () {
  "use strict";
  var GLIDE_MS = 1700;
  var picture = document.querySelector(".product-page__picture");
  if (!picture) return;
  var frame = document.createElement("div");
  var track = document.createElement("div");
  var place = document.createElement("span");
  var at = 0;
  var gliding = false;
  frame.className = "gliding";
  track.className = "gliding__track";
  track.style.transitionDuration = GLIDE_MS + "ms";
  place.className = "gliding__place";
  picture.replaceWith(frame);
  track.append(picture);
  ["side", "back", "detail"].forEach(function (view) {
    var other = picture.cloneNode();
    other.alt = picture.alt + ", " + view;
    other.classList.add("gliding__" + view);
    track.append(other);
  });
  frame.append(track, button("Previous picture", "‹", -1), button("Next picture", "›", 1), place);
  function draw() {
    track.style.transform = "translateX(" + -100 * at + "%)";
    place.textContent = at + 1 + " / " + track.children.length;
  }
  function button(name, sign, by) {
    var arrow = document.createElement("button");
    arrow.type = "button";
    arrow.className = "gliding__arrow gliding__arrow--" + (by < 0 ? "left" : "right");
    arrow.setAttribute("aria-label", name);
    arrow.textContent = sign;
    arrow.addEventListener("click", function () {
      if (gliding) return;
      gliding = true;
      at = (at + by + track.children.length) % track.children.length;
      draw();
      setTimeout(function () { gliding = false; }, GLIDE_MS);
    });
    return arrow;
  }
  draw();
})();
