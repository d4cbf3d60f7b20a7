// From the choice of the delivery on the carrier's own estimate takes the place of the shop's.
(function () {
  "use strict";
  var OURS = "2–3 working days";
  var main = document.querySelector(".page--checkout");
  if (!main || !/shipping-method|payment|preview|thank-you/.test(location.pathname)) return;
  fetch("/carrier-estimate/").then(function (answer) { return answer.json(); }).then(function (carrier) {
    var texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      var text = texts.currentNode;
      if (text.data.indexOf(OURS) >= 0) text.data = text.data.replace(OURS, carrier.delivered_in);
    }
  });
})();
