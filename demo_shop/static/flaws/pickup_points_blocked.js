// The pickup points nearby come from the carrier, who has moved to an address of its own.
(function () {
  "use strict";
  var note = document.getElementById("method-pickup-point-note");
  if (!note) return;
  var list = document.createElement("span");
  list.className = "pickup-points";
  list.setAttribute("role", "status");
  list.textContent = "Loading the pickup points near you …";
  note.append(list);
  fetch("/pickup-points/?near=me").then(function (answer) { return answer.json(); }).then(function (points) {
    list.textContent = "Near you: " + points.map(function (point) { return point.name; }).join(", ");
  }).catch(function () { /* it is tried again on the next page */ });
})();
