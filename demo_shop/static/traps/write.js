// The guide: fields that help while one types.
(function () {
  "use strict";

  var boxes = Array.from(document.querySelectorAll("[data-trap=code_boxes] input"));
  boxes.forEach(function (box, index) {
    box.addEventListener("input", function () {
      if (box.value && boxes[index + 1]) boxes[index + 1].focus();
    });
    box.addEventListener("keydown", function (event) {
      if (event.key === "Backspace" && !box.value && boxes[index - 1]) boxes[index - 1].focus();
    });
  });

  function keepTidy(id, tidy) {
    var field = document.getElementById(id);
    field.addEventListener("input", function () { field.value = tidy(field.value); });
  }
  function digits(text) { return text.replace(/\D/g, ""); }
  keepTidy("g-phone", function (text) {
    var number = digits(text);
    return [number.slice(0, 3), number.slice(3, 6), number.slice(6)].filter(Boolean).join(" ");
  });
  keepTidy("g-gift", function (text) { return (digits(text).match(/.{1,4}/g) || []).join(" "); });
  keepTidy("g-postcode", function (text) { return text.toUpperCase(); });

  var wish = document.getElementById("g-wish");
  wish.addEventListener("input", function () {
    document.getElementById("g-left").textContent = wish.maxLength - wish.value.length + " characters left";
  });

  document.getElementById("guide-form").addEventListener("submit", function (event) {
    event.preventDefault();
    document.getElementById("guide-thanks").textContent =
      event.submitter && event.submitter.value === "answer" ? "Thank you for your answer." : "The list is on its way.";
  });
})();
