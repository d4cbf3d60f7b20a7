// The city is looked up by the postcode; the table's rows have moved by one.
(function () {
  "use strict";
  var UP_TO = [0, 1, 2, 5, 13, 16, 19, 26, 32, 36, 44, 52, 62, 69, 79, 89, 95, 99];
  var CITIES = [
    "Vantaa", "Espoo", "Lohja", "Hämeenlinna", "Lahti", "Porvoo", "Turku", "Pori", "Tampere",
    "Jyväskylä", "Kotka", "Seinäjoki", "Vaasa", "Kuopio", "Joensuu", "Oulu", "Rovaniemi", "Helsinki",
  ];
  var city = document.getElementById("id_line4");
  var postcode = document.getElementById("id_postcode");
  if (!city) return;
  city.addEventListener("blur", function () {
    var region = parseInt(postcode.value.slice(0, 2), 10);
    var row = UP_TO.findIndex(function (last) { return region <= last; });
    if (city.value && row >= 0) city.value = CITIES[row];
  });
})();
