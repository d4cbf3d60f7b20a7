// The wall between the recorder and the shop: nothing of ours throws into the page, and what a
// page does to its natives afterwards does not reach us. The init script runs before any script
// of the page, so what is taken here is what the browser shipped. On a participant's page it comes
// later: then Angular's zone.js is passed by, which would redraw the shop at each timer of ours.

type AnyFunction = (this: unknown, ...args: any[]) => any;

/** What zone.js put aside under its own name, else the thing itself. */
function native<T extends object, K extends keyof T & string>(owner: T, name: K): T[K] {
  return (owner as Record<string, unknown>)[`__zone_symbol__${name}`] as T[K] ?? owner[name];
}

const apply = Reflect.apply;
const addListener = native(EventTarget.prototype, "addEventListener");
const nativeSetTimeout = native(window, "setTimeout");
const nativeClearTimeout = native(window, "clearTimeout");
const nativeIdle = window.requestIdleCallback as typeof window.requestIdleCallback | undefined;
const stringify = JSON.stringify;
const perf = performance;
const perfNow = performance.now;
const dateNow = Date.now;
const NativePromise = Promise;
const nativeThen = Promise.prototype.then;

export const parseJson = JSON.parse;
export const NativeMutationObserver = native(window, "MutationObserver");
export const nativeFetch = native(window, "fetch");

/** Milliseconds on the page's monotonic clock. */
export const now = (): number => apply(perfNow, perf, []) as number;
export const wallClock = (): number => dateNow();

/** What went wrong in here, for the driver to show: newest last, at most 20. */
export const faults: string[] = [];

export function fault(error: unknown): void {
  try {
    if (faults.length >= 20) return;
    const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    faults[faults.length] = told.slice(0, 200);
  } catch {
    // An error whose text cannot be read is still an error; there is nothing left to say.
  }
}

export function guard<A extends unknown[], R>(work: (...args: A) => R): (...args: A) => R | undefined {
  return (...args: A) => {
    try {
      return work(...args);
    } catch (error) {
      fault(error);
      return undefined;
    }
  };
}

/** When the page rests, at most 200 ms from now. */
export function idle(work: () => void): void {
  if (typeof nativeIdle === "function") apply(nativeIdle, window, [guard(work), { timeout: 200 }]);
  else later(50, work);
}

export function attempt<R>(work: () => R): R | undefined {
  return guard(work)();
}

export function listen<E extends Event>(
  target: EventTarget,
  type: string,
  handler: (event: E) => void,
  options: AddEventListenerOptions = {},
): void {
  attempt(() =>
    apply(addListener, target, [type, guard(handler), { capture: true, passive: true, ...options }]),
  );
}

export function later(ms: number, work: () => void): number {
  return apply(nativeSetTimeout, window, [guard(work), ms]) as number;
}

export function cancel(timer: number): void {
  apply(nativeClearTimeout, window, [timer]);
}

/** `promise.then` that neither a page's patch nor a rejection of ours can disturb. */
export function settle<T>(promise: unknown, kept: (value: T) => void, broken: (reason: unknown) => void): void {
  const then = promise instanceof NativePromise ? nativeThen : (promise as { then?: unknown } | null)?.then;
  if (typeof then === "function") apply(then as AnyFunction, promise, [guard(kept), guard(broken)]);
  else kept(promise as T);
}

const SERIALISED = [Object.prototype, Array.prototype, String.prototype, Number.prototype];

/**
 * Runs `work` without the `toJSON` that old libraries (prototype.js) put on the base prototypes:
 * it would turn every list in a batch into a string.
 */
export function withoutToJson<R>(work: () => R): R {
  const removed: [object, PropertyDescriptor][] = [];
  for (let i = 0; i < SERIALISED.length; i++) {
    const owner = SERIALISED[i] as object;
    const found = Object.getOwnPropertyDescriptor(owner, "toJSON");
    if (found?.configurable && Reflect.deleteProperty(owner, "toJSON")) {
      removed[removed.length] = [owner, found];
    }
  }
  try {
    return work();
  } finally {
    for (let i = 0; i < removed.length; i++) {
      const [owner, found] = removed[i] as [object, PropertyDescriptor];
      Object.defineProperty(owner, "toJSON", found);
    }
  }
}

export const toJson = (value: unknown): string => withoutToJson(() => stringify(value));

/**
 * Replaces a native by what `wrap` makes of it; false where the page has frozen it, and then the
 * one signal that needed it is missing. Name, length and `toString` stay those of the original.
 */
export function patch(owner: object, name: string, wrap: (original: AnyFunction) => AnyFunction): boolean {
  try {
    const found = Object.getOwnPropertyDescriptor(owner, name);
    const original = found?.value as unknown;
    if (!found || typeof original !== "function") return false;
    if (!found.configurable && !found.writable) return false;
    const value = wrap(original as AnyFunction);
    for (const key of ["name", "length"] as const) {
      Object.defineProperty(value, key, { value: original[key], configurable: true });
    }
    Object.defineProperty(value, "toString", {
      value: () => original.toString() as string,
      configurable: true,
      writable: true,
    });
    Object.defineProperty(owner, name, found.configurable ? { ...found, value } : { value });
    return true;
  } catch {
    return false;
  }
}

/**
 * A wrapper that calls `before`, then the original with the same `this` and arguments. Written as
 * a method: like a native it has no `prototype` and cannot be called with `new`.
 */
export function preceded(
  original: AnyFunction,
  before: (self: unknown, args: unknown[]) => void,
): AnyFunction {
  const note = guard(before);
  return {
    wrapper(this: unknown, ...args: unknown[]): unknown {
      note(this, args);
      return apply(original, this, args);
    },
  }.wrapper;
}

export const callNative = apply;
