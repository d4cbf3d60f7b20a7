// Who buys must be of age. The date comes out of a calendar, as all dates of this shop do.
(function () {
  "use strict";
  var MONTHS = "January February March April May June July August September October November December".split(" ");
  var form = document.getElementById("gateway-form");
  if (!form) return;
  var shown = new Date();
  var group = document.createElement("div");
  group.className = "form-group birthday";
  group.innerHTML = '<label for="birthday">Date of birth</label>' +
    '<input class="form-control" type="text" id="birthday" name="birthday" readonly autocomplete="off" aria-describedby="birthday-told">' +
    '<div class="birthday__told" id="birthday-told" role="alert"></div>' +
    '<div class="birthday__calendar" role="group" aria-label="Calendar" hidden></div>';
  form.elements.username.closest(".form-group").after(group);
  var field = group.querySelector("input");
  var told = group.querySelector(".birthday__told");
  var calendar = group.querySelector(".birthday__calendar");

  function button(text, name, pressed) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    if (name) made.setAttribute("aria-label", name);
    made.addEventListener("click", pressed);
    return made;
  }
  function turn(by) {
    shown = new Date(shown.getFullYear(), shown.getMonth() + by, 1);
    draw();
  }
  function pick(day) {
    field.value = day + " " + MONTHS[shown.getMonth()] + " " + shown.getFullYear();
    calendar.hidden = true;
    told.textContent = "";
  }
  function grid(from, to, pressed) {
    var cells = document.createElement("div");
    cells.className = "birthday__cells";
    for (var at = from; at <= to; at += 1) cells.append(button(String(at), "", pressed.bind(null, at)));
    return cells;
  }
  function years() {
    var now = new Date().getFullYear();
    calendar.replaceChildren(grid(now - 83, now, function (year) {
      shown = new Date(year, shown.getMonth(), 1);
      draw();
    }));
  }
  function draw() {
    var head = document.createElement("div");
    var last = new Date(shown.getFullYear(), shown.getMonth() + 1, 0).getDate();
    head.className = "birthday__head";
    head.append(
      button("‹", "Previous month", turn.bind(null, -1)),
      button(MONTHS[shown.getMonth()] + " " + shown.getFullYear(), "", years),
      button("›", "Next month", turn.bind(null, 1)));
    calendar.replaceChildren(head, grid(1, last, pick));
  }
  function open() {
    if (!calendar.hidden) return;
    draw();
    calendar.hidden = false;
  }
  calendar.addEventListener("mousedown", function (event) { event.preventDefault(); }); // the field keeps the focus
  field.addEventListener("focus", open);
  field.addEventListener("click", open);
  field.addEventListener("keydown", function (event) {
    var by = { PageUp: -1, PageDown: 1 }[event.key];
    if (by) { event.preventDefault(); turn(by); }
  });
  group.addEventListener("focusout", function (event) {
    if (!group.contains(event.relatedTarget)) calendar.hidden = true;
  });
  form.addEventListener("submit", function (event) {
    if (field.value) return;
    event.preventDefault();
    told.textContent = "Please give your date of birth.";
    field.focus();
  });
})();
