// The basket's client asks for minimal answers, and reads every answer as JSON.
(function () {
  "use strict";
  var content = document.getElementById("content_inner");
  if (!document.getElementById("basket_formset")) return;
  function tell(look, text) {
    var said = document.createElement("div");
    said.className = "alert alert-" + look;
    said.setAttribute("role", look === "danger" ? "alert" : "status");
    said.textContent = text;
    document.getElementById("messages").replaceChildren(said);
  }
  function draw() {
    return fetch("/basket/").then(function (answer) { return answer.text(); }).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html");
      var link = document.querySelector(".basket-link");
      var now = page.querySelector(".basket-link");
      content.innerHTML = page.getElementById("content_inner").innerHTML;
      link.setAttribute("aria-label", now.getAttribute("aria-label"));
      link.innerHTML = now.innerHTML;
    });
  }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.id !== "basket_formset") return;
    event.preventDefault();
    event.stopPropagation();
    fetch(form.action, { method: "POST", headers: { Prefer: "return=minimal" }, body: new FormData(form) })
      .then(function (answer) { return answer.json(); })
      .then(function () { tell("success", "Your basket has been updated."); })
      .catch(function () { tell("danger", "Sorry, your basket could not be updated. Please try again."); })
      .then(draw);
  }, true);
})();
