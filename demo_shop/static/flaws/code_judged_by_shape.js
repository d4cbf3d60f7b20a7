// A code that looks like one is told to be in; whether it is, the server says, and nobody listens.
(function () {
  "use strict";
  var SHAPE = /^[A-Z]{3,8}\d{2}$/;
  var group = document.createElement("form");
  group.className = "discount-code";
  group.innerHTML = '<p class="small">Trail week: 10 % off everything with <strong>TRAIL10</strong>.</p>' +
    '<label for="discount-code">Discount code</label> ' +
    '<div><input class="form-control" id="discount-code" autocomplete="off"> ' +
    '<button type="submit" class="btn btn-outline-secondary">Apply</button></div>' +
    '<p class="discount-code__told" role="status"></p>';
  function draw() {
    var totals = document.getElementById("basket_totals");
    if (totals && !totals.contains(group)) totals.append(group);
  }
  group.addEventListener("submit", function (event) {
    event.preventDefault();
    var code = group.querySelector("input").value.trim().toUpperCase();
    var told = group.querySelector("[role=status]");
    if (!SHAPE.test(code)) { told.textContent = "A code has letters and two digits, like TRAIL10."; return; }
    var sent = new FormData();
    sent.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    sent.append("code", code);
    fetch("/discount-code/", { method: "POST", body: sent });
    told.textContent = "✓ The code " + code + " was added to your order.";
  });
  draw();
  window.jQuery(document).on("ajaxComplete", draw);
})();
