// The order is sent by script, once at a time.
(function () {
  "use strict";
  var form = document.getElementById("place_order_form");
  if (!form) return;
  var sending = false;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (sending) return;
    sending = true;
    window.jQuery.post(form.getAttribute("action"), window.jQuery(form).serialize(), function (answer) {
      window.location.assign(answer.next);
    }, "json").fail(function () { sending = false; });
  });
})();
