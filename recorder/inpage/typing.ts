// Whether what is typed into a field arrives there. What the browser made of each keystroke is
// compared with what stands in the field when the next one comes, or when the field is left, as
// letters and digits without case: only counts leave the page, and of a secret not even those.

import { inputType, isSensitive, type Field } from "./privacy";
import type { BlurEvent } from "./types";

const TEXTUAL = /^(?:text|search|tel|url|email|password|number)$/;
/** Here typing picks or completes something, and what stands there in the end is another thing. */
export const PICKING = "[role=combobox],[aria-autocomplete]:not([aria-autocomplete=none]),[aria-haspopup=listbox],[list]";
/** A page may empty these for another try. */
const CODES = "[autocomplete=one-time-code],[maxlength='1']";
const OTHERS_MAX = 60;
/** More than this longer than what was typed: filled in by somebody else, a password manager perhaps. */
const FILLED_IN = 3;
/** So much is told of what became of a secret: enough to know that something went wrong. */
const SECRET_MAX = 2;

const secrets = new WeakSet<Element>();

/** Passwords and card data; a password that is shown for a while is one still. */
function isSecret(field: Element): boolean {
  if (isSensitive(field) || /-password/.test(field.getAttribute("autocomplete") ?? "")) secrets.add(field);
  return secrets.has(field);
}

export const plain = (text: string): string =>
  text.normalize("NFKC").toLowerCase().replace(/ß/g, "ss").replace(/[^\p{L}\p{N}]+/gu, "");

/** How many characters of `text` are not in `other`. */
export function excess(text: string, other: string): number {
  const left = new Map<string, number>();
  for (const char of other) left.set(char, (left.get(char) ?? 0) + 1);
  let more = 0;
  for (const char of text) {
    const count = left.get(char) ?? 0;
    if (count > 0) left.set(char, count - 1);
    else more += 1;
  }
  return more;
}

const unpadded = (digits: string): string => digits.replace(/^0+/, "");

/**
 * The same number with the country's code before it, or without the noughts in front; but those of
 * a postcode, which is as long as this, belong to it.
 */
function sameNumber(meant: string, is: string, shown: string): boolean {
  if (!/^\d+$/.test(meant + is)) return false;
  if (unpadded(meant) === unpadded(is)) return is.length > meant.length || !/^.{5,7}$/.test(meant);
  return /^\s*(?:\+|\(\+|00)/.test(shown) && is.length - meant.length <= 4 && is.endsWith(unpadded(meant));
}

interface Entry {
  before: string;
  /** Letters and digits; `null`: by how much the field grows (while something is composed). */
  count: number | null;
  /** They are in `typed`. */
  counted: boolean;
  /** As it would stand there if nothing came in between; `null`: not known. */
  expected: string | null;
  /** As the browser entered it, before the page had its say; `null`: it has not, yet. */
  entered: string | null;
  /** By a paste that nothing has followed yet: what stood in all fields. */
  pasted: string[] | null;
  picked?: boolean;
}

const untouched = (value: string): Entry => ({ before: value, count: 0, counted: true, expected: null, entered: value, pasted: null });

/** The characters of one visit to one field. */
export class Typing {
  private readonly _told = { typed: 0, lost: 0, altered: 0, elsewhere: 0, paste_refused: 0 };
  private _limited = false;
  private _entry: Entry | null = null;
  /** When a key was last pressed in it. */
  keyAt = -Infinity;

  private constructor(private readonly _field: HTMLInputElement | HTMLTextAreaElement) {
    isSecret(_field);
  }

  static of(element: Element): Typing | null {
    const textual = element.localName === "textarea" || TEXTUAL.test(inputType(element));
    const picking = element.matches(PICKING) && (element as HTMLInputElement).readOnly;
    return textual && !picking ? new Typing(element as HTMLInputElement) : null;
  }

  /**
   * `data` is about to be entered (`null`: by a composition); what came before is judged. The
   * browser (`native`) tells of a key or a paste that has told of itself already.
   */
  begin(data: string | null, native: boolean): void {
    const count = data === null ? null : plain(data).length;
    const open = this._entry;
    const again = native && open?.entered === null && open.count === count ? open : null;
    if (!again) this.settle();
    if (!again?.counted) this._told.typed += count ?? 0;
    const { value, selectionStart: from, selectionEnd: to } = this._field;
    const known = data !== null && from !== null && to !== null;
    this._entry = {
      before: value,
      count,
      counted: true,
      expected: known ? value.slice(0, from) + data + value.slice(to) : null,
      entered: null,
      pasted: again?.pasted ?? null,
    };
  }

  /** Something else is about to change it: a deletion, a step back. */
  edit(): void {
    this.settle();
    this._entry = { ...untouched(this._field.value), entered: null };
  }

  paste(data: string): void {
    this.settle();
    const { length } = plain(data);
    this._entry = { ...untouched(this._field.value), count: length, counted: false, entered: null, pasted: valuesAround(this._field) };
  }

  /** The browser has entered something; the page's own handlers come after this. */
  input(): void {
    const { value } = this._field;
    const entry = this._entry;
    if (!entry || entry.entered !== null) {
      // Nobody typed it: the browser filled it in.
      this._entry = untouched(value);
      return;
    }
    entry.entered = value;
    if (entry.count === null) this._told.typed += entry.count = Math.max(0, plain(value).length - plain(entry.before).length);
  }

  /** What happens to the field from now on may be meant so. */
  drop(): void {
    this._entry = null;
  }

  /** Something else was pressed: it may have been picked, which completes what was typed. */
  leave(): void {
    if (this._entry) this._entry.picked = true;
  }

  /** A typed character went astray. */
  astray(how: "elsewhere" | "lost"): void {
    this._told.typed += 1;
    this._told[how] += 1;
  }

  /** Judges what stands in the field against what was entered. */
  settle(): void {
    const entry = this._entry;
    const { value, validity, isConnected } = this._field;
    this._entry = untouched(value);
    if (!entry || validity.badInput || !isConnected) return;
    // Nobody picks a part of what stands there already.
    if (entry.picked && (value === "" || excess(plain(value), plain(entry.before)) > 0)) return;
    if (entry.pasted) this._judgePaste(entry, value);
    else this._judge(entry, value);
  }

  private _judge({ before, count, expected, entered }: Entry, value: string): void {
    const typed = count ?? 0;
    if (entered === null) {
      if (typed === 0) return;
      // Kept from entering it: the page has entered it by itself, or nobody has.
      if (plain(value) !== plain(before)) this._compare(expected ?? before, value, typed);
      else if (expected === null || plain(expected) !== plain(value)) this._lose(typed);
      return;
    }
    const cut = expected === null ? 0 : excess(plain(expected), plain(entered));
    if (cut > 0) this._lose(Math.min(cut, typed));
    this._compare(entered, value, typed);
  }

  private _judgePaste(entry: Entry, value: string): void {
    const count = entry.count ?? 0;
    const known = entry.expected !== null && plain(entry.expected) === plain(value);
    if (count > 0 && plain(value) === plain(entry.before) && !known) {
      if (entry.counted) this._told.typed -= count;
      if (valuesAround(this._field).join("\n") === entry.pasted?.join("\n")) this._told.paste_refused += 1;
      return;
    }
    if (!entry.counted) this._told.typed += count;
    this._judge(entry, value);
  }

  private _compare(meant: string, shown: string, typed: number): void {
    const [should, is] = [plain(meant), plain(shown)];
    if (should === is || sameNumber(should, is, shown) || is.length > should.length + FILLED_IN) return;
    if (is === "" && this._field.matches(CODES)) return;
    if (this._field.matches(PICKING) && is !== should.slice(0, is.length)) return;
    const missing = excess(should, is);
    const replaced = Math.min(missing, excess(is, should));
    const lost = Math.min(missing - replaced, typed);
    if (lost > 0) this._lose(lost);
    this._told.altered += missing - lost;
  }

  private _lose(count: number): void {
    const { maxLength, value } = this._field;
    this._told.lost += count;
    if (maxLength >= 0 && value.length >= maxLength) this._limited = true;
  }

  /** What there is to tell: no more of each than was typed; never how long a secret is. */
  told(): Partial<BlurEvent> {
    this.settle();
    const told: Partial<BlurEvent> = {};
    const secret = isSecret(this._field);
    let left = this._told.typed;
    for (const what of ["typed", "elsewhere", "lost", "altered", "paste_refused"] as const) {
      const count = what === "paste_refused" ? this._told[what] : Math.min(this._told[what], left);
      if (what !== "typed") left -= count;
      else if (secret) continue;
      if (count > 0) told[what] = secret && what !== "paste_refused" ? Math.min(count, SECRET_MAX) : count;
    }
    if (this._limited) told.limited = true;
    return told;
  }
}

/** A code may be dealt out to several fields. */
function valuesAround(field: Field): string[] {
  const others = [...(field.form?.elements ?? document.querySelectorAll("input"))].slice(0, OTHERS_MAX);
  return others.map((other) => (other as Field).value ?? "");
}
