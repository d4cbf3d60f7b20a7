// Stands in for the globals that our libraries hand callbacks to (esbuild's `inject`, build.mjs):
// what throws in one of them must not reach the page's `window.onerror` or its console.

import { callNative, guard } from "./safe";

type Work = (...args: any[]) => unknown;

const known = new WeakMap<Work, Work>();

/** One guarded function for each, so that a listener can be taken away again. */
function guarded(work: unknown): Work {
  if (typeof work !== "function") return () => undefined;
  const safe = known.get(work as Work) ?? guard(work as Work);
  known.set(work as Work, safe);
  return safe;
}

const natives = {
  setTimeout: window.setTimeout,
  requestAnimationFrame: window.requestAnimationFrame,
  requestIdleCallback: window.requestIdleCallback as typeof window.requestIdleCallback | undefined,
  queueMicrotask: window.queueMicrotask,
  addEventListener: window.addEventListener,
  removeEventListener: window.removeEventListener,
};

const shieldedSetTimeout = (work: unknown, ms?: number): unknown => callNative(natives.setTimeout, window, [guarded(work), ms]);
const shieldedFrame = (work: unknown): unknown => callNative(natives.requestAnimationFrame, window, [guarded(work)]);
const shieldedMicrotask = (work: unknown): unknown => callNative(natives.queueMicrotask, window, [guarded(work)]);
const shieldedListener = (type: string, work: unknown, options?: unknown): unknown =>
  callNative(natives.addEventListener, window, [type, guarded(work), options]);
const shieldedRemoval = (type: string, work: unknown, options?: unknown): unknown =>
  callNative(natives.removeEventListener, window, [type, guarded(work), options]);
const idle = natives.requestIdleCallback;
const shieldedIdle = (work: unknown, options?: unknown): unknown =>
  idle ? callNative(idle, window, [guarded(work), typeof options === "object" ? options : {}]) : shieldedSetTimeout(work, 1);

export {
  shieldedFrame as requestAnimationFrame,
  shieldedIdle as requestIdleCallback,
  shieldedListener as addEventListener,
  shieldedMicrotask as queueMicrotask,
  shieldedRemoval as removeEventListener,
  shieldedSetTimeout as setTimeout,
};
