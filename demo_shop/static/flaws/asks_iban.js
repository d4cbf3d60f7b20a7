// Whoever pays at the bank is asked for the account number by the shop, too, "for refunds".
(function () {
  "use strict";
  var hosted = document.getElementById("pay-hosted");
  if (!hosted) return;
  var group = document.createElement("div");
  group.className = "form-group";
  group.innerHTML = '<label for="id_iban">IBAN of your account</label>' +
    '<input class="form-control" type="text" name="iban" id="id_iban" maxlength="34" autocomplete="off" aria-describedby="id_iban_note">' +
    '<small class="form-text text-muted" id="id_iban_note">We keep it for refunds and for checking who you are.</small>';
  hosted.closest(".option-card").after(group);
  var field = group.querySelector("input");
  function follow() {
    group.hidden = field.disabled = !hosted.checked;
    field.required = hosted.checked;
  }
  document.querySelectorAll("input[name=payment_method]").forEach(function (radio) {
    radio.addEventListener("change", follow);
  });
  window.addEventListener("pageshow", follow);
  follow();
})();
