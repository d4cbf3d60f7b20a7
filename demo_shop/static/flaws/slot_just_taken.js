// Delivery by the hour: the slots are those that were free when the list was made.
(function () {
  "use strict";
  var form = document.getElementById("shipping-method-form");
  if (!form) return;
  var group = document.createElement("div");
  group.className = "form-group delivery-slot";
  group.innerHTML = '<label for="id_slot">Delivery slot</label>' +
    '<select class="form-control" name="slot" id="id_slot" required><option value="">Choose a slot</option>' +
    ["Tuesday, 16–18", "Tuesday, 18–20", "Wednesday, 16–18", "Thursday, 18–20"].map(function (slot) {
      return "<option>" + slot + "</option>";
    }).join("") + '</select><p class="delivery-slot__told" role="alert"></p>';
  form.querySelector("button[type=submit]").before(group);
  var told = group.querySelector("p");
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    told.textContent = "";
    fetch("/delivery-slot/", { method: "POST", body: new FormData(form) }).then(function (answer) {
      return answer.json();
    }).then(function (slot) {
      if (slot.reserved) form.submit();
      else told.textContent = form.elements.slot.value + " has just been taken. Please choose another slot.";
    });
  });
})();
