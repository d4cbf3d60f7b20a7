// The carrier says which ways it takes this parcel by. Why not by the others it says only to us.
(function () {
  "use strict";
  var form = document.getElementById("shipping-method-form");
  if (!form) return;
  var carrier = { "pickup-point": { open: false, code: "LOCKERS_FULL" }, "home-delivery": { open: true } };
  form.querySelectorAll("input[name=method_code]").forEach(function (way) {
    var told = carrier[way.value];
    way.disabled = !told.open;
    way.checked = told.open;
    way.closest(".option-card").classList.toggle("option-card--closed", !told.open);
    if (told.open) way.dispatchEvent(new Event("change"));
  });
})();
