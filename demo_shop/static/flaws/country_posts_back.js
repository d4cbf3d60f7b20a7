// Each country has an address form of its own, so the choice goes to the server right away.
(function () {
  "use strict";
  var form = document.getElementById("new_shipping_address");
  var country = document.getElementById("id_country");
  if (!form || !country) return;
  country.addEventListener("change", function () {
    var why = document.createElement("input");
    why.type = "hidden";
    why.name = "country_changed";
    why.value = "1";
    form.append(why);
    form.submit();
  });
})();
