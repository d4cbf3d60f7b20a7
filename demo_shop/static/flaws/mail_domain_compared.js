// “Did you mean …?” for mistyped e-mail addresses: the domain is compared with all that are known,
// with every letter.
(function () {
  "use strict";
  var EACH_MS = 700;
  var NAMES = ["gmail.com", "hotmail.com", "outlook.com", "icloud.com", "yahoo.com", "luukku.com"];
  var field = document.getElementById("id_username");
  if (!field) return;
  function distance(one, other) {
    var row = Array.from({ length: other.length + 1 }, function (_, at) { return at; });
    for (var i = 1; i <= one.length; i += 1) {
      var before = row[0];
      row[0] = i;
      for (var j = 1; j <= other.length; j += 1) {
        var kept = row[j];
        row[j] = Math.min(row[j] + 1, row[j - 1] + 1, before + (one[i - 1] === other[j - 1] ? 0 : 1));
        before = kept;
      }
    }
    return row[other.length];
  }
  function nearest(domain) {
    var until = performance.now() + EACH_MS; // the list has forty thousand names
    var best = Infinity;
    for (var at = 0; performance.now() < until; at += 1) {
      best = Math.min(best, distance(domain, NAMES[at % NAMES.length]));
    }
    return best;
  }
  field.addEventListener("input", function () {
    var domain = field.value.split("@")[1];
    if (domain) field.dataset.likeness = String(nearest(domain));
  });
})();
