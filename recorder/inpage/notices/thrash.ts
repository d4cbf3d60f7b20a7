// A pointer that rushes to and fro without a press: impatience, as far as a hand shows it.

import { hear } from "../barmarks";
import { round, type Context } from "../context";
import { later, now } from "../safe";

/** At least 4 changes of direction and 800 px within a second, no press in it or right after. */
const REVERSALS = 4;
const PATH_PX = 800;
const WINDOW_MS = 1000;
/** The same where the page has hidden the pointer: a hand that cannot see itself is slower. */
const HIDDEN_MS = 3000;
const PRESS_MS = 300;
const SAMPLE_MS = 16;
/** A turn shorter than this is a trembling hand. */
const RUN_PX = 60;
/** The cosine of the sharpest turn that a circle or an arc may make between two runs: about 120°. */
const BACK = -0.5;
const PER_VIEW = 5;
/** Where a moving pointer does something by itself: it draws, turns, enlarges. */
const PLAYGROUND = "canvas,video,svg,img,picture,iframe,object,embed,input[type=range],[class*=zoom i],[class*=map i],[class*=signature i],[class*=slider i],[role=slider],[draggable=true]";

interface Sample { t: number; x: number; y: number }

export function watchThrash(ctx: Context): void {
  let samples: Sample[] = [];
  let burst: { from: number; to: number; distance: number; reversals: number; view: number } | null = null;
  let told = 0;
  /** Whether the page shows no pointer of the system's over `over`. */
  let over: EventTarget | null = null;
  let hidden = false;
  const drop = (): void => {
    samples = [];
    burst = null;
  };
  const tell = (): void => {
    if (!burst) return;
    const { from, to, distance, reversals, view } = burst;
    drop();
    if (view !== ctx.view || told++ >= PER_VIEW) return;
    ctx.emit({ kind: "thrash", duration_ms: round(to - from), distance: Math.round(distance), reversals }, from);
  };
  hear<PointerEvent>(window, "pointermove", ({ timeStamp: t, clientX: x, clientY: y, buttons, pointerType, target }) => {
    if (pointerType !== "mouse" || buttons !== 0) return drop();
    const last = samples[samples.length - 1];
    if (last && t - last.t < SAMPLE_MS) return;
    if (target instanceof Element && target.closest(PLAYGROUND)) return drop();
    samples.push({ t, x, y });
    if (target !== over) {
      over = target;
      hidden = target instanceof Element && getComputedStyle(target).cursor === "none";
    }
    const span = hidden ? HIDDEN_MS : WINDOW_MS;
    while (samples[0] && t - samples[0].t > span) samples.shift();
    const { distance, reversals } = wayOf(samples);
    if (distance < PATH_PX || reversals < REVERSALS) return;
    const from = burst?.from ?? samples[0]?.t ?? t;
    if (!burst) later(PRESS_MS, check);
    const step = last ? Math.hypot(x - last.x, y - last.y) : 0;
    burst = { from, to: t, distance: burst ? burst.distance + step : distance, reversals: Math.max(reversals, burst?.reversals ?? 0), view: ctx.view };
  });
  /** The hand has come to rest, and no press followed. */
  const check = (): void => {
    if (!burst) return;
    const wait = burst.to + PRESS_MS - now();
    if (wait > 0) later(wait + 1, check);
    else tell();
  };
  for (const type of ["pointerdown", "keydown", "wheel", "dragstart"]) hear(window, type, drop);
  ctx.on("viewend", drop);
  ctx.on("view", () => {
    told = 0;
  });
}

/** Length of the way, and how often a run of some length was followed by one that goes back. */
export function wayOf(samples: Sample[]): { distance: number; reversals: number } {
  let distance = 0;
  let reversals = 0;
  let start = samples[0];
  let before: [number, number] | null = null;
  for (let i = 1; i < samples.length; i++) {
    const a = samples[i - 1];
    const b = samples[i];
    if (!a || !b || !start) continue;
    distance += Math.hypot(b.x - a.x, b.y - a.y);
    const run: [number, number] = [a.x - start.x, a.y - start.y];
    const step: [number, number] = [b.x - a.x, b.y - a.y];
    if (cosine(run, step) >= BACK || Math.hypot(...run) < RUN_PX) continue;
    if (before === null || cosine(before, run) < BACK) reversals += 1;
    before = run;
    start = a;
  }
  return { distance, reversals };
}

function cosine(a: [number, number], b: [number, number]): number {
  const lengths = Math.hypot(...a) * Math.hypot(...b);
  return lengths === 0 ? 1 : (a[0] * b[0] + a[1] * b[1]) / lengths;
}
