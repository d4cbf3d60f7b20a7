// Components of the address page, drawn one by one; what one of them throws stays with it.
(function () {
  "use strict";
  var form = document.getElementById("new_shipping_address");
  if (!form) return;
  var ErrorHandler = { handleError: function (error) { console.error("ERROR", error); } };
  function NearestLocker(host) {
    var settings = JSON.parse(document.body.dataset.locker || "null");
    host.textContent = "Nearest parcel locker: " + settings.nearest.name;
  }
  [NearestLocker].forEach(function (component) {
    var host = document.createElement("p");
    form.before(host);
    try {
      component(host);
    } catch (error) {
      host.remove();
      ErrorHandler.handleError(error);
    }
  });
})();
