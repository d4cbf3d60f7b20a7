// Names are kept without spaces at either end, from the first letter on.
(function () {
  "use strict";
  var field = document.querySelector("#payment-form [name=name]");
  if (!field) return;
  field.addEventListener("input", function () {
    var trimmed = field.value.trim();
    if (field.value !== trimmed) field.value = trimmed;
  });
})();
