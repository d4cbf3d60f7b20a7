// The legal department's box stands where the legal department's text stands.
(function () {
  "use strict";
  var button = document.getElementById("place-order");
  if (!button) return;
  var small = document.createElement("p");
  small.className = "small text-muted terms";
  small.innerHTML = '<input type="checkbox" id="terms"> <label for="terms">I accept the terms</label> ' +
    "of sale, delivery and data protection of Retki &amp; Co Oy, Koskikatu 1, 96200 Rovaniemi.";
  document.querySelector(".page--checkout").append(small);
  var box = document.getElementById("terms");
  function follow() { button.disabled = !box.checked; }
  box.addEventListener("change", follow);
  window.addEventListener("pageshow", follow); // the browser may restore the box after Back
  follow();
})();
