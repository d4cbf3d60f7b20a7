// What a press was aimed at, where something came between the aim and the press: a layer laid itself
// over it, or the page moved it away. Nobody sees and answers within half a second.

import { hear } from "./barmarks";
import type { Dom } from "./dom";
import { attempt, now } from "./safe";
import { controlOf, isVisible, originOf, parentOf } from "./target";
import { CONTROLS, isSeeThrough } from "./under";

const LATE_MS = 500;

/** Call what is returned for the control that the last pointerdown was aimed at; null: what it met. */
export function watchAim(dom: Dom): () => Element | null {
  // When an element came, or first changed: what moves or is marked all the time has been here.
  const since = new WeakMap<Node, number>();
  let inputAt = -Infinity;
  let aimed: Element | null = null;
  dom.onRecords((records, t) => {
    // What follows an action of the shopper's own is awaited.
    const at = t - inputAt < LATE_MS ? -Infinity : t;
    for (const { type, target, addedNodes } of records) {
      if (type === "attributes" && !since.has(target)) since.set(target, at);
      for (const node of addedNodes) since.set(node, at);
    }
  });
  const left = watchPointer(() => inputAt);
  hear<PointerEvent>(window, "pointerdown", (event) => {
    const t = now();
    const received = originOf(event);
    aimed = null;
    if (event.isTrusted && received && t - inputAt >= LATE_MS) {
      const { control, interactive } = controlOf(received);
      const young: Element[] = [];
      for (let at: Element | null = received; at; at = parentOf(at)) {
        if (t - (since.get(at) ?? -Infinity) < LATE_MS && !(interactive && control.contains(at))) young.push(at);
      }
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
function covered(young: Element[], x: number, y: number): Element | null {
  for (const at of document.elementsFromPoint(x, y)) {
    if (young.some((element) => element.contains(at))) continue;
    const found = at.closest(CONTROLS);
    if (found && !young.some((element) => found.contains(element))) return isVisible(found) && !found.closest("[inert]") ? found : null;
    // Something else has lain between for long.
    if (!isSeeThrough(at) && !young.some((element) => at.contains(element))) return null;
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
    if (!on || leftAt === 0 || t - leftAt >= LATE_MS || leftAt - inputAt() < LATE_MS) return null;
    const met = controlOf(received).control;
    const { control, interactive } = controlOf(on);
    // What was taken away is gone unless it stands there anew, as frameworks draw it.
    const gone = !control.isConnected && control.textContent !== met.textContent;
    return interactive && (gone || isVisible(control)) && !control.contains(met) && !met.contains(control) ? control : null;
  };
}
