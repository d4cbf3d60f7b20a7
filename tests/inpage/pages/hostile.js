document.getElementById("buy").addEventListener("click", () => {
  document.getElementById("bought").textContent = "Bought";
  document.body.dataset.bought = "1";
});
