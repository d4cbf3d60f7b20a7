// The address form as a component: after an error it starts from its first state.
(function () {
  "use strict";
  var form = document.getElementById("new_shipping_address");
  if (!form) return;
  var first = form.innerHTML;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    fetch(form.action, { method: "POST", body: new FormData(form) }).then(function (answer) {
      if (answer.redirected) { window.location.assign(answer.url); return null; }
      return answer.text();
    }).then(function (page) {
      if (page === null) return;
      var shown = new DOMParser().parseFromString(page, "text/html").querySelector(".alert-danger");
      form.innerHTML = first;
      if (shown) form.prepend(shown);
    });
  });
})();
