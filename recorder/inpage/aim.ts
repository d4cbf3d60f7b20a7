// What a press was aimed at, where something came between the aim and the press: a layer laid itself
// over it, or the page moved it away. Nobody sees and answers within half a second.

import { hear } from "./barmarks";
import type { Dom } from "./dom";
import { attempt, now } from "./safe";
import { controlOf, isVisible, originOf } from "./target";
import { CONTROLS } from "./under";

const LATE_MS = 500;
const CHANGES_MAX = 100;

/** Call what is returned for the control that the last pointerdown was aimed at; null: what it met. */
export function watchAim(dom: Dom): () => Element | null {
  let changed: { element: Node; t: number }[] = [];
  let inputAt = -Infinity;
  let aimed: Element | null = null;
  dom.onRecords((records, t) => {
    // What follows an action of the shopper's own is awaited.
    if (t - inputAt < LATE_MS) return;
    const fresh = records.flatMap(({ type, target, addedNodes }) => (type === "attributes" ? [target] : [...addedNodes]));
    changed = [...changed.filter((known) => t - known.t < LATE_MS), ...fresh.map((element) => ({ element, t }))].slice(-CHANGES_MAX);
  });
  const left = watchPointer(() => inputAt);
  hear<PointerEvent>(window, "pointerdown", (event) => {
    const t = now();
    const received = originOf(event);
    aimed = null;
    if (event.isTrusted && received && t - inputAt >= LATE_MS) {
      const young = changed.filter((known) => t - known.t < LATE_MS && known.element.contains(received)).map(({ element }) => element);
      aimed = (young.length > 0 && attempt(() => covered(young, event.clientX, event.clientY))) || (attempt(() => left(received, t)) ?? null);
    }
    inputAt = t;
  });
  hear(window, "keydown", () => {
    inputAt = now();
  });
  return () => aimed;
}

/** Under something that has come only just now, however solid it is. */
function covered(young: Node[], x: number, y: number): Element | null {
  for (const at of document.elementsFromPoint(x, y)) {
    const found = at.closest(CONTROLS);
    if (found && !young.some((element) => element.contains(found) || found.contains(element))) return isVisible(found) ? found : null;
  }
  return null;
}

/**
 * What the resting pointer was on until the page moved it away. Browsers tell that the pointer is
 * over something else, then, but not that it has moved.
 */
function watchPointer(inputAt: () => number): (received: Element, t: number) => Element | null {
  let over: { element: Element | null; stamp: number } | null = null;
  let on: Element | null = null;
  let leftAt = 0;
  hear(window, "pointerover", (event) => {
    if (leftAt === 0) leftAt = now();
    over = { element: originOf(event), stamp: event.timeStamp };
  });
  hear(window, "pointermove", (event) => {
    if (over?.stamp !== event.timeStamp) return;
    on = over.element;
    leftAt = 0;
  });
  const forget = (): void => {
    on = null;
  };
  hear(window, "scroll", forget);
  return (received, t) => {
    if (!on?.isConnected || leftAt === 0 || t - leftAt >= LATE_MS || leftAt - inputAt() < LATE_MS) return null;
    const met = controlOf(received).control;
    const { control, interactive } = controlOf(on);
    return interactive && isVisible(control) && !control.contains(met) && !met.contains(control) ? control : null;
  };
}
