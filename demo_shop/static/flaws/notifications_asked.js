// Before the browser asks whether the shop may send notifications, the shop asks whether it may ask.
(function () {
  "use strict";
  var AFTER_MS = 2400;
  if (!document.getElementById("add_to_basket_form") || localStorage.getItem("notifications")) return;
  function ask() {
    var sheet = document.createElement("div");
    sheet.popover = "manual";
    sheet.className = "ask-first";
    sheet.setAttribute("role", "dialog");
    sheet.setAttribute("aria-label", "Never miss a deal again");
    sheet.innerHTML = '<div class="ask-first__card"><p><strong>Never miss a deal again</strong></p>' +
      "<p>May we send you notifications about new arrivals and prices?</p>" +
      '<p><button type="button" class="btn btn-primary">Allow</button> ' +
      '<button type="button" class="btn btn-outline-secondary">Maybe later</button></p></div>';
    document.body.append(sheet);
    sheet.showPopover();
    localStorage.setItem("notifications", "asked");
    sheet.querySelectorAll("button").forEach(function (button) {
      button.addEventListener("click", function () { sheet.remove(); });
    });
  }
  window.addEventListener("load", function () { setTimeout(ask, AFTER_MS); });
})();
