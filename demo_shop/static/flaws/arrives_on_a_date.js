// A date says more than “2–3 working days”. The shop counts three days on; the carrier, who knows
// where it goes, counts working days, and has six of them.
(function () {
  "use strict";
  var WORDS = { weekday: "long", day: "numeric", month: "long" };
  var knowsWhere = /^\/checkout\/(shipping-method|payment|preview|thank-you)/.test(location.pathname);
  function arrival() {
    var day = new Date();
    var left = knowsWhere ? 6 : 3;
    while (left > 0) {
      day.setDate(day.getDate() + 1);
      if (!knowsWhere || day.getDay() % 6 !== 0) left -= 1;
    }
    return day.toLocaleDateString("en-GB", WORDS);
  }
  function draw() {
    document.querySelectorAll("[data-promise=delivery_time]").forEach(function (promise) {
      promise.previousSibling.textContent = "Delivered by ";
      promise.textContent = arrival();
    });
    document.querySelectorAll("#shipping-method-form .text-muted, .review p").forEach(function (note) {
      if (/working days/.test(note.textContent)) note.textContent = note.textContent.replace(/, in 2–3 working days/, "");
    });
  }
  draw();
  window.jQuery(document).on("ajaxComplete", draw);
})();
