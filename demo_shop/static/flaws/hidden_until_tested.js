// The page is kept out of sight until the experiment's service has said which version to show.
(function () {
  "use strict";
  var AT_MOST_MS = 4600;
  function show() { document.documentElement.classList.remove("async-hide"); }
  if (!document.documentElement.classList.contains("async-hide")) return;
  if (sessionStorage.getItem("experiment")) return show();
  sessionStorage.setItem("experiment", "none");
  setTimeout(show, AT_MOST_MS); // the service does not answer any more
})();
