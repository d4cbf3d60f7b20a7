// The next page of the list comes in below it. What is in the list already is left out.
(function () {
  "use strict";
  var button = document.getElementById("show-more");
  var grid = document.querySelector(".product-grid");
  var page = 1;
  if (!button || !grid) return;
  function addresses() {
    return [...grid.querySelectorAll("a")].map(function (link) { return link.getAttribute("href"); });
  }
  button.addEventListener("click", function () {
    page += 1;
    fetch("?page=" + page).then(function (answer) { return answer.text(); }).then(function (text) {
      var known = addresses();
      new DOMParser().parseFromString(text, "text/html").querySelectorAll(".product-grid > li").forEach(function (item) {
        if (!known.includes(item.querySelector("a").getAttribute("href"))) grid.append(item);
      });
    });
  });
})();
