// What followed a press or a setting. A press has one Reaction: when something visible came (and
// 300 ms to see what else), after 2.5 s, or when the document ends. One without a visible answer is
// watched on, and has a second one at 7 s or when the answer comes.

import { listenForAnswers } from "./answers";
import { hear } from "./barmarks";
import { round, type Context } from "./context";
import { Restlessness, ticks, type Dom } from "./dom";
import { watchDrawings } from "./drawings";
import { netOf } from "./net";
import { isSetByDrivers } from "./privacy";
import { cancel, later, now } from "./safe";
import { showsSomething } from "./shown";
import { watchTimers } from "./timers";
import type { ReactionKind } from "./types";
import { inWave, isOwn, isRippling, isWaiting, newWatch, stateOf, waitsSince, workedAt, type Watch } from "./watches";

const QUIET_MS = 2500;
const WATCH_MS = 7000;
const EARLY_MS = 300;
/** When the fields' values are looked at, ms after a press. */
const COMPARE_AT = [0, 100, 300, 1000];
const SILENT = new Set<ReactionKind>(["unloading", "request"]);
/** Answers to a later action of the shopper are not answers to this press. */
const LATER_ACTION_MS = 300;
/** Styles follow a lost focus with the next frame. */
const UNFOCUS_MS = 100;
/** A setting may be collected with others before it is sent. */
const REQUEST_MS = 50;
const DEBOUNCED_MS = 1000;

interface Action {
  t: number;
  target: Element | null;
}

interface Press extends Action {
  id: number;
  /** When it was made: its event may have had to wait. */
  made: number;
}

export class Reactions {
  private _watches: Watch[] = [];
  private readonly _restless = new Restlessness();
  private _action: Action = { t: -Infinity, target: null };
  /** The field that lost the focus last. */
  private _unfocused: { left: Node | null; at: number } = { left: null, at: -Infinity };
  private _presses: Press[] = [];
  /** The task of a press goes on: what happens now is its doing, and no timer's or shopper's. */
  pressing = false;
  /** The click whose task set the timer that rings now. */
  timed: number | undefined;
  /** What changed in that task, which may yet be undone in it: each time with who was watching. */
  private _held: { records: MutationRecord[]; seen: Set<MutationRecord>; t: number; watches: Watch[] }[] = [];

  constructor(
    private readonly _ctx: Context,
    private readonly _dom: Dom,
  ) {
    this._dom.onRecords((records, t) => this._changed(records, t));
    this._listenForActions();
    listenForAnswers(this);
    watchTimers(this);
    watchDrawings(this);
    this._ctx.on("request", (t) => {
      const own = this.timed !== undefined && this.timed === this._presses[this._presses.length - 1]?.id;
      this.newest("request", t, own ? WATCH_MS : REQUEST_MS, DEBOUNCED_MS);
    });
    this._ctx.on("unloading", (t) => {
      this._pressed();
      this.note("unloading", t);
      // On the way to another site nothing can be told any more until the shopper comes back.
      for (const watch of this._watches) if (!watch.own) this._tell(watch);
    });
    this._ctx.on("leaving", (t) => {
      this.note("navigation", t);
      this._finish();
    });
    this._ctx.on("finish", () => this._finish());
  }

  /** Begins to watch click `id` on `control`; `already` is what it showed by itself. */
  watch(id: number, t: number, control: Element, made: number, already: ReactionKind | null): void {
    this._action = { t, target: control };
    this._presses = [...this._presses.slice(-9), { id, t, made, target: control }];
    this.pressing = true;
    later(0, () => this._pressed());
    const watch = newWatch(t, this._ctx.view, control, false, (after, at) =>
      this._ctx.emit({ kind: "reaction", click: id, after, observed_ms: round(at - t) }, at, watch.view),
    );
    this._begin(watch);
    watch.timer = later(QUIET_MS, () => this._quiet(watch));
    if (already) this.set(watch, already, t);
  }

  /** Begins to watch a setting of `control`; `tell` gets what followed, once. */
  watchSetting(t: number, control: Element, tell: Watch["tell"]): Watch {
    const watch = newWatch(t, this._ctx.view, control, true, tell);
    this._begin(watch);
    watch.timer = later(WATCH_MS, () => this._end(watch));
    return watch;
  }

  private _begin(watch: Watch): void {
    // A press before the document is parsed: then the parser's own work is watched, too.
    this._dom.observe(document);
    this._watches.push(watch);
    for (const ms of COMPARE_AT) later(ms, () => this._compareFields(watch));
  }

  /** The control has been set once more: what follows belongs to that. */
  forget(watch: Watch): void {
    cancel(watch.timer);
    this._watches = this._watches.filter((other) => other !== watch);
  }

  /** The click that something at `t` hangs on, if one was at most `within` ms ago. */
  clickAt(t: number, within: number): number | undefined {
    // A timer that sets itself anew for ever has become a clock.
    const timed = this._presses.find(({ id, t: at }) => id === this.timed && t - at <= WATCH_MS);
    const press = timed ?? this._presses[this._presses.length - 1];
    return press && (timed || t - press.t <= within) ? press.id : undefined;
  }

  isNewest(click: number): boolean {
    return this._presses[this._presses.length - 1]?.id === click;
  }

  /** The first click that was made, or whose handlers ran, between `from` and `to`. */
  clickBetween(from: number, to: number): number | undefined {
    return this._presses.find(({ t, made }) => (made >= from && made <= to) || (t >= from && t <= to))?.id;
  }

  /** A route of the same document was shown. */
  routed(): void {
    this.note("navigation", now());
  }

  /** Something was drawn at `t`, and `before` that: what had been still until the press shows its answer. */
  drawn(t: number, before: number, restless: number): void {
    for (const watch of this._watches) {
      if (watch.after.canvas === undefined && watch.t - before > restless && this._belongs(watch, t)) this.set(watch, "canvas", t);
    }
  }

  errorThrown(t: number): void {
    this.newest("error", t, 100);
  }

  /** Of the newest press, and of the newest setting. */
  newest(kind: ReactionKind, t: number, within: number, setWithin = within): void {
    for (const setting of [false, true]) {
      const newest = this._watches.filter(({ own }) => (own !== null) === setting).pop();
      if (newest && t - newest.t <= (setting ? setWithin : within)) this.set(newest, kind, t);
    }
  }

  note(kind: ReactionKind, t: number, node?: EventTarget | null): void {
    for (const watch of this._watches) {
      if (isOwn(watch, node)) watch.shown = true;
      else if (!isWaiting(watch, node, t) && !inWave(watch, node) && this._belongs(watch, t)) this.set(watch, kind, t);
    }
  }

  private _belongs(watch: Watch, t: number): boolean {
    const { _action: action } = this;
    if (watch.control.contains(action.target) || action.t <= watch.t) return true;
    // Long after a press, what comes after the next one is an answer to that.
    const press = this._presses[this._presses.length - 1];
    const newest = !press || press.t <= watch.t || watch.control.contains(press.target);
    return t - action.t > LATER_ACTION_MS && (t - watch.t <= QUIET_MS || newest);
  }

  /** Those since which the shopper did nothing: typing after a dead click is no answer to it. */
  each(work: (watch: Watch, t: number) => unknown): void {
    const t = now();
    for (const watch of this._watches) {
      if (this._action.t <= watch.t || watch.control.contains(this._action.target)) work(watch, t);
    }
  }

  set(watch: Watch, kind: ReactionKind, t: number): void {
    if (watch.after[kind] === undefined) watch.after[kind] = round(Math.max(0, t - watch.t));
    if (SILENT.has(kind) || watch.early) return;
    watch.early = true;
    // It was answered when the button began to show so.
    const worked = workedAt(watch, t);
    if (worked !== undefined) watch.after.mutation = round(worked - watch.t);
    cancel(watch.timer);
    watch.timer = later(Math.max(0, watch.t + EARLY_MS - now()), () => this._end(watch));
  }

  private _tell(watch: Watch): void {
    const since = watch.early ? undefined : waitsSince(watch, now());
    watch.tell({ ...(since !== undefined && { mutation: round(since - watch.t) }), ...watch.after }, now());
  }

  private _quiet(watch: Watch): void {
    this._compareFields(watch);
    if (watch.early) return;
    this._tell(watch);
    watch.timer = later(WATCH_MS - QUIET_MS, () => this._end(watch));
  }

  private _end(watch: Watch): void {
    if (!this._watches.includes(watch)) return;
    if (!watch.early) this._compareFields(watch);
    this.forget(watch);
    this._tell(watch);
  }

  private _finish(): void {
    this._pressed();
    for (const watch of this._watches.slice()) this._end(watch);
  }

  // ---------------------------------------------------------------- DOM changes

  private _changed(records: MutationRecord[], t: number): void {
    const judged = new Map<Node, boolean>();
    const moving = records.map((record) => this._moves(record, t, judged));
    if (this._watches.length === 0) return;
    for (const { target } of records) {
      for (const watch of this._watches) if (isOwn(watch, target)) watch.shown = true;
    }
    // What fades in can be told to be there before its first frame, and not in it.
    if (this.pressing) this._held.push({ records, seen: new Set(records.filter(showsSomething)), t, watches: this._watches.slice() });
    else this._judge(netOf(records.filter((_, i) => !moving[i])), t, this._watches);
  }

  /** The task of a press is over: what was opened and shut again in it (a handler that was bound
   * twice) nobody has seen. */
  private _pressed(): void {
    this.pressing = false;
    const held = this._held;
    this._held = [];
    const left = new Set(netOf(held.flatMap(({ records }) => records)));
    for (const { records, seen, t, watches } of held) this._judge(records.filter((record) => left.has(record) && seen.has(record)), t, watches, true);
  }

  private _judge(records: MutationRecord[], t: number, watches: Watch[], seen = false): void {
    const waiting = new Set(watches);
    for (const record of records) {
      if (waiting.size === 0) return;
      const answered = [...waiting].filter(
        (watch) =>
          !isOwn(watch, record.target) && !isWaiting(watch, record.target, t) && !isRippling(watch, record) && watch.after.mutation === undefined,
      );
      if (answered.length === 0 || !(seen || showsSomething(record))) continue;
      for (const watch of answered) {
        if (!watch.own && watch.signs.note(record, t)) continue;
        waiting.delete(watch);
        if (this._belongs(watch, t)) this.set(watch, "mutation", t);
      }
    }
  }

  /** Whether the place of a change moves on its own: the node, or what it stands in. */
  private _moves(record: MutationRecord, t: number, judged: Map<Node, boolean>): boolean {
    const { target } = record;
    let moving = judged.get(target);
    if (moving === undefined) {
      moving = this._restless.note(target, t, this._action.t);
      judged.set(target, moving);
      const around = target.parentNode;
      if (around && around !== document && !judged.has(around)) {
        const aroundMoves = this._restless.note(around, t, this._action.t);
        if (record.type === "attributes" && aroundMoves) judged.set(target, (moving = true));
      }
    }
    return moving || ticks(record);
  }

  /**
   * Styles that no attribute of the page announced; under the pointer it is the end of :hover, and
   * around the field that a tap takes the focus from, the end of :focus.
   */
  animated({ target }: Event): void {
    if (this._watches.length === 0 || !(target instanceof Element) || target.matches(":hover")) return;
    const t = now();
    const { left, at } = this._unfocused;
    if (t - at < UNFOCUS_MS && (target.contains(left) || left?.parentNode === target.parentNode)) return;
    if (!this._restless.note(target, t, this._action.t)) this.note("mutation", t, target);
  }

  // ---------------------------------------------------------------- the shopper's doing

  /** `pageFocuses`: the page moves the focus, nobody else. */
  acted(event: Event, pageFocuses = false): void {
    const target = event.composedPath()[0];
    // A dialog that a press opens or closes moves the focus, too.
    if (pageFocuses || (event.type === "focusin" && this.pressing)) return;
    if (!event.isTrusted && !(target instanceof Element && isSetByDrivers(target))) return;
    this._action = { t: now(), target: target instanceof Element ? target : null };
  }

  private _listenForActions(): void {
    hear(window, "focusout", (event) => {
      this._unfocused = { left: event.composedPath()[0] as Node, at: now() };
    });
    for (const type of ["pointerdown", "keydown", "wheel"]) hear(window, type, (event) => this.acted(event));
    for (const type of ["input", "change"]) {
      hear(window, type, (event) => {
        this._entered(event);
        this.acted(event);
      });
    }
  }

  /** What the press itself entered (a box ticked), or what the page entered by script. */
  private _entered(event: Event): void {
    const target = event.composedPath()[0];
    if (!(target instanceof Node)) return;
    const byPage = !event.isTrusted && !(target instanceof Element && isSetByDrivers(target));
    this.each((watch, t) => {
      if (!isOwn(watch, target) && (byPage || (!watch.own && watch.control.contains(target)))) this.set(watch, "input", t);
    });
    if (byPage) return;
    const { name, type } = target as HTMLInputElement;
    for (const { fields } of this._watches) {
      for (const field of fields.keys()) {
        // The radio button that goes out has no event.
        if (field === target || (type === "radio" && field.name === name)) fields.delete(field);
      }
    }
  }

  /** A stepper that writes to a field's `value` shows a new number, and no observer tells so. */
  private _compareFields(watch: Watch): void {
    if (!this._watches.includes(watch) || watch.after.input !== undefined) return;
    for (const [field, before] of watch.fields) {
      if (field.isConnected && stateOf(field) !== before) return this.set(watch, "input", now());
    }
  }
}
