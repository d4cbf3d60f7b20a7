// Adds to the basket without leaving the page, and says so.
(function () {
  "use strict";
  var form = document.getElementById("add_to_basket_form");
  var sending = false;
  if (!form) return;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (sending) return;
    sending = true;
    fetch(form.action, { method: "POST", body: new FormData(form) }).then(function (answer) {
      return answer.text();
    }).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html");
      var link = document.querySelector(".basket-link");
      sending = false;
      link.replaceWith(page.querySelector(".basket-link"));
      window.alert(document.querySelector("h1").textContent + " was added to your basket.");
    });
  });
})();
