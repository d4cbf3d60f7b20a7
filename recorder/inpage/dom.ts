// The one MutationObserver of the signals. It starts when the document is parsed (the parser's
// own insertions tell nothing) and knows which parts of the page move on their own.

import { isOfBar } from "./barmarks";
import type { Context } from "./context";
import { NativeMutationObserver, callNative, cancel, guard, later, now, patch } from "./safe";

export type RecordsHandler = (records: MutationRecord[], t: number) => void;

const OPTIONS: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeOldValue: true,
  attributeFilter: [
    "class", "style", "hidden", "open", "disabled", "value", "src", "role", "aria-live",
    "aria-hidden", "aria-expanded", "aria-selected", "aria-checked", "aria-pressed",
    "aria-invalid", "aria-busy", "aria-current", "srcset",
    // By which component libraries style what is open, chosen or on.
    "data-state", "data-open", "data-active", "data-selected", "data-checked", "data-expanded", "data-visible", "data-headlessui-state",
  ],
};

const SETTLE_MS = 60;

export class Dom {
  private readonly _observer: MutationObserver;
  private readonly _handlers: RecordsHandler[] = [];
  private readonly _roots = new WeakSet<Node>();
  private _timer = 0;
  private _changedAt = 0;

  constructor(private readonly _ctx: Context) {
    this._observer = new NativeMutationObserver(guard((records: MutationRecord[]) => this._take(records)));
    this._ctx.on("ready", () => this._begin());
    this._ctx.on("look", () => this.drain());
    // A page that draws first and changes its address then owes the new view no more changes.
    this._ctx.on("view", (t) => this._settleSoon(t));
  }

  onRecords(handler: RecordsHandler): void {
    this._handlers.push(guard(handler));
  }

  observe(root: Node): void {
    if (this._roots.has(root)) return;
    this._roots.add(root);
    this._observer.observe(root, OPTIONS);
  }

  private _begin(): void {
    this.observe(document);
    // Shadow roots are trees of their own: those that the parser made, then those to come.
    for (const element of document.querySelectorAll("*")) {
      if (element.shadowRoot) this.observe(element.shadowRoot);
    }
    patch(Element.prototype, "attachShadow", (original) => {
      const observe = guard((root: Node) => this.observe(root));
      return {
        wrapper(this: unknown, ...args: unknown[]): unknown {
          const root: unknown = callNative(original, this, args);
          observe(root as Node);
          return root;
        },
      }.wrapper;
    });
  }

  /** Handles what has happened up to now, without waiting for the microtask or the timer. */
  drain(): void {
    const records = this._observer.takeRecords();
    if (records.length > 0) this._take(records);
    if (this._timer !== 0) this._settle();
  }

  private _take(all: MutationRecord[]): void {
    const records = all.filter((record) => !isOfBar(record));
    if (records.length === 0) return;
    const t = now();
    for (const handler of this._handlers) handler(records, t);
    this._settleSoon(t);
  }

  private _settleSoon(t: number): void {
    if (this._timer !== 0) return;
    this._changedAt = t;
    this._timer = later(SETTLE_MS, () => this._settle());
  }

  private _settle(): void {
    cancel(this._timer);
    this._timer = 0;
    this._ctx.fire("settled", this._changedAt);
  }
}

interface Activity {
  last: number;
  interval: number;
  /** Changes in a row without anybody's doing, at most two seconds apart. */
  own: number;
  /** Intervals in a row that were alike: a carousel. */
  even: number;
}

const RESTLESS_GAP = 2000;
const PERIOD_MAX = 15_000;
/** A change this soon after somebody did something may be an answer, so it proves nothing. */
const ANSWER_MS = 500;

/** Tells a ticking clock or a carousel from a reaction. */
export class Restlessness {
  private readonly _nodes = new WeakMap<Node, Activity>();

  /** Notes a change of `node` at `t`; true where it would have happened anyway. */
  note(node: Node, t: number, lastAction: number): boolean {
    const seen = this._nodes.get(node);
    if (!seen) {
      this._nodes.set(node, { last: t, interval: 0, own: t - lastAction > ANSWER_MS ? 1 : 0, even: 0 });
      return false;
    }
    const gap = t - seen.last;
    if (gap < 1) return this._isRestless(seen);
    const restless = this._isRestless(seen) && gap <= RESTLESS_GAP;
    const periodic = seen.even >= 1 && alike(gap, seen.interval);
    this._update(seen, t, gap, t - lastAction > ANSWER_MS || restless || periodic);
    return restless || periodic;
  }

  private _isRestless(seen: Activity): boolean {
    return seen.own >= 2;
  }

  private _update(seen: Activity, t: number, gap: number, own: boolean): void {
    if (own) {
      seen.own = gap <= RESTLESS_GAP ? seen.own + 1 : 1;
      seen.even = gap <= PERIOD_MAX && alike(gap, seen.interval) ? seen.even + 1 : 0;
      seen.interval = gap;
    } else seen.own = 0;
    seen.last = t;
  }
}

const alike = (a: number, b: number): boolean => b > 0 && Math.abs(a - b) < 0.25 * b;

/** A clock or a countdown: the same text, one second (or, without seconds, one minute) on. */
export function ticks({ type, target, oldValue, removedNodes, addedNodes }: MutationRecord): boolean {
  const replaced = type === "childList" && addedNodes.length === 1 && removedNodes.length === 1;
  const before = type === "characterData" ? oldValue : replaced ? removedNodes[0]?.textContent : null;
  const after = type === "characterData" ? target.nodeValue : replaced ? addedNodes[0]?.textContent : null;
  const [was, is] = [clockIn(before), clockIn(after)];
  return was !== null && is !== null && was.around === is.around && Math.abs(was.at - is.at) === 1;
}

function clockIn(text: string | null | undefined): { at: number; around: string } | null {
  const found = text && text.length < 100 ? /(?:(\d{1,3}):)?(\d{1,3}):(\d\d)(?!\d)/.exec(text) : null;
  if (!text || !found) return null;
  const [all, hours = "0", minutes = "0", seconds = "0"] = found;
  return { at: (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds), around: text.replace(all, "") };
}
