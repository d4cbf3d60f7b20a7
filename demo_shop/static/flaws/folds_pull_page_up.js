// One of the texts is open at a time: what is opened closes the one before, which may be above it.
(function () {
  "use strict";
  var heads = Array.from(document.querySelectorAll(".fold__head"));
  function show(head, open) {
    head.setAttribute("aria-expanded", String(open));
    document.getElementById(head.getAttribute("aria-controls")).hidden = !open;
  }
  heads.forEach(function (head) {
    head.addEventListener("click", function () {
      var open = head.getAttribute("aria-expanded") !== "true";
      heads.forEach(function (other) { show(other, open && other === head); });
    });
  });
})();
