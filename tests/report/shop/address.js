let tries = 0;
document.getElementById("form").addEventListener("submit", (event) => {
  tries += 1;
  if (tries > 1) return;
  event.preventDefault();
  for (const input of document.querySelectorAll("input")) input.value = "";
  const message = document.getElementById("message");
  message.setAttribute("role", "alert");
  message.textContent = "Anna postinumero muodossa 00100";
});
