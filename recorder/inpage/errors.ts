// Errors of the page, with the click that caused them: those that nobody caught, and those that a
// framework's last handler (Angular's, Vue's, React's error boundaries) or the shop's own script
// caught and wrote to the console.

import type { Context } from "./context";
import { requestUrl, withoutDigits, withoutValues } from "./privacy";
import type { Reactions } from "./reactions";
import { later, listen, now, patch, preceded } from "./safe";
import type { JsErrorEvent } from "./types";

const PER_VIEW = 30;
const MESSAGE_MAX = 300;
const STACK_MAX = 1500;
/** Longer after a click than this, an error is not its doing. */
const CAUSE_MS = 1000;
/** Until the window has heard of a rejection: that is a task of its own. */
const REJECTED_MS = 50;

export function watchErrors(ctx: Context, reactions: Reactions): void {
  let told = 0;
  let logs = 0;
  /** What has been told of, whoever tells it again. */
  const heard = new WeakSet();
  const isNew = (error: unknown): boolean => !isObject(error) || !(heard.has(error) || !heard.add(error));
  const tell = (event: JsErrorEvent, t = now(), view = ctx.view): void => {
    const click = reactions.clickAt(t, CAUSE_MS);
    if (click !== undefined) event.click = click;
    // A handler that caught it goes on, and may yet answer.
    if (event.logged !== "script") reactions.errorThrown(t);
    ctx.emit(event, t, view);
  };
  ctx.on("view", () => {
    told = logs = 0;
  });
  listen(window, "error", (event) => {
    if (!(event instanceof ErrorEvent) || !isNew(event.error) || told++ >= PER_VIEW) return;
    tell(errorEvent(event.message, event.filename, event.lineno, event.colno, stackOf(event.error), false));
  });
  listen<PromiseRejectionEvent>(window, "unhandledrejection", ({ reason }) => {
    if (isNew(reason) && told++ < PER_VIEW) tell(thrown(reason, true));
  });
  watchConsole(ctx, (error, logged) => {
    if (heard.has(error) || logs++ >= PER_VIEW) return;
    const t = now();
    const { view } = ctx;
    const { rejection = error } = error;
    const cause = isError(rejection) ? rejection : error;
    // Read at once: what it must not say may be gone from the fields in a moment.
    const event = { ...thrown(cause, "rejection" in error), logged };
    const [, source, line, column] = FIRST_PLACE.exec(stackOf(cause)) ?? [];
    if (source) Object.assign(event, { source: requestUrl(source).url, line: +line!, column: +column! });
    // An error that is written down and then thrown on is the window's to tell.
    later(REJECTED_MS, () => {
      if (isNew(error) && (cause === error || isNew(cause))) tell(event, t, view);
    });
  });
}

/** Calls of `console.error` with an error among what they say; words alone are warnings. */
function watchConsole(ctx: Context, hear: (error: Thrown, by: "handler" | "script") => void): void {
  const native = console.error;
  let hearing = false;
  patch(console, "error", (original) =>
    preceded(original, (_self, args) => {
      // What an error says of itself may write to the console, too.
      if (hearing) return;
      hearing = true;
      try {
        const error = args.find(isError);
        // Angular's way to say that nobody caught it.
        if (error) hear(error, args[0] === "ERROR" ? "handler" : "script");
      } finally {
        hearing = false;
      }
    }),
  );
  const ours = console.error;
  ctx.on("ended", () => {
    if (console.error === ours) console.error = native;
  });
}

interface Thrown {
  name?: unknown;
  message?: unknown;
  /** What zone.js wraps. */
  rejection?: unknown;
}

/** In a stack, of no script of ours. */
const FIRST_PLACE = /(https?:(?!\S*\/kitka\/)[^\s()]+?):(\d+):(\d+)/;
/** It appends what was rejected with: that may be all that the server had answered. */
const ZONE_DATA = /(\(in promise\)[^{]*){.*/;

const isObject = (thing: unknown): thing is object => typeof thing === "object" && thing !== null;

/** Of another frame, too; no getter of the page's is called for it. */
const isError = (thing: unknown): thing is Thrown =>
  isObject(thing) && (thing instanceof Error || ["stack", "rejection"].some((key) => Object.getOwnPropertyDescriptor(thing, key)));

const stackOf = (error: unknown): string => String((error as { stack?: unknown } | null | undefined)?.stack ?? "");
const clean = (text: string, max: number): string => withoutDigits(withoutValues(text.slice(0, 9 * max).replace(ZONE_DATA, "$1"))).slice(0, max);

/** What was thrown, in its own words. */
function thrown(error: unknown, rejection: boolean): JsErrorEvent {
  const message = isError(error) ? `${error.name}: ${error.message}` : String(error);
  return errorEvent(message, "", 0, 0, stackOf(error), rejection);
}

function errorEvent(message: string, source: string, line: number, column: number, stack: string, rejection: boolean): JsErrorEvent {
  return {
    kind: "js_error",
    message: clean(message, MESSAGE_MAX),
    source: source ? requestUrl(source).url : "",
    line: line || 0,
    column: column || 0,
    stack: clean(stack, STACK_MAX),
    rejection,
  };
}
