// The task bar stands in the shop's page and is none of it: what happens in it or on it, and that
// it comes, goes or moves to another place of the page, is no event, no answer and no part of the
// replay. The room that it keeps for itself is a style sheet of its own and changes no attribute.

import { listen } from "./safe";

export const BAR = "data-kitka-bar";

/** The bar, or something in it: its shadow root is closed to events, but not to our patches. */
export function isBar(node: unknown): boolean {
  for (let at = node; at instanceof Node; at = (at.getRootNode() as ShadowRoot).host) {
    if ((at instanceof Element ? at : at.parentElement)?.closest(`[${BAR}]`)) return true;
  }
  return false;
}

/** Whether a change of the DOM is the bar's doing. */
export function isOfBar({ target, type, addedNodes, removedNodes }: MutationRecord): boolean {
  return isBar(target) || (type === "childList" && [...addedNodes, ...removedNodes].every(isBar));
}

/** Listens to the shop's page: to all but the bar. */
export function hear<E extends Event>(target: EventTarget, type: string, handler: (event: E) => void): void {
  listen<E>(target, type, (event) => {
    if (!isBar(event.target)) handler(event);
  });
}
