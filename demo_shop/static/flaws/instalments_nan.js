// The lender's own element: what a month costs. The theme hands the amount over under its old name.
(function () {
  "use strict";
  var MONTHS = 4;
  var price = document.querySelector(".product-page .price_color");
  if (!price) return;
  customElements.define("pay-later", class extends HTMLElement {
    connectedCallback() {
      var month = (parseFloat(this.getAttribute("purchase-amount")) / 100 / MONTHS).toFixed(2);
      this.attachShadow({ mode: "open" }).innerHTML = "<span>or " + MONTHS + " × €" + month + " a month, without interest</span>";
    }
  });
  var note = document.createElement("pay-later");
  note.className = "pay-later";
  note.setAttribute("amount", String(Math.round(parseFloat(price.textContent.replace(/[^\d.]/g, "")) * 100)));
  price.after(note);
})();
