// The recorder in a page: `start(config)` and the wiring. The driver injects it before any script
// of the page, in every frame; only the top frame of the shop's own origins records.

import { lookForCover, watchCover } from "./cover";
import { Context } from "./context";
import { rememberChosenRadios, watchClicks } from "./clicks";
import { Dom } from "./dom";
import { watchErrors } from "./errors";
import { watchFields } from "./fields";
import { watchForms } from "./forms";
import { watchMessages } from "./messages";
import { BindingTransport, Outbox } from "./outbox";
import { Reactions } from "./reactions";
import { startReplay } from "./replay";
import { watchRequests } from "./requests";
import { watchResources } from "./resources";
import { attempt, faults, guard, idle, later, listen, now } from "./safe";
import { watchSeek } from "./seek";
import { watchSummaries } from "./summaries";
import { watchViews } from "./views";
import { watchVitals } from "./vitals";
import { round } from "./context";
import type { Checkpoint, PageConfig } from "./types";

const HANDLE = Symbol.for("kitka.recorder");
/** A page whose pictures are slow is not waited for any longer. */
const LOADED_AT_LAST_MS = 1000;

export function start(config: PageConfig): void {
  attempt(() => {
    if (window !== window.top || !isRecorded(config)) return;
    if (HANDLE in window) return;
    setHandle({ checkpoint: () => null, flush: () => undefined, end: () => undefined });
    // Nobody looks at a prerendered page yet: it begins when it is shown.
    const prerendering = (document as { prerendering?: boolean }).prerendering === true;
    if (prerendering) listen(document, "prerenderingchange", () => boot(config), { once: true });
    else boot(config);
  });
}

function isRecorded({ origins, elsewhere = [] }: PageConfig): boolean {
  if (!/^https?:$/.test(location.protocol) || elsewhere.includes(location.origin)) return false;
  return origins.length === 0 || origins.includes(location.origin);
}

/** What the driver calls. Not enumerable, so that a page that lists its globals sees nothing new. */
function setHandle(handle: Record<"checkpoint" | "flush" | "end", () => unknown>): void {
  Object.defineProperty(window, HANDLE, { value: handle, configurable: true });
}

function newPageId(): string {
  let id = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) id += byte.toString(16).padStart(2, "0");
  return id;
}

function boot(config: PageConfig): void {
  const page = newPageId();
  const outbox = new Outbox(page, new BindingTransport(config.binding ?? "__kitka"), config.session ?? "");
  const ctx = new Context(config, (event) => outbox.push("signals", event));
  const dom = new Dom(ctx);
  const reactions = new Reactions(ctx, dom);
  // One that fails takes nothing else with it.
  const modules: (() => void)[] = [
    () => watchClicks(ctx, reactions),
    () => rememberChosenRadios(),
    () => watchCover(),
    () => watchFields(ctx),
    () => watchForms(ctx),
    () => watchMessages(ctx, dom),
    () => watchErrors(ctx, reactions),
    () => watchRequests(ctx, reactions),
    () => watchResources(ctx),
    () => watchSeek(ctx),
    () => watchSummaries(ctx),
    () => whenIdle(ctx, () => watchVitals(ctx)),
    () => config.replay !== false && whenIdle(ctx, () => startReplay(ctx, outbox)),
    () => watchViews(ctx, outbox, () => reactions.routed()),
  ];
  for (const module of modules) attempt(module);
  setHandle({
    checkpoint: guard(() => checkpoint(ctx, outbox)),
    flush: guard(() => finish(ctx, outbox)),
    end: guard(() => end(ctx, outbox)),
  });
}

/**
 * What can be made up for may wait until the page has loaded and rests, so that it holds up no
 * shopper; at the latest it is done when somebody looks or the page ends.
 */
function whenIdle(ctx: Context, work: () => void): void {
  let done = false;
  const once = guard(() => {
    if (done) return;
    done = true;
    work();
  });
  ctx.on("loaded", () => idle(once));
  ctx.on("ready", () => later(LOADED_AT_LAST_MS, once));
  for (const moment of ["look", "unloading", "finish"] as const) ctx.on(moment, once);
}

/** What a screenshot taken now shows and must hide. Cheap: the script does not wait for it. */
function checkpoint(ctx: Context, outbox: Outbox): Checkpoint {
  return {
    page: outbox.page,
    view: ctx.view,
    t: round(now()),
    width: window.innerWidth,
    height: window.innerHeight,
    // Unknown is never "nothing to hide": without a layout the driver keeps no picture.
    ...(attempt(lookForCover) ?? { fields: [], layout: "" }),
    faults,
  };
}

function finish(ctx: Context, outbox: Outbox): void {
  ctx.fire("look");
  ctx.fire("finish");
  ctx.fire("viewend");
  outbox.flushAll();
}

/**
 * The session is over, the page is not: hands everything over and falls silent, so that another
 * session may begin in the same document. Resolves when all is stored.
 */
function end(ctx: Context, outbox: Outbox): Promise<void> {
  finish(ctx, outbox);
  ctx.fire("ended");
  delete (window as unknown as Record<symbol, unknown>)[HANDLE];
  return outbox.close();
}
