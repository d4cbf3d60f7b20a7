// The address is sent by script, and each error goes to the place that its field has for it.
(function () {
  "use strict";
  var form = document.getElementById("new_shipping_address");
  if (!form) return;
  form.querySelectorAll("input:not([type=hidden]), select, textarea").forEach(function (field) {
    var place = document.createElement("div");
    place.className = "error-block";
    place.dataset.errorFor = field.name;
    field.after(place);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } }).then(function (answer) {
      return answer.json();
    }).then(function (told) {
      if (told.ok) return window.location.assign(told.next);
      if (told.draw) return form.submit();
      Object.keys(told.errors).forEach(function (name) {
        var place = form.querySelector('[data-error-for="' + name + '"]');
        if (place) place.textContent = told.errors[name].join(" ");
      });
    });
  });
})();
