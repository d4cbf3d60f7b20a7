// The scenario page's chart: seconds per step, a dot per session. Colours come from the stylesheet.

import { BarChart, ScatterChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([BarChart, ScatterChart, GridComponent, TooltipComponent, CanvasRenderer]);

interface Dot {
  seconds: number;
  session: string;
  href: string;
  label: string;
  stopped: boolean;
}

interface ChartStep {
  name: string;
  median: number | null;
  machine: number | null;
  median_text: string;
  machine_text: string;
  dots: Dot[];
}

type Colours = Record<"ink" | "soft" | "line" | "bar" | "signal" | "sheet", string>;

function colours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const names = ["ink", "soft", "line", "bar", "signal", "sheet"] as const;
  return Object.fromEntries(
    names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as Colours;
}

/** Spreads dots of one step over its row so that equal times stay visible; always the same way. */
function spread(index: number): number {
  return (((index * 0.618034 + 0.5) % 1) - 0.5) * 22;
}

function series(steps: ChartStep[], colour: Colours): object[] {
  const dots = (stopped: boolean): object[] =>
    steps.flatMap((step, row) =>
      step.dots.flatMap((dot, index) =>
        dot.stopped === stopped
          ? [{ value: [dot.seconds, row], symbolOffset: [0, spread(index)], dot, step: step.name }]
          : [],
      ),
    );
  const medians = steps.flatMap((step, row) =>
    step.median === null ? [] : [{ value: [step.median, row], text: `${step.name}: median ${step.median_text}, machine ${step.machine_text}` }],
  );
  return [
    {
      type: "bar", barWidth: 10, silent: true, data: steps.map((step) => step.machine),
      itemStyle: { color: colour.line, borderColor: colour.bar, borderWidth: 1 },
    },
    {
      type: "scatter", symbol: "circle", symbolSize: 9, data: dots(false), cursor: "pointer",
      itemStyle: { color: "transparent", borderColor: colour.ink, borderWidth: 1.5, opacity: 0.75 },
    },
    {
      type: "scatter", symbol: "diamond", symbolSize: 11, data: dots(true), cursor: "pointer",
      itemStyle: { color: colour.signal, opacity: 0.9 },
    },
    { type: "scatter", symbol: "rect", symbolSize: [3, 30], data: medians, itemStyle: { color: colour.ink } },
  ];
}

function axes(steps: ChartStep[], colour: Colours, narrow: boolean): object {
  return {
    grid: { left: 8, right: 24, top: 8, bottom: 36, containLabel: true },
    xAxis: {
      type: "value", name: "seconds", nameLocation: "middle", nameGap: 26, min: 0,
      nameTextStyle: { color: colour.soft }, axisLabel: { color: colour.soft },
      splitLine: { lineStyle: { color: colour.line } },
    },
    yAxis: {
      type: "category", inverse: true, data: steps.map((step) => step.name),
      axisTick: { show: false }, axisLine: { lineStyle: { color: colour.bar } },
      axisLabel: { color: colour.ink, fontSize: 13, width: narrow ? 92 : 150, overflow: "truncate", interval: 0 },
    },
  };
}

interface Hovered {
  data: { dot?: Dot; step?: string; text?: string };
}

function tip({ data }: Hovered): string {
  if (data.text) return data.text;
  if (!data.dot) return "";
  const label = data.dot.label ? `, ${data.dot.label}` : "";
  return `${data.step}: ${data.dot.seconds.toFixed(1)} s\nsession ${data.dot.session}${label}`;
}

function option(steps: ChartStep[], narrow: boolean): object {
  const colour = colours();
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    ...axes(steps, colour, narrow),
    // An HTML tooltip carries inline styles, which the policy refuses: it is drawn instead.
    tooltip: {
      renderMode: "richText", backgroundColor: colour.sheet, borderColor: colour.bar,
      textStyle: { color: colour.ink, fontSize: 13 }, formatter: (at: Hovered) => tip(at),
    },
    series: series(steps, colour),
  };
}

function draw(plot: HTMLElement, steps: ChartStep[]): void {
  plot.style.height = `${steps.length * 44 + 60}px`;
  const chart = echarts.init(plot, null, { renderer: "canvas" });
  const paint = (): void => chart.setOption({ ...option(steps, plot.clientWidth < 480) }, true);
  paint();
  chart.on("click", (at) => {
    const { dot } = (at as unknown as Hovered).data;
    if (dot) window.location.assign(dot.href);
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  new ResizeObserver(() => {
    chart.resize();
    paint();
  }).observe(plot);
}

const plot = document.getElementById("durations-chart");
const data = document.getElementById("durations-data");
if (plot && data) draw(plot, (JSON.parse(data.textContent ?? "{}") as { steps: ChartStep[] }).steps);
