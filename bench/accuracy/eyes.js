// What a person could see change: text, what fields hold, layers, the browser's own bubbles.
({
  look() {
    const fields = [...document.querySelectorAll("input,select,textarea")].map((field) =>
      field.type === "checkbox" || field.type === "radio" ? +field.checked : (field.value || "").length);
    const layers = document.querySelectorAll("dialog[open],[role=dialog],[aria-modal=true]").length;
    const active = document.activeElement;
    const bubble = Boolean(active && active.matches(":invalid") && active.form && active.form.matches(":focus-within"));
    const open = document.querySelectorAll("details[open],[aria-expanded=true]").length;
    const text = document.body ? document.body.innerText : "";
    return JSON.stringify([location.href, text, fields, layers, bubble, open]);
  },
  covers([x, y]) {
    const top = document.elementFromPoint(x, y);
    const layer = top && top.closest("dialog,[role=dialog],[role=alertdialog],[data-layer],.modal");
    return Boolean(layer && layer.innerText.trim());
  },
})
