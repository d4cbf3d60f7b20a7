// The chat of somebody else's lives in a frame as small as its button. When the basket changes it
// makes room for a greeting; that the greeting is over nobody tells the frame.
(function () {
  "use strict";
  var GREETING_MS = 1600;
  if (!document.getElementById("basket_formset")) return;
  var frame = document.createElement("iframe");
  frame.className = "chat-frame";
  frame.title = "Chat";
  frame.srcdoc = "<!DOCTYPE html><html lang=en><meta name=viewport content='width=device-width'>" +
    "<style>body{margin:0;font:16px/1.4 system-ui,sans-serif}button{position:fixed;right:16px;bottom:16px;width:56px;height:56px;border:0;border-radius:50%;background:#2a7f8e;color:#fff;font-size:22px}" +
    "p{position:fixed;right:16px;bottom:80px;margin:0;padding:10px 16px;border-radius:14px;background:#2a7f8e;color:#fff;opacity:0;transition:opacity .3s;pointer-events:none}.shown{opacity:1}</style>" +
    "<p role=status></p><button type=button aria-label='Open chat'>?</button>";
  document.body.append(frame);
  function say(text, forMs) {
    var bubble = frame.contentDocument && frame.contentDocument.querySelector("p");
    if (!bubble) return;
    frame.classList.add("chat-frame--roomy");
    bubble.textContent = text;
    bubble.className = "shown";
    setTimeout(function () { bubble.className = ""; }, forMs);
  }
  frame.addEventListener("load", function () {
    frame.contentDocument.querySelector("button").addEventListener("click", function () {
      say("We are here from Monday to Friday, 9 to 15.", 3 * GREETING_MS);
    });
  });
  window.jQuery(document).on("ajaxComplete", function () {
    say("Hello! Any questions?", GREETING_MS);
  });
})();
