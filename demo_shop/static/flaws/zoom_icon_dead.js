// The magnifier opens a viewer whose script was taken out of the bundle.
(function () {
  "use strict";
  var picture = document.querySelector(".product-page__picture");
  if (!picture) return;
  var frame = document.createElement("div");
  frame.className = "zoomable";
  picture.replaceWith(frame);
  var button = document.createElement("button");
  button.type = "button";
  button.className = "zoomable__button";
  button.setAttribute("aria-label", "Zoom in");
  button.innerHTML = '<i class="fas fa-search-plus" aria-hidden="true"></i>';
  frame.append(picture, button);
  button.addEventListener("click", function () {
    if (window.productViewer) window.productViewer.open(picture.src);
  });
})();
