// The same entered by hand in two fields. What is compared is a salted hash that stays in this
// tab's storage for as long as the session lasts; that both were the same is all that leaves.

import { hear } from "../barmarks";
import type { Context } from "../context";
import { formKey } from "../forms";
import { IGNORE_MARKS, inputType, isField, isSensitive, isTextEntry } from "../privacy";
import { attempt, parseJson, toJson } from "../safe";
import { describe, selectorOf } from "../target";
import type { Target } from "../types";
import { focused, isLeftOut } from "./places";

const KEPT = "kitka.entered";
const ENTRIES_MAX = 60;
/** Letters and digits; shorter ones are the same by chance. */
const SHORTEST = 4;
const NOT_ASKED = /search|query|haku|suche|sök|coupon|voucher|promo|discount|alennus|rabatt|gutschein|captcha|quantity|qty|määrä|code|koodi/i;
/** Parts of an address, which are no less work to enter twice than a street. */
const PLACE_CODES = /(?:post(?:al|i)?|zip|country|maa|region|state|province|area)[^a-z]{0,2}(?:code|koodi)/gi;
const DATES = /^(?:date|time|month|week|datetime-local|number)$/;

interface Entry {
  hash: number;
  key: string;
  /** Document and form: the same field shown again is no second field. */
  form: string;
  path: string;
  page: string;
  target: Target;
}

interface Kept {
  session: string;
  salt: number;
  entries: Entry[];
}

export function watchRepeats(ctx: Context): void {
  const { session = "" } = ctx.config;
  const page = String(randomNumber());
  const byHand = new WeakSet<Element>();
  hear<InputEvent>(window, "input", (event) => {
    const field = event.composedPath()[0];
    if (!isField(field)) return;
    const how = event.inputType ?? "";
    // Filled in by the browser or by the page, whatever was typed before, is nobody's work.
    if (!event.isTrusted || how === "" || how === "insertReplacementText" || isFilledIn(field)) byHand.delete(field);
    else if (/^(?:insert|delete)/.test(how)) byHand.add(field);
  });
  const compare = (field: unknown): void => {
    if (!isField(field) || !byHand.has(field) || !isAsked(field)) return;
    byHand.delete(field);
    const value = field.value.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    if (value.length < SHORTEST) return;
    const kept = read(session);
    const entry = { ...identityOf(field), hash: hashOf(value, kept.salt), page, target: withoutPlace(describe(field)) };
    // Gone through once more, after a refusal or a step back: that is another matter.
    const again = kept.entries.some((other) => isSame(other, entry) && other.hash === entry.hash);
    const others = kept.entries.filter((other) => !isSame(other, entry));
    const first = others.find((other) => other.hash === entry.hash);
    if (first && !again) ctx.emit({ kind: "repeat", target: describe(field), first: first.target, same_page: first.page === page });
    write({ ...kept, entries: [...others, entry].slice(-ENTRIES_MAX) });
  };
  hear(document, "focusout", (event) => compare(event.composedPath()[0]));
  // Enter sends a form, and nobody leaves its last field.
  ctx.on("viewend", () => compare(focused()));
  ctx.on("ended", () => sessionStorage.removeItem(KEPT));
}

const isFilledIn = (field: Element): boolean => attempt(() => field.matches(":autofill")) === true;

function isAsked(field: Element): boolean {
  if (!isTextEntry(field) || isSensitive(field) || field.matches(IGNORE_MARKS) || isLeftOut(field)) return false;
  if (inputType(field) === "search" || DATES.test(inputType(field)) || field.closest("[role=search],[role=searchbox],search")) return false;
  const words = `${field.getAttribute("name") ?? ""} ${field.id} ${field.getAttribute("role") ?? ""}`;
  return asksFor(words);
}

/** Whether a field of such a name is a question to the shopper, and no search, quantity or voucher. */
export const asksFor = (words: string): boolean => !NOT_ASKED.test(words.replace(PLACE_CODES, ""));

function identityOf(field: Element): Pick<Entry, "key" | "form" | "path"> {
  const { form } = field as HTMLInputElement;
  return { key: field.getAttribute("name") || field.id || selectorOf(field), form: form ? formKey(form) : "", path: location.pathname };
}

/** The same question: shown again after a refusal, or gone back to. */
const isSame = (a: Entry, b: Entry): boolean => a.key === b.key && (a.path === b.path || (a.form !== "" && a.form === b.form));

function withoutPlace({ rect: _rect, ...target }: Target): Target {
  return target;
}

// ------------------------------------------------------------------ what is kept

function read(session: string): Kept {
  const kept = attempt(() => parseJson(sessionStorage.getItem(KEPT) ?? "null") as Kept | null);
  return kept?.session === session && Array.isArray(kept.entries) ? kept : { session, salt: randomNumber(), entries: [] };
}

const write = (kept: Kept): void => void attempt(() => sessionStorage.setItem(KEPT, toJson(kept)));

export const randomNumber = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

/** MurmurHash3, 32 bits, of UTF-16 units: enough to compare some dozen entries with each other. */
export function hashOf(text: string, salt: number): number {
  let hash = salt;
  for (let i = 0; i < text.length; i++) {
    let k = Math.imul(text.charCodeAt(i), 0xcc9e2d51);
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
    hash ^= k;
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
