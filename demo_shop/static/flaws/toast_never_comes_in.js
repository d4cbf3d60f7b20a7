// The choice is sent by script. Where it cannot be had, a toast is to come up from below: by the name
// that the library of animations gave that before its last version.
(function () {
  "use strict";
  var form = document.getElementById("shipping-method-form");
  if (!form) return;
  function toast(text) {
    document.querySelectorAll(".toast-note").forEach(function (old) { old.remove(); });
    var note = document.createElement("div");
    note.className = "toast-note animated fadeInUp";
    note.setAttribute("role", "alert");
    note.textContent = text;
    document.body.append(note);
  }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } }).then(function (answer) {
      return answer.json();
    }).then(function (told) {
      if (told.ok) window.location.assign(told.next);
      else toast(told.message);
    });
  });
})();
