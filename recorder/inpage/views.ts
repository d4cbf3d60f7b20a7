// Which view is shown: the document's own, its single-page routes, and its end.

import { round, type Context } from "./context";
import type { Outbox } from "./outbox";
import { loggable, shownUrl } from "./privacy";
import { attempt, later, listen, now, patch } from "./safe";
import type { Cause, ViewEvent } from "./types";

const entryOf = (): PerformanceNavigationTiming | undefined =>
  attempt(() => performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined);

function navigationType(entry: PerformanceNavigationTiming | undefined): string {
  const activated = (entry as { activationStart?: number } | undefined)?.activationStart ?? 0;
  return activated > 0 ? "prerender" : (entry?.type ?? "");
}

function viewEvent(cause: Cause): ViewEvent {
  return {
    kind: "view",
    url: shownUrl(location.href),
    origin: location.origin,
    // Read when the batch is written: at the start of a document its title is still to come, and so
    // is the viewport that it asks phones for.
    get title() {
      return attempt(() => loggable(document.title, 200)) ?? "";
    },
    cause,
    navigation: cause === "load" ? navigationType(entryOf()) : "",
    get width() {
      return window.innerWidth;
    },
    get height() {
      return window.innerHeight;
    },
    touch: navigator.maxTouchPoints > 0,
    webdriver: navigator.webdriver === true,
  };
}

const route = (): string => location.pathname + (/^#!?\//.test(location.hash) ? location.hash : "");

export function watchViews(ctx: Context, outbox: Outbox, onRoute: () => void): void {
  let shown = "";
  const begin = (cause: Cause): void => {
    const t = now();
    if (ctx.view >= 0) ctx.fire("viewend", t);
    ctx.view += 1;
    shown = route();
    // The title's getter must survive: Object.assign of the context keeps the object itself.
    ctx.emit(viewEvent(cause), t);
    ctx.fire("view", t);
  };
  const routed = (cause: Cause): void => {
    if (route() === shown) return;
    // What the old view showed until now is still its own.
    ctx.fire("look");
    const pathChanged = location.pathname !== shown.split("#")[0];
    onRoute();
    begin(cause === "push" && !pathChanged ? "hash" : cause);
  };
  begin("load");
  watchRoutes(routed);
  watchLoad(ctx);
  watchEnd(ctx, outbox, () => begin("restore"));
}

interface Navigation extends EventTarget {
  currentEntry?: unknown;
}

/** The Navigation API sees every route change without patching anything; else history is patched. */
function watchRoutes(routed: (cause: Cause) => void): void {
  const navigation = (window as { navigation?: Navigation }).navigation;
  if (navigation && "currentEntry" in navigation) {
    listen<Event & { navigationType?: string }>(navigation, "currententrychange", (event) => {
      const type = event.navigationType;
      routed(type === "replace" ? "replace" : type === "traverse" ? "pop" : "push");
    });
    return;
  }
  for (const [name, cause] of [["pushState", "push"], ["replaceState", "replace"]] as const) {
    patch(History.prototype, name, (original) => ({
      wrapper(this: unknown, ...args: unknown[]): unknown {
        const result: unknown = Reflect.apply(original, this, args);
        attempt(() => routed(cause));
        return result;
      },
    }).wrapper);
  }
  listen(window, "popstate", () => routed("pop"));
  listen(window, "hashchange", () => routed("hash"));
}

function watchLoad(ctx: Context): void {
  let done = false;
  const tell = (): void => {
    const entry = entryOf();
    if (done || !entry) return;
    done = true;
    ctx.emit({
      kind: "load",
      status: entry.responseStatus ?? 0,
      response_ms: round(entry.responseStart),
      dom_ms: round(entry.domContentLoadedEventEnd),
      load_ms: round(entry.loadEventEnd),
      bytes: entry.transferSize ?? 0,
    }, now(), 0);
  };
  let parsed = false;
  const ready = (): void => {
    if (parsed || document.readyState === "loading") return;
    parsed = true;
    ctx.fire("ready");
  };
  // After the page's own handlers: what they change need not be styled twice.
  const soon = (): void => void later(0, ready);
  // loadEventEnd is set only when every handler of the load event is through.
  const loaded = (): void => void later(0, () => {
    tell();
    ctx.fire("loaded");
  });
  if (document.readyState === "loading") listen(document, "DOMContentLoaded", soon);
  else soon();
  ctx.on("look", ready);
  if (document.readyState === "complete") loaded();
  else listen(window, "load", (event) => event.target === document && loaded());
  ctx.on("unloading", tell);
  ctx.on("finish", tell);
}

function watchEnd(ctx: Context, outbox: Outbox, restored: () => void): void {
  listen(document, "visibilitychange", () => {
    ctx.emit({ kind: "visibility", state: document.visibilityState === "hidden" ? "hidden" : "visible" });
    // A phone may never wake this page again.
    if (document.visibilityState === "hidden") outbox.part();
  });
  listen(window, "beforeunload", () => {
    ctx.fire("look");
    ctx.fire("unloading");
    outbox.flushAll();
  });
  listen<PageTransitionEvent>(window, "pagehide", (event) => {
    ctx.fire("leaving");
    ctx.fire("viewend");
    ctx.emit({ kind: "leave", persisted: event.persisted });
    outbox.part();
    outbox.keep();
  });
  listen<PageTransitionEvent>(window, "pageshow", (event) => {
    if (event.persisted) restored();
  });
}
