// The day of the delivery, with the arrows of the shop's own button component: that one takes no
// press that comes soon after another, so that nobody orders twice.
(function () {
  "use strict";
  var GUARD_MS = 700;
  var DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
  var form = document.getElementById("shipping-method-form");
  if (!form) return;
  var at = 0;
  var picker = document.createElement("div");
  var day = document.createElement("output");
  function guarded(act) {
    var last = -Infinity;
    return function (event) {
      var soon = event.timeStamp - last < GUARD_MS;
      last = event.timeStamp;
      if (!soon) act();
    };
  }
  function arrow(name, sign, by) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-outline-secondary";
    button.setAttribute("aria-label", name);
    button.textContent = sign;
    button.addEventListener("click", guarded(function () {
      at = (at + by + DAYS.length) % DAYS.length;
      draw();
    }));
    return button;
  }
  function draw() { day.textContent = DAYS[at]; }
  picker.className = "delivery-day";
  picker.append("Delivery on", arrow("Day before", "‹", -1), day, arrow("Next day", "›", 1));
  form.querySelector("button[type=submit]").before(picker);
  draw();
})();
