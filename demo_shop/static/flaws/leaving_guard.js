// Nobody shall lose what was filled in: the browser asks before the page is left, whatever by.
(function () {
  "use strict";
  var form = document.getElementById("payment-form");
  var changed = false;
  if (!form) return;
  form.addEventListener("change", function () { changed = true; });
  window.addEventListener("beforeunload", function (event) {
    if (changed) event.preventDefault();
  });
})();
