// What followed a click. One Reaction per click: when something visible came (and 300 ms to see
// what else), after 2.5 s, or when the document ends.

import { hear, isBar } from "./barmarks";
import { round, type Context } from "./context";
import { Restlessness, type Dom } from "./dom";
import { isChoice, isSetByDrivers, isTextEntry, type Field } from "./privacy";
import { attempt, callNative, cancel, later, now, patch, preceded } from "./safe";
import { Scrolling, offsetsAround, type Offsets } from "./scrolling";
import { showsSomething } from "./shown";
import type { ReactionKind } from "./types";

const WATCH_MS = 2500;
const EARLY_MS = 300;
/** When the fields' values are looked at, ms after a press. */
const COMPARE_AT = [0, 100, 300, 1000];
const SILENT = new Set<ReactionKind>(["unloading", "request"]);
/** Answers to a later action of the shopper are not answers to this click. */
const LATER_ACTION_MS = 300;

interface Watch {
  id: number;
  t: number;
  view: number;
  control: Element;
  after: Partial<Record<ReactionKind, number>>;
  timer: number;
  early: boolean;
  /** What stood at the press in fields that the shopper has left alone: compared here, never sent. */
  fields: Map<Field, string>;
  offsets: Offsets;
}

interface Action {
  t: number;
  target: Element | null;
}

export class Reactions {
  private _watches: Watch[] = [];
  private readonly _restless = new Restlessness();
  private _action: Action = { t: -Infinity, target: null };
  private _pageFocuses = false;
  /** The task of a press goes on: what happens now is its doing, and no timer's or shopper's. */
  private _pressing = false;
  private _lastClick: { id: number; t: number } | null = null;

  constructor(
    private readonly _ctx: Context,
    private readonly _dom: Dom,
  ) {
    this._dom.onRecords((records, t) => this._changed(records, t));
    this._listenForAnswers();
    this._patchDialogs();
    this._patchFocus();
    this._ctx.on("request", (t) => this._newest("request", t, 50));
    this._ctx.on("unloading", (t) => this._note("unloading", t));
    this._ctx.on("leaving", (t) => {
      this._note("navigation", t);
      this._finish();
    });
    this._ctx.on("finish", () => this._finish());
  }

  /** Begins to watch click `id` on `control`; `already` is what it showed by itself. */
  watch(id: number, t: number, control: Element, already: ReactionKind | null): void {
    // A press before the document is parsed: then the parser's own work is watched, too.
    this._dom.observe(document);
    this._action = { t, target: control };
    this._lastClick = { id, t };
    this._pressing = true;
    later(0, () => {
      this._pressing = false;
    });
    const watch: Watch = { id, t, view: this._ctx.view, control, after: {}, timer: 0, early: false, fields: fieldsNow(), offsets: offsetsAround(control) };
    watch.timer = later(WATCH_MS, () => this._end(watch));
    this._watches.push(watch);
    for (const ms of COMPARE_AT) later(ms, () => this._compareFields(watch));
    if (already) this._set(watch, already, t);
  }

  /** The click that something at `t` hangs on, if one was at most `within` ms ago. */
  clickAt(t: number, within: number): number | undefined {
    return this._lastClick && t - this._lastClick.t <= within ? this._lastClick.id : undefined;
  }

  /** A route of the same document was shown. */
  routed(): void {
    this._note("navigation", now());
  }

  errorThrown(t: number): void {
    this._newest("error", t, 100);
  }

  private _newest(kind: ReactionKind, t: number, within: number): void {
    const watch = this._watches[this._watches.length - 1];
    if (watch && t - watch.t <= within) this._set(watch, kind, t);
  }

  private _note(kind: ReactionKind, t: number, within: number = WATCH_MS): void {
    for (const watch of this._watches) {
      if (t - watch.t <= within && this._belongs(watch, t)) this._set(watch, kind, t);
    }
  }

  private _belongs(watch: Watch, t: number): boolean {
    const { _action: action } = this;
    return watch.control.contains(action.target) || action.t <= watch.t || t - action.t > LATER_ACTION_MS;
  }

  /** Only what the shopper did not do by hand since: typing after a dead click is no answer to it. */
  private _untouched(watch: Watch): boolean {
    return this._action.t <= watch.t || watch.control.contains(this._action.target);
  }

  private _set(watch: Watch, kind: ReactionKind, t: number): void {
    if (watch.after[kind] === undefined) watch.after[kind] = round(Math.max(0, t - watch.t));
    if (SILENT.has(kind) || watch.early) return;
    watch.early = true;
    cancel(watch.timer);
    watch.timer = later(Math.max(0, watch.t + EARLY_MS - now()), () => this._end(watch));
  }

  private _end(watch: Watch): void {
    cancel(watch.timer);
    if (!this._watches.includes(watch)) return;
    if (!watch.early) this._compareFields(watch);
    this._watches = this._watches.filter((other) => other !== watch);
    const t = now();
    this._ctx.emit(
      { kind: "reaction", click: watch.id, after: watch.after, observed_ms: round(t - watch.t) },
      t,
      watch.view,
    );
  }

  private _finish(): void {
    for (const watch of this._watches.slice()) this._end(watch);
  }

  // ---------------------------------------------------------------- DOM changes

  private _changed(records: MutationRecord[], t: number): void {
    const judged = new Map<Node, boolean>();
    let visible = false;
    for (const record of records) {
      const moving = this._moves(record, t, judged) && !this._pressing;
      if (moving || visible || this._watches.length === 0) continue;
      visible = showsSomething(record);
    }
    if (visible) this._note("mutation", t);
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
    return moving;
  }

  // ---------------------------------------------------------------- other answers

  private _listenForAnswers(): void {
    const acted = (event: Event): void => {
      const target = event.composedPath()[0];
      if (!event.isTrusted && !(target instanceof Element && isSetByDrivers(target))) return;
      this._action = { t: now(), target: target instanceof Element ? target : null };
    };
    for (const type of ["pointerdown", "keydown", "wheel"]) hear(window, type, acted);
    hear(document, "focusin", (event) => {
      // A dialog that a press opens or closes moves the focus, too.
      if (!this._pageFocuses && !this._pressing) acted(event);
    });
    for (const type of ["input", "change"]) {
      hear(window, type, (event) => {
        this._entered(event);
        acted(event);
      });
    }
    const scrolling = new Scrolling((target, before) => {
      this._each((watch, t) => {
        const answer = t - watch.t <= 300 && scrolling.answers(target, before, watch.t, watch.offsets);
        if (answer) this._set(watch, "scroll", t);
      });
    });
    hear(document, "selectionchange", () => this._selected());
    hear(document, "visibilitychange", () => this._each((watch, t) => this._set(watch, "visibility", t)));
    hear(window, "blur", (event) => {
      if (event.target === window) this._each((watch, t) => this._set(watch, "visibility", t));
    });
    for (const type of ["play", "pause", "volumechange", "seeking"]) {
      hear(window, type, () => this._note("media", now()));
    }
    hear(window, "invalid", () => this._newest("invalid", now(), 100));
    hear(window, "toggle", () => this._note("mutation", now()));
    // Styles that no attribute of the page announced (:checked, :target). Under the pointer it is
    // the end of :hover or :active, which is no answer.
    for (const type of ["transitionrun", "animationstart"]) hear(window, type, (event) => this._animated(event));
  }

  private _each(work: (watch: Watch, t: number) => unknown): void {
    const t = now();
    for (const watch of this._watches) if (this._untouched(watch)) work(watch, t);
  }

  /** Only where the page moves the focus: a script's next fill() moves it, too, without any key. */
  private _patchFocus(): void {
    patch(HTMLElement.prototype, "focus", (original) => {
      const reactions = this;
      return {
        wrapper(this: unknown, ...args: unknown[]): unknown {
          reactions._pageFocuses = true;
          try {
            return callNative(original, this, args);
          } finally {
            reactions._pageFocuses = false;
            attempt(() => reactions._focused(this as Element));
          }
        },
      }.wrapper;
    });
  }

  private _focused(target: Element): void {
    if ((document.activeElement !== target && !target.matches(":focus")) || isBar(target)) return;
    const takesText = isTextEntry(target) || target.localName === "select";
    this._each((watch, t) => {
      if (takesText || !(watch.control.contains(target) || target.contains(watch.control))) this._set(watch, "focus", t);
    });
  }

  /** What the press itself entered (a box ticked), or what the page entered by script. */
  private _entered(event: Event): void {
    const target = event.composedPath()[0];
    if (!(target instanceof Node)) return;
    const byPage = !event.isTrusted && !(target instanceof Element && isSetByDrivers(target));
    this._each((watch, t) => {
      if (watch.control.contains(target) || byPage) this._set(watch, "input", t);
    });
    if (!byPage) for (const watch of this._watches) watch.fields.delete(target as Field);
  }

  /** A stepper that writes to a field's `value` shows a new number, and no observer tells so. */
  private _compareFields(watch: Watch): void {
    if (!this._watches.includes(watch) || watch.after.input !== undefined) return;
    for (const [field, before] of watch.fields) {
      if (field.isConnected && stateOf(field) !== before) return this._set(watch, "input", now());
    }
  }

  private _selected(): void {
    if (this._watches.length === 0 || document.getSelection()?.isCollapsed !== false) return;
    this._each((watch, t) => t - watch.t <= EARLY_MS && this._set(watch, "selection", t));
  }

  private _animated(event: Event): void {
    const { target } = event;
    if (this._watches.length === 0 || !(target instanceof Element) || target.matches(":hover")) return;
    const t = now();
    if (!this._restless.note(target, t, this._action.t)) this._note("mutation", t);
  }

  private _patchDialogs(): void {
    for (const name of ["alert", "confirm", "prompt", "print"]) {
      patch(window, name, (original) => preceded(original, () => this._newest("dialog", now(), WATCH_MS)));
    }
    patch(window, "open", (original) => preceded(original, () => this._newest("new_tab", now(), WATCH_MS)));
    // A detached <a download> clicked by a script: how shops hand out PDFs made in the page.
    patch(HTMLElement.prototype, "click", (original) => preceded(original, (self) => {
      if (!(self instanceof HTMLAnchorElement)) return;
      if (self.hasAttribute("download")) this._newest("download", now(), WATCH_MS);
      else if (self.target && self.target !== "_self") this._newest("new_tab", now(), WATCH_MS);
    }));
    patch(HTMLInputElement.prototype, "showPicker", (original) => preceded(original, () => this._newest("dialog", now(), WATCH_MS)));
  }
}

const stateOf = (field: Field): string => (isChoice(field) ? String((field as HTMLInputElement).checked) : field.value);

function fieldsNow(): Map<Field, string> {
  const fields = document.querySelectorAll<Field>("input:not([type=hidden]),select,textarea");
  return new Map([...fields].slice(0, 200).map((field) => [field, stateOf(field)]));
}
