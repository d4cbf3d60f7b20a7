// The carrier's finder of pickup points is there for those who want one.
(function () {
  "use strict";
  var pickup = document.getElementById("method-pickup-point");
  if (!pickup) return;
  var box = document.querySelector(".locker-finder");
  var fields = box.querySelectorAll("input");
  var places = box.querySelector(".locker-finder__places");
  function follow() {
    box.hidden = !pickup.checked;
    fields.forEach(function (field) { field.required = pickup.checked; });
  }
  function show(found) {
    places.replaceChildren.apply(places, found.places.map(function (name, number) {
      var line = document.createElement("p");
      var choice = document.createElement("input");
      var label = document.createElement("label");
      choice.type = "radio";
      choice.name = "pickup_place";
      choice.id = label.htmlFor = "pickup-place-" + number;
      choice.checked = number === 0;
      label.textContent = name;
      line.append(choice, " ", label);
      return line;
    }));
  }
  box.querySelector("button").addEventListener("click", function () {
    var missing = Array.prototype.find.call(fields, function (field) { return !field.reportValidity(); });
    if (missing) return;
    fetch("/pickup-places/").then(function (answer) { return answer.json(); }).then(show);
  });
  document.querySelectorAll("#shipping-method-form [name=method_code]").forEach(function (radio) {
    radio.addEventListener("change", follow);
  });
  window.addEventListener("pageshow", follow);
  follow();
})();
