// Who goes up to the browser's tabs is about to leave: a last offer, once per visit.
(function () {
  "use strict";
  var EDGE_PX = 8;
  if (!document.getElementById("add_to_basket_form") || sessionStorage.getItem("offered")) return;
  function offer(event) {
    if (event.clientY > EDGE_PX || sessionStorage.getItem("offered")) return;
    sessionStorage.setItem("offered", "yes");
    document.removeEventListener("mousemove", offer);
    var dialog = document.createElement("dialog");
    dialog.className = "exit-offer";
    dialog.setAttribute("aria-label", "Wait! 5 % off your first order");
    dialog.innerHTML = '<form method="dialog"><p class="h2">Wait! 5 % off your first order</p>' +
      '<p>Stay with us, and use the code <strong>STAY5</strong> by midnight.</p>' +
      '<button class="btn btn-primary">Yes, I stay</button> <button class="btn btn-outline-secondary">No thanks</button></form>';
    document.body.append(dialog);
    dialog.addEventListener("close", function () { dialog.remove(); });
    dialog.showModal();
  }
  document.addEventListener("mousemove", offer);
})();
