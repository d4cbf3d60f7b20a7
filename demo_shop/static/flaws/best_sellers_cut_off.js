// What sells best, below the list.
(function () {
  "use strict";
  var grid = document.querySelector(".product-grid");
  if (!/^\/catalogue\/(category\/|$)/.test(window.location.pathname) || !grid) return;
  var place = document.createElement("section");
  place.className = "best-sellers";
  place.innerHTML = "<h2>Best sellers of the week</h2><p role=\"status\">Loading …</p>";
  grid.after(place);
  fetch("/best-sellers/").then(function (answer) { return answer.json(); }).then(function (told) {
    place.querySelector("p").textContent = told.sellers.map(function (one) { return one.title; }).join(", ");
  }).catch(function () { /* tried again on the next page */ });
})();
