// Hands the shopper's keys, pastes and compositions to the field that they are typed into, and
// notices those that land somewhere else because the page moved or lost the focus.

import { isPageFocusing } from "./answers";
import { hear } from "./barmarks";
import { inputType, isTextEntry, type Field } from "./privacy";
import { now } from "./safe";
import type { Typing } from "./typing";

/** Longer after a key than this, one has seen where the focus is. */
const AT_ONCE_MS = 1000;
/** What fields for digits are called, or say of themselves. */
const FOR_DIGITS = /tel|num|dec|cc-|c[sv][cv]|code|pin|otp|year|month|day|date|exp|zip|post/i;
/** Room for some digits. */
const NARROW_PX = 120;
/** After these a page may do with a field what it wants: send it, empty it, complete it. */
const GIVING = /^(?:Enter|Escape|Arrow(?:Up|Down))$/;
/** A press on these leaves a field as it is; one on anything else may pick a suggestion. */
const LEAVING = "input,select,textarea,label,button:not([type=button])";

export interface Typed {
  element: Element;
  typing: Typing | null;
  /** The page moved the focus here while somebody typed elsewhere. */
  taken: boolean;
}

interface Visits {
  now(): Typed | null;
  /** The one before, as long as it has not been told. */
  left(): Typed | null;
  /** Tells that one. */
  tell(): void;
}

const originOf = (event: Event): Element | null => {
  const origin = event.composedPath()[0];
  return origin instanceof Element ? origin : null;
};

const isPrintable = ({ key, ctrlKey, metaKey, altKey, isComposing, keyCode }: KeyboardEvent): boolean =>
  [...key].length === 1 && !ctrlKey && !metaKey && !altKey && !isComposing && keyCode !== 229;

/** Returns whether the page takes the focus to `element` just now, unasked, while somebody types. */
export function watchKeystrokes(visits: Visits): (element: Element) => boolean {
  let typing = false;
  const typed = (event: Event): Typing | null => {
    const visit = visits.now();
    return event.isTrusted && visit && originOf(event) === visit.element ? visit.typing : null;
  };
  hear<KeyboardEvent>(window, "keydown", (event) => {
    if (!event.isTrusted) return;
    const printable = isPrintable(event);
    const letter = printable && /[\p{L}\p{N}]/u.test(event.key);
    if (!(letter && strayed(visits, event))) visits.tell();
    typing = printable;
    const field = typed(event);
    if (!field) return;
    if (printable) {
      field.begin(event.key, false);
      field.keyAt = now();
    } else {
      field.settle();
      if (GIVING.test(event.key)) field.drop();
    }
  });
  hear<InputEvent>(window, "beforeinput", (event) => {
    const field = typed(event);
    const { inputType, data, dataTransfer } = event;
    if (!field) return;
    if (/Composition/.test(inputType)) field.begin(null, true);
    else if (/^insert(?!Replacement)/.test(inputType)) field.begin(data ?? dataTransfer?.getData("text/plain") ?? "", true);
    else field.edit();
  });
  hear<InputEvent>(window, "input", (event) => typed(event)?.input());
  hear<ClipboardEvent>(window, "paste", (event) => typed(event)?.paste(event.clipboardData?.getData("text/plain") ?? ""));
  for (const type of ["pointerdown", "pointerup", "click", "submit"]) {
    hear(window, type, (event) => {
      visits.tell();
      typing = false;
      const field = visits.now();
      if (type !== "pointerdown" || !field?.typing) return;
      field.typing.settle();
      if (!originOf(event)?.closest(LEAVING)) field.typing.leave();
    });
  }
  return (element) => {
    const before = visits.now() ?? visits.left();
    const opened = element.closest("dialog,[role=dialog],[aria-modal=true]");
    return typing && (isPageFocusing() || (opened !== null && before !== null && !opened.contains(before.element)));
  };
}

/** A letter that goes where its typist did not want it; counted where she did. */
function strayed(visits: Visits, event: KeyboardEvent): boolean {
  const visit = visits.now();
  const origin = originOf(event);
  const meant = visit && !visit.element.isConnected ? visit : visits.left();
  const typing = meant?.typing;
  if (!meant || !typing || !origin || now() - typing.keyAt > AT_ONCE_MS) return false;
  if (!isTextEntry(origin)) {
    // The field was drawn anew, or closed, under her fingers.
    if (meant.element.isConnected && !meant.element.matches(":disabled")) return false;
    typing.astray("lost");
  } else if (visit?.taken && origin === visit.element && !isNextOf(meant.element as Field, origin as Field, event.key)) typing.astray("elsewhere");
  else return false;
  typing.keyAt = now();
  return true;
}

/**
 * The same field drawn anew, or the next part of a code, to which the page leads on. A digit that
 * follows digits belongs to them, unless what it goes into is made for digits, too.
 */
function isNextOf(field: Field, next: Field, key: string): boolean {
  const { maxLength = -1 } = field as HTMLInputElement;
  if (maxLength > 0 && field.value.length >= maxLength) return true;
  if (!field.isConnected) return field.name === next.name && field.id === next.id;
  const follows = (field.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  if (!follows || field.form !== next.form || next.value !== "" || !/^[\d\s/-]+$/.test(field.value)) return false;
  const { maxLength: room = -1, inputMode, autocomplete, id, ariaLabel } = next as HTMLInputElement;
  const says = [inputType(next), inputMode, autocomplete, next.name, id, ariaLabel].join(" ");
  return /\D/.test(key) || (room > 0 && room < 7) || (next as HTMLElement).offsetWidth < NARROW_PX || FOR_DIGITS.test(says);
}
