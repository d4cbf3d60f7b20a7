// One listener for all presses, which goes by the class of what was pressed. The new icons are SVG.
(function () {
  "use strict";
  var form = document.querySelector(".site-search");
  if (!form) return;
  var button = form.querySelector(".btn-search");
  button.type = "button";
  button.setAttribute("aria-label", "Search");
  button.classList.add("btn-search--icon");
  button.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true">' +
    '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 6 6"/></svg>';
  document.addEventListener("click", function (event) {
    var names = event.target.className.split(" ");
    if (names.includes("btn-search")) form.requestSubmit();
  });
})();
