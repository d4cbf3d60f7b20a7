// A tool for translation wraps the texts of the summary. The component that draws the total goes on
// writing into the text that it remembers, which is on the page no more.
(function () {
  "use strict";
  var total = document.querySelector("#basket_totals [data-order-total]");
  if (!total) return;
  var remembered = total.firstChild;
  document.querySelectorAll("#basket_totals dt, #basket_totals dd").forEach(function (one) {
    var wrapped = document.createElement("font");
    wrapped.textContent = one.textContent;
    one.replaceChildren(wrapped);
  });
  function draw(answer) {
    var next = new DOMParser().parseFromString(answer.content_html, "text/html");
    var lines = next.getElementById("basket_formset");
    var count = document.querySelector("[data-basket-count]");
    if (!lines) { location.reload(); return; }
    document.getElementById("basket_formset").innerHTML = lines.innerHTML;
    remembered.data = next.querySelector("[data-order-total]").textContent;
    count.textContent = next.querySelector("[data-basket-items]").dataset.basketItems;
    count.parentElement.setAttribute("aria-label", "Basket, " + count.textContent + (count.textContent === "1" ? " item" : " items"));
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("#basket_formset [data-behaviours=remove]");
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    var form = document.getElementById("basket_formset");
    var sent = new FormData(form);
    sent.append("form-" + link.dataset.id + "-DELETE", "on");
    fetch(form.action, { method: "POST", headers: { "X-Requested-With": "XMLHttpRequest" }, body: sent })
      .then(function (answer) { return answer.json(); }).then(draw);
  }, true);
})();
