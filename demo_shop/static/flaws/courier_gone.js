// The courier of today is asked; when he has no room the list does without him.
(function () {
  "use strict";
  var card = document.getElementById("courier-today");
  if (!card) return;
  fetch("/courier-today/").then(function (answer) { return answer.json(); }).then(function (today) {
    if (today.free === 0) card.remove();
  }).catch(function () { /* the page is being left */ });
})();
