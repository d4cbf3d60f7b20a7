// From the time before fetch: the form is sent into a frame, and the frame is asked where to go on.
// That its answer can be a refusal was not thought of.
(function () {
  "use strict";
  var form = document.getElementById("exchange-form");
  if (!form) return;
  var frame = document.createElement("iframe");
  frame.name = "exchange-answer";
  frame.title = "Answer";
  frame.hidden = true;
  document.body.append(frame);
  form.target = frame.name;
  frame.addEventListener("load", function () {
    var to = frame.contentDocument.body.dataset.to;
    if (to) window.location.assign(to);
  });
})();
