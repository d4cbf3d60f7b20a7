// The newsletter opens as soon as somebody is seen to be serious about buying.
(function () {
  "use strict";
  var form = document.getElementById("new_shipping_address");
  var entered = new Set();
  if (!form || sessionStorage.getItem("newsletter")) return;
  function show() {
    if (sessionStorage.getItem("newsletter")) return;
    sessionStorage.setItem("newsletter", "seen");
    var back = document.createElement("div");
    back.className = "newsletter";
    back.innerHTML = '<div class="newsletter__box" role="dialog" aria-modal="true" aria-labelledby="newsletter-title">' +
      '<button type="button" class="newsletter__close" aria-label="Close">×</button>' +
      '<h2 id="newsletter-title">10 % off your next order!</h2>' +
      "<p>Join 40 000 others who get our letter every week.</p>" +
      '<label for="newsletter-email">Where shall we send it?</label>' +
      '<input class="form-control" type="email" id="newsletter-email">' +
      '<button type="button" class="btn btn-primary btn-block">Subscribe</button></div>';
    document.body.append(back);
    back.querySelector("input").focus();
    back.querySelectorAll("button").forEach(function (button) {
      button.addEventListener("click", function () { back.remove(); });
    });
  }
  form.addEventListener("focusin", function (event) {
    entered.add(event.target);
    if (entered.size === 2) setTimeout(show, 400);
  });
})();
