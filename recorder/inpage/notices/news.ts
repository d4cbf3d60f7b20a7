// What a page says in plain words, without any mark of a message, right after something was pressed:
// that it has happened ("✓ Added" on the button itself), or, in red, that it has failed.

import { hear } from "../barmarks";
import type { Context } from "../context";
import type { Dom } from "../dom";
import { MESSAGES, isBareMessage, isRed } from "../messages";
import { collapse, loggable } from "../privacy";
import { now } from "../safe";
import { describe, isVisible, originOf } from "../target";
import { oneOf } from "./cue_words";
import { isLeftOut } from "./places";

/** As for messages.ts: what comes later was not told of the press. */
const NEWS_MS = 2000;
const TEXT_MAX = 120;
const BUTTON_MAX = 30;
const CHANGED_MAX = 100;
const BUTTONS = "button,a,[role=button]";
const CONTROLS = `${BUTTONS},input,select,textarea,label,option,title,nav,[role=listbox]`;

const DONE = oneOf(
  "\\b(?:added|saved|sent|submitted|received|subscribed|updated)\\b(?!\\s+(?:for|by|on|items?|lists?|search))", "\\bthank(?:s|\\s+you)\\b", "lisätty", "lisättiin", "tallennettu", "lähetetty", "päivitetty", "\\bkiitos",
  "tillag[dt]", "\\bsparad", "\\bskicka[dt]", "uppdaterad", "\\btack\\b", "hinzugefügt", "gespeichert", "gesendet", "aktualisiert", "vielen dank",
);
const NOT = oneOf("\\bnot\\b", "n['’]t\\b", "\\bno\\b", "\\bei\\b", "\\bepä", "\\binte\\b", "\\bnicht\\b", "\\bkein");
const FAILED = oneOf(
  "could ?n[o'’]t", "could not", "\\bcan(?:not|['’]t)\\b", "unable to", "\\bfailed\\b", "went wrong", "try again", "\\berror\\b", "epäonnistu", "ei (?:voitu|onnistu)", "vikaan", "\\bvirhe\\b",
  "misslyck", "kunde inte", "gick fel", "försök igen", "\\bfel\\b", "fehlgeschlagen", "konnte.{0,40}nicht", "\\bfehler\\b", "erneut",
);

export function watchNews(ctx: Context, dom: Dom): void {
  const changed = new Map<Element, number>();
  let actedAt = -Infinity;
  let pressed: Element | null = null;
  let before = "";
  let told = "";
  for (const type of ["click", "submit"]) {
    hear(window, type, (event) => {
      actedAt = now();
      told = "";
      if (type === "submit") return;
      pressed = originOf(event)?.closest(BUTTONS) ?? null;
      before = pressed?.textContent ?? "";
    });
  }
  dom.onRecords((records, t) => {
    if (t - actedAt > NEWS_MS) return;
    for (const { type, target, addedNodes } of records) {
      for (const node of type === "childList" ? [...addedNodes] : [target]) {
        const element = node instanceof Element ? node : node.parentElement;
        if (element && changed.size < CHANGED_MAX && !changed.has(element)) changed.set(element, t);
      }
    }
  });
  const look = (): void => {
    for (const [element, t] of changed) {
      const text = element.isConnected ? newsOf(element, pressed, before) : "";
      if (text === "" || told.includes(text)) continue;
      told += text;
      const severity = DONE.test(text) && !NOT.test(text) ? "status" : "error";
      ctx.emit({ kind: "message", target: describe(element), text: loggable(text, TEXT_MAX), severity }, t);
    }
    changed.clear();
  };
  ctx.on("settled", look);
  ctx.on("look", look);
}

/** What a changed element says in few words, of the button that was `pressed` if it said something
 * else `before`; marked messages are told by messages.ts. */
function newsOf(element: Element, pressed: Element | null, before: string): string {
  const raw = element.textContent ?? "";
  if (raw.length > TEXT_MAX * 2 || element.children.length > 3 || element === document.body) return "";
  const done = DONE.test(raw) && !NOT.test(raw);
  if ((!done && !FAILED.test(raw)) || isLeftOut(element) || !isVisible(element)) return "";
  if (element.closest(MESSAGES) || element.querySelector(MESSAGES) || isBareMessage(element)) return "";
  const text = collapse((element as HTMLElement).innerText ?? raw);
  if (text.length > TEXT_MAX) return "";
  // What other controls are called is no news; frameworks may put another button in its place.
  const control = element.closest(CONTROLS);
  const same = control?.matches(BUTTONS) && (control === pressed || !pressed?.isConnected);
  if (control && !(done && same && text.length <= BUTTON_MAX && !before.includes(raw))) return "";
  return done || isRed(element) ? text : "";
}
