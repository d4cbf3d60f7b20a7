// Which scrolling is an answer to a press. Scroll events come a frame late, so one that follows a
// click may tell of scrolling that was over before it (Playwright scrolls before it presses, a
// thumb stops the page by pressing): only what moved since the press counts.

import { hear } from "./barmarks";
import { now } from "./safe";

/** ms of rest after which scrolling counts as new. */
const REST_MS = 150;
/** A scrollbar that appears moves things by less. */
const LEAST_PX = 4;

/** Offsets of what could scroll around a control at the moment of its press. */
export type Offsets = Map<EventTarget, number>;

export class Scrolling {
  private readonly _last = new WeakMap<EventTarget, number>();

  /** `moved` is called for each scroll event: what scrolled, and when it had scrolled before. */
  constructor(moved: (target: EventTarget, before: number) => void) {
    hear(window, "scroll", (event) => {
      const target = event.target ?? document;
      const before = this._last.get(target) ?? -Infinity;
      this._last.set(target, now());
      moved(target, before);
    });
  }

  /** Whether scrolling `target` answers a press at `t` at which `offsets` stood. */
  answers(target: EventTarget, before: number, t: number, offsets: Offsets): boolean {
    if (before <= t && t - before < REST_MS) return false;
    const then = offsets.get(target);
    return then === undefined || Math.abs(offsetOf(target) - then) >= LEAST_PX;
  }
}

export function offsetsAround(control: Element): Offsets {
  const offsets: Offsets = new Map([[document, offsetOf(document)]]);
  for (let element = control.parentElement; element; element = element.parentElement) {
    offsets.set(element, offsetOf(element));
  }
  return offsets;
}

function offsetOf(target: EventTarget): number {
  if (target === document) return window.scrollX + window.scrollY;
  return target instanceof Element ? target.scrollLeft + target.scrollTop : 0;
}
