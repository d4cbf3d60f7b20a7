// More products, for as long as there are any, whenever the end of the page comes near.
(function () {
  "use strict";
  var NEAR_PX = 120, AT_ONCE = 6;
  var HEADINGS = ["For short trips", "For long trips", "Seen by others", "New in the shop", "Back in stock"];
  var page = document.querySelector("main > .page");
  var busy = false;
  if (window.location.pathname !== "/" || !page) return;
  document.documentElement.style.overflowAnchor = "none";
  function more() {
    var foot = document.querySelector(".site-footer").getBoundingClientRect();
    if (busy || HEADINGS.length === 0 || foot.top > window.innerHeight + NEAR_PX) return;
    busy = true;
    fetch("/catalogue/?part=" + HEADINGS.length).then(function (answer) { return answer.text(); }).then(function (text) {
      var found = new DOMParser().parseFromString(text, "text/html").querySelectorAll(".product-grid li");
      var from = HEADINGS.length % 2 ? 0 : AT_ONCE;
      var heading = document.createElement("h2");
      var list = document.createElement("ul");
      heading.textContent = HEADINGS.shift();
      list.className = "product-grid";
      list.append.apply(list, Array.from(found).slice(from, from + AT_ONCE));
      page.append(heading, list);
      busy = false;
    });
  }
  window.addEventListener("scroll", more, { passive: true });
})();
