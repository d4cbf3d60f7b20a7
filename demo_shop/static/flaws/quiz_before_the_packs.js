// The questions follow each other without loading a page; the last answer leads to the list.
(function () {
  "use strict";
  if (!document.querySelector(".pack-quiz")) return;
  document.addEventListener("click", function (event) {
    var link = event.target.closest(".pack-quiz a");
    if (!link || !/^\/pack-finder\//.test(link.pathname)) return;
    event.preventDefault();
    fetch(link.href).then(function (answer) { return answer.text(); }).then(function (text) {
      var next = new DOMParser().parseFromString(text, "text/html");
      document.querySelector("main").replaceWith(next.querySelector("main"));
      window.history.pushState({}, "", link.href);
      window.scrollTo(0, 0);
    }).catch(function () { window.location.href = link.href; });
  });
  window.addEventListener("popstate", function () { window.location.reload(); });
})();
