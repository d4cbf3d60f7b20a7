// Entries of the menu open their own entries before they lead anywhere, for those who have no mouse
// to hover with. That this shop's categories have none below them the theme does not look at.
(function () {
  "use strict";
  document.querySelectorAll('.site-nav a[href*="/category/"]').forEach(function (link) {
    var entry = link.parentElement;
    var below = document.createElement("ul");
    below.className = "below";
    entry.append(below);
    link.addEventListener("click", function (event) {
      if (entry.classList.contains("opened")) return;
      event.preventDefault();
      entry.classList.add("opened");
    });
  });
})();
