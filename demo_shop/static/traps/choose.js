// The guide: steppers, calendar, slider, search, tabs, lists.
(function () {
  "use strict";
  function trap(name) { return document.querySelector("[data-trap=" + name + "]"); }

  ["stepper", "stepper_at_minimum"].forEach(function (name) {
    var box = trap(name);
    var number = box.querySelector("output");
    box.querySelectorAll("button").forEach(function (button) {
      button.addEventListener("click", function () {
        number.textContent = String(Number(number.textContent) + Number(button.dataset.step));
        box.querySelector("[data-step='-1']").disabled = number.textContent === "1";
      });
    });
  });

  var shown = new Date();
  shown.setDate(1);
  function drawMonth() {
    var box = trap("calendar");
    var days = box.querySelector(".calendar__days");
    var count = new Date(shown.getFullYear(), shown.getMonth() + 1, 0).getDate();
    box.querySelector("strong").textContent = shown.toLocaleDateString("en-GB", { month: "long", year: "numeric" });
    days.replaceChildren();
    for (var day = 1; day <= count; day += 1) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = String(day);
      button.disabled = day % 7 < 2; // nobody is sent off at the weekend
      days.append(button);
    }
  }
  trap("calendar").addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.month) {
      shown.setMonth(shown.getMonth() + Number(button.dataset.month));
      drawMonth();
    } else {
      trap("calendar").querySelectorAll("[aria-pressed]").forEach(function (old) { old.removeAttribute("aria-pressed"); });
      button.setAttribute("aria-pressed", "true");
    }
  });
  drawMonth();

  var budget = document.getElementById("budget");
  budget.addEventListener("input", function () {
    trap("range").querySelector("output").textContent = "€" + budget.value;
  });

  // Suggestions come a moment after the last key; Escape sends them away.
  var field = document.getElementById("find-gear");
  var list = document.getElementById("find-gear-list");
  var waiting = 0;
  function showList(found) {
    list.replaceChildren();
    found.forEach(function (product) {
      var entry = document.createElement("li");
      entry.setAttribute("role", "option");
      entry.tabIndex = -1;
      entry.textContent = product.title;
      entry.addEventListener("click", function () { field.value = product.title; showList([]); field.focus(); });
      list.append(entry);
    });
    list.hidden = found.length === 0;
    field.setAttribute("aria-expanded", String(found.length > 0));
  }
  field.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(function () {
      fetch("/guide/suggest?words=" + encodeURIComponent(field.value))
        .then(function (answer) { return answer.json(); })
        .then(function (told) { showList(told.found); });
    }, 350);
  });
  trap("suggestions").addEventListener("keydown", function (event) {
    var entries = Array.from(list.children);
    var at = entries.indexOf(document.activeElement);
    if (event.key === "Escape") { showList([]); field.focus(); }
    if (event.key === "ArrowDown" && entries.length) { event.preventDefault(); entries[(at + 1) % entries.length].focus(); }
    if (event.key === "Enter" && at >= 0) entries[at].click();
  });

  var tabs = trap("tabs").querySelectorAll("[role=tab]");
  tabs.forEach(function (tab) {
    tab.addEventListener("click", function () {
      tabs.forEach(function (other) {
        other.setAttribute("aria-selected", String(other === tab));
        document.getElementById(other.getAttribute("aria-controls")).hidden = other !== tab;
      });
    });
  });

  trap("print").addEventListener("click", function () { window.print(); });

  function grow(place, from, done) {
    fetch("/guide/more?from=" + from).then(function (answer) { return answer.json(); }).then(function (told) {
      told.texts.forEach(function (text) {
        var entry = document.createElement("li");
        entry.textContent = text;
        place.append(entry);
      });
      done(told.next);
    });
  }
  var more = trap("load_more").querySelector("button");
  more.addEventListener("click", function () {
    var place = trap("load_more").querySelector("ul");
    grow(place, place.children.length, function (next) { more.hidden = next === null; });
  });

  var trips = document.querySelector(".trips");
  var end = document.querySelector(".trips__end");
  new IntersectionObserver(function (entries, watcher) {
    if (!entries.some(function (entry) { return entry.isIntersecting; })) return;
    watcher.unobserve(end); // what comes moves the end; it is looked at anew then
    grow(trips, trips.children.length, function (next) { if (next !== null) watcher.observe(end); });
  }, { rootMargin: "200px" }).observe(end);

  var banner = trap("cookie_banner");
  banner.hidden = localStorage.getItem("guide-cookies") !== null;
  banner.querySelectorAll("button").forEach(function (button) {
    button.addEventListener("click", function () {
      localStorage.setItem("guide-cookies", button.textContent);
      banner.hidden = true;
    });
  });
})();
