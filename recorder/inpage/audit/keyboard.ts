// Where Tab goes, in a copy of the page that nobody records.

import { rectOf, describe, isVisible } from "../target";
import { isField } from "../privacy";
import type { Rect, Target } from "../types";

export interface Stop {
  id: number;
  target: Target;
  /** In the document: focus scrolls it. */
  rect: Rect;
  field: boolean;
  /** In an open dialog, which rightly keeps the focus. */
  dialog: boolean;
  frame: boolean;
}

const TABBABLE = 'a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,iframe,[tabindex],[contenteditable=""],[contenteditable=true],audio[controls],video[controls]';
const ids = new WeakMap<Element, number>();
let known = 0;

/** What has the focus; null where it is with nothing or with the browser. */
export function stop(): Stop | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body || at === document.documentElement || !document.hasFocus()) return null;
  const id = ids.get(at) ?? known++;
  ids.set(at, id);
  const dialog = at.closest("dialog[open],[aria-modal=true],[role=dialog],[role=alertdialog]") !== null;
  const [x, y, width, height] = rectOf(at);
  return { id, target: describe(at), rect: [x + scrollX, y + scrollY, width, height], field: isField(at), dialog, frame: at.localName === "iframe" };
}

/** How many elements Tab should come by: of radio buttons one per group. */
export function tabbable(): number {
  const groups = new Set<string>();
  let count = 0;
  for (const element of document.querySelectorAll<HTMLElement>(TABBABLE)) {
    if (element.tabIndex < 0 || element.matches(":disabled") || !isVisible(element) || element.closest("[inert]")) continue;
    const radio = element instanceof HTMLInputElement && element.type === "radio" ? `${element.form?.id ?? ""} ${element.name}` : "";
    if (radio && groups.has(radio)) continue;
    if (radio) groups.add(radio);
    count += 1;
  }
  return count;
}
