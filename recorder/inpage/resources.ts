// What the page loaded besides fetch and XHR: failures and slowness.

import { round, type Context } from "./context";
import { requestUrl } from "./privacy";
import { SLOW_MS } from "./requests";
import { guard, later, listen, now } from "./safe";
import type { RequestEvent, RequestType } from "./types";

const FONT = /\.(?:woff2?|ttf|otf|eot)(?:$|[?#])/i;

export function watchResources(ctx: Context): void {
  const failed = new Set<string>();
  ctx.on("view", () => failed.clear());
  const fail = (address: string, type: RequestType, status: number, t: number, duration: number): void => {
    if (failed.has(address)) return;
    failed.add(address);
    tell(ctx, address, { type, status, failed: true, duration_ms: round(duration) }, t);
  };
  const take = (entry: PerformanceResourceTiming): void => {
    if (entry.initiatorType === "fetch" || entry.initiatorType === "xmlhttprequest" || entry.initiatorType === "beacon") return;
    // The browser asks for an icon by itself; no shopper misses it. Nor one of our own scripts.
    if (/\/favicon\.ico$|\/kitka(?:\/\w+\/\w+)?\.js$/.test(entry.name)) return;
    const type = typeOf(entry);
    const status = entry.responseStatus ?? 0;
    if (status >= 400) fail(entry.name, type, status, entry.startTime, entry.duration);
    else if (entry.duration > SLOW_MS && !failed.has(entry.name)) {
      tell(ctx, entry.name, { type, status, failed: false, duration_ms: round(entry.duration) }, entry.startTime);
    }
  };
  const observer = new PerformanceObserver(guard((list: PerformanceObserverEntryList) => {
    for (const entry of list.getEntries()) take(entry as PerformanceResourceTiming);
  }));
  observer.observe({ type: "resource", buffered: true });
  const drain = (): void => {
    for (const entry of observer.takeRecords()) take(entry as PerformanceResourceTiming);
  };
  ctx.on("look", drain);
  ctx.on("unloading", drain);
  ctx.on("finish", drain);
  listen(window, "error", (event) => {
    const element = event.target;
    if (event instanceof ErrorEvent || !(element instanceof Element)) return;
    const address = addressOf(element);
    // The timing entry, which knows the status, comes a moment later if at all.
    if (address) later(150, () => fail(address, elementType(element), 0, event.timeStamp, 0));
  });
}

function tell(ctx: Context, address: string, how: Pick<RequestEvent, "type" | "status" | "failed" | "duration_ms">, t: number): void {
  const { url, thirdParty } = requestUrl(address);
  ctx.emit({ kind: "request", url, method: "GET", aborted: false, third_party: thirdParty, ...how }, t > 0 ? t : now());
}

function addressOf(element: Element): string {
  const { localName } = element;
  const address = localName === "link" ? (element as HTMLLinkElement).href : (element as HTMLImageElement | HTMLScriptElement).src;
  const known = localName === "link" || localName === "img" || localName === "script";
  return known && typeof address === "string" && /^https?:/.test(address) ? address : "";
}

const elementType = (element: Element): RequestType =>
  element.localName === "script" ? "script" : element.localName === "img" ? "image" : "style";

function typeOf(entry: PerformanceResourceTiming): RequestType {
  const { initiatorType, name } = entry;
  if (FONT.test(name)) return "font";
  if (initiatorType === "script") return "script";
  if (initiatorType === "img" || initiatorType === "image" || initiatorType === "input") return "image";
  if (initiatorType === "link") return /\.css(?:$|[?#])/i.test(name) ? "style" : "other";
  if (initiatorType === "css") return /\.css(?:$|[?#])/i.test(name) ? "style" : "image";
  return "other";
}
