// The delivery day, from a plugin written in the United States: it has a pattern and no words for it,
// and the browser's own bubble pulls the shopper back into the field.
(function () {
  "use strict";
  var form = document.getElementById("shipping-method-form");
  if (!form) return;
  var group = document.createElement("div");
  group.className = "form-group";
  group.innerHTML = '<label for="delivery-day">Delivery day</label>' +
    '<input class="form-control" type="text" id="delivery-day" name="delivery_day" required autocomplete="off" ' +
    'pattern="(0[1-9]|1[0-2])/(0[1-9]|[12][0-9]|3[01])/20[0-9]{2}">';
  form.querySelector("button[type=submit]").before(group);
  var field = group.querySelector("input");
  field.addEventListener("change", function () {
    setTimeout(function () { field.reportValidity(); }, 0);
  });
})();
