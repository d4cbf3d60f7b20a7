// The address as data: what is a number is kept as one.
(function () {
  "use strict";
  var field = document.getElementById("id_postcode");
  if (!field) return;
  field.addEventListener("change", function () {
    var kept = Number(field.value);
    if (field.value.trim() && Number.isFinite(kept)) field.value = String(kept);
  });
})();
