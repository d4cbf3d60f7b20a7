// The form is brought to life on the first press on its button, and that press is not played again.
(function () {
  "use strict";
  var button = document.querySelector("#gateway-form button[type=submit]");
  var alive = false;
  if (!button) return;
  button.addEventListener("click", function (event) {
    if (alive) return;
    alive = true;
    event.preventDefault();
  });
})();
