// How far and how restlessly a view was scrolled and crossed with the pointer: sums, told once.

import { hear } from "./barmarks";
import { round, type Context } from "./context";
import { later, now } from "./safe";

const POINTER_MS = 50;
const SCROLL_MS = 100;
/** Shorter ways than this are a trembling hand. */
const TURN_PX = 10;
/** Places of turns that are told; who turns more often is told by their number. */
const TURNS_MAX = 30;
/** Of the window, in which a part that scrolls by itself is what the page is about. */
const MAIN = 0.5;

/** Distance and changes of direction along one axis. */
class Axis {
  distance = 0;
  reversals = 0;
  turns: number[] = [];
  private _last: number | null = null;
  private _direction = 0;

  move(to: number): number {
    const step = this._last === null ? 0 : to - this._last;
    this._last = to;
    this.distance += Math.abs(step);
    if (Math.abs(step) < TURN_PX) return step;
    const direction = Math.sign(step);
    if (this._direction !== 0 && direction !== this._direction) {
      this.reversals += 1;
      if (this.turns.length < TURNS_MAX) this.turns.push(Math.round(to - step));
    }
    this._direction = direction;
    return step;
  }

  reset(): void {
    this.distance = 0;
    this.reversals = 0;
    this.turns = [];
    this._direction = 0;
  }
}

export function watchSummaries(ctx: Context): void {
  watchPointer(ctx);
  watchScroll(ctx);
}

function watchPointer(ctx: Context): void {
  const across = new Axis();
  const down = new Axis();
  let distance = 0;
  let lastAt = 0;
  hear<PointerEvent>(window, "pointermove", (event) => {
    if (event.timeStamp - lastAt < POINTER_MS) return;
    lastAt = event.timeStamp;
    distance += Math.hypot(across.move(event.clientX), down.move(event.clientY));
  });
  ctx.on("viewend", () => {
    const reversals = across.reversals + down.reversals;
    if (distance > 0) ctx.emit({ kind: "pointer", distance: Math.round(distance), reversals });
    distance = 0;
    across.reset();
    down.reset();
  });
}

function watchScroll(ctx: Context): void {
  const axis = new Axis();
  let depth = 0;
  let timer = 0;
  let height = 0;
  /** Of shops whose window stands still: the part of it that scrolls instead. */
  let part: Element | null = null;
  const read = (): void => {
    timer = 0;
    const root = document.documentElement;
    const inner = part?.isConnected ? part : null;
    const top = window.scrollY + (inner?.scrollTop ?? 0);
    height = Math.max(root.scrollHeight, inner?.scrollHeight ?? 0);
    axis.move(top);
    if (height > 0) depth = Math.max(depth, Math.min(1, (top + window.innerHeight) / height));
  };
  axis.move(0);
  hear(window, "scroll", ({ target }) => {
    if (target instanceof Element && isMain(target)) part = target;
    if (timer === 0) timer = later(SCROLL_MS, read);
  });
  ctx.on("viewend", () => {
    if (timer !== 0) read();
    if (axis.distance > 0) {
      const share = Math.round(depth * 1000) / 1000;
      ctx.emit({ kind: "scroll", depth: share, distance: round(axis.distance), reversals: axis.reversals, turns: axis.turns, height: Math.round(height) }, now());
    }
    axis.reset();
    depth = 0;
  });
}

const isMain = (element: Element): boolean =>
  element.clientHeight >= MAIN * window.innerHeight && element.clientWidth >= MAIN * window.innerWidth;
