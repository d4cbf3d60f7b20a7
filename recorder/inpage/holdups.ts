// What holds a shopper up as nothing in the page can: native dialogs, and a main thread that is busy.

import { round, type Context } from "./context";
import { loggable } from "./privacy";
import type { Reactions } from "./reactions";
import { attempt, callNative, guard, later, listen, now, patch } from "./safe";
import type { AlertEvent, BlockEvent } from "./types";

const MESSAGE_MAX = 200;
const CAUSE_MS = 1000;
const ANSWERED_MS = 2500;
const BUSY_MS = 200;
/** A press this long before the thread was busy is the one that made it so. */
const BEFORE_MS = 100;
/** Until the event of a press that had to wait has come. */
const COMING_MS = 300;
const PER_VIEW = 30;

export function watchAlerts(ctx: Context, reactions: Reactions): void {
  watchQuestion(ctx, reactions);
  for (const type of ["alert", "confirm", "prompt"] as const) {
    patch(window, type, (original) => ({
      wrapper(this: unknown, ...args: unknown[]): unknown {
        const t = now();
        const click = attempt(() => {
          reactions.newest("dialog", t, ANSWERED_MS);
          return reactions.clickAt(t, CAUSE_MS);
        });
        try {
          return callNative(original, this, args);
        } finally {
          attempt(() => {
            const event: AlertEvent = { kind: "alert", type, message: loggable(String(args[0] ?? ""), MESSAGE_MAX), duration_ms: round(now() - t) };
            if (click !== undefined) event.click = click;
            ctx.emit(event, t);
          });
        }
      },
    }).wrapper);
  }
}

/** The question on leaving: whether it was put can be known only when all of the page's handlers ran. */
function watchQuestion(ctx: Context, reactions: Reactions): void {
  let asks: (() => void) | null = null;
  const tell = (): void => {
    asks?.();
    asks = null;
  };
  listen<BeforeUnloadEvent>(window, "beforeunload", (event) => {
    const t = now();
    const click = reactions.clickAt(t, CAUSE_MS);
    const { view } = ctx;
    asks = () => {
      const asked = event.defaultPrevented || event.returnValue !== "";
      // Browsers ask only who has done something in the page.
      if (!asked || navigator.userActivation?.hasBeenActive === false) return;
      const told: AlertEvent = { kind: "alert", type: "beforeunload", message: "", duration_ms: round(now() - t) };
      if (click !== undefined) told.click = click;
      ctx.emit(told, t, view);
    };
    later(0, tell);
  });
  ctx.on("leaving", tell);
}

/** Tasks of 200 ms and more, once the document is there to be used. */
export function watchBlocks(ctx: Context, reactions: Reactions): void {
  if (!PerformanceObserver.supportedEntryTypes.includes("longtask")) return;
  let told = 0;
  let waiting: (() => void)[] = [];
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const take = guard((entries: PerformanceEntryList) => {
    const usable = navigation?.domContentLoadedEventEnd ?? 0;
    for (const { startTime, duration } of entries) {
      if (duration < BUSY_MS || usable === 0 || startTime < usable || told++ >= PER_VIEW) continue;
      const { view } = ctx;
      waiting.push(() => {
        const event: BlockEvent = { kind: "block", duration_ms: round(duration) };
        const click = reactions.clickBetween(startTime - BEFORE_MS, startTime + duration);
        if (click !== undefined) event.click = click;
        ctx.emit(event, startTime, view);
      });
    }
    if (waiting.length > 0) later(COMING_MS, tell);
  });
  const tell = (): void => {
    const all = waiting;
    waiting = [];
    for (const work of all) work();
  };
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  observer.observe({ type: "longtask", buffered: true });
  ctx.on("view", () => {
    told = 0;
  });
  for (const moment of ["unloading", "leaving", "finish"] as const) {
    ctx.on(moment, () => {
      take(observer.takeRecords());
      tell();
    });
  }
}
