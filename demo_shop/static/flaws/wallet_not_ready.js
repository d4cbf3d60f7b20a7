// The wallet's own button. The shop's contract with it has run out.
(function () {
  "use strict";
  var place = document.getElementById("wallet");
  if (!place) return;
  var wallet = {
    isReadyToPay: function () {
      return new Promise(function (resolve, reject) {
        setTimeout(function () {
          reject({ statusCode: "DEVELOPER_ERROR", statusMessage: "merchantId is not registered for this domain" });
        }, 300);
      });
    },
  };
  (async function () {
    var answer = await wallet.isReadyToPay({ allowedPaymentMethods: ["CARD"] });
    place.hidden = !answer.result;
  })();
})();
