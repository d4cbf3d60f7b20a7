// The pages work without this. It tells that a program drives the browser, and copies a link.

if (navigator.webdriver) {
  for (const field of document.querySelectorAll<HTMLInputElement>('input[name="driven"]')) {
    field.value = "yes";
  }
}

for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy ?? "");
  if (!(field instanceof HTMLInputElement)) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    field.select();
    // The newer interface is missing on plain-http hosts and in some apps; the older one is not.
    if (document.execCommand("copy")) button.textContent = button.dataset.copied ?? "";
  });
}
