// Optimistic: the page does as if it had worked, and the request follows. fetch() is content with
// any answer.
(function () {
  "use strict";
  var form = document.getElementById("add_to_basket_form");
  if (!form) return;
  var told = document.createElement("p");
  told.className = "added-at-once";
  told.setAttribute("role", "status");
  form.append(told);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var link = document.querySelector(".basket-link");
    var count = link.querySelector("[data-basket-count]");
    count.textContent = Number(count.textContent) + 1;
    link.setAttribute("aria-label", "Basket, " + count.textContent + (count.textContent === "1" ? " item" : " items"));
    told.innerHTML = '✓ Added to your basket. <a href="/basket/">View basket</a>';
    fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body: new FormData(form) });
  });
})();
