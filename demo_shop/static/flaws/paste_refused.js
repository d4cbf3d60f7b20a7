// Nobody pastes a typing mistake: the thought behind many a field that cannot be pasted into.
(function () {
  "use strict";
  var field = document.querySelector("#gateway-form #id_username");
  if (!field) return;
  field.addEventListener("paste", function (event) { event.preventDefault(); });
})();
