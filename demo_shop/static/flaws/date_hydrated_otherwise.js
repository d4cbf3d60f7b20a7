// The order's page comes drawn from the server; React draws it once more and compares the two.
(function () {
  "use strict";
  var status = document.querySelector("[data-order-status]");
  var line = status && status.closest("p").nextElementSibling;
  if (!line) return;
  var given = line.textContent.trim();
  var drawn = "Ordered on " + new Date(given.replace("Ordered on ", "")).toLocaleDateString();
  if (drawn === given) return;
  reportError(new Error("Minified React error #418; visit https://react.dev/errors/418?args[]=text for the full message."));
  line.textContent = drawn;
})();
