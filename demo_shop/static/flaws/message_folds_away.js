// Messages have been read after four seconds, and make room.
(function () {
  "use strict";
  var READ_AFTER_MS = 4000;
  var said = document.querySelectorAll("#messages .alert");
  if (!document.getElementById("add_to_basket_form") || !said.length) return;
  window.addEventListener("load", function () {
    setTimeout(function () { said.forEach(function (message) { message.remove(); }); }, READ_AFTER_MS);
  });
})();
