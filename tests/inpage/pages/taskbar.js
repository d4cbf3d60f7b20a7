// A shop's script that listens as shops do: what reaches the document is noted in `heard`.
window.heard = [];
for (const type of ["click", "keydown", "keyup", "pointerdown", "mousedown", "focusin", "focusout", "touchstart"]) {
  document.addEventListener(type, (event) => heard.push(`${type} ${event.target.tagName}`));
  document.addEventListener(type, (event) => heard.push(`captured ${type} ${event.target.tagName}`), true);
}
// Which of its bars and bubbles the page has: before it is painted.
document.documentElement.className = `is-${location.search.slice(1)}`;
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-opens]")) {
    button.addEventListener("click", () => document.getElementById(button.dataset.opens).showModal());
  }
  for (const button of document.querySelectorAll("[data-closes]")) {
    button.addEventListener("click", () => button.closest("dialog").close());
  }
  document.getElementById("agree")?.addEventListener("click", () => document.getElementById("cookies").remove());
});
