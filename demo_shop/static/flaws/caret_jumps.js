// As embossed on the card: in capitals, written back with every letter that changes anything. Where
// the caret was nobody remembers.
(function () {
  "use strict";
  var field = document.querySelector("#payment-form [name=name]");
  if (!field) return;
  field.addEventListener("input", function () {
    var capitals = field.value.toUpperCase();
    if (field.value !== capitals) field.value = capitals;
  });
})();
