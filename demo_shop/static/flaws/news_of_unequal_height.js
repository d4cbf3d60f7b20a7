// The news of the front page take turns.
(function () {
  "use strict";
  var EVERY_MS = 3000;
  var news = document.querySelector(".news");
  if (!news) return;
  window.addEventListener("load", function () {
    setInterval(function () { news.dataset.at = news.dataset.at === "0" ? "1" : "0"; }, EVERY_MS);
  });
})();
