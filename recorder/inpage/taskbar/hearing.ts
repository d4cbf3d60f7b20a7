// The bar's own ears: the recorder's `listen` (safe.ts) is deaf to whatever happens on the bar.

import { attempt, callNative, guard } from "../safe";

const native = EventTarget.prototype as EventTarget & Record<string, typeof EventTarget.prototype.addEventListener>;
/** zone.js would redraw an Angular shop at each of our events. */
const add = native["__zone_symbol__addEventListener"] ?? native.addEventListener;

/** Hears `type` before the shop does, as far as the shop was not there first. */
export function hear<E extends Event>(
  target: EventTarget,
  type: string,
  handler: (event: E) => unknown,
  options: AddEventListenerOptions = {},
): void {
  attempt(() => callNative(add, target, [type, guard(handler), { capture: true, passive: true, ...options }]));
}
