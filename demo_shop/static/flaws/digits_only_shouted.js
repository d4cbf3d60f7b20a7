// Nothing but digits in the card's number. What else is typed is told off at once.
(function () {
  "use strict";
  var field = document.getElementById("id_number");
  if (!field) return;
  field.addEventListener("beforeinput", function (event) {
    if (!event.data || /^\d+$/.test(event.data)) return;
    event.preventDefault();
    window.alert("Only digits are allowed in this field!");
  });
})();
