// A pointer that comes back to the same control again and again and presses nothing: what opens
// under it closes before it can be reached, or what it is after flees.

import { hear } from "../barmarks";
import { round, type Context } from "../context";
import { later } from "../safe";
import { describe } from "../target";

/** So often within this time, each time from so far away, and no press on it soon after the last. */
const TIMES = 4;
const WITHIN_MS = 10_000;
const AWAY_PX = 40;
const PRESS_MS = 2000;
const PER_VIEW = 3;
/** So many controls are known at a time: each is looked at with every move. */
const CONTROLS_MAX = 20;
const CONTROLS = "button,a[href],summary,[role=button],[role=link],[role=menuitem],[role=tab],[aria-haspopup]";

interface Visits {
  /** When the pointer came, and how far it had gone in all by then. */
  times: { t: number; way: number }[];
  /** Where it was last on the control, and whether it has been far from there since. */
  x: number;
  y: number;
  far: boolean;
}

export function watchReturns(ctx: Context): void {
  let visited = new Map<Element, Visits>();
  let way = 0;
  let at: { x: number; y: number } | null = null;
  let told = 0;
  const drop = (): void => {
    visited = new Map();
  };
  const tell = (control: Element, visits: Visits): void => {
    const [first] = visits.times;
    const last = visits.times[visits.times.length - 1];
    if (visited.get(control) !== visits || visits.times.length < TIMES || !first || !last) return;
    drop();
    if (!control.isConnected || told++ >= PER_VIEW) return;
    ctx.emit({ kind: "thrash", duration_ms: round(last.t - first.t), distance: Math.round(last.way - first.way), reversals: 2 * visits.times.length - 1, target: describe(control) }, first.t);
  };
  hear<PointerEvent>(window, "pointermove", ({ timeStamp: t, clientX: x, clientY: y, buttons, pointerType, target }) => {
    if (pointerType !== "mouse" || buttons !== 0) return drop();
    if (at) way += Math.hypot(x - at.x, y - at.y);
    at = { x, y };
    const control = target instanceof Element ? target.closest(CONTROLS) : null;
    for (const [element, visits] of visited) {
      if (element !== control) visits.far ||= Math.hypot(x - visits.x, y - visits.y) >= AWAY_PX;
    }
    if (!control) return;
    const visits = visited.get(control) ?? { times: [], x, y, far: true };
    visited.delete(control);
    visited.set(control, visits);
    for (const [oldest] of visited) if (visited.size > CONTROLS_MAX) visited.delete(oldest);
    if (visits.far) {
      visits.times = [...visits.times.filter((one) => t - one.t <= WITHIN_MS), { t, way }];
      if (visits.times.length === TIMES) later(PRESS_MS, () => tell(control, visits));
    }
    Object.assign(visits, { x, y, far: false });
  });
  hear<PointerEvent>(window, "pointerdown", ({ target }) => {
    for (const [control, visits] of visited) if (!control.contains(target as Node)) tell(control, visits);
    drop();
  });
  for (const type of ["keydown", "wheel"]) hear(window, type, drop);
  ctx.on("viewend", drop);
  ctx.on("view", () => {
    told = 0;
  });
}
