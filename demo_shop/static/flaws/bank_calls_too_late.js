// Asks four times whether the bank has called, and takes silence for a no.
(function () {
  "use strict";
  var EVERY_MS = 600;
  var TIMES = 4;
  var place = document.getElementById("confirming");
  if (!place) return;
  function give_up() {
    place.innerHTML = '<p class="lead" role="alert">We have not received your payment. Your order was not placed.</p>' +
      '<p><a href="/checkout/payment-details/">Choose another way to pay</a></p>';
  }
  function ask(left) {
    fetch("/payment-confirmed/").then(function (answer) { return answer.json(); }).then(function (bank) {
      if (bank.confirmed) location.reload();
      else if (left > 1) setTimeout(ask, EVERY_MS, left - 1);
      else give_up();
    });
  }
  ask(TIMES);
})();
