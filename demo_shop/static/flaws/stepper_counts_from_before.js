// Less and more beside the quantity. What is sent is what was drawn last, and one more or less.
(function () {
  "use strict";
  function draw() {
    document.querySelectorAll(".basket-line__quantity input[type=number]").forEach(function (input) {
      var drawn = Number(input.value);
      input.before(button("Take one off", "−", -1));
      input.after(button("Add one", "+", 1));
      function button(name, sign, by) {
        var made = document.createElement("button");
        made.type = "button";
        made.className = "btn btn-outline-secondary";
        made.setAttribute("aria-label", name);
        made.textContent = sign;
        made.addEventListener("click", function () { save(input, Math.max(1, drawn + by)); });
        return made;
      }
    });
  }
  function save(input, amount) {
    var basket = window.oscar.basket;
    var sent = new URLSearchParams(new FormData(input.form));
    sent.set(input.name, String(amount));
    window.jQuery.post(basket.url, sent.toString(), basket.submitFormSuccess, "json");
  }
  window.jQuery(document).on("ajaxComplete", draw);
  draw();
})();
