// Strong authentication in the bank's app; the page asks once a second whether it has happened.
(function () {
  "use strict";
  var EVERY_MS = 900;
  var form = document.getElementById("place_order_form");
  if (!form) return;
  var waits = false;
  var told = document.createElement("p");
  told.className = "bank-app";
  form.append(told);
  function say(role, look, text) {
    told.setAttribute("role", role);
    told.className = "bank-app " + look;
    told.textContent = text;
  }
  function ask() {
    fetch("/bank-app/").then(function (answer) { return answer.json(); }).then(function (payment) {
      if (payment.state === "waiting") { setTimeout(ask, EVERY_MS); return; }
      if (payment.state === "approved") { form.submit(); return; }
      waits = false;
      say("alert", "alert alert-danger",
        "Your bank did not approve this payment (05). Nothing was charged. Try again or take another card.");
    });
  }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (waits) return;
    waits = true;
    say("status", "", "Please confirm the payment in your bank’s app…");
    setTimeout(ask, EVERY_MS);
  });
})();
