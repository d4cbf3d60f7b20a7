// The products are held while somebody pays; whether they still are is asked once in a while.
(function () {
  "use strict";
  var EVERY_MS = 3000;
  var form = document.getElementById("payment-form");
  if (!form) return;
  var note = document.createElement("p");
  note.className = "text-muted";
  note.textContent = "We hold your products for 15 minutes.";
  form.prepend(note);
  function ask() {
    fetch("/basket-reservation/").then(function (answer) { return answer.json(); }).then(function (reservation) {
      if (reservation.state === "released") location.assign("/basket/");
      else setTimeout(ask, EVERY_MS * 5);
    });
  }
  setTimeout(ask, EVERY_MS);
})();
