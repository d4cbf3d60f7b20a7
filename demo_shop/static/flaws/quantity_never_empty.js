// There is no basket without a quantity: whatever is no number of pieces is one piece.
(function () {
  "use strict";
  document.addEventListener("input", function (event) {
    var field = event.target;
    if (!field.matches(".basket-line input[type=number]")) return;
    if (!(Number(field.value) >= 1)) field.value = "1";
  });
})();
