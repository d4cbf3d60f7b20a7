// The basket as a component: its button is wired when it is mounted, not when it is drawn again.
(function () {
  "use strict";
  function draw() {
    var link = document.querySelector("a#proceed-to-checkout");
    if (!link) return null;
    var button = document.createElement("button");
    button.type = "button";
    button.id = link.id;
    button.dataset.testid = link.dataset.testid;
    button.className = link.className;
    button.textContent = link.textContent;
    button.dataset.to = link.href;
    link.replaceWith(button);
    return button;
  }
  var mounted = draw();
  if (!mounted) return;
  mounted.addEventListener("click", function () { window.location.assign(mounted.dataset.to); });
  window.jQuery(document).on("ajaxComplete", draw);
})();
