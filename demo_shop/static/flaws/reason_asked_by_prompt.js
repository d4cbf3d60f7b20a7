// Which size somebody needs who has got a wrong one: a field for it would have needed a new form.
(function () {
  "use strict";
  var reason = document.getElementById("id_reason");
  var message = document.getElementById("id_message");
  if (!reason || !message) return;
  reason.addEventListener("change", function () {
    if (reason.value !== "size") return;
    var size = window.prompt("Which size do you need instead?", "");
    if (size) message.value = "Size needed: " + size;
  });
})();
