// No colour, no basket: the button waits for the choice.
(function () {
  "use strict";
  var button = document.querySelector("#add_to_basket_form [type=submit]");
  var colours = document.querySelectorAll("#add_to_basket_form input[name=colour]");
  if (!button || !colours.length) return;
  function follow() {
    button.disabled = !Array.from(colours).some(function (colour) { return colour.checked; });
  }
  colours.forEach(function (colour) { colour.addEventListener("change", follow); });
  window.addEventListener("pageshow", follow); // the browser may restore the choice
  follow();
})();
