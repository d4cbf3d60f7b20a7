// What the shopper did last, by which a layer was asked for or closed.

import { hear } from "../barmarks";
import { isTextEntry } from "../privacy";
import { attempt, now, wallClock } from "../safe";
import { parentOf } from "../target";
import { hasContent } from "./overlay";
import { focused, holds } from "./places";

/** An answer that comes later is told by the request that it waited for. */
const ASKED_MS = 1000;
/** Clocks of one task. */
const SAME_MS = 5;
const RECENT = 12;
const REQUEST_MS = 8000;
const ANSWER_MS = 500;
/** A layer that is saved or animated away goes a little later than the press. */
const CLOSED_MS = 3000;
/** A layer of a page that answers a form that was sent. */
const SENT = "kitka.sent";
const SENT_MS = 15_000;
const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock"]);

interface Press {
  t: number;
  how: "pointer" | "key";
  path: EventTarget[];
}

export class Presses {
  /** The newest last. A layer is judged a moment after it came: somebody may have gone on by then. */
  private readonly _recent: Press[] = [];
  /** Something was done before anybody listened: it may have asked for what is open. */
  private readonly _before = document.readyState !== "loading" && navigator.userActivation?.hasBeenActive === true;
  private readonly _sent = wasJustSent();
  /** The frame that somebody went into last: what is pressed in there nobody hears out here. */
  private _frame: Element | null = null;

  constructor() {
    const note = (how: Press["how"]) => (event: Event): void => {
      if (event instanceof KeyboardEvent && MODIFIERS.has(event.key)) return;
      this._frame = null;
      this._recent.push({ t: now(), how, path: event.composedPath() });
      if (this._recent.length > RECENT) this._recent.shift();
    };
    hear(window, "pointerdown", note("pointer"));
    hear<KeyboardEvent>(window, "keydown", note("key"));
    // A finger that scrolls the page has pressed nothing.
    hear(window, "pointercancel", () => {
      if (this._recent[this._recent.length - 1]?.how === "pointer") this._recent.pop();
    });
    // A press that was held for long counts from its end; one made by a key was noted already.
    hear<MouseEvent>(window, "click", (event) => event.isTrusted && event.detail > 0 && note("pointer")(event));
    hear(window, "blur", (event) => {
      const active = document.activeElement;
      if (event.target === window && active?.matches("iframe")) this._frame = active;
    });
    hear(window, "submit", () => attempt(() => sessionStorage.setItem(SENT, String(wallClock()))));
  }

  /** Whether `element`, which came at `t`, followed a press or a key, or grew out of where the shopper is. */
  asked(element: Element, t: number, atStart: boolean): boolean {
    if (atStart && (this._before || this._sent)) return true;
    const press = this._lastBy(t);
    if (press && t - press.t <= ASKED_MS) return true;
    if (press && t - press.t <= REQUEST_MS && answered(press.t, t)) return true;
    return growsOutOfHovered(element) || growsOutOfField(element);
  }

  private _lastBy(t: number): Press | undefined {
    return [...this._recent].reverse().find((press) => press.t <= t + SAME_MS);
  }

  closed(element: Element, t: number): "inside" | "outside" | "key" | "itself" {
    // Who presses within a frame activates the page around it, too, for a few seconds.
    if (this._frame && holds(element, this._frame) && navigator.userActivation?.isActive) return "inside";
    const press = this._lastBy(t);
    if (!press) return "itself";
    const { t: at, how, path } = press;
    const inside = path.includes(element) && !isShade(element, path[0]);
    if (t - at > (inside ? CLOSED_MS : ASKED_MS)) return "itself";
    if (how === "key") return "key";
    return inside ? "inside" : "outside";
  }
}

/** The darkened rest of the window, which often belongs to the layer's own box. */
const isShade = (element: Element, pressed: EventTarget | undefined): boolean =>
  pressed instanceof Element && (pressed === element || (!hasContent(pressed) && !pressed.closest("button,a,input,[role=button]")));

function wasJustSent(): boolean {
  const at = attempt(() => sessionStorage.getItem(SENT));
  if (!at) return false;
  attempt(() => sessionStorage.removeItem(SENT));
  return wallClock() - Number(at) < SENT_MS && now() < SENT_MS;
}

/** A request that the press at `pressed` started was answered right before `t`. */
function answered(pressed: number, t: number): boolean {
  const entries = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
  return entries.some(
    ({ initiatorType, startTime, responseEnd }) =>
      /^(?:fetch|xmlhttprequest|script|iframe)$/.test(initiatorType) && startTime >= pressed && startTime - pressed <= ASKED_MS &&
      responseEnd <= t + 50 && t - responseEnd <= ANSWER_MS,
  );
}

/** A menu of what the pointer is on: in the markup, or said by its opener. */
function growsOutOfHovered(element: Element): boolean {
  const { id } = element;
  const opener = id ? document.querySelector(`[aria-controls~="${CSS.escape(id)}"],[popovertarget="${CSS.escape(id)}"]`) : null;
  if (opener?.matches(":hover,:focus-within")) return true;
  const around = parentOf(element)?.closest("li,nav,[role=menubar],[role=navigation],[aria-haspopup]");
  return around?.matches(":hover,:focus-within") === true;
}

/** A list under the field that somebody types in. */
function growsOutOfField(element: Element): boolean {
  const field = focused();
  if (!field || holds(element, field) || !isTextEntry(field)) return false;
  const box = element.getBoundingClientRect();
  const at = field.getBoundingClientRect();
  const beside = Math.abs(box.top - at.bottom) < 16 || Math.abs(box.bottom - at.top) < 16;
  return beside && box.left < at.right && box.right > at.left;
}
