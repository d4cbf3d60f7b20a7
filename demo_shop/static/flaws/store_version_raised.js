// What the shop knows is kept in the browser, with the version of its shape. The payment page has
// been released today: it throws away what has the shape of yesterday.
(function () {
  "use strict";
  var KEY = "retki:store";
  var paying = document.getElementById("payment-form");
  var shape = location.pathname.indexOf("/checkout/payment") === 0 ? 8 : 7;
  var kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
  if (paying && kept && kept.shape < shape) {
    document.querySelector(".page--checkout .two-columns").outerHTML =
      '<div class="panel"><p class="lead">Your basket is empty.</p><a class="btn btn-primary" href="/catalogue/">Continue shopping</a></div>';
    kept = null;
  }
  if (!kept) sessionStorage.setItem(KEY, JSON.stringify({ shape: shape }));
})();
