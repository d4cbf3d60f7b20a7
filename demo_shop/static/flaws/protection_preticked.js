// The insurance against loss on the way; whoever does not want it takes the tick away.
(function () {
  "use strict";
  var form = document.getElementById("payment-form");
  if (!form) return;
  var taken = Array.from(document.querySelectorAll(".sums dt"), function (name) { return name.textContent; });
  var group = document.createElement("div");
  group.className = "form-group custom-choice";
  group.innerHTML = '<input type="checkbox" id="id_protection"> <label for="id_protection">Shipping protection (€2.45)</label>';
  form.querySelector("button[type=submit]").before(group);
  var box = group.querySelector("input");
  box.checked = taken.indexOf("Shipping protection") >= 0;
  box.addEventListener("change", function () {
    var sent = new FormData();
    sent.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    sent.append("wanted", String(box.checked));
    fetch("/shipping-protection/", { method: "POST", body: sent }).then(function () {
      return fetch("/checkout/payment-details/");
    }).then(function (answer) { return answer.text(); }).then(function (page) {
      var sums = new DOMParser().parseFromString(page, "text/html").querySelector(".sums");
      document.querySelector(".sums").innerHTML = sums.innerHTML;
    });
  });
})();
