// What followed a click. One Reaction per click: when something visible came (and 300 ms to see
// what else), after 2.5 s, or when the document ends.

import { round, type Context } from "./context";
import { Restlessness, type Dom } from "./dom";
import { isChoice, isSetByDrivers, isTextEntry, type Field } from "./privacy";
import { attempt, callNative, cancel, later, listen, now, patch, preceded } from "./safe";
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
  private watches: Watch[] = [];
  private readonly restless = new Restlessness();
  private action: Action = { t: -Infinity, target: null };
  private pageFocuses = false;
  /** The task of a press goes on: what happens now is its doing, and no timer's or shopper's. */
  private pressing = false;
  private lastClick: { id: number; t: number } | null = null;

  constructor(
    private readonly ctx: Context,
    private readonly dom: Dom,
  ) {
    dom.onRecords((records, t) => this.changed(records, t));
    this.listenForAnswers();
    this.patchDialogs();
    this.patchFocus();
    ctx.on("request", (t) => this.newest("request", t, 50));
    ctx.on("unloading", (t) => this.note("unloading", t));
    ctx.on("leaving", (t) => {
      this.note("navigation", t);
      this.finish();
    });
    ctx.on("finish", () => this.finish());
  }

  /** Begins to watch click `id` on `control`; `already` is what it showed by itself. */
  watch(id: number, t: number, control: Element, already: ReactionKind | null): void {
    // A press before the document is parsed: then the parser's own work is watched, too.
    this.dom.observe(document);
    this.action = { t, target: control };
    this.lastClick = { id, t };
    this.pressing = true;
    later(0, () => {
      this.pressing = false;
    });
    const watch: Watch = { id, t, view: this.ctx.view, control, after: {}, timer: 0, early: false, fields: fieldsNow(), offsets: offsetsAround(control) };
    watch.timer = later(WATCH_MS, () => this.end(watch));
    this.watches.push(watch);
    for (const ms of COMPARE_AT) later(ms, () => this.compareFields(watch));
    if (already) this.set(watch, already, t);
  }

  /** The click that something at `t` hangs on, if one was at most `within` ms ago. */
  clickAt(t: number, within: number): number | undefined {
    return this.lastClick && t - this.lastClick.t <= within ? this.lastClick.id : undefined;
  }

  /** A route of the same document was shown. */
  routed(): void {
    this.note("navigation", now());
  }

  errorThrown(t: number): void {
    this.newest("error", t, 100);
  }

  private newest(kind: ReactionKind, t: number, within: number): void {
    const watch = this.watches[this.watches.length - 1];
    if (watch && t - watch.t <= within) this.set(watch, kind, t);
  }

  private note(kind: ReactionKind, t: number, within: number = WATCH_MS): void {
    for (const watch of this.watches) {
      if (t - watch.t <= within && this.belongs(watch, t)) this.set(watch, kind, t);
    }
  }

  private belongs(watch: Watch, t: number): boolean {
    const { action } = this;
    return watch.control.contains(action.target) || action.t <= watch.t || t - action.t > LATER_ACTION_MS;
  }

  /** Only what the shopper did not do by hand since: typing after a dead click is no answer to it. */
  private untouched(watch: Watch): boolean {
    return this.action.t <= watch.t || watch.control.contains(this.action.target);
  }

  private set(watch: Watch, kind: ReactionKind, t: number): void {
    if (watch.after[kind] === undefined) watch.after[kind] = round(Math.max(0, t - watch.t));
    if (SILENT.has(kind) || watch.early) return;
    watch.early = true;
    cancel(watch.timer);
    watch.timer = later(Math.max(0, watch.t + EARLY_MS - now()), () => this.end(watch));
  }

  private end(watch: Watch): void {
    cancel(watch.timer);
    if (!this.watches.includes(watch)) return;
    if (!watch.early) this.compareFields(watch);
    this.watches = this.watches.filter((other) => other !== watch);
    const t = now();
    this.ctx.emit(
      { kind: "reaction", click: watch.id, after: watch.after, observed_ms: round(t - watch.t) },
      t,
      watch.view,
    );
  }

  private finish(): void {
    for (const watch of this.watches.slice()) this.end(watch);
  }

  // ---------------------------------------------------------------- DOM changes

  private changed(records: MutationRecord[], t: number): void {
    const judged = new Map<Node, boolean>();
    let visible = false;
    for (const record of records) {
      const moving = this.moves(record, t, judged) && !this.pressing;
      if (moving || visible || this.watches.length === 0) continue;
      visible = showsSomething(record);
    }
    if (visible) this.note("mutation", t);
  }

  /** Whether the place of a change moves on its own: the node, or what it stands in. */
  private moves(record: MutationRecord, t: number, judged: Map<Node, boolean>): boolean {
    const { target } = record;
    let moving = judged.get(target);
    if (moving === undefined) {
      moving = this.restless.note(target, t, this.action.t);
      judged.set(target, moving);
      const around = target.parentNode;
      if (around && around !== document && !judged.has(around)) {
        const aroundMoves = this.restless.note(around, t, this.action.t);
        if (record.type === "attributes" && aroundMoves) judged.set(target, (moving = true));
      }
    }
    return moving;
  }

  // ---------------------------------------------------------------- other answers

  private listenForAnswers(): void {
    const acted = (event: Event): void => {
      const target = event.composedPath()[0];
      if (!event.isTrusted && !(target instanceof Element && isSetByDrivers(target))) return;
      this.action = { t: now(), target: target instanceof Element ? target : null };
    };
    for (const type of ["pointerdown", "keydown", "wheel"]) listen(window, type, acted);
    listen(document, "focusin", (event) => {
      // A dialog that a press opens or closes moves the focus, too.
      if (!this.pageFocuses && !this.pressing) acted(event);
    });
    for (const type of ["input", "change"]) {
      listen(window, type, (event) => {
        this.entered(event);
        acted(event);
      });
    }
    const scrolling = new Scrolling((target, before) => {
      this.each((watch, t) => {
        const answer = t - watch.t <= 300 && scrolling.answers(target, before, watch.t, watch.offsets);
        if (answer) this.set(watch, "scroll", t);
      });
    });
    listen(document, "selectionchange", () => this.selected());
    listen(document, "visibilitychange", () => this.each((watch, t) => this.set(watch, "visibility", t)));
    listen(window, "blur", (event) => {
      if (event.target === window) this.each((watch, t) => this.set(watch, "visibility", t));
    });
    for (const type of ["play", "pause", "volumechange", "seeking"]) {
      listen(window, type, () => this.note("media", now()));
    }
    listen(window, "invalid", () => this.newest("invalid", now(), 100));
    listen(window, "toggle", () => this.note("mutation", now()));
    // Styles that no attribute of the page announced (:checked, :target). Under the pointer it is
    // the end of :hover or :active, which is no answer.
    for (const type of ["transitionrun", "animationstart"]) listen(window, type, (event) => this.animated(event));
  }

  private each(work: (watch: Watch, t: number) => unknown): void {
    const t = now();
    for (const watch of this.watches) if (this.untouched(watch)) work(watch, t);
  }

  /** Only where the page moves the focus: a script's next fill() moves it, too, without any key. */
  private patchFocus(): void {
    patch(HTMLElement.prototype, "focus", (original) => {
      const reactions = this;
      return {
        wrapper(this: unknown, ...args: unknown[]): unknown {
          reactions.pageFocuses = true;
          try {
            return callNative(original, this, args);
          } finally {
            reactions.pageFocuses = false;
            attempt(() => reactions.focused(this as Element));
          }
        },
      }.wrapper;
    });
  }

  private focused(target: Element): void {
    if (document.activeElement !== target && !target.matches(":focus")) return;
    const takesText = isTextEntry(target) || target.localName === "select";
    this.each((watch, t) => {
      if (takesText || !(watch.control.contains(target) || target.contains(watch.control))) this.set(watch, "focus", t);
    });
  }

  /** What the press itself entered (a box ticked), or what the page entered by script. */
  private entered(event: Event): void {
    const target = event.composedPath()[0];
    if (!(target instanceof Node)) return;
    const byPage = !event.isTrusted && !(target instanceof Element && isSetByDrivers(target));
    this.each((watch, t) => {
      if (watch.control.contains(target) || byPage) this.set(watch, "input", t);
    });
    if (!byPage) for (const watch of this.watches) watch.fields.delete(target as Field);
  }

  /** A stepper that writes to a field's `value` shows a new number, and no observer tells so. */
  private compareFields(watch: Watch): void {
    if (!this.watches.includes(watch) || watch.after.input !== undefined) return;
    for (const [field, before] of watch.fields) {
      if (field.isConnected && stateOf(field) !== before) return this.set(watch, "input", now());
    }
  }

  private selected(): void {
    if (this.watches.length === 0 || document.getSelection()?.isCollapsed !== false) return;
    this.each((watch, t) => t - watch.t <= EARLY_MS && this.set(watch, "selection", t));
  }

  private animated(event: Event): void {
    const { target } = event;
    if (this.watches.length === 0 || !(target instanceof Element) || target.matches(":hover")) return;
    const t = now();
    if (!this.restless.note(target, t, this.action.t)) this.note("mutation", t);
  }

  private patchDialogs(): void {
    for (const name of ["alert", "confirm", "prompt", "print"]) {
      patch(window, name, (original) => preceded(original, () => this.newest("dialog", now(), WATCH_MS)));
    }
    patch(window, "open", (original) => preceded(original, () => this.newest("new_tab", now(), WATCH_MS)));
    // A detached <a download> clicked by a script: how shops hand out PDFs made in the page.
    patch(HTMLElement.prototype, "click", (original) => preceded(original, (self) => {
      if (!(self instanceof HTMLAnchorElement)) return;
      if (self.hasAttribute("download")) this.newest("download", now(), WATCH_MS);
      else if (self.target && self.target !== "_self") this.newest("new_tab", now(), WATCH_MS);
    }));
    patch(HTMLInputElement.prototype, "showPicker", (original) => preceded(original, () => this.newest("dialog", now(), WATCH_MS)));
  }
}

const stateOf = (field: Field): string => (isChoice(field) ? String((field as HTMLInputElement).checked) : field.value);

function fieldsNow(): Map<Field, string> {
  const fields = document.querySelectorAll<Field>("input:not([type=hidden]),select,textarea");
  return new Map([...fields].slice(0, 200).map((field) => [field, stateOf(field)]));
}
