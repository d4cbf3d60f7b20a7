document.getElementById("add").addEventListener("click", () => {
  document.getElementById("basket").textContent = "Ostoskorissa 2 tuotetta, 118,00 €";
  document.getElementById("next").hidden = false;
});
