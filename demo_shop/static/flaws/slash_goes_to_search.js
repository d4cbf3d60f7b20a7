// A short cut for those who know the shop by heart: a stroke, and the search has the cursor.
(function () {
  "use strict";
  var search = document.getElementById("site-search");
  if (!search) return;
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search.focus();
  });
})();
