// Opens and closes what a button stands for. The theme brings it, and so does the tag manager.
(function () {
  "use strict";
  function wire(button) {
    var panel = document.getElementById(button.dataset.togglePanel);
    button.addEventListener("click", function () {
      panel.hidden = !panel.hidden;
      button.setAttribute("aria-expanded", String(!panel.hidden));
    });
  }
  function theme() { document.querySelectorAll("[data-toggle-panel]").forEach(wire); }
  function tagManager() { document.querySelectorAll("[data-toggle-panel]").forEach(wire); }
  theme();
  tagManager();
})();
