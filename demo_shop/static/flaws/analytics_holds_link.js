// Presses on products are counted before the page is left. Where the statistics are not allowed,
// nobody calls back, and the link goes on when its time is over.
(function () {
  "use strict";
  var AT_MOST_MS = 4000;
  var layer = (window.dataLayer = window.dataLayer || []);
  document.addEventListener("click", function (event) {
    var link = event.target.closest(".product-card__link");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.dataset.counted) return;
    link.dataset.counted = "yes";
    function go() { window.location.assign(link.href); }
    layer.push({ event: "select_item", item: link.pathname, eventCallback: go, eventTimeout: AT_MOST_MS });
    setTimeout(go, AT_MOST_MS);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("[data-counted]").forEach(function (link) { delete link.dataset.counted; });
  });
})();
