// A survey of somebody else's: it sits in a frame of its own and comes when an order is near.
(function () {
  "use strict";
  var AFTER_MS = 400;
  var SCALE = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  if (!document.getElementById("place_order_form") || sessionStorage.getItem("survey")) return;
  function show() {
    sessionStorage.setItem("survey", "shown");
    var layer = document.createElement("div");
    var frame = document.createElement("iframe");
    layer.className = "survey";
    layer.setAttribute("role", "dialog");
    layer.setAttribute("aria-label", "Customer survey");
    frame.title = "Survey";
    frame.srcdoc = "<!DOCTYPE html><html lang=en><meta name=viewport content='width=device-width'>" +
      "<style>body{font:16px/1.5 system-ui,sans-serif;margin:1.2rem}button{min-width:44px;min-height:44px;margin:2px}</style>" +
      "<h2>How likely are you to recommend us to a friend?</h2><p>" +
      SCALE.map(function (mark) { return "<button type=button>" + mark + "</button>"; }).join("") +
      "</p><p>0 is not at all, 10 is very likely.</p><p><button type=button>No thanks</button></p>";
    frame.addEventListener("load", function () {
      frame.contentDocument.addEventListener("click", function (event) {
        if (event.target.closest("button")) layer.remove();
      });
      frame.focus();
    });
    layer.append(frame);
    document.body.append(layer);
  }
  window.addEventListener("load", function () { setTimeout(show, AFTER_MS); });
})();
