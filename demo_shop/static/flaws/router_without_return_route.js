// The application's router. What it has no route for is not found, whatever the server thinks.
(function () {
  "use strict";
  var view = document.getElementById("app-view");
  if (!view) return;
  var routes = [/^\/$/, /^\/catalogue\//, /^\/basket\/$/, /^\/checkout\/(shipping-|payment-details)/];
  if (routes.some(function (route) { return route.test(location.pathname); })) return;
  document.title = "Page not found | Retki & Co";
  document.getElementById("app-title").textContent = "Page not found";
  view.innerHTML = '<p class="lead">Oops! There is nothing at this address.</p><p><a href="/">To the front page</a></p>';
})();
