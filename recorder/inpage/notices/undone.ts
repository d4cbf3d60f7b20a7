// What the shopper had entered by hand and that is no longer there, without her doing: fields that
// come back empty with their page, are drawn anew, or are written over by a script. What was entered
// stays in this document; for the next one a salted hash is kept, to know it when it is entered again.

import { hear } from "../barmarks";
import type { Context } from "../context";
import { formKey, isMarkedInvalid } from "../forms";
import { keyOf } from "../groups";
import { EDITABLE, IGNORE_MARKS, isField, isFilled, isSensitive, isTextEntry, type Field } from "../privacy";
import { attempt, later, now, parseJson, toJson, wallClock } from "../safe";
import { describe } from "../target";
import type { FieldState } from "../types";
import { PICKING, excess, plain } from "../typing";
import { focused, isLeftOut } from "./places";
import { asksFor, hashOf, randomNumber } from "./repeats";

const KEPT = "kitka.filled";
const KEPT_MS = 30 * 60_000;
const ENTRIES_MAX = 60;
/** A script may fill in again what the page came without. */
const RESTORED_MS = 1500;
/** After a press, what was set or a new view: fields can be emptied without any change of the DOM. */
const LOOK_AFTER_MS = [300, 1500, 4000];
/** Who pressed something so shortly before may have asked for it (a saved address that is fetched). */
const PRESSED_MS = 3000;

interface Entry {
  hash: number;
  /** What stood there; `null` in documents that did not see it. */
  text: string | null;
  /** Gone: told, to be recognised when it is entered again. */
  gone: boolean;
}

export function watchUndone(ctx: Context): void {
  const { session = "" } = ctx.config;
  const kept = read(session);
  const entries = new Map<string, Entry>(kept.entries.map(([id, hash, gone]) => [id, { hash, gone, text: null }]));
  const byHand = new WeakSet<Element>();
  /** First seen empty, or altered. */
  const missed = new Map<string, number>();
  let actedAt = -Infinity;

  const enter = (field: Field): void => {
    const id = idOf(field);
    const text = plain(field.value);
    const known = entries.get(id);
    missed.delete(id);
    entries.delete(id);
    if (known?.gone) {
      // Said when the field is left: nobody knows before what it will be.
      entries.set(id, { ...known, text });
    } else if (text !== "") entries.set(id, { hash: hashOf(text, kept.salt), text, gone: false });
    for (const oldest of entries.keys()) if (entries.size > ENTRIES_MAX) entries.delete(oldest);
  };
  const left = (field: unknown): void => {
    const entry = isField(field) ? entries.get(idOf(field)) : undefined;
    if (!isField(field) || !entry?.gone || entry.text === null || !byHand.has(field)) return;
    const hash = hashOf(entry.text, kept.salt);
    if (hash === entry.hash) tell("again", [stateOf(field)], now());
    if (entry.text === "") return;
    entries.set(idOf(field), { hash, text: entry.text, gone: false });
  };
  const tell = (what: "emptied" | "altered" | "again", fields: FieldState[], t: number, filled = fields.length, letters = 0): void => {
    ctx.emit({ kind: "undone", what, fields, filled, letters }, t);
  };

  const look = (): void => {
    if (entries.size === 0) return;
    const t = now();
    const active = focused();
    const gone = new Map<string, { t: number; fields: Field[] }>();
    for (const field of document.querySelectorAll("input,textarea")) {
      if (!isField(field) || !isAsked(field)) continue;
      const id = idOf(field);
      const entry = entries.get(id);
      if (!entry || entry.gone || (field === active && byHand.has(field))) continue;
      // What a press brought instead may be what was asked for.
      if (t - actedAt < PRESSED_MS && isFilled(field) && excess(plain(field.value), entry.text ?? "") > 0) entry.text = plain(field.value);
      const lost = lossOf(entry, field);
      if (lost === 0 || field.getClientRects().length === 0) {
        missed.delete(id);
        continue;
      }
      const since = missed.get(id) ?? t;
      missed.set(id, since);
      if (t - since < RESTORED_MS) {
        if (since === t) later(RESTORED_MS + 50, look);
        continue;
      }
      missed.delete(id);
      if (isFilled(field)) {
        entry.text = plain(field.value);
        tell("altered", [stateOf(field)], since, 1, lost);
        continue;
      }
      entry.gone = true;
      entry.text = null;
      const form = formOf(field);
      const others = gone.get(form) ?? { t: since, fields: [] };
      others.fields.push(field);
      gone.set(form, others);
    }
    for (const [form, { t: since, fields }] of gone) {
      const filled = [...entries.keys()].filter((id) => id.startsWith(form)).length;
      tell("emptied", fields.map(stateOf), since, Math.max(filled, fields.length));
    }
  };

  let swallowed = 0;
  hear<InputEvent>(window, "input", (event) => {
    const field = event.composedPath()[0];
    const host = hostOf(field);
    if (host && event.isTrusted && /^insert(?!Replacement|Paragraph|LineBreak)/.test(event.inputType ?? "")) {
      // The page's own handlers come after this.
      const meant = plain(host.textContent ?? "");
      later(0, () => {
        swallowed += excess(meant, plain(host.textContent ?? ""));
      });
    }
    if (!isField(field) || !isAsked(field)) return;
    const hand = event.isTrusted && /^(?:insert(?!Replacement)|delete)/.test(event.inputType ?? "");
    if (hand) {
      if (missed.has(idOf(field)) && !byHand.has(field)) look();
      byHand.add(field);
    } else if (event.isTrusted) {
      // Filled in by the browser: nobody's work.
      byHand.delete(field);
      entries.delete(idOf(field));
      return;
    } else return;
    enter(field);
    later(0, () => byHand.has(field) && isFilled(field) && enter(field));
  });
  hear(document, "focusout", (event) => {
    const field = event.composedPath()[0];
    const host = hostOf(field);
    if (host && swallowed > 0) tell("altered", [stateOf(host)], now(), 1, swallowed);
    swallowed = 0;
    left(field);
  });
  const soon = (): void => {
    if (entries.size > 0) for (const ms of LOOK_AFTER_MS) later(ms, look);
  };
  for (const type of ["click", "change"]) {
    hear(window, type, ({ target }) => {
      if (!(target instanceof Element && isTextEntry(target))) actedAt = now();
      soon();
    });
  }
  ctx.on("settled", look);
  ctx.on("view", soon);
  soon();
  const keep = (): void => {
    left(focused());
    const list = [...entries].map(([id, { hash, gone }]) => [id, hash, gone]);
    attempt(() => sessionStorage.setItem(KEPT, toJson({ session, salt: kept.salt, at: wallClock(), entries: list })));
  };
  ctx.on("viewend", keep);
  ctx.on("leaving", keep);
  ctx.on("ended", () => sessionStorage.removeItem(KEPT));
}

/** How many letters and digits are missing. */
function lossOf({ text }: Entry, field: Field): number {
  if (!isFilled(field)) return text === null ? 1 : text.length;
  if (text === null || field.matches(PICKING)) return 0;
  return excess(text, plain(field.value));
}

const formOf = (field: Field): string => `${location.pathname} ${field.form ? formKey(field.form) : ""} `;
const idOf = (field: Field): string => formOf(field) + keyOf(field);

/** Of text that is edited where it stands: no field, of which typing.ts tells. */
const hostOf = (node: unknown): HTMLElement | null =>
  node instanceof Element && !isField(node) && isTextEntry(node) && !isLeftOut(node) ? node.closest<HTMLElement>(EDITABLE) : null;

const stateOf = (field: Field | HTMLElement): FieldState =>
  ({ key: keyOf(field), target: describe(field, false), filled: isFilled(field), invalid: isMarkedInvalid(field), sensitive: false });

function isAsked(field: Field): boolean {
  if (!isTextEntry(field) || isSensitive(field) || field.matches(IGNORE_MARKS) || isLeftOut(field)) return false;
  if (field.matches(":read-only") || field.closest("[role=search],search")) return false;
  return asksFor(`${field.getAttribute("name") ?? ""} ${field.id} ${field.type}`);
}

interface Kept {
  session: string;
  salt: number;
  at: number;
  entries: [string, number, boolean][];
}

function read(session: string): Kept {
  const kept = attempt(() => parseJson(sessionStorage.getItem(KEPT) ?? "null") as Kept | null);
  const fresh = kept?.session === session && Array.isArray(kept.entries) && wallClock() - kept.at < KEPT_MS;
  return fresh && kept ? kept : { session, salt: randomNumber(), at: 0, entries: [] };
}
