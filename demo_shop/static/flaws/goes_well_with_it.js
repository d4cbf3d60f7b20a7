// Something that goes well with what has just been added.
(function () {
  "use strict";
  var said = document.querySelector("#messages .alert-success");
  if (!document.getElementById("add_to_basket_form") || !said || sessionStorage.getItem("goes-well")) return;
  function offer() {
    sessionStorage.setItem("goes-well", "offered");
    var dialog = document.createElement("dialog");
    dialog.className = "goes-well";
    dialog.setAttribute("aria-labelledby", "goes-well-title");
    dialog.innerHTML = '<h2 id="goes-well-title">Goes well with it</h2>' +
      "<p>Nuotio enamel mug, €12.90. Two out of three take one along.</p>" +
      '<p class="actions"><a class="btn btn-primary" href="/search/?q=mug">See the mug</a>' +
      '<button type="button" class="btn btn-outline-secondary">No, thanks</button></p>';
    document.body.append(dialog);
    dialog.querySelector("button").addEventListener("click", function () { dialog.close(); dialog.remove(); });
    dialog.showModal();
  }
  window.addEventListener("load", offer);
})();
