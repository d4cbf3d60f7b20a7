// The details are sent by script; what the server has against them is written under the field.
(function () {
  "use strict";
  var form = document.getElementById("gateway-form");
  if (!form) return;
  var field = form.elements.username;
  var error = document.createElement("div");
  error.className = "error-block";
  error.id = "id_username_refused";
  error.setAttribute("role", "alert");
  error.hidden = true;
  field.after(error);
  function say(text) {
    error.textContent = text;
    error.hidden = !text;
    if (text) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
  }
  field.addEventListener("input", function () { say(""); });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    say("");
    fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } }).then(function (answer) {
      var refused = (answer.headers.get("Content-Type") || "").indexOf("json") >= 0;
      if (refused) return answer.json().then(function (told) { say(told.username); });
      window.location.assign(answer.url);
      return null;
    });
  });
})();
