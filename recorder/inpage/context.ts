// What the modules share: the clock, the current view, the way out, and a few moments in a
// document's life that more than one of them waits for.

import { guard, now } from "./safe";
import type { PageConfig, PageEvent, Timed } from "./types";

export type Moment =
  | "ready" // the document is parsed
  | "loaded" // its load event is over
  | "view" // a view began
  | "viewend" // the view is about to end: summaries
  | "request" // a fetch or an XHR started
  | "settled" // the DOM changed a moment ago and is worth another look
  | "look" // look now: a checkpoint will not wait for the next timer
  | "unloading" // beforeunload: the last moment in which the binding works
  | "leaving" // pagehide
  | "finish" // the driver is about to close the page
  | "ended"; // the session is over, the page may go on

export class Context {
  view = -1;
  private readonly _waiting = new Map<Moment, ((t: number) => void)[]>();

  constructor(
    readonly config: PageConfig,
    private readonly _send: (event: Timed<PageEvent>) => void,
  ) {}

  emit(event: PageEvent, t: number = now(), view: number = this.view): Timed<PageEvent> {
    const timed = Object.assign(event, { t: round(t), view });
    this._send(timed);
    return timed;
  }

  on(moment: Moment, work: (t: number) => void): void {
    const list = this._waiting.get(moment) ?? [];
    list.push(guard(work));
    this._waiting.set(moment, list);
  }

  fire(moment: Moment, t: number = now()): void {
    for (const work of this._waiting.get(moment) ?? []) work(t);
  }
}

/** Tenths of a millisecond: what browsers give, without ten digits of noise in every event. */
export const round = (ms: number): number => Math.round(ms * 10) / 10;
