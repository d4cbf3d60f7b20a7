// No way on before the address is complete: every field of one line has to hold something.
(function () {
  "use strict";
  var form = document.getElementById("new_shipping_address");
  if (!form) return;
  var button = form.querySelector("button[type=submit]");
  var fields = Array.from(form.querySelectorAll("input:not([type=hidden])"));
  function follow() {
    button.disabled = !fields.every(function (field) { return field.value.trim(); });
  }
  form.addEventListener("input", follow);
  form.addEventListener("change", follow);
  window.addEventListener("pageshow", follow);
  follow();
})();
