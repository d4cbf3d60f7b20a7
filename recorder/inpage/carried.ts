// Whether what is set here is sent by a button later, so that nothing needs to follow at once.

import { collapse } from "./privacy";
import { parentOf } from "./target";

const BUTTONS = "button,[role=button],input[type=submit],input[type=button]";
export const SUBMITTERS = "button:not([type=button],[type=reset]),input[type=submit],input[type=image]";
/** Of how many a basket keeps count: what brings it up to date, or adds, takes that along. */
const QUANTITY = /qty|quantit|määrä|\bkpl|antal|menge|anzahl/i;
const UPDATES = "päivitä|lisää|osta|uppdatera|lägg|köp|update|save|apply|add to|buy|aktualisier|speichern|warenkorb|kauf";
/** Single-page shops often have no form, but a button that says what it does. */
const SENDS =
  "|jatka|seuraava|tallenna|käytä|maksa|tilaa|tilau|vahvista|lähetä|kassalle|hae|hyväksy|" +
  "fortsätt|nästa|spara|använd|betala|beställ|bekräfta|skicka|kassan|sök|" +
  "continue|next|proceed|pay\\b|order|checkout|confirm|submit|send|search|" +
  "weiter|anwenden|zahl|bestell|bestätig|senden|kasse|suchen";
const UPDATING = new RegExp(UPDATES, "i");
export const SENDING = new RegExp(UPDATES + SENDS, "i");
/** What takes a thing away takes nothing along. */
const REMOVES = /remov|delet|poist|ta bort|radera|entfern|lösch|[×✕]/i;
const LEVELS = 8;
const LOOKED_AT = 60;

export function isCarried(control: Element): boolean {
  const form = (control as HTMLInputElement).form ?? control.closest("form");
  if (form instanceof HTMLFormElement) {
    const submitters = [...form.elements, ...form.querySelectorAll(SUBMITTERS)].filter((element) => element.matches(SUBMITTERS));
    if (submitters.some((button) => !REMOVES.test(button.ariaLabel ?? wordsOf(button)))) return true;
  }
  const { name, id, ariaLabel, labels } = control as HTMLInputElement;
  const counts = QUANTITY.test([name, id, ariaLabel, labels?.[0]?.textContent].join(" "));
  const sends = counts ? UPDATING : SENDING;
  let around = parentOf(control);
  for (let level = 0; around && level < LEVELS; level += 1, around = parentOf(around)) {
    const buttons = [...around.querySelectorAll(BUTTONS)].filter((button) => !button.contains(control) && (button.closest("form") ?? form) === form);
    if (buttons.length > LOOKED_AT) return false;
    const names = buttons.map((button) => collapse(wordsOf(button)));
    // What many things of a list have is not for this.
    if (names.some((words) => words.length < 60 && sends.test(words) && names.indexOf(words) === names.lastIndexOf(words))) return true;
    if (around.matches("main,[role=main],dialog,[role=dialog]")) return false;
  }
  return false;
}

export const wordsOf = (button: Element): string => (button.textContent ?? "") + ((button as HTMLInputElement).value ?? "");
