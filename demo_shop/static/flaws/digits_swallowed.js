// The filter that was meant for names sits on the street as well.
(function () {
  "use strict";
  var street = document.getElementById("id_line1");
  if (!street) return;
  street.addEventListener("keydown", function (event) {
    var shortcut = event.ctrlKey || event.metaKey || event.altKey;
    if (!shortcut && event.key.length === 1 && !/[\p{L} .'-]/u.test(event.key)) event.preventDefault();
  });
})();
