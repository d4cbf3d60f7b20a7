// A loading veil: it fades out, and is only taken away when the prices come from the cache.
(function () {
  "use strict";
  var form = document.getElementById("shipping-method-form");
  var entry = performance.getEntriesByType("navigation")[0];
  if (!form || (entry && entry.type === "reload")) return;
  var veil = document.createElement("div");
  veil.className = "veil";
  form.append(veil);
  requestAnimationFrame(function () { veil.classList.add("veil--gone"); });
})();
