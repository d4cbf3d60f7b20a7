// One handler for every call that fails; guests are sent to the log-in page instead of points.
(function () {
  "use strict";
  if (!document.getElementById("basket_formset")) return;
  var page = window.jQuery(document);
  page.on("ajaxSuccess", function (event, answer, call) {
    if (call.type === "POST") window.jQuery.getJSON("/accounts/");
  });
  page.on("ajaxError", function () {
    window.oscar.messages.error("Something went wrong. Your change was not saved.");
  });
})();
