// The serial number is looked at as soon as it is left: what is no such number is called so.
(function () {
  "use strict";
  var field = document.getElementById("id_serial_number");
  if (!field) return;
  var told = document.createElement("div");
  told.className = "error-block";
  told.setAttribute("role", "alert");
  told.hidden = true;
  field.after(told);
  field.addEventListener("change", function () {
    var wrong = field.value !== "" && !/^RT-\d{4}-\d{4}$/.test(field.value);
    told.textContent = wrong ? "This is not a serial number." : "";
    told.hidden = !wrong;
    field.setAttribute("aria-invalid", String(wrong));
  });
})();
