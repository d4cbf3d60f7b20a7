// The campaign of the week comes after everything else, above the button.
(function () {
  "use strict";
  var DELAY_MS = 1200;
  var form = document.getElementById("add_to_basket_form");
  if (!form) return;
  window.addEventListener("load", function () {
    setTimeout(function () {
      var banner = document.createElement("a");
      banner.className = "campaign";
      banner.href = "/delivery-and-returns/";
      banner.textContent = "This week: free delivery for orders over 200 euros. See how!";
      form.querySelector("button").before(banner);
    }, DELAY_MS);
  });
})();
