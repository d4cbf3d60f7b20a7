// The payment is a service's page, which shows the profile that it was delivered with.
(function () {
  "use strict";
  if (!document.getElementById("payment-form")) return;
  document.body.classList.add("strange-till");
  document.querySelector(".brand span").textContent = "Demo Merchant 2";
  document.querySelector(".brand img").remove();
  document.querySelector(".secure").textContent = "PayWorks hosted page 4.1";
  document.querySelector(".page-header h1").textContent = "Payment to Demo Merchant 2";
  document.title = "Demo Merchant 2";
})();
