// How many are left. The formatter of messages is loaded by the old pages only.
(function () {
  "use strict";
  if (window.location.pathname !== "/search/") return;
  var format = window.formatMessage || function (message) { return message; };
  fetch("/stock-notes/").then(function (answer) { return answer.json(); }).then(function (messages) {
    document.querySelectorAll(".product-grid .product-card").forEach(function (card, index) {
      var note = document.createElement("p");
      note.className = "stock-note";
      note.textContent = format(messages.left, { count: 3 + index });
      card.append(note);
    });
  }).catch(function () { /* the page is being left */ });
})();
