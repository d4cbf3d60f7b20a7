// The card's bank confirms every payment by a code of a printed card that it once sent by mail.
(function () {
  "use strict";
  var form = document.getElementById("place_order_form");
  if (!form) return;
  function ask(row) {
    var asked = document.createElement("form");
    asked.className = "bank-code";
    asked.innerHTML = "<p><strong>Your bank asks you to confirm this payment.</strong></p>" +
      '<div class="form-group"><label for="bank-code">Code number ' + row + " of your code card</label>" +
      '<input class="form-control" type="text" id="bank-code" inputmode="numeric" maxlength="6" autocomplete="off" required pattern="[0-9]{4,6}" title="Four to six digits"></div>' +
      '<button type="submit" class="btn btn-outline-secondary">Confirm</button>';
    form.after(asked);
    asked.addEventListener("submit", function (event) {
      event.preventDefault();
      form.submit();
    });
  }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (document.getElementById("bank-code")) return document.getElementById("bank-code").focus();
    fetch("/bank-code/").then(function (answer) { return answer.json(); }).then(function (told) { ask(told.row); });
  });
})();
