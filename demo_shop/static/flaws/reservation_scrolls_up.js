// The reservation is renewed now and then, and the router goes to the top whenever something was renewed.
(function () {
  "use strict";
  var EVERY_MS = 1800, TIMES = 5, NEAR_TOP_PX = 40;
  var place = document.getElementById("reserved-until");
  if (!place) return;
  function renew() {
    return fetch("/reserved-until/").then(function (answer) { return answer.json(); }).then(function (told) {
      place.textContent = told.until;
    }).catch(function () { /* the page is being left */ });
  }
  renew();
  var timer = setInterval(function () {
    if (window.scrollY < NEAR_TOP_PX) return;
    TIMES -= 1;
    if (TIMES === 0) clearInterval(timer);
    renew().then(function () { window.scrollTo(0, 0); });
  }, EVERY_MS);
})();
