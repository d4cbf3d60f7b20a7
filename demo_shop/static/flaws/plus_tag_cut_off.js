// One shopper, one address: what stands behind a plus sign makes the same letter box look like another.
(function () {
  "use strict";
  var field = document.getElementById("id_username");
  if (!field) return;
  field.addEventListener("change", function () { field.value = field.value.replace(/\+[^@]*@/, "@"); });
})();
