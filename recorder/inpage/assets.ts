// The addresses of what a replay will need to look right.

import type { Context } from "./context";
import { guard, later } from "./safe";

const ASSETS_MAX = 300;
const ASSETS_DELAY = 300;
const FONT = /\.(?:woff2?|ttf|otf|eot)(?:$|[?#])/i;
const STYLE = /\.css(?:$|[?#])/i;

const isAsset = ({ name, initiatorType }: PerformanceResourceTiming): boolean =>
  // The browser asks for an icon by itself; no shopper misses it.
  !/\/favicon\.ico$/.test(name) &&
  (/^(?:img|image|input|css)$/.test(initiatorType) ||
    (initiatorType === "link" && STYLE.test(name)) ||
    (!/^(?:fetch|xmlhttprequest|beacon)$/.test(initiatorType) && FONT.test(name)));

/** `found` is called with absolute addresses, several at a time, each once. */
export function watchAssets(ctx: Context, found: (urls: string[]) => void): void {
  const known = new Set<string>();
  let waiting: string[] = [];
  const send = (): void => {
    const urls = waiting;
    waiting = [];
    if (urls.length > 0) found(urls);
  };
  const add = (address: string): void => {
    if (!/^https?:/.test(address) || known.has(address) || known.size >= ASSETS_MAX) return;
    known.add(address);
    waiting.push(address);
    if (waiting.length === 1) later(ASSETS_DELAY, send);
  };
  const take = (entries: PerformanceEntryList): void => {
    for (const entry of entries as PerformanceResourceTiming[]) if (isAsset(entry)) add(entry.name);
  };
  const observer = new PerformanceObserver(guard((list: PerformanceObserverEntryList) => take(list.getEntries())));
  observer.observe({ type: "resource", buffered: true });
  const drain = (): void => {
    take(observer.takeRecords());
    send();
  };
  for (const moment of ["look", "unloading", "finish"] as const) ctx.on(moment, drain);
  // Stylesheets by their links: an address without .css is one all the same.
  const readLinks = (): void => {
    for (const link of document.querySelectorAll<HTMLLinkElement>("link[rel~=stylesheet][href]")) add(link.href);
  };
  if (document.readyState === "loading") ctx.on("ready", readLinks);
  else readLinks();
}
