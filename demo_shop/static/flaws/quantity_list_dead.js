// The quantity as a list that acts at once: it looks for the form by an id of the old template.
(function () {
  "use strict";
  function draw() {
    document.querySelectorAll(".basket-line__quantity input[type=number]").forEach(function (input) {
      var list = document.createElement("select");
      list.id = input.id;
      list.name = input.name;
      list.className = "form-control";
      for (var count = 1; count <= 10; count += 1) list.add(new Option(String(count), String(count)));
      list.value = input.value;
      input.parentElement.querySelector("button").remove();
      input.replaceWith(list);
      list.addEventListener("change", function () {
        var form = document.getElementById("basket-form");
        if (form) form.requestSubmit();
      });
    });
  }
  draw();
  window.jQuery(document).on("ajaxComplete", draw);
})();
