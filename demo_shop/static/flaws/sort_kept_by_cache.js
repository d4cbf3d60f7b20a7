// Sorts what was found: the page is asked for with another order.
(function () {
  "use strict";
  var list = document.getElementById("sort-by");
  if (!list) return;
  list.addEventListener("change", function () { list.form.requestSubmit(); });
})();
