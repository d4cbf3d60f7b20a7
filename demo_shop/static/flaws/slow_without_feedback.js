// The delivery method is sent in the background; whoever wrote it had a fast server.
(function () {
  "use strict";
  var form = document.getElementById("shipping-method-form");
  var sending = false;
  if (!form) return;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (sending) return;
    sending = true;
    fetch(form.action, { method: "POST", body: new FormData(form) }).then(function (answer) {
      window.location.assign(answer.url);
    });
  });
})();
