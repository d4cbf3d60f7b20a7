// Whether what is set here is sent by a button later, so that nothing needs to follow at once.

import { collapse } from "./privacy";
import { parentOf } from "./target";

const BUTTONS = "button,[role=button],input[type=submit],input[type=button]";
const SUBMITTERS = "button:not([type=button],[type=reset]),input[type=submit],input[type=image]";
/** Single-page shops often have no form, but a button that says what it does. */
const SENDS = new RegExp(
  "jatka|seuraava|tallenna|maksa|tilaa|tilau|vahvista|lähetä|lisää|osta|kassalle|hae|käytä|hyväksy|päivitä|" +
  "fortsätt|nästa|spara|betala|beställ|köp|bekräfta|skicka|lägg|kassan|sök|använd|uppdatera|" +
  "continue|next|proceed|save|pay\\b|order|buy|checkout|confirm|submit|send|add to|apply|search|update|" +
  "weiter|speichern|zahl|bestell|kauf|bestätig|senden|warenkorb|kasse|suchen|anwenden|aktualisier",
  "i",
);
const LEVELS = 8;
const LOOKED_AT = 60;

export function isCarried(control: Element): boolean {
  const form = (control as HTMLInputElement).form ?? control.closest("form");
  if (form instanceof HTMLFormElement) {
    if (form.querySelector(SUBMITTERS) || [...form.elements].some((element) => element.matches(SUBMITTERS))) return true;
  }
  let around = parentOf(control);
  for (let level = 0; around && level < LEVELS; level += 1, around = parentOf(around)) {
    const buttons = [...around.querySelectorAll(BUTTONS)].filter((button) => !button.contains(control) && (button.closest("form") ?? form) === form);
    if (buttons.length > LOOKED_AT) return false;
    const names = buttons.map((button) => collapse((button.textContent ?? "") + ((button as HTMLInputElement).value ?? "")));
    // What many things of a list have is not for this.
    if (names.some((name) => name.length < 60 && SENDS.test(name) && names.indexOf(name) === names.lastIndexOf(name))) return true;
    if (around.matches("main,[role=main],dialog,[role=dialog]")) return false;
  }
  return false;
}
