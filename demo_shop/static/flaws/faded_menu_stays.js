// “Ideas” in the menu opens a panel with a picture book's charm. Closed, it is only faded out.
(function () {
  "use strict";
  var nav = document.querySelector(".site-nav");
  if (!nav || location.pathname.indexOf("/catalogue/category/") !== 0) return;
  var entry = document.createElement("li");
  var button = document.createElement("button");
  var panel = document.createElement("div");
  button.type = "button";
  button.className = "ideas-button";
  button.textContent = "Ideas";
  panel.className = "ideas";
  panel.innerHTML = "<strong>A night by the lake</strong><p>Small backpack, tarp and a thermos of soup.</p>" +
    "<strong>A week on the fells</strong><p>A tent that stands the wind, and a stove.</p>";
  entry.append(button);
  nav.querySelector("ul").append(entry);
  nav.append(panel);
  function show(open) {
    panel.classList.toggle("ideas--open", open);
    panel.setAttribute("aria-hidden", String(!open));
    button.setAttribute("aria-expanded", String(open));
  }
  button.addEventListener("click", function () { show(!panel.classList.contains("ideas--open")); });
  show(false);
})();
