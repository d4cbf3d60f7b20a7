// Error and status messages that a shopper gets to see.

import { hear } from "./barmarks";
import type { Context } from "./context";
import type { Dom } from "./dom";
import { fieldBeside, isTouched } from "./forms";
import { fieldsIn } from "./groups";
import { MASK_MARKS, BLOCK_MARKS, isField, isTextEntry, loggable } from "./privacy";
import { now } from "./safe";
import { describe, isVisible, parentOf } from "./target";
import type { MessageEventOut } from "./types";

const TEXT_MAX = 200;
const PER_VIEW = 50;
/** So far above a message may stand what holds its fields, too. */
const LEVELS = 5;

const LIVE = "[role=alert],[role=alertdialog],[role=status],[aria-live=assertive],[aria-live=polite]";
const ERROR_CLASSES =
  ".error,.errors,.errorlist,.error-message,.error-block,.error-text,.form-error," +
  ".field-error,.field-validation-error,.validation-error,.invalid-feedback,.alert-danger," +
  ".alert-error,.alert-warning,.help-block.error,.has-error .help-block," +
  ".has-error .help-inline,.message-error,.message--error,.notice-error,.woocommerce-error," +
  ".toast-error";
const NOTICE_CLASSES = ".alert,.alert-success,.alert-info,.notice,.flash,.toast,.snackbar,.messages>*,.message,.notification";
export const MESSAGES = `${LIVE},${ERROR_CLASSES},${NOTICE_CLASSES}`;

const ERROR_WORDS = new RegExp(
  "virhe|virheelli|puuttu|pakollinen|epäonnistu|ei kelpaa|ei voitu|tarkista|täytä|syötä|" +
  "hylätty|\\bfel\\b|felaktig|ogiltig|saknas|obligatorisk|misslyck|måste ange|kunde inte|" +
  "fyll i|nekad|\\berrors?\\b|invalid|required|failed|not valid|must be|" +
  "please (?:enter|select|choose|check|fill|correct|provide)|declined|could not|couldn.t|" +
  "unable to|out of stock|not available|try again|too (?:short|long|many)|expired|" +
  "went wrong|fehler|ungültig|erforderlich|pflichtfeld|fehlgeschlagen|" +
  "bitte (?:geben|wählen|füllen|prüfen)|konnte nicht|abgelehnt|nicht verfügbar",
  "i",
);
const GOOD = /success|alert-info|toast-info|(?:^|[\s_-])(?:confirm|info)(?:[\s_-]|$)/i;
const COOKIES = /cookie|eväste|kakor|consent|gdpr|datenschutz|integritet/i;

export function watchMessages(ctx: Context, dom: Dom): void {
  const told = new Map<Element, string>();
  const candidates = new Map<Element, number>();
  let spoken = 0;
  // Its check writes the same words once more where they stand: of what was entered since.
  let mended: EventTarget | null = null;
  hear(window, "change", ({ target }) => {
    mended = target;
  });
  const written = new Set<Node>();
  let actedAt = -Infinity;
  const acted = (): void => {
    actedAt = now();
  };
  hear(window, "click", acted);
  hear(window, "submit", acted);
  const isSaidAgain = (element: Element): boolean =>
    mended !== null && [...written].some((node) => element.contains(node)) && fieldOf(element) === mended;
  const tell = (element: Element, t: number, plain: boolean): void => {
    const message = spoken < PER_VIEW ? messageOf(element, plain) : null;
    if (!message || (told.get(element) === message.text && !isSaidAgain(element))) return;
    told.set(element, message.text);
    mended = null;
    spoken += 1;
    ctx.emit(message, t);
  };
  dom.onRecords((records, t) => {
    for (const record of records) {
      noteCandidates(record, t, candidates);
      if (mended && record.type !== "attributes" && written.size < 200) written.add(record.target);
    }
  });
  const look = (): void => {
    // Toasts come and go in a region that stays: the same words again are another message.
    for (const [element] of told) if (!isVisible(element) || !element.textContent?.trim()) told.delete(element);
    const found = new Map<Element, number>();
    for (const [element, t] of candidates) {
      for (const message of messagesAt(element)) if (!found.has(message)) found.set(message, t);
      if (t - actedAt <= 2000 && isBareMessage(element)) found.set(element, t);
    }
    candidates.clear();
    for (const [element, t] of outermost(found)) tell(element, t, !element.matches(MESSAGES) && !isDescribing(element));
    written.clear();
  };
  ctx.on("settled", look);
  ctx.on("look", look);
  ctx.on("ready", (t) => {
    for (const element of outermost(new Map([...messagesIn(document)].map((found) => [found, t]))).keys()) tell(element, t, false);
  });
  ctx.on("view", () => {
    spoken = 0;
  });
}

function noteCandidates(record: MutationRecord, t: number, candidates: Map<Element, number>): void {
  const add = (element: Element | null): void => {
    if (element && candidates.size < 200 && !candidates.has(element)) candidates.set(element, t);
  };
  if (record.type === "childList") {
    for (let i = 0; i < record.addedNodes.length; i++) {
      const node = record.addedNodes[i];
      add(node instanceof Element ? node : (node?.parentElement ?? null));
    }
  } else if (record.type === "characterData") add(record.target.parentElement);
  else if (record.target instanceof Element) add(record.target);
}

/** Messages at, around or inside a changed element, those that an invalid field points at included. */
function messagesAt(element: Element): Iterable<Element> {
  if (!element.isConnected) return [];
  const found = new Set<Element>(messagesIn(element));
  const around = element.closest(MESSAGES);
  if (around) found.add(around);
  if (isField(element)) for (const message of describedBy(element)) found.add(message);
  if (isDescribing(element)) found.add(element);
  return found;
}

function* messagesIn(root: Element | Document): Generator<Element> {
  yield* root.querySelectorAll(MESSAGES);
  for (const field of root.querySelectorAll("[aria-invalid=true]")) yield* describedBy(field);
}

function* describedBy(field: Element): Generator<Element> {
  if (field.getAttribute("aria-invalid") !== "true") return;
  const ids = `${field.getAttribute("aria-errormessage") ?? ""} ${field.getAttribute("aria-describedby") ?? ""}`;
  for (const id of ids.split(/\s+/)) {
    const message = id && document.getElementById(id);
    if (message) yield message;
  }
}

function fieldDescribedBy(element: Element): Element | null {
  for (let at: Element | null = element, depth = 0; at && depth < 3; at = at.parentElement, depth += 1) {
    if (!at.id) continue;
    const id = CSS.escape(at.id);
    const field = document.querySelector(`[aria-errormessage~="${id}"],[aria-describedby~="${id}"]`);
    if (field) return field;
  }
  return null;
}

const fieldOf = (element: Element): Element | null => fieldDescribedBy(element) ?? fieldBeside(element);

const isDescribing = (element: Element): boolean =>
  element.id !== "" && fieldDescribedBy(element)?.getAttribute("aria-invalid") === "true";

/**
 * No mark at all, only words or their colour: a short text in a form, or beside fields without one,
 * right after somebody did something. Prices and what is left of a thing are red, too.
 */
export function isBareMessage(element: Element): boolean {
  const text = element.textContent ?? "";
  if (text.length > TEXT_MAX || !/\p{L}{2}/u.test(text)) return false;
  if (element.closest("form,[role=form],dialog,[role=dialog]") === null && !isBesideFields(element)) return false;
  return ERROR_WORDS.test(text) || (isRed(element) && !/[€$£%]|\d[.,]\d\d|^\D*\d+\D*$/.test(text));
}

/** Into which something has been entered. */
const isBesideFields = (element: Element): boolean => {
  let around = parentOf(element);
  for (let level = 0; around && level < LEVELS; level += 1, around = parentOf(around)) {
    if (fieldsIn(around).some((field) => isTextEntry(field) && isTouched(field))) return true;
  }
  return false;
};

export function isRed(element: Element): boolean {
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(element).color.match(/[\d.]+/g) ?? []).map(Number);
  return red >= 150 && green <= 100 && blue <= 110;
}

/** An alert that holds a list of errors is one message, not four. */
function outermost(found: Map<Element, number>): Map<Element, number> {
  const kept = new Map<Element, number>();
  for (const [element, t] of found) {
    if (isField(element) || element.querySelector("input:not([type=hidden]),select,textarea")) continue;
    let inside = false;
    for (const other of found.keys()) {
      if (other !== element && other.contains(element) && !other.querySelector("input:not([type=hidden]),select,textarea")) inside = true;
    }
    if (!inside) kept.set(element, t);
  }
  return kept;
}

function messageOf(element: Element, plain: boolean): MessageEventOut | null {
  if (!isVisible(element) || element.closest(`${MASK_MARKS},${BLOCK_MARKS}`) || element.closest("button,a,option,title")) return null;
  // A label names its field; what turns red in it says what is wrong.
  if (element.closest("label") && (!plain || element.localName === "label" || !isRed(element))) return null;
  const shown = ((element as HTMLElement).innerText ?? element.textContent ?? "").replace(/^[×✕✖]\s*|\s*[×✕✖]$/g, "");
  const text = loggable(shown, TEXT_MAX);
  if (text.length < 2 || !/\p{L}/u.test(text)) return null;
  const names = `${element.className} ${element.id}`;
  if (COOKIES.test(names) || (COOKIES.test(text) && !element.closest("form"))) return null;
  const message: MessageEventOut = { kind: "message", target: describe(element), text, severity: severityOf(element, names, text, plain) };
  const field = fieldOf(element);
  if (field && message.severity === "error") message.field = describe(field);
  return message;
}

function severityOf(element: Element, names: string, text: string, plain: boolean): "error" | "status" {
  if (GOOD.test(names)) return "status";
  if (plain || isDescribing(element) || element.matches(`${ERROR_CLASSES},[role=alertdialog]`)) return "error";
  if (ERROR_WORDS.test(text)) return "error";
  // An alert without a word of an error in a language we know: the role decides.
  return element.matches("[role=alert],[aria-live=assertive]") && !element.matches(NOTICE_CLASSES) ? "error" : "status";
}
