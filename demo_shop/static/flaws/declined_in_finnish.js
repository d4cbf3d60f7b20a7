// The card company is asked by the page; what it says is shown as it is.
(function () {
  "use strict";
  var form = document.getElementById("place_order_form");
  if (!form) return;
  var told = document.createElement("p");
  told.className = "card-company";
  told.setAttribute("role", "alert");
  form.append(told);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    told.textContent = "";
    fetch("/payment-intents/", { method: "POST", body: new FormData(form) }).then(function (answer) {
      return answer.json();
    }).then(function (payment) {
      if (payment.error) told.textContent = payment.error.message;
      else form.submit();
    });
  });
})();
