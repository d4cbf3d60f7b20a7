// One recording of one document: which modules watch it, and the handle by which the driver, the
// loader and the task bar speak to it.

import { watchAim } from "./aim";
import { rememberChosenRadios, watchClicks } from "./clicks";
import { Context } from "./context";
import { Dom } from "./dom";
import { watchErrors } from "./errors";
import { watchFields } from "./fields";
import { watchForms } from "./forms";
import { watchAlerts, watchBlocks } from "./holdups";
import { watchMessages } from "./messages";
import { Outbox, type Outlet } from "./outbox";
import { Reactions } from "./reactions";
import { watchRequests } from "./requests";
import { watchResources } from "./resources";
import { attempt, guard, idle, later, listen } from "./safe";
import { watchSeek } from "./seek";
import { watchSettings } from "./settings";
import { watchSummaries } from "./summaries";
import { watchViews } from "./views";
import { watchVitals } from "./vitals";
import type { Handle, PageConfig } from "./types";

const HANDLE = Symbol.for("kitka.recorder");
/** A page whose pictures are slow is not waited for any longer. */
const LOADED_AT_LAST_MS = 1000;

/** What differs between the driver's pages and those of a participant. */
export interface Surroundings {
  outlet: Outlet;
  /** Watches more than the signals. */
  also(ctx: Context, outbox: Outbox, dom: Dom): void;
  checkpoint(ctx: Context, outbox: Outbox): unknown;
  leave(end: () => Promise<void>, outbox: Outbox, keep: boolean): Promise<void>;
}

/** Records this document, at most once; `around` is asked for when it begins. */
export function startRecording(config: PageConfig, around: (config: PageConfig) => Surroundings): void {
  attempt(() => {
    if (window !== window.top || !isRecorded(config) || HANDLE in window) return;
    setHandle({ checkpoint: () => null } as Handle);
    // Nobody looks at a prerendered page yet: it begins when it is shown.
    const prerendering = (document as { prerendering?: boolean }).prerendering === true;
    if (prerendering) listen(document, "prerenderingchange", () => boot(config, around(config)), { once: true });
    else boot(config, around(config));
  });
}

function isRecorded({ origins, elsewhere = [] }: PageConfig): boolean {
  if (!/^https?:$/.test(location.protocol) || elsewhere.includes(location.origin)) return false;
  return origins.length === 0 || origins.includes(location.origin);
}

/** Not enumerable, so that a page that lists its globals sees nothing new. */
function setHandle(handle: Handle): void {
  Object.defineProperty(window, HANDLE, { value: handle, configurable: true });
}

function newPageId(): string {
  let id = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) id += byte.toString(16).padStart(2, "0");
  return id;
}

function boot(config: PageConfig, around: Surroundings): void {
  const outbox = new Outbox(newPageId(), around.outlet);
  const ctx = new Context(config, (event) => outbox.push("signals", event));
  const dom = new Dom(ctx);
  const reactions = new Reactions(ctx, dom);
  // One that fails takes nothing else with it.
  const modules: (() => void)[] = [
    () => watchClicks(ctx, reactions, watchAim(dom)),
    () => rememberChosenRadios(),
    () => watchSettings(ctx, reactions),
    () => watchFields(ctx),
    () => watchForms(ctx),
    () => watchMessages(ctx, dom),
    () => watchErrors(ctx, reactions),
    () => watchRequests(ctx, reactions),
    () => watchResources(ctx),
    () => watchSeek(ctx),
    () => watchSummaries(ctx),
    () => watchAlerts(ctx, reactions),
    () => whenIdle(ctx, () => watchVitals(ctx)),
    () => whenIdle(ctx, () => watchBlocks(ctx, reactions)),
    () => around.also(ctx, outbox, dom),
    () => watchViews(ctx, outbox, () => reactions.routed()),
  ];
  for (const module of modules) attempt(module);
  const end = (): Promise<void> => finishForGood(ctx, outbox);
  setHandle({
    checkpoint: guard(() => around.checkpoint(ctx, outbox)),
    flush: guard(() => finish(ctx, outbox)),
    end: guard(end) as Handle["end"],
    emit: guard((event) => void ctx.emit(event)),
    leave: guard((keep = true) => around.leave(end, outbox, keep)) as Handle["leave"],
  });
}

/**
 * What can be made up for may wait until the page has loaded and rests, so that it holds up no
 * shopper; at the latest it is done when somebody looks or the page ends.
 */
export function whenIdle(ctx: Context, work: () => void): void {
  let done = false;
  const once = guard(() => {
    if (done) return;
    done = true;
    work();
  });
  ctx.on("loaded", () => idle(once));
  const atLast = (): void => void later(LOADED_AT_LAST_MS, once);
  if (document.readyState === "loading") ctx.on("ready", atLast);
  else atLast();
  if (document.readyState === "complete") idle(once);
  for (const moment of ["look", "unloading", "finish"] as const) ctx.on(moment, once);
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
function finishForGood(ctx: Context, outbox: Outbox): Promise<void> {
  finish(ctx, outbox);
  ctx.fire("ended");
  delete (window as unknown as Record<symbol, unknown>)[HANDLE];
  return outbox.close();
}
