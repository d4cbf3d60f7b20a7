// Where on the screen something stands that a screenshot must not show. A screenshot takes three
// frames, in which the script goes on: so a field that was typed into since the last look counts as
// filled, and `layout` tells whether anything that could be typed into has moved, come or gone.

import { hear } from "./barmarks";
import { BLOCK_MARKS, EDITABLE, MASK_MARKS, isButtonInput, isChoice, isField, isFilled } from "./privacy";
import { isVisible } from "./target";
import type { Rect } from "./types";

const COVERED = `input:not([type=hidden]),textarea,select,iframe,${EDITABLE},${MASK_MARKS},${BLOCK_MARKS}`;

const PICTURES = "img,svg,canvas,video,picture";

export interface Cover {
  /** Viewport rectangles (CSS px) of filled fields, marked elements and foreign frames, as far as visible. */
  fields: Rect[];
  /** Changes whenever one of the places that might have to be hidden does. */
  layout: string;
}

/** Fields that were typed into since the last look. */
let typed = new Set<EventTarget>();

export function watchCover(): void {
  hear(window, "input", (event) => {
    const target = event.composedPath()[0];
    if (target) typed.add(target);
  });
}

export function lookForCover(): Cover {
  const fields: Rect[] = [];
  const places: number[] = [window.scrollX, window.scrollY];
  collect(document, 0, 0, fields, places);
  typed = new Set();
  return { fields, layout: places.map(Math.round).join() };
}

function collect(root: Document | ShadowRoot, left: number, top: number, fields: Rect[], places: number[]): void {
  for (const element of root.querySelectorAll("*")) {
    if (element.shadowRoot) collect(element.shadowRoot, left, top, fields, places);
    if (!element.matches(COVERED) || !isVisible(element)) continue;
    const inner = element.localName === "iframe" ? frameDocument(element as HTMLIFrameElement) : null;
    const box = element.getBoundingClientRect();
    places.push(left + box.left, top + box.top, box.width, box.height);
    if (inner) {
      const frame = element as HTMLIFrameElement;
      collect(inner, left + box.left + frame.clientLeft, top + box.top + frame.clientTop, fields, places);
    } else if (typed.has(element) || isTelling(element)) {
      add(fields, left + box.left, top + box.top, box.width, box.height);
    }
  }
}

function frameDocument(frame: HTMLIFrameElement): Document | null {
  try {
    return frame.contentDocument;
  } catch {
    return null;
  }
}

function isTelling(element: Element): boolean {
  if (element.localName === "iframe" || element.matches(PICTURES)) return true;
  if (element.matches(`${MASK_MARKS},${BLOCK_MARKS}`)) return isFilled(element) || element.querySelector(`input,${PICTURES}`) !== null;
  if (isField(element) && (isButtonInput(element) || isChoice(element))) return false;
  return isFilled(element);
}

function add(rects: Rect[], x: number, y: number, width: number, height: number): void {
  const x0 = Math.max(0, Math.floor(x));
  const y0 = Math.max(0, Math.floor(y));
  const x1 = Math.min(window.innerWidth, Math.ceil(x + width));
  const y1 = Math.min(window.innerHeight, Math.ceil(y + height));
  if (x1 > x0 && y1 > y0) rects.push([x0, y0, x1 - x0, y1 - y0]);
}
