// A tag of the marketing: urgency sells. Only product pages carry it.
(function () {
  "use strict";
  var time = document.querySelector(".product-page [data-promise=delivery_time]");
  if (time) time.textContent = "1 working day, if you order within 2 h 14 min";
})();
