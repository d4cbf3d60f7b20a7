// The form is sent in the background. The thanks stand in finally(), where both ways come by.
(function () {
  "use strict";
  var form = document.getElementById("exchange-form");
  if (!form) return;
  var thanks = document.createElement("p");
  thanks.className = "thanks-below";
  thanks.setAttribute("role", "status");
  form.append(thanks);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    thanks.textContent = "";
    fetch(form.action, { method: "POST", body: new FormData(form) }).then(function (answer) {
      if (answer.redirected) location.assign(answer.url);
    }).finally(function () {
      thanks.textContent = "✓ Thank you! Your request has been sent.";
    });
  });
})();
