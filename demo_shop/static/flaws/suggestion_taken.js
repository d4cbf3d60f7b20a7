// Suggestions under the search. The first one is chosen from the beginning, and what is chosen is sent.
(function () {
  "use strict";
  var field = document.getElementById("site-search");
  if (!field) return;
  var list = document.createElement("ul");
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  field.after(list);
  var chosen = "";
  field.addEventListener("input", function () {
    fetch("/suggestions/?q=" + encodeURIComponent(field.value)).then(function (answer) { return answer.json(); }).then(function (answer) {
      chosen = answer.found[0] || "";
      list.replaceChildren.apply(list, answer.found.map(function (text, index) {
        var item = document.createElement("li");
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", index === 0 ? "true" : "false");
        item.textContent = text;
        return item;
      }));
      list.hidden = answer.found.length === 0;
    }).catch(function () { /* the page is being left */ });
  });
  field.addEventListener("blur", function () { list.hidden = true; });
  field.form.addEventListener("submit", function () { if (chosen) field.value = chosen; });
})();
