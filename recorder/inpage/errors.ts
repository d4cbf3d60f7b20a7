// Uncaught errors of the page, with the click that caused them.

import type { Context } from "./context";
import { requestUrl, withoutDigits, withoutValues } from "./privacy";
import type { Reactions } from "./reactions";
import { listen, now } from "./safe";
import type { JsErrorEvent } from "./types";

const PER_VIEW = 30;
const MESSAGE_MAX = 300;
const STACK_MAX = 1500;
/** Longer after a click than this, an error is not its doing. */
const CAUSE_MS = 1000;

export function watchErrors(ctx: Context, reactions: Reactions): void {
  let told = 0;
  const tell = (event: JsErrorEvent): void => {
    if (told++ >= PER_VIEW) return;
    const t = now();
    const click = reactions.clickAt(t, CAUSE_MS);
    if (click !== undefined) event.click = click;
    reactions.errorThrown(t);
    ctx.emit(event, t);
  };
  ctx.on("view", () => {
    told = 0;
  });
  listen(window, "error", (event) => {
    if (!(event instanceof ErrorEvent)) return;
    tell(errorEvent(event.message, event.filename, event.lineno, event.colno, stackOf(event.error), false));
  });
  listen<PromiseRejectionEvent>(window, "unhandledrejection", (event) => {
    const reason: unknown = event.reason;
    const message = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
    tell(errorEvent(message, "", 0, 0, stackOf(reason), true));
  });
}

const stackOf = (error: unknown): string => String((error as { stack?: unknown } | null | undefined)?.stack ?? "");
const clean = (text: string, max: number): string => withoutDigits(withoutValues(text.slice(0, 2 * max))).slice(0, max);

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
