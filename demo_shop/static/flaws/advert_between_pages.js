// An advert of the network's between two pages, once per visit. The next page comes when it is closed.
(function () {
  "use strict";
  if (!/^\/catalogue\/(category\/|$)/.test(window.location.pathname)) return;
  function show(next) {
    sessionStorage.setItem("advert", "shown");
    var place = document.createElement("ins");
    place.className = "advert";
    place.setAttribute("role", "dialog");
    place.setAttribute("aria-label", "Advertisement");
    place.innerHTML = '<button type="button">Close ad</button><h2>Nordkraft car insurance</h2>' +
      "<p>Winter tyres and the first month on us.</p>";
    document.body.append(place);
    history.pushState(null, "", "#vignette");
    place.querySelector("button").focus();
    place.querySelector("button").addEventListener("click", function () {
      place.remove();
      window.location.replace(next);
    });
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest(".product-card__link");
    if (!link || sessionStorage.getItem("advert") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link.href);
  });
})();
