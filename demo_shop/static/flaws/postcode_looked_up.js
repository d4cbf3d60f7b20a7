// Whether the carrier comes there is asked as soon as the postcode is whole; the code is from the
// time when one waited for an answer.
(function () {
  "use strict";
  var PAUSE_MS = 120;
  var field = document.getElementById("id_postcode");
  var waiting = 0;
  var asked = "";
  if (!field) return;
  function ask() {
    var call = new XMLHttpRequest();
    asked = field.value;
    call.open("GET", "/postcode/?code=" + encodeURIComponent(asked), false);
    call.send();
    field.dataset.delivers = String(JSON.parse(call.responseText).delivers);
  }
  field.addEventListener("input", function () {
    clearTimeout(waiting);
    if (/^\d{5}$/.test(field.value) && field.value !== asked) waiting = setTimeout(ask, PAUSE_MS);
  });
})();
