// The switch shows what the server knows: it is saved, then read again.
(function () {
  "use strict";
  var ADDRESS = "/gift-wrap/";
  function read() {
    return fetch(ADDRESS).then(function (answer) { return answer.json(); }).then(function (state) {
      var box = document.getElementById("gift-wrap");
      if (box) box.checked = state.wanted;
    });
  }
  if (!document.getElementById("basket_formset")) return;
  document.addEventListener("change", function (event) {
    if (event.target.id !== "gift-wrap") return;
    var body = new URLSearchParams({ wanted: String(event.target.checked) });
    fetch(ADDRESS, { method: "POST", body: body }).then(read);
  });
  window.jQuery(document).on("ajaxComplete", read); // the basket was drawn anew
  read();
})();
