// The chat offers its help at the moment of payment, and puts the cursor into itself.
(function () {
  "use strict";
  var number = document.getElementById("id_number");
  if (!number || sessionStorage.getItem("chat")) return;
  number.addEventListener("input", function () {
    if (number.value.length < 6 || sessionStorage.getItem("chat")) return;
    sessionStorage.setItem("chat", "opened");
    var chat = document.createElement("div");
    chat.className = "chat";
    chat.setAttribute("role", "dialog");
    chat.setAttribute("aria-label", "Chat with us");
    chat.innerHTML = '<p class="chat__head">Chat with us <button type="button" aria-label="Close chat">×</button></p>' +
      "<p>Hello! I am Otso. May I help you with your payment?</p>" +
      '<textarea class="form-control" aria-label="Your message" rows="2"></textarea>';
    document.body.append(chat);
    chat.querySelector("textarea").focus();
    chat.querySelector("button").addEventListener("click", function () { chat.remove(); });
  });
})();
