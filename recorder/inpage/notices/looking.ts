// When the page is looked at: after it has changed and rests, and so seldom that all looks together
// take a twentieth of the time at most.

import { hear } from "../barmarks";
import type { Context } from "../context";
import { attempt, cancel, later, now } from "../safe";

const GAP_MS = 250;
const SHARE = 20;

export class Looking {
  private readonly _works: ((t: number) => void)[] = [];
  private _timer = 0;
  private _due = Infinity;
  private _last = -Infinity;
  private _cost = 0;
  private _changed = true;
  private _over = false;

  constructor(ctx: Context) {
    for (const moment of ["ready", "loaded", "settled"] as const) ctx.on(moment, () => this.soon());
    // The last chance to see what the page has shown: a timer would come too late.
    for (const moment of ["look", "unloading"] as const) ctx.on(moment, () => this._changed && this._look());
    ctx.on("ended", () => {
      this._over = true;
      cancel(this._timer);
    });
    // What slides or fades in is there when it stands still.
    for (const type of ["transitionend", "animationend"]) hear(window, type, () => this.soon());
    this.soon();
  }

  /** Runs `work` at every look, with the time of the look. */
  on(work: (t: number) => void): void {
    this._works.push(work);
  }

  /** Looks in `ms`, or at an earlier look that is due already. */
  soon(ms = 0): void {
    this._changed = true;
    const due = Math.max(now() + ms, this._last + Math.max(GAP_MS, SHARE * this._cost));
    if (this._over || due >= this._due) return;
    cancel(this._timer);
    this._due = due;
    this._timer = later(Math.max(0, due - now()), () => this._look());
  }

  private _look(): void {
    cancel(this._timer);
    this._due = Infinity;
    if (this._over || document.readyState === "loading") return;
    this._changed = false;
    const t = now();
    for (const work of this._works) attempt(() => work(t));
    this._last = now();
    this._cost = this._last - t;
  }
}
