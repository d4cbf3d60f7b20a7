// What is sent is put into an outbox first, and taken out when the answer has come. A form that
// leads to another page takes the one who would take it out along.
(function () {
  "use strict";
  var KEY = "retki:outbox";
  var form = document.getElementById("new_shipping_address");
  var messages = document.getElementById("messages");
  var left = JSON.parse(sessionStorage.getItem(KEY) || "null");
  if (left && messages) {
    var told = document.createElement("div");
    told.className = "alert alert-danger";
    told.setAttribute("role", "alert");
    told.textContent = "Your " + left.what + " could not be saved. Please check your connection and try again.";
    messages.append(told);
    sessionStorage.removeItem(KEY);
  }
  if (!form) return;
  form.addEventListener("submit", function () {
    sessionStorage.setItem(KEY, JSON.stringify({ what: "delivery address", at: Date.now() }));
  });
})();
