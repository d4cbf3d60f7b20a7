// A tool of somebody else's: an element with a tree of its own, that asks where one wants to buy.
(function () {
  "use strict";
  var AFTER_MS = 2600;
  if (!/^\/catalogue\/(category\/|$)/.test(window.location.pathname) || sessionStorage.getItem("country")) return;
  function ask(found) {
    sessionStorage.setItem("country", found.shop);
    var host = document.createElement("country-switch");
    var tree = host.attachShadow({ mode: "open" });
    tree.innerHTML = "<style>dialog{width:min(30rem,92vw);margin:auto auto 0;padding:1.4rem;border:0;border-radius:16px 16px 0 0;font:inherit}" +
      "dialog::backdrop{background:#0e1f17a6}h2{margin:0 0 .6rem;font-size:1.3rem}button{min-height:46px;padding:0 1.1rem;margin:.3rem .4rem 0 0;border:1px solid #b9c0ba;border-radius:10px;background:#fff;font:inherit}</style>" +
      '<dialog aria-labelledby="where"><h2 id="where">You seem to be in ' + found.country + "</h2>" +
      "<p>Prices, delivery and returns differ. Where would you like to buy?</p>" +
      "<button type=button>Go to the shop of " + found.country + "</button><button type=button>Stay in " + found.shop + "</button></dialog>";
    document.body.append(host);
    var dialog = tree.querySelector("dialog");
    dialog.showModal();
    tree.querySelectorAll("button").forEach(function (button) {
      button.addEventListener("click", function () { dialog.close(); host.remove(); });
    });
  }
  window.addEventListener("load", function () {
    setTimeout(function () {
      fetch("/where-am-i/").then(function (answer) { return answer.json(); }).then(ask);
    }, AFTER_MS);
  });
})();
