// Filters of the list, without loading the page anew.
(function () {
  "use strict";
  var main = document.querySelector("main");
  var links = document.querySelector(".volumes");
  if (!links) return;
  var whole = main;
  links.addEventListener("click", function (event) {
    var link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    fetch(link.href).then(function (answer) { return answer.text(); }).then(function (text) {
      var filtered = new DOMParser().parseFromString(text, "text/html").querySelector("main");
      document.querySelector("main").replaceWith(filtered);
      window.history.pushState({}, "", link.href);
      window.scrollTo(0, 0);
    }).catch(function () { window.location.href = link.href; });
  });
  window.addEventListener("popstate", function () {
    document.querySelector("main").replaceWith(whole);
  });
})();
