// One press or setting that is being watched for what follows it.

import { BUTTONS } from "./groups";
import { isChoice, type Field } from "./privacy";
import { offsetsAround, type Offsets } from "./scrolling";
import { Signs } from "./signs";
import { isDisabled } from "./target";
import type { ReactionKind } from "./types";

/** An answer may be drawn a moment after its button has come to rest. */
const BACK_MS = 1000;

export type After = Partial<Record<ReactionKind, number>>;

const HTML_MAX = 5000;

export interface Watch {
  readonly t: number;
  readonly view: number;
  readonly control: Element;
  /** Where something was set: what shows it by itself, which is no answer. */
  readonly own: readonly Element[] | null;
  /** Something of `own` changed. */
  shown: boolean;
  after: After;
  timer: number;
  /** A visible answer came. */
  early: boolean;
  /** What stood at the press in fields that the shopper has left alone: compared here, never sent. */
  readonly fields: Map<Field, string>;
  readonly offsets: Offsets;
  /** A pressed button as it was, when it began to show that it works on it, and was so again. */
  readonly html: string;
  busy?: number;
  /** Looked at once for all changes that come together. */
  judged?: { t: number | undefined; works: boolean };
  back: number;
  readonly signs: Signs;
  tell(after: After, t: number): void;
}

export function newWatch(t: number, view: number, control: Element, setting: boolean, tell: Watch["tell"]): Watch {
  const own = setting ? ownOf(control) : null;
  const fields = fieldsNow();
  if (own) {
    const { name } = control as Field;
    for (const field of fields.keys()) {
      // Of radio buttons with one name another one goes out.
      if (own.some((part) => part.contains(field)) || (name && field.name === name)) fields.delete(field);
    }
  }
  const markup = !own && control.matches(`${BUTTONS},a,summary,[role=link],[role=tab]`) ? markupOf(control) : "";
  // What holds that much is a card or a panel, and no button that turns.
  const html = markup.length < HTML_MAX ? markup : "";
  return { t, view, control, own, shown: false, after: {}, timer: 0, early: false, fields, offsets: offsetsAround(control), html, back: Infinity, signs: new Signs(), tell };
}

const DRAWN = "img,svg,canvas,video,input,i,[class*=icon]";

const wordsOf = (html: string): string => html.replace(/<[^>]*>/g, "").trim();

/** Something turns in it, or it is disabled and says nothing new. */
function isWorking(watch: Watch, t?: number): boolean {
  if (t === undefined || watch.judged?.t !== t) watch.judged = { t, works: looksBusy(watch) };
  return watch.judged!.works;
}

/** Without the wave that component libraries let run over what is pressed: wordless, and drawn over it. */
function markupOf(control: Element): string {
  let html = control.outerHTML;
  if (html.length >= HTML_MAX) return html;
  for (const part of control.querySelectorAll("*")) {
    const bare = (part.textContent ?? "").trim() === "" && !part.matches(DRAWN) && !part.querySelector(DRAWN);
    if (bare && getComputedStyle(part).position === "absolute") html = html.replace(part.outerHTML, "");
  }
  return html;
}

function looksBusy({ control, html }: Watch): boolean {
  const words = wordsOf(control.outerHTML);
  return control.matches("[aria-busy=true]") || (isDisabled(control) && (words === "" || words === wordsOf(html))) ||
    (control.getAnimations?.({ subtree: true }) ?? []).some(({ effect }) => effect?.getTiming().iterations === Infinity);
}

/**
 * Whether a change at `node` shows no more than that the pressed button works on it, or is back as it
 * was before: it is an answer only if something comes of it.
 */
export function isWaiting(watch: Watch, node: unknown, t: number): boolean {
  const { control, html } = watch;
  if (!html || !(node instanceof Node) || !control.contains(node)) return false;
  if (!isWorking(watch, t)) {
    const isBack = markupOf(control) === html;
    if (isBack && watch.busy !== undefined) watch.back = Math.min(watch.back, t);
    return isBack;
  }
  // Long after, it works on a later press.
  if (t - watch.back < BACK_MS) watch.back = Infinity;
  watch.busy ??= t;
  return true;
}

/**
 * Libraries of components let waves run over whatever is pressed: in layers that hold no word and no
 * picture, that no press can meet, and that stand there for nothing else. What is `gone` has no style.
 */
function isWave(node: Node, gone?: boolean): boolean {
  if (!(node instanceof HTMLElement) || node.textContent || node.querySelector("svg,img")) return false;
  const { pointerEvents, position } = getComputedStyle(node);
  return gone || (pointerEvents === "none" && position === "absolute");
}

/** A ring around what is chosen is such a layer, too, but holds nothing that moves in it. */
export function inWave({ control }: Watch, node: unknown, filled = false): boolean {
  for (let at = node; at instanceof Node && at !== control && control.contains(at); at = at.parentNode) {
    if ((at.firstChild || filled) && isWave(at)) return true;
  }
  return false;
}

export function isRippling(watch: Watch, { target, type, addedNodes, removedNodes }: MutationRecord): boolean {
  const filled = type === "childList";
  if (target !== watch.control) return inWave(watch, target, filled);
  return filled && [...addedNodes].every((node) => inWave(watch, node)) && [...removedNodes].every((node) => isWave(node, true));
}

/** When the button or the page began to work, where it does still or did a moment before `t`. */
export const workedAt = (watch: Watch, t: number): number | undefined => (t - watch.back < BACK_MS ? watch.busy : undefined) ?? watch.signs.before(t);

/** When it began to show what it shows still, if it does. */
export const waitsSince = (watch: Watch, t: number): number | undefined =>
  (watch.back === Infinity && (isWorking(watch) || markupOf(watch.control) !== watch.html) ? watch.busy : undefined) ??
  (watch.signs.stand ? watch.signs.before(t) : undefined);

function ownOf(control: Element): Element[] {
  const { labels, form } = control as HTMLInputElement;
  const outputs = form instanceof HTMLFormElement ? form.querySelectorAll("output") : control.parentElement?.querySelectorAll("output");
  return [control.closest("label") ?? control, control, ...(labels ?? []), ...(outputs ?? [])];
}

export const isOwn = (watch: Watch, node: unknown): boolean =>
  node instanceof Node && (watch.own?.some((part) => part.contains(node)) ?? false);

export const stateOf = (field: Field): string => (isChoice(field) ? String((field as HTMLInputElement).checked) : field.value);

function fieldsNow(): Map<Field, string> {
  const fields = document.querySelectorAll<Field>("input:not([type=hidden]),select,textarea");
  return new Map([...fields].slice(0, 200).map((field) => [field, stateOf(field)]));
}
