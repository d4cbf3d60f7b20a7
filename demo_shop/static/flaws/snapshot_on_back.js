// The router keeps every page as it came; Back is drawn from there, without asking the server.
(function () {
  "use strict";
  var KEY = "pages:" + location.pathname;
  var content = document.getElementById("content_inner");
  var count = document.querySelector("[data-basket-count]");
  var entry = performance.getEntriesByType("navigation")[0];
  if (location.pathname !== "/basket/" || !content || !count) return;
  var kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
  if (kept && entry && entry.type === "back_forward") {
    content.innerHTML = kept.content;
    count.textContent = kept.count;
    count.parentElement.setAttribute("aria-label", kept.name);
    return;
  }
  sessionStorage.setItem(KEY, JSON.stringify({
    content: content.innerHTML,
    count: count.textContent,
    name: count.parentElement.getAttribute("aria-label"),
  }));
})();
