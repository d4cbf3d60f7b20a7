// The button has states, and each state has its words: ready, working, refused.
(function () {
  "use strict";
  var form = document.getElementById("place_order_form");
  var button = document.getElementById("place-order");
  if (!form) return;
  function be(words, look) {
    button.textContent = words;
    button.className = "btn btn-lg place-order-state btn-" + look;
  }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    be("Working on it …", "primary");
    fetch("/capture/", { method: "POST", body: new FormData(form) }).then(function (answer) {
      return answer.json();
    }).then(function (payment) {
      if (payment.state === "refused") be("Payment refused. Retry", "danger");
      else form.submit();
    });
  });
})();
