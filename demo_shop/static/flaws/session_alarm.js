// Warns before the session ends. The server tells its end in local time, the browser reads it as
// universal time, so that the end always seems near.
(function () {
  "use strict";
  var CHECK_MS = 3500;
  if (!document.getElementById("payment-form") || sessionStorage.getItem("session_alarm")) return;
  setTimeout(function () {
    sessionStorage.setItem("session_alarm", "told");
    window.alert("Are you still there? Your session is about to end. Press OK to keep your basket.");
  }, CHECK_MS);
})();
