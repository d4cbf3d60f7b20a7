// The street is looked up by its first letters, once; what comes back is written into the field,
// whatever stands there by then.
(function () {
  "use strict";
  var LETTERS = 4;
  var field = document.getElementById("id_line1");
  var asked = false;
  if (!field) return;
  field.addEventListener("input", function () {
    if (asked || field.value.length < LETTERS) return;
    asked = true;
    fetch("/street/?begins=" + encodeURIComponent(field.value)).then(function (answer) {
      return answer.json();
    }).then(function (found) { field.value = found.street; });
  });
})();
