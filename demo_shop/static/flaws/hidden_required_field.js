// What companies are asked for shows when the box is ticked; that it is required holds for all.
(function () {
  "use strict";
  var box = document.getElementById("for-company");
  if (!box) return;
  box.addEventListener("change", function () {
    document.getElementById("company-fields").hidden = !box.checked;
  });
})();
