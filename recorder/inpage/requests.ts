// fetch and XMLHttpRequest: those that fail, are slow, or were started by a click.

import { round, type Context } from "./context";
import { requestUrl } from "./privacy";
import type { Reactions } from "./reactions";
import { attempt, callNative, guard, listen, now, patch, preceded } from "./safe";
import type { RequestEvent } from "./types";

export const SLOW_MS = 1000;
const STARTED_BY_CLICK_MS = 50;
/** So many requests that follow one another at once are a press's doing, each asking something else. */
const CHAINED = 4;
const RETRIED_MS = 2000;
const LEFT_MS = 5000;

interface Running {
  url: string;
  method: string;
  type: "fetch" | "xhr";
  t: number;
  view: number;
  click: number | undefined;
}

interface End {
  status: number;
  failed: boolean;
  aborted: boolean;
}

export function watchRequests(ctx: Context, reactions: Reactions): void {
  const running = new Set<Running>();
  let leftAt = -Infinity;
  /** The request of a press that ended last, with those before it that led to it. */
  let last: { t: number; click: number; urls: string[]; failed: boolean } | null = null;
  const chained = (t: number, url: string): number | undefined => {
    if (!last || last.urls.length >= CHAINED || !reactions.isNewest(last.click)) return undefined;
    // What failed may be asked once more, after a moment.
    const again = last.urls.includes(url);
    return t - last.t <= (again ? RETRIED_MS : STARTED_BY_CLICK_MS) && (!again || last.failed) ? last.click : undefined;
  };
  const begin = (type: Running["type"], method: string, url: string): Running => {
    const t = now();
    ctx.fire("request", t);
    const request = { url, method: method.toUpperCase(), type, t, view: ctx.view, click: reactions.clickAt(t, STARTED_BY_CLICK_MS) ?? chained(t, url) };
    running.add(request);
    return request;
  };
  const end = guard((request: Running, how: End, anew?: boolean): void => {
    const t = now();
    // What is still being read when the page goes is cut off by that.
    if (anew ? t - leftAt < LEFT_MS : !running.delete(request)) return;
    const duration = t - request.t;
    if (request.click !== undefined) {
      const urls = last?.click === request.click ? last.urls : [];
      last = { t, click: request.click, urls: [...urls, request.url], failed: how.failed };
    }
    if (!how.failed && duration <= SLOW_MS && request.click === undefined) return;
    const { url, thirdParty } = requestUrl(request.url);
    const event: RequestEvent = {
      kind: "request", url, method: request.method, type: request.type, ...how,
      duration_ms: round(duration), third_party: thirdParty,
    };
    if (request.click !== undefined) event.click = request.click;
    ctx.emit(event, request.t, request.view);
  });
  patchFetch(begin, end);
  patchXhr(begin, end);
  // The page ends and takes its requests along; what a shopper waited for is worth knowing.
  const abandon = (): void => {
    for (const request of [...running]) end(request, { status: 0, failed: false, aborted: true });
  };
  ctx.on("leaving", abandon);
  ctx.on("finish", abandon);
  ctx.on("unloading", () => {
    leftAt = now();
    for (const request of [...running]) {
      if (request.click !== undefined || now() - request.t > SLOW_MS) end(request, { status: 0, failed: false, aborted: true });
    }
  });
}

type Begin = (type: Running["type"], method: string, url: string) => Running;
type Finish = (request: Running, how: End, anew?: boolean) => unknown;

function patchFetch(begin: Begin, end: Finish): void {
  const NativePromise = Promise;
  const then = Promise.prototype.then;
  const answered = new WeakMap<object, Running>();
  const kept = (request: Running) => (response: Response): Response => {
    attempt(() => {
      end(request, { status: response.status, failed: response.status >= 400, aborted: false });
      answered.set(response, request);
    });
    return response;
  };
  const broken = (request: Running, anew?: boolean) => (error: unknown): never => {
    const aborted = (error as { name?: unknown } | null)?.name === "AbortError";
    end(request, { status: 0, failed: !aborted, aborted }, anew);
    throw error;
  };
  type Handlers = [((response: Response) => Response) | undefined, (error: unknown) => never];
  const follow = (owner: object, name: string, started: (self: Response, args: unknown[]) => Running | undefined, how: (request: Running, self: Response) => Handlers): boolean =>
    patch(owner, name, (original) => ({
      wrapper(this: unknown, ...args: unknown[]): unknown {
        const request = attempt(() => started(this as Response, args));
        const answer: unknown = callNative(original, this, args);
        // The promise handed on must be the derived one: a branch of our own beside the page's would
        // either swallow its unhandled rejection or raise a second one.
        return request && answer instanceof NativePromise ? callNative(then, answer, how(request, this as Response)) : answer;
      },
    }).wrapper);
  follow(window, "fetch", (_self, args) => begin("fetch", methodOf(args), addressOf(args[0])), (request) => [kept(request), broken(request)]);
  // An answer may begin well and be cut off on its way: who reads it is told.
  for (const name of ["json", "text"]) {
    follow(Response.prototype, name, (self) => (self.bodyUsed ? undefined : answered.get(self)), (request, self) => [undefined, (error) => {
      // A body that somebody else holds is refused at once, and not begun.
      if (error instanceof TypeError && self.bodyUsed) broken(request, true)(error);
      throw error;
    }]);
  }
}

function methodOf([input, init]: unknown[]): string {
  const chosen = (init as { method?: unknown } | undefined)?.method;
  return String(chosen ?? (input instanceof Request ? input.method : "GET"));
}

const addressOf = (input: unknown): string => (input instanceof Request ? input.url : String(input));

function patchXhr(begin: Begin, end: Finish): void {
  const opened = new WeakMap<object, { method: string; url: string }>();
  const { prototype } = XMLHttpRequest;
  patch(prototype, "open", (original) => preceded(original, (self, [method, url]) => {
    opened.set(self as object, { method: String(method), url: String(url) });
  }));
  patch(prototype, "send", (original) => preceded(original, (self) => {
    const xhr = self as XMLHttpRequest;
    const call = opened.get(xhr);
    if (!call) return;
    const request = begin("xhr", call.method, call.url);
    let aborted = false;
    listen(xhr, "abort", () => {
      aborted = true;
    }, { once: true });
    listen(xhr, "loadend", () => {
      end(request, { status: xhr.status, failed: !aborted && (xhr.status >= 400 || xhr.status === 0), aborted });
    }, { once: true });
  }));
}
