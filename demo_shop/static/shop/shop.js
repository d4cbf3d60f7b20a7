// The little that the shop's pages do by themselves.
(function () {
  "use strict";

  // Basket: oscar exchanges the page's content, and the number in the header ought to follow.
  window.jQuery(document).on("ajaxComplete", function () {
    var summary = document.querySelector("[data-basket-items]");
    var items = summary ? summary.dataset.basketItems : "0";
    document.querySelectorAll("[data-basket-count]").forEach(function (count) {
      count.textContent = items;
      count.parentElement.setAttribute(
        "aria-label", "Basket, " + items + (items === "1" ? " item" : " items"));
    });
  });

  // Delivery: the summary follows the choice, so that the total is known before the payment.
  function showDelivery(radio) {
    document.querySelector("[data-delivery-cost]").textContent = radio.dataset.delivery;
    document.querySelector("[data-order-total]").textContent = radio.dataset.total;
  }
  document.querySelectorAll("#shipping-method-form input[type=radio]").forEach(function (radio) {
    radio.addEventListener("change", function () { showDelivery(radio); });
    // The browser may restore another choice after Back.
    window.addEventListener("pageshow", function () { if (radio.checked) showDelivery(radio); });
  });

  // Payment: a disabled fieldset neither asks for its required fields nor sends them.
  var cardFields = document.getElementById("card-fields");
  function showCard() {
    var byCard = document.getElementById("pay-card").checked;
    cardFields.disabled = !byCard;
    cardFields.hidden = !byCard;
  }
  if (cardFields) {
    document.querySelectorAll("input[name=payment_method]").forEach(function (radio) {
      radio.addEventListener("change", showCard);
    });
    window.addEventListener("pageshow", showCard);
    showCard();
  }

  // Details: only those who have an account are asked for a password.
  var password = document.querySelector(".when-existing");
  function showPassword() {
    var chosen = document.querySelector("#gateway-form input[name=options]:checked");
    password.hidden = !chosen || chosen.value !== "existing";
  }
  if (password) {
    document.querySelectorAll("#gateway-form input[name=options]").forEach(function (radio) {
      radio.addEventListener("change", showPassword);
    });
    showPassword();
  }
})();
