// Handlers that wait a moment before they do their work (debounced, throttled): what a timer does
// that a press has set is that press's doing.

import type { Reactions } from "./reactions";
import { attempt, callNative, now, patch } from "./safe";

const TASK_MS = 50;
/** Nobody waits longer for keys or presses to come to rest; what rings later is a clock. */
const LONGEST_MS = 2000;

export function watchTimers(reactions: Reactions): void {
  patch(window, "setTimeout", (original) => ({
    wrapper(this: unknown, ...args: unknown[]): unknown {
      const [handler, ms] = args;
      const of = reactions.pressing || reactions.timed !== undefined;
      const click = of && typeof handler === "function" && !(Number(ms) > LONGEST_MS) ? attempt(() => reactions.clickAt(now(), TASK_MS)) : undefined;
      if (click !== undefined) {
        args[0] = function rung(this: unknown, ...given: unknown[]): unknown {
          const before = reactions.timed;
          reactions.timed = click;
          try {
            return callNative(handler as () => unknown, this, given);
          } finally {
            reactions.timed = before;
          }
        };
      }
      return callNative(original, this, args);
    },
  }).wrapper);
}
