// The campaign's discount, drawn into every summary until its time is up.
(function () {
  "use strict";
  var OVER = "trail-week-over";
  var LEFT_S = 4;
  var basket = document.getElementById("basket_formset");
  var paying = document.getElementById("payment-form");
  if (document.getElementById("place_order_form")) sessionStorage.setItem(OVER, "yes");
  if (sessionStorage.getItem(OVER)) return;
  function amount(text) { return Number(text.replace(/[^0-9.]/g, "")); }
  function euros(sum) { return "€" + sum.toFixed(2); }
  function draw() {
    var sums = document.querySelector(".summary .sums");
    var total = sums && sums.querySelector("[data-order-total]");
    if (!total) return null;
    var off = amount((basket ? total : sums.querySelector("dd")).textContent) / 10;
    var full = amount(total.textContent);
    var name = document.createElement("dt");
    var taken = document.createElement("dd");
    name.textContent = "Trail week −10 %";
    taken.textContent = "−" + euros(off);
    sums.querySelector("dt.sums__total").before(name, taken);
    total.textContent = euros(full - off);
    document.querySelectorAll("[data-total]").forEach(function (choice) {
      choice.dataset.total = euros(amount(choice.dataset.total) - off);
    });
    document.querySelectorAll("#messages strong").forEach(function (said) {
      if (basket && amount(said.textContent) === full) said.textContent = total.textContent;
    });
    return { full: full, total: total, name: name, taken: taken };
  }
  var drawn = draw();
  if (basket) {
    window.jQuery(document).on("ajaxComplete", function () { setTimeout(draw); });
  }
  if (!paying || !drawn) return;
  var left = LEFT_S;
  function tick() {
    if (left > 0) {
      drawn.name.textContent = "Trail week −10 %, ends in 0:0" + left;
      left -= 1;
      setTimeout(tick, 1000);
      return;
    }
    sessionStorage.setItem(OVER, "yes");
    drawn.name.textContent = "Trail week −10 % has ended";
    drawn.taken.textContent = "€0.00";
    drawn.total.textContent = euros(drawn.full);
  }
  tick();
})();
