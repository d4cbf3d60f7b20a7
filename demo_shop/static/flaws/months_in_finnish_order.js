// The months as the server's language has them, and in the order of its letters.
(function () {
  "use strict";
  var NAMES = ["tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu", "heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu"];
  var list = document.querySelector('select[aria-label="Expiry month"]');
  if (!list) return;
  var chosen = list.value;
  var months = Array.from(list.options).map(function (option) {
    option.text = NAMES[Number(option.value) - 1] || option.text;
    return option;
  });
  months.sort(function (one, other) { return one.text.localeCompare(other.text, "fi"); });
  list.append.apply(list, months);
  list.value = chosen;
})();
