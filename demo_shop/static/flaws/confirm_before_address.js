// Too many confirmations had come back, so somebody made the browser ask.
(function () {
  "use strict";
  var form = document.getElementById("gateway-form");
  if (!form) return;
  form.addEventListener("submit", function (event) {
    if (!window.confirm("We send the confirmation to the address that you gave. Is it right?")) {
      event.preventDefault();
    }
  });
})();
