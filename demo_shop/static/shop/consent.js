// The consent wall: a modal dialog, so nothing behind it can be reached before the answer.
(function () {
  "use strict";
  var YEAR = 365 * 24 * 3600;
  var wall = document.getElementById("cookie-wall");
  wall.addEventListener("cancel", function (event) { event.preventDefault(); }); // Escape is no answer
  wall.querySelectorAll("[data-consent]").forEach(function (button) {
    button.addEventListener("click", function () {
      document.cookie = wall.dataset.cookie + "=" + button.dataset.consent +
        "; path=/; max-age=" + YEAR + "; samesite=lax";
      wall.close();
      wall.remove();
    });
  });
  wall.showModal();
})();
