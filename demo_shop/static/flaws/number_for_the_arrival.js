// The carrier's own box: a text message when the parcel has come. It starts from nothing.
(function () {
  "use strict";
  var form = document.getElementById("shipping-method-form");
  if (!form) return;
  var group = document.createElement("div");
  group.className = "form-group arrival";
  group.innerHTML = '<label for="arrival-number">Mobile number for the arrival text</label>' +
    '<div class="arrival__number"><span>+358</span><input class="form-control" type="tel" id="arrival-number" name="arrival_number" required pattern="[1-9][0-9 ]{6,}" title="Without the first zero" autocomplete="off"></div>';
  form.querySelector("button[type=submit]").before(group);
})();
