// The task bar stands in the shop's page and is none of it: what happens in it or on it, and the
// room that it makes for itself below the page, is no event, no answer and no part of the replay.

import { listen } from "./safe";

export const BAR = "data-kitka-bar";
const ROOM = /(?:scroll-)?padding-bottom\s*:[^;]*;?\s*/g;

/** The bar, or something in it: its shadow root is closed to events, but not to our patches. */
export function isBar(node: unknown): boolean {
  for (let at = node; at instanceof Node; at = (at.getRootNode() as ShadowRoot).host) {
    if ((at instanceof Element ? at : at.parentElement)?.closest(`[${BAR}]`)) return true;
  }
  return false;
}

export const withoutRoom = (style: string | null): string => (style ?? "").replace(ROOM, "").trim();

/** Whether a change of the DOM is the bar's doing. */
export function isOfBar({ target, type, attributeName, oldValue, addedNodes, removedNodes }: MutationRecord): boolean {
  if (target === document.documentElement) {
    if (type === "childList") return [...addedNodes, ...removedNodes].every(isBar);
    return attributeName === "style" && withoutRoom(oldValue) === withoutRoom((target as Element).getAttribute("style"));
  }
  return isBar(target);
}

/** Listens to the shop's page: to all but the bar. */
export function hear<E extends Event>(target: EventTarget, type: string, handler: (event: E) => void): void {
  listen<E>(target, type, (event) => {
    if (!isBar(event.target)) handler(event);
  });
}
