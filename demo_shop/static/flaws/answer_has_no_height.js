// Questions that unfold to the height of their answers, which is measured once, before they stand
// on the page.
(function () {
  "use strict";
  var QUESTIONS = {
    "What does an exchange cost?": "Nothing. We pay for the way back and for the way to you.",
    "How long does it take?": "About a week from the day on which you hand the parcel in.",
  };
  var form = document.getElementById("exchange-form");
  if (!form) return;
  var section = document.createElement("div");
  section.className = "questions";
  Object.keys(QUESTIONS).forEach(function (question, number) {
    var button = document.createElement("button");
    var answer = document.createElement("p");
    button.type = "button";
    button.className = "questions__button";
    button.textContent = question;
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", "answer-" + number);
    answer.id = "answer-" + number;
    answer.className = "questions__answer";
    answer.textContent = QUESTIONS[question];
    section.append(button, answer);
    var height = answer.scrollHeight;
    button.addEventListener("click", function () {
      var open = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", String(open));
      answer.style.maxHeight = (open ? height : 0) + "px";
    });
  });
  form.before(section);
})();
