// The basket is asked in the background, with a limit that was chosen on a fast machine. What comes
// after the limit still counts, but nobody takes the error back.
(function () {
  "use strict";
  var LIMIT_MS = 1200;
  var form = document.getElementById("add_to_basket_form");
  if (!form) return;
  var told = document.createElement("p");
  told.className = "added-or-not";
  told.setAttribute("role", "alert");
  form.append(told);
  function count(page) {
    var now = new DOMParser().parseFromString(page, "text/html").querySelector(".basket-link");
    var link = document.querySelector(".basket-link");
    link.setAttribute("aria-label", now.getAttribute("aria-label"));
    link.querySelector("[data-basket-count]").textContent = now.querySelector("[data-basket-count]").textContent;
  }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    told.textContent = "";
    var answered = fetch(form.action, { method: "POST", body: new FormData(form) }).then(function (answer) {
      return answer.text();
    }).then(count);
    var late = new Promise(function (resolve) { setTimeout(resolve, LIMIT_MS, "late"); });
    Promise.race([answered, late]).then(function (first) {
      if (first === "late") told.textContent = "Something went wrong. The product was not added to your basket.";
    });
  });
})();
