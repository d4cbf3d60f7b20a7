// The delivery method is sent in the background; the answer says where to go on.
(function () {
  "use strict";
  var form = document.getElementById("shipping-method-form");
  if (!form) return;
  form.addEventListener("submit", async function (event) {
    event.preventDefault();
    var answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
    });
    if (!answer.ok) throw new Error("HTTP " + answer.status);
    var told = await answer.json();
    window.location.assign(told.next);
  });
})();
