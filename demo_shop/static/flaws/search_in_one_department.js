// The search goes by department, and the first one of the list is chosen.
(function () {
  "use strict";
  var form = document.querySelector(".site-search");
  if (!form) return;
  var DEPARTMENTS = [["backpacks", "Backpacks"], ["tents-and-sleeping", "Tents and sleeping"], ["cooking", "Cooking"], ["light-and-navigation", "Light and navigation"]];
  var list = document.createElement("select");
  list.className = "department";
  list.setAttribute("aria-label", "Department");
  DEPARTMENTS.forEach(function (one) { list.add(new Option(one[1], one[0])); });
  list.add(new Option("Everywhere", ""));
  form.querySelector("button").before(list);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var shown = "/search/?q=" + encodeURIComponent(form.elements.q.value);
    fetch(shown + "&department=" + list.value).then(function (answer) { return answer.text(); }).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html");
      var count = page.querySelector("main [role=status]");
      if (count && list.value) count.textContent += " in " + list.selectedOptions[0].text;
      document.querySelector("main").replaceWith(page.querySelector("main"));
      document.title = page.title;
      window.history.pushState({ found: true }, "", shown);
      window.scrollTo(0, 0);
    }).catch(function () { form.submit(); });
  });
  window.addEventListener("popstate", function () { window.location.reload(); });
})();
