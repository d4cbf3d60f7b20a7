// Whoever gives an e-mail address and does not buy gets a reminder: the address is noted at once.
(function () {
  "use strict";
  var form = document.getElementById("gateway-form");
  var noted = false;
  if (!form) return;
  form.addEventListener("change", function (event) {
    if (noted || event.target.type !== "email" || !event.target.value) return;
    noted = true;
    navigator.sendBeacon("/basket-reminder/");
  });
})();
