// Plus and minus beside the quantity: the new amount is written first, in a locale spelt as the server does.
(function () {
  "use strict";
  var PAUSE_MS = 250; // quick presses in a row make one update
  var LOCALE = "en_GB";
  function written(amount) {
    return new Intl.NumberFormat(LOCALE, { style: "currency", currency: "EUR" }).format(amount);
  }
  function draw() {
    document.querySelectorAll(".basket-line").forEach(function (line) {
      var input = line.querySelector("input[type=number]");
      var amount = line.querySelector("[data-line-amount]");
      var each = parseFloat(line.querySelector("[data-price-of]").textContent.replace(/[^\d.]/g, ""));
      var waiting = 0;
      function stepper(sign, name, by) {
        var button = document.createElement("button");
        button.type = "button";
        button.className = "btn btn-outline-secondary stepper";
        button.setAttribute("aria-label", name);
        button.textContent = sign;
        button.addEventListener("click", function () {
          clearTimeout(waiting);
          waiting = setTimeout(function () {
            var count = Math.max(1, Number(input.value) + by);
            amount.textContent = written(count * each);
            input.value = String(count);
            input.form.requestSubmit();
          }, PAUSE_MS);
        });
        return button;
      }
      input.before(stepper("−", "One fewer", -1));
      input.after(stepper("+", "One more", 1));
    });
  }
  draw();
  window.jQuery(document).on("ajaxComplete", draw);
})();
