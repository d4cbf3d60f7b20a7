// Nothing can be chosen before all carriers have been asked what they would take.
(function () {
  "use strict";
  if (!document.getElementById("shipping-method-form")) return;
  var cover = document.createElement("div");
  var wheel = document.createElement("span");
  var text = document.createElement("p");
  cover.className = "comparing";
  wheel.className = "comparing__wheel";
  text.setAttribute("role", "status");
  text.textContent = "Comparing 14 carriers for you …";
  cover.append(wheel, text);
  document.body.append(cover);
  function done() { cover.remove(); }
  fetch("/compare-carriers/").then(done, done);
})();
