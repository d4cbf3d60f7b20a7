// What the delivery costs there is worked out before anything else is asked.
(function () {
  "use strict";
  document.addEventListener("click", function (event) {
    var button = event.target.closest("#estimate-delivery");
    if (!button) return;
    var postcode = document.getElementById("estimate-postcode");
    var shown = document.getElementById("estimate-shown");
    if (!postcode.value.trim()) return postcode.focus();
    fetch("/delivery-price/?to=" + encodeURIComponent(postcode.value.trim())).then(function (answer) {
      return answer.json();
    }).then(function (price) { shown.textContent = "To " + price.to + ": pickup point " + price.pickup + ", home " + price.home; });
  });
})();
