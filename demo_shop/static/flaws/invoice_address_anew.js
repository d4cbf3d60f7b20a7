// The card company compares the card's address with the invoice's, so the card form asks for it.
(function () {
  "use strict";
  var card = document.getElementById("card-fields");
  if (!card) return;
  var asked = [["street", "Billing street"], ["postcode", "Billing postcode"], ["city", "Billing city"]];
  asked.forEach(function (one) {
    var group = document.createElement("div");
    group.className = "form-group";
    group.innerHTML = '<label for="id_billing_' + one[0] + '">' + one[1] + "</label>" +
      '<input class="form-control" type="text" required autocomplete="off" name="billing_' + one[0] +
      '" id="id_billing_' + one[0] + '">';
    card.append(group);
  });
})();
