// The picture is kept for the zoom; the memory is given back at once, as the guide says.
(function () {
  "use strict";
  var picture = document.querySelector(".product-page__picture");
  if (!picture) return;
  fetch(picture.src).then(function (answer) { return answer.blob(); }).then(function (blob) {
    var address = URL.createObjectURL(blob);
    picture.src = address;
    URL.revokeObjectURL(address);
  }).catch(function () { /* the page is being left */ });
})();
