// The theme's floating labels: they lie in the field until something is typed there. The theme
// gives them the field's id as it is in the theme.
(function () {
  "use strict";
  var field = document.querySelector("#card-fields .field-name input");
  if (!field) return;
  var label = field.labels[0];
  field.setAttribute("aria-label", label.textContent);
  field.placeholder = " "; // the style's way to tell whether it is empty
  label.htmlFor = "card-holder";
  label.parentElement.classList.add("floating");
})();
