// The labels' printer knows letters, commas and full stops; all else is sent to it as a picture.
(function () {
  "use strict";
  var PLAIN = /^(\w+[\s,.]?)+$/;
  var field = document.getElementById("id_notes");
  if (!field) return;
  field.addEventListener("input", function () {
    field.dataset.print = PLAIN.test(field.value) ? "text" : "picture";
  });
})();
