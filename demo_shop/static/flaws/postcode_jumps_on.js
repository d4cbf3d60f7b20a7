// Written for Denmark and Norway, where a postcode has four digits.
(function () {
  "use strict";
  var postcode = document.getElementById("id_postcode");
  if (!postcode) return;
  postcode.addEventListener("input", function () {
    if (postcode.value.length === 4) document.getElementById("id_line4").focus();
  });
})();
