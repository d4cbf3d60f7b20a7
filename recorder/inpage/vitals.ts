// Web vitals and the layout shifts that nobody asked for. The arithmetic is that of `web-vitals`
// 6.2.3, which with its attribution would be a third of what a participant's page may load;
// tests/inpage/test_vitals.py compares both.

import { isBar } from "./barmarks";
import { round, type Context } from "./context";
import { attempt, fault, guard, idle, listen, now } from "./safe";
import { describe, selectorOf } from "./target";
import type { VitalName } from "./types";

const SHIFT_MIN = 0.01;
const SHIFTS_MAX = 20;
const SOURCES_MAX = 3;
/** Good up to the first, poor beyond the second. */
const LIMITS: Record<VitalName, [number, number]> = {
  TTFB: [800, 1800], FCP: [1800, 3000], LCP: [2500, 4000], CLS: [0.1, 0.25], INP: [200, 500],
};
const SLOW_EVENT_MS = 40;
const INTERACTIONS_MAX = 10;

interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources?: { node?: Node | null }[];
}

interface Found {
  value: number;
  node: Node | null | undefined;
  view: number;
}

export function watchVitals(ctx: Context): void {
  const found = new Map<VitalName, Found>();
  const drains: (() => void)[] = [];
  const set = (name: VitalName, value: number, node?: Node | null): void => {
    if (!isBar(node)) found.set(name, { value, node, view: ctx.view });
  };
  /** `each` for every entry of the types, those before now included; a type unknown here has none. */
  const observe = (types: string[], each: (entry: never) => void, more = {}): PerformanceObserver => {
    const take = guard((entries: PerformanceEntryList) => entries.forEach(each as (entry: PerformanceEntry) => void));
    const observer = new PerformanceObserver((list) => take(list.getEntries()));
    for (const type of types) {
      if (PerformanceObserver.supportedEntryTypes.includes(type)) observer.observe({ type, buffered: true, ...more });
    }
    drains.push(() => take(observer.takeRecords()));
    return observer;
  };
  const modules = [watchLoading, watchShifts, watchInteractions];
  for (const watch of modules) {
    try {
      watch(ctx, set, observe);
    } catch (error) {
      fault(error);
    }
  }
  // Sent once, at the end: before pagehide, in which the driver's binding no longer works. A
  // selector is dear and most changes are overtaken: only the last one's node gets one.
  const send = (): void => {
    for (const drain of drains) drain();
    for (const [name, { value, node, view }] of found) {
      const [good, poor] = LIMITS[name];
      const rating = value > poor ? "poor" : value > good ? "needs-improvement" : "good";
      const shown = name === "CLS" ? fine(value) : round(value);
      ctx.emit({ kind: "vital", name, value: shown, rating, target: node ? selectorFor(node) : "" }, undefined, view);
    }
    found.clear();
  };
  for (const moment of ["unloading", "leaving", "finish"] as const) ctx.on(moment, send);
}

type SetVital = (name: VitalName, value: number, node?: Node | null) => void;
type Observe = (types: string[], each: (entry: never) => void, more?: object) => PerformanceObserver;

const fine = (value: number): number => Math.round(value * 10_000) / 10_000;

function selectorFor(node: Node): string {
  const element = node instanceof Element ? node : node.parentElement;
  return (element && attempt(() => selectorOf(element))) ?? "";
}

/** After the page came out of the back/forward cache `work` gets the time at which it did. */
const restored = (work: (at: number) => void): void =>
  listen<PageTransitionEvent>(window, "pageshow", ({ persisted, timeStamp }) => {
    if (persisted) work(timeStamp);
  });

/** TTFB, FCP and LCP: what is painted before the page was hidden or used. */
function watchLoading(_ctx: Context, set: SetVital, observe: Observe): void {
  const [navigation] = performance.getEntriesByType("navigation") as (PerformanceNavigationTiming & { activationStart?: number })[];
  const start = navigation?.activationStart ?? 0;
  const since = (t: number): number => Math.max(t - start, 0);
  const response = navigation?.responseStart ?? 0;
  if (response > 0 && response < now()) set("TTFB", since(response));
  const hidden = performance.getEntriesByType("visibility-state").find((entry) => entry.name === "hidden" && entry.startTime >= start);
  let hiddenAt = hidden?.startTime ?? (document.hidden ? 0 : Infinity);
  listen(document, "visibilitychange", ({ timeStamp }) => {
    if (document.hidden) hiddenAt = Math.min(hiddenAt, timeStamp);
  });
  observe(["paint"], ({ name, startTime }: PerformanceEntry) => {
    if (name === "first-contentful-paint" && startTime < hiddenAt) set("FCP", since(startTime));
  });
  const observer = observe(["largest-contentful-paint"], ({ startTime, element }: LargestContentfulPaint) => {
    if (startTime < hiddenAt) set("LCP", since(startTime), element);
  });
  for (const type of ["keydown", "click"]) {
    listen(window, type, ({ isTrusted }) => {
      if (isTrusted) idle(() => observer.disconnect());
    });
  }
  restored((at) => {
    set("TTFB", 0);
    const painted = guard(() => {
      set("FCP", now() - at);
      set("LCP", now() - at);
    });
    requestAnimationFrame(() => requestAnimationFrame(painted));
  });
}

/** CLS: the worst burst of shifts, gaps under a second, five seconds at most; and each large shift. */
function watchShifts(ctx: Context, set: SetVital, observe: Observe): void {
  let told = 0;
  let worst = 0;
  let burst: LayoutShift[] = [];
  let sum = 0;
  // As long as nothing was painted nothing can have moved.
  observe(["paint"], ({ name }: PerformanceEntry) => name === "first-contentful-paint" && worst === 0 && set("CLS", 0));
  observe(["layout-shift"], (entry: LayoutShift) => {
    const { hadRecentInput, value, startTime } = entry;
    const sources = (entry.sources ?? []).map(({ node }) => node).filter((node) => !isBar(node));
    if (hadRecentInput || (entry.sources?.length && sources.length === 0)) return;
    const before = burst[burst.length - 1];
    if (!before || startTime - before.startTime >= 1000 || startTime - (burst[0]?.startTime ?? 0) >= 5000) {
      burst = [];
      sum = 0;
    }
    burst.push(entry);
    sum += value;
    if (sum > worst) {
      worst = sum;
      const [largest] = [...burst].sort((a, b) => b.value - a.value);
      const moved = (largest?.sources ?? []).map(({ node }) => node);
      set("CLS", worst, moved.find((node) => node instanceof Element) ?? moved[0]);
    }
    if (value < SHIFT_MIN || told++ >= SHIFTS_MAX) return;
    const elements = sources.map((node) => (node instanceof Element ? node : node?.parentElement)).filter((node) => node instanceof Element);
    ctx.emit({ kind: "shift", value: fine(value), sources: elements.slice(0, SOURCES_MAX).map((node) => describe(node)) }, startTime);
  });
  restored(() => {
    burst = [];
    worst = 0;
    set("CLS", 0);
  });
}

/** INP: the longest of the interactions, one of fifty left out. */
function watchInteractions(_ctx: Context, set: SetVital, observe: Observe): void {
  if (!("PerformanceEventTiming" in window) || !("interactionId" in PerformanceEventTiming.prototype)) return;
  const counted = performance as Performance & { interactionCount?: number };
  let lowest = Infinity;
  let highest = 0;
  let before = 0;
  const count = (): number => counted.interactionCount ?? (highest && (highest - lowest) / 7 + 1);
  const longest = new Map<number, PerformanceEventTiming[]>();
  const ms = (entries: PerformanceEventTiming[] | undefined): number => entries?.[0]?.duration ?? 0;
  const inOrder = (): [number, PerformanceEventTiming[]][] => [...longest].sort((a, b) => ms(b[1]) - ms(a[1]));
  let shown = -1;
  observe(["event", "first-input"], (entry: PerformanceEventTiming & { interactionId: number }) => {
    const { interactionId: id, duration, startTime } = entry;
    if (!id) return;
    lowest = Math.min(lowest, id);
    highest = Math.max(highest, id);
    if (duration < SLOW_EVENT_MS && entry.entryType === "event") return;
    const same = longest.get(id);
    if (duration > ms(same) || !same) longest.set(id, [entry]);
    else if (duration === ms(same) && startTime === same[0]?.startTime) same.push(entry);
    const eleventh = inOrder()[INTERACTIONS_MAX];
    if (eleventh) longest.delete(eleventh[0]);
    const entries = inOrder()[Math.min(longest.size - 1, Math.floor((count() - before) / 50))]?.[1];
    if (!entries || ms(entries) === shown) return;
    shown = ms(entries);
    set("INP", shown, entries.find(({ target }) => target)?.target);
  }, { durationThreshold: counted.interactionCount === undefined ? 0 : SLOW_EVENT_MS });
  restored(() => {
    longest.clear();
    before = count();
    shown = -1;
  });
}
