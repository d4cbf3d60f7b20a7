// The first place of every list is sold. Who has it is asked when the list is there.
(function () {
  "use strict";
  var list = document.querySelector(".product-grid");
  if (!/^\/catalogue\/category\//.test(window.location.pathname) || !list) return;
  function show(card) {
    var place = document.createElement("li");
    place.className = "sponsored";
    place.innerHTML = card;
    list.prepend(place);
  }
  var kept = sessionStorage.getItem("sponsored");
  if (kept) show(kept);
  else fetch("/sponsored/").then(function (answer) { return answer.json(); }).then(function (told) {
    sessionStorage.setItem("sponsored", told.card);
    show(told.card);
  }).catch(function () { /* the page is being left */ });
})();
