// Continue where you left: whoever comes to a list goes on to the product that they had before them.
(function () {
  "use strict";
  var SOON_MS = 700;
  var path = window.location.pathname;
  if (document.getElementById("add_to_basket_form")) sessionStorage.setItem("resume", path);
  var last = sessionStorage.getItem("resume");
  if (!last || !/^\/catalogue\/(category\/|$)/.test(path)) return;
  var note = document.createElement("div");
  note.className = "resumes";
  note.setAttribute("role", "status");
  note.textContent = "Welcome back! We take you to where you were.";
  document.body.append(note);
  setTimeout(function () { window.location.href = last; }, SOON_MS);
})();
