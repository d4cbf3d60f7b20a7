// Two may not change a basket at once: whoever goes on says which version of it they have seen.
(function () {
  "use strict";
  if (!document.getElementById("basket_formset")) return;
  function ask(operation, version) {
    return fetch("/graphql/", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ operation: operation, version: version }),
    }).then(function (answer) { return answer.json(); });
  }
  var seen = ask("BasketVersion").then(function (told) { return told.data.version; });
  document.addEventListener("click", function (event) {
    if (!event.target.closest("#proceed-to-checkout")) return;
    event.preventDefault();
    seen.then(function (version) { return ask("BeginCheckout", version); }).then(function (told) {
      if (told.data) window.location.assign(told.data.checkout);
      else seen = Promise.resolve(told.errors[0].extensions.version);
    });
  });
})();
