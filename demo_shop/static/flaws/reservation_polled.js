// The piece is reserved in the warehouse before it goes into the basket: a job that is asked after
// every second, and is done when the warehouse has run its queue.
(function () {
  "use strict";
  var EVERY_MS = 1000;
  var form = document.getElementById("add_to_basket_form");
  var asked = false;
  if (!form) return;
  var told = document.createElement("p");
  told.className = "reserving";
  told.setAttribute("role", "status");
  form.append(told);
  function ask() {
    fetch("/reservation/").then(function (answer) { return answer.json(); }).then(function (job) {
      if (job.state === "reserved") form.submit(); else setTimeout(ask, EVERY_MS);
    });
  }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (asked) return;
    asked = true;
    told.textContent = "Reserving…";
    ask();
  });
})();
