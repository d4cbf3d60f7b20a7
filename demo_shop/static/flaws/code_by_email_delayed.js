// Whoever goes on has to show that the e-mail address is theirs. The mail is handed to a queue, and
// that is all that the page ever hears of it.
(function () {
  "use strict";
  var form = document.getElementById("gateway-form");
  var email = document.getElementById("id_username");
  if (!form || !email) return;
  var group = document.createElement("div");
  group.className = "form-group email-code";
  group.innerHTML = '<label for="id_email_code">Code from our e-mail</label>' +
    '<input class="form-control" type="text" name="email_code" id="id_email_code" required pattern="[0-9]{6}"' +
    ' title="Six digits" inputmode="numeric" autocomplete="one-time-code" aria-describedby="id_email_code_note">' +
    '<small class="form-text text-muted" id="id_email_code_note" role="status">We send it once you have given your address.</small>' +
    '<button type="button" class="btn btn-outline-secondary btn-sm">Send the code again</button>';
  email.closest(".form-group").after(group);
  var note = group.querySelector("small");
  function send(event) {
    var what = event.type === "click" ? "a new code" : "six digits";
    if (!email.value || !email.checkValidity()) return;
    fetch("/email-code/", { method: "POST", body: new FormData(form) }).then(function () {
      note.textContent = "We have sent " + what + " to " + email.value + ". Look among the spam, too.";
    });
  }
  email.addEventListener("change", send);
  group.querySelector("button").addEventListener("click", send);
})();
