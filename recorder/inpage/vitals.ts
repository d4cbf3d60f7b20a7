// Web vitals as `web-vitals` reports them, and the layout shifts that nobody asked for.

import { onCLS, onFCP, onINP, onLCP, onTTFB, type MetricWithAttribution } from "web-vitals/attribution";
import { round, type Context } from "./context";
import { attempt, fault, guard } from "./safe";
import { describe, selectorOf } from "./target";
import type { VitalEvent, VitalName } from "./types";

const SHIFT_MIN = 0.01;
const SHIFTS_MAX = 20;
const SOURCES_MAX = 3;

export function watchVitals(ctx: Context): void {
  watchShifts(ctx);
  const last = new Map<VitalName, { metric: MetricWithAttribution; view: number }>();
  const report = guard((metric: MetricWithAttribution): void => {
    last.set(metric.name, { metric, view: ctx.view });
  });
  const nodes = new Map<string, WeakRef<Node>>();
  const remember = (node: Node | null): string | undefined => {
    if (!node) return undefined;
    const key = `${nodes.size}`;
    nodes.set(key, new WeakRef(node));
    return key;
  };
  // Told of every change and sent once at the end: web-vitals itself waits for pagehide, in which
  // the binding no longer works.
  // A selector is dear and most changes are overtaken: only the last one's node gets one.
  const options = { reportAllChanges: true, generateTarget: remember };
  for (const watch of [onFCP, onLCP, onCLS, onINP, onTTFB] as ((report: unknown, options: object) => void)[]) {
    try {
      watch(report, options);
    } catch (error) {
      fault(error);
    }
  }
  const send = (): void => {
    for (const { metric, view } of last.values()) {
      const node = nodes.get(targetOf(metric))?.deref();
      ctx.emit(vitalOf(metric, node ? selectorFor(node) : ""), undefined, view);
    }
    last.clear();
  };
  ctx.on("unloading", send);
  ctx.on("leaving", send);
  ctx.on("finish", send);
}

function selectorFor(node: Node): string {
  const element = node instanceof Element ? node : node.parentElement;
  return (element && attempt(() => selectorOf(element))) ?? "";
}

function vitalOf(metric: MetricWithAttribution, target: string): VitalEvent {
  const { name, value, rating } = metric;
  const shown = name === "CLS" ? Math.round(value * 10_000) / 10_000 : round(value);
  return { kind: "vital", name, value: shown, rating, target };
}

function targetOf(metric: MetricWithAttribution): string {
  switch (metric.name) {
    case "LCP":
      return metric.attribution.target ?? "";
    case "CLS":
      return metric.attribution.largestShiftTarget ?? "";
    case "INP":
      return metric.attribution.interactionTarget ?? "";
    default:
      return "";
  }
}

interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources?: { node?: Node | null }[];
}

function watchShifts(ctx: Context): void {
  let told = 0;
  const observer = new PerformanceObserver(guard((list: PerformanceObserverEntryList) => {
    for (const entry of list.getEntries() as LayoutShift[]) {
      if (entry.hadRecentInput || entry.value < SHIFT_MIN || told >= SHIFTS_MAX) continue;
      told += 1;
      const moved = (entry.sources ?? []).map(({ node }) => (node instanceof Element ? node : node?.parentElement));
      const sources = moved.filter((node) => node instanceof Element).slice(0, SOURCES_MAX).map((node) => describe(node));
      ctx.emit({ kind: "shift", value: Math.round(entry.value * 10_000) / 10_000, sources }, entry.startTime);
    }
  }));
  if (PerformanceObserver.supportedEntryTypes.includes("layout-shift")) observer.observe({ type: "layout-shift", buffered: true });
}
