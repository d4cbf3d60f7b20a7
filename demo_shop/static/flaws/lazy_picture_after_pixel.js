// Pictures are fetched when the page is complete, so that nothing stands in their way.
(function () {
  "use strict";
  window.addEventListener("load", function () {
    document.querySelectorAll("img[data-src]").forEach(function (picture) { picture.src = picture.dataset.src; });
  });
})();
