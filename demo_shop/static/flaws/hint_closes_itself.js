// What the security code is, told in four lines that stay for as long as a word takes.
(function () {
  "use strict";
  var STAYS_MS = 650;
  var code = document.querySelector("#card-fields .field-ccv input");
  if (!code) return;
  var place = document.createElement("span");
  var icon = document.createElement("button");
  var text = document.createElement("p");
  place.className = "hint-place";
  icon.className = "hint-place__icon";
  icon.type = "button";
  icon.textContent = "?";
  icon.setAttribute("aria-label", "What is this?");
  text.className = "hint-place__text";
  text.hidden = true;
  text.textContent = "Three digits on the back of Visa and Mastercard, to the right of the signature. Four digits on the front of American Express, above the number. Virtual cards: in your bank's app, under Card details. It is never stored by us.";
  place.append(icon, text);
  code.parentElement.querySelector("label").after(place);
  function show() {
    if (!text.hidden) return;
    text.hidden = false;
    setTimeout(function () { text.hidden = true; }, STAYS_MS);
  }
  icon.addEventListener("mouseenter", show);
  icon.addEventListener("click", show);
})();
