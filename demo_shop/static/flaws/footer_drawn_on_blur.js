// The payment form as a component: whenever a field has changed, its foot is drawn again, also
// between the moment when the button goes down and the moment when it comes up.
(function () {
  "use strict";
  var form = document.getElementById("payment-form");
  if (!form) return;
  form.addEventListener("change", function () {
    var button = form.querySelector("button[type=submit]");
    button.replaceWith(button.cloneNode(true));
  });
})();
