// Suggestions without a server: the first letter makes the browser index the whole catalogue.
(function () {
  "use strict";
  var SHARD_MS = 900;
  var SHARDS = ["names", "descriptions", "numbers"];
  var field = document.getElementById("site-search");
  var index = null;
  if (!field) return;
  function stem(until) {
    var roots = 0;
    while (performance.now() < until) roots = (roots * 31 + 7) % 65537;
    return roots;
  }
  function build(left) {
    if (!left.length) return;
    index[left[0]] = stem(performance.now() + SHARD_MS);
    setTimeout(build, 0, left.slice(1));
  }
  field.addEventListener("input", function () {
    if (index) return;
    index = {};
    build(SHARDS);
  });
})();
