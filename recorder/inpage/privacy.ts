// What must not leave the page: values that people typed, what a shop marked for any vendor's
// recorder, and personal values in addresses.

/** Elements whose very presence is replaced by an empty box. */
export const BLOCK_MARKS =
  ".rr-block,.ph-no-capture,.fs-exclude,.fs-block,[lr-ignore],.lr-ignore,[data-private]," +
  "[data-openreplay-hidden],[data-sentry-block],.sentry-block,[data-dd-privacy=hidden]," +
  ".dd-privacy-hidden,img[data-hj-suppress],img[data-clarity-mask=true]";

/** Elements whose text is masked. */
export const MASK_MARKS =
  ".rr-mask,[ph-mask],.ph-mask,[data-clarity-mask=true],[data-hj-suppress],.fs-mask," +
  "[data-openreplay-obscured],[data-openreplay-masked],[data-sentry-mask],.sentry-mask," +
  "[data-dd-privacy=mask],.dd-privacy-mask";

/** Within a masked part the shop may open one again; fields stay masked all the same. */
export const UNMASK_MARKS =
  "[data-clarity-unmask=true],[data-sentry-unmask],.sentry-unmask,[data-dd-privacy=allow],.dd-privacy-allow";

/** Fields whose input is not recorded at all. */
export const IGNORE_MARKS = ".rr-ignore,[lr-ignore],.ph-no-capture,.fs-exclude";

/** Left out of rage and dead clicks by the shop itself. */
export const FRICTION_MARKS =
  ".ph-no-deadclick,.ph-no-rageclick,.ph-no-capture,[data-dd-ignore-frustration]," +
  "[data-kitka-ignore]";

export const EDITABLE = '[contenteditable]:not([contenteditable="false" i])';
export const HIDDEN_TEXT = `${EDITABLE},${MASK_MARKS},${BLOCK_MARKS}`;

/** One length for every value: how long a password is, is nobody's business. */
export const MASK = "••••••";

const BUTTON_TYPES = /^(?:button|submit|reset|image)$/;
const CHOICE_TYPES = /^(?:radio|checkbox)$/;
const PICKED_TYPES = /^(?:radio|checkbox|range|color|file|hidden)$/;

export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function isField(node: unknown): node is Field {
  const tag = (node as Element | null)?.localName;
  return tag === "input" || tag === "textarea" || tag === "select";
}

export const inputType = (element: Element): string =>
  element.localName === "input" ? (element as HTMLInputElement).type : "";

export const isButtonInput = (element: Element): boolean => BUTTON_TYPES.test(inputType(element));
export const isChoice = (element: Element): boolean => CHOICE_TYPES.test(inputType(element));

export function isTextEntry(element: Element): boolean {
  if (element.localName === "textarea") return true;
  if ((element as HTMLElement).isContentEditable) return true;
  const type = inputType(element);
  return type !== "" && !BUTTON_TYPES.test(type) && !PICKED_TYPES.test(type);
}

/**
 * Fields that a browser driver sets by value and event, not by keys: an untrusted `input` here is
 * the scripted shopper's doing, everywhere else the page's.
 */
export const isSetByDrivers = (element: Element): boolean =>
  element.localName === "select" ||
  /^(?:range|color|file|date|time|month|week|datetime-local)$/.test(inputType(element));

const CARD_NAMES = /(?:^|[^a-z])(?:card|cc|ccv|cvc|cvv|csc|pan|iban)(?:[^a-z]|$)|card.?(?:number|num|no)|security.?code|creditcard/i;

/** Passwords and card data, which a shop rightly does not give back after an error. */
export function isSensitive(element: Element): boolean {
  const complete = element.getAttribute("autocomplete") ?? "";
  return (
    inputType(element) === "password" ||
    /(?:^|\s)cc-|one-time-code/.test(complete) ||
    CARD_NAMES.test(`${element.getAttribute("name") ?? ""} ${element.id}`)
  );
}

export function isFilled(element: Element): boolean {
  if (isChoice(element)) return (element as HTMLInputElement).checked;
  if (isField(element)) return element.value !== "";
  return (element.textContent ?? "").trim() !== "";
}

// ------------------------------------------------------------------ text

let valuesAt = -1;
let values: string[] = [];

/** Values of every field that takes text, longest first; read anew in each task. */
function typedValues(): string[] {
  const at = performance.now();
  if (at - valuesAt < 5) return values;
  valuesAt = at;
  const found = new Set<string>();
  for (const field of document.querySelectorAll(`input,textarea,${EDITABLE}`)) {
    if (!isTextEntry(field)) continue;
    const value = (isField(field) ? field.value : (field.textContent ?? "")).trim();
    if (value.length >= 2 && value.length <= 500) found.add(value);
  }
  values = [...found].sort((a, b) => b.length - a.length);
  return values;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** `text` without what is typed in the page's fields right now. */
export function withoutValues(text: string): string {
  if (text === "") return text;
  let masked = text;
  for (const value of typedValues()) {
    if (!masked.toLowerCase().includes(value.toLowerCase())) continue;
    // A short value is masked as a word of its own only: "2" or "an" would eat half a message.
    const edge = value.length < 4 ? "(?<![\\p{L}\\p{N}])" : "";
    const end = value.length < 4 ? "(?![\\p{L}\\p{N}])" : "";
    masked = masked.replace(new RegExp(edge + escaped(value) + end, "giu"), "•••");
  }
  return masked;
}

export const withoutDigits = (text: string): string =>
  text.replace(/\d(?:[ -]?\d){5,}/g, "•••").replace(EMAIL, "•••");

/** Text for a log: no typed value, no long number, no e-mail address, at most `max` characters. */
export const loggable = (text: string, max: number): string =>
  withoutDigits(withoutValues(collapse(text))).slice(0, max);

export const collapse = (text: string): string => text.replace(/\s+/g, " ").trim();

// ------------------------------------------------------------------ addresses

const EMAIL = /[^\s@/?&=:;,<>"']+(?:@|%40)[^\s@/?&=:;,<>"']+\.[a-z]{2,}/gi;

function redactedValue(value: string): string {
  let plain = value;
  try {
    plain = decodeURIComponent(value.replace(/\+/g, " "));
  } catch {
    // Not percent-encoded text: judged as it stands.
  }
  const digits = plain.replace(/\D/g, "").length;
  const email = /\S+@\S+/.test(plain);
  const phone = digits >= 9 || (/^[+0][\d ()./-]+$/.test(plain.trim()) && digits >= 7);
  const token = /\S{20,}/.test(plain);
  return email || phone || token ? "•" : value;
}

const redactedQuery = (query: string): string =>
  query.replace(/([^&=?#;]+)=([^&#;]*)/g, (_all, key: string, value: string) => `${key}=${redactedValue(value)}`);

/** A path segment keeps product names, however long; e-mails and random tokens go. */
const redactedPath = (path: string): string =>
  path
    .split("/")
    .map((part) => (/(?:@|%40)/.test(part) || (/^[A-Za-z0-9_]{20,}$/.test(part) && /\d/.test(part)) ? "•" : part))
    .join("/");

/** Path and query of an address (and its hash where that is a route), personal values redacted. */
export function shownUrl(address: string, base: string = location.href): string {
  const url = new URL(address, base);
  const route = /^#!?\//.test(url.hash) ? url.hash : "";
  const [hashPath = "", hashQuery] = route.split("?");
  const hash = hashQuery === undefined ? redactedPath(hashPath) : `${redactedPath(hashPath)}?${redactedQuery(hashQuery)}`;
  return redactedPath(url.pathname) + redactedQuery(url.search) + hash;
}

/** As `shownUrl`, with the origin where it is not the page's own; data: and blob: only as such. */
export function requestUrl(address: string): { url: string; thirdParty: boolean } {
  const url = new URL(address, document.baseURI);
  if (url.protocol !== "http:" && url.protocol !== "https:") return { url: url.protocol, thirdParty: false };
  const thirdParty = url.origin !== location.origin;
  return { url: (thirdParty ? url.origin : "") + redactedPath(url.pathname) + redactedQuery(url.search), thirdParty };
}
