// Whether mail can be delivered there is asked when the address was changed. Until the answer has
// come the form is neither valid nor invalid, and it is sent when it is valid.
(function () {
  "use strict";
  var form = document.getElementById("gateway-form");
  var field = document.getElementById("id_username");
  var state = "unknown";
  if (!form) return;
  field.addEventListener("change", function () {
    state = "checking";
    fetch("/address-check/?of=" + encodeURIComponent(field.value)).then(function (answer) {
      return answer.json();
    }).then(function (told) { state = told.deliverable ? "valid" : "invalid"; }).catch(function () { state = "unknown"; });
  });
  form.addEventListener("submit", function (event) {
    if (state === "checking") event.preventDefault();
  });
})();
