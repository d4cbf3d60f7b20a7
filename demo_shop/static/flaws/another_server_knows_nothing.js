// Before anything is sent it is asked whether the session is still alive; where it is not, the view
// for that takes the form's place.
(function () {
  "use strict";
  var form = document.getElementById("new_shipping_address");
  if (!form) return;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    fetch("/session-state/").then(function (answer) { return answer.json(); }).then(function (session) {
      if (session.alive) { form.submit(); return; }
      var over = document.createElement("div");
      over.className = "panel session-over";
      over.setAttribute("role", "alert");
      over.innerHTML = "<h2>Your session is over</h2>" +
        "<p>For your safety we have forgotten what you entered.</p>" +
        '<p><a class="btn btn-primary" href="/checkout/">Start again</a></p>';
      form.replaceWith(over);
    });
  });
})();
