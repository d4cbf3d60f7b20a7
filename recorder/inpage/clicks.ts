// Presses of the shopper, by pointer or keyboard, and what they were meant for.

import type { watchAim } from "./aim";
import { hear } from "./barmarks";
import { round, type Context } from "./context";
import { inputType, isTextEntry } from "./privacy";
import type { Reactions } from "./reactions";
import { attempt, cancel, later, now } from "./safe";
import { controlOf, describe, isVisible, originOf } from "./target";
import type { ClickEvent, ReactionKind, Target } from "./types";
import { controlUnder, isAt, looksDisabled } from "./under";

const NATIVE_PICKERS = /^(?:file|color|date.*|month|time|week)$/;

/** A real click that comes on top of a press which had none of its own. */
const SAME_PRESS_MS = 300;
/** So far a hand slips between pointerdown and pointerup without meaning to drag. */
const SLIP_PX = 10;
/** Drawn controls whose keys the page has to hear by itself: no browser makes a click of them. */
const KEYED = "[role=button],[role=link],[role=checkbox],[role=switch],a[tabindex]:not([href]),[onclick][tabindex]";
const NATIVE = "button,a[href],area[href],input,select,textarea,summary";
const DISABLED = "button:disabled,input:disabled,select:disabled,textarea:disabled";

export function watchClicks(ctx: Context, reactions: Reactions, aimed: ReturnType<typeof watchAim>): void {
  let id = 0;
  let pressedAt = -Infinity;
  let selectedAt = -Infinity;
  let labelled: { control: Element; t: number } | null = null;
  const press = (control: Element, interactive: boolean, event: PointerEvent, more: Partial<ClickEvent>, known = describe(control)): void => {
    const t = now();
    const target: Target = { ...known, interactive };
    // Called off by its look alone.
    if (interactive && !isTextEntry(control) && getComputedStyle(control).cursor === "not-allowed") target.disabled = true;
    target.unobservable = unobservable(control, event);
    ctx.emit({ ...clickEvent(id, target, event), ...more }, t);
    const selecting = selectedAt >= pressedAt && document.getSelection()?.isCollapsed === false;
    reactions.watch(id++, t, control, event.timeStamp, selecting ? "selection" : ownAnswer(control));
  };
  const double = watchDisabled((control, event) => press(control, true, event, {}));
  hear(window, "pointerdown", () => {
    pressedAt = now();
  });
  hear<KeyboardEvent>(window, "keydown", (event) => {
    const element = originOf(event);
    if (event.isTrusted && element && isKeyPress(element, event)) press(element, true, event as unknown as PointerEvent, {});
  });
  const lost = watchLost((control, event, known) => press(control, true, event, {}, known));
  hear(document, "selectionchange", () => {
    selectedAt = now();
  });
  hear<PointerEvent>(window, "click", (event) => {
    const element = originOf(event);
    // A script's own click() is not a press.
    if (!event.isTrusted || !element || double(element)) return;
    const moved = event.detail === 0 ? null : lost(element);
    if (moved === true) return;
    const t = now();
    // The browser presses a label's control once more, in the same task: also where what was
    // pressed is drawn in its stead.
    if (labelled && element === labelled.control && t - labelled.t < 100) {
      labelled = null;
      return;
    }
    const { control, interactive } = controlOf(element);
    const held = element.closest("label")?.control;
    labelled = held && held !== element ? { control: held, t } : null;
    const under = event.detail === 0 || labelled ? null : attempt(() => controlUnder(control, interactive, event.clientX, event.clientY));
    // Style libraries let presses on what is disabled fall through to what it stands in.
    if (under && control.contains(under) && looksDisabled(under)) press(under, true, event, {}, { ...describe(under), disabled: true });
    else {
      const meant = moved ?? (event.detail === 0 ? null : aimed());
      press(control, interactive, event, { ...(under && { under: describe(under) }), ...(meant && meant !== under && { aimed: describe(meant) }) });
    }
  });
}

/** Enter presses what is no choice, Space what is no link. */
function isKeyPress(element: Element, { key, repeat, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (repeat || ctrlKey || metaKey || altKey || !element.matches(KEYED) || element.matches(NATIVE)) return false;
  return key === "Enter" ? !element.matches("[role=checkbox],[role=switch]") : key === " " && !element.matches("[role=link],a");
}

/**
 * No browser sends a click for a press on what is natively disabled, but all send its pointer
 * events. Returns whether a click on an element is of a press that has been told already.
 */
function watchDisabled(pressed: (control: Element, event: PointerEvent) => void): (element: Element) => boolean {
  let down: Element | null = null;
  let told: { control: Element; t: number } | null = null;
  hear(window, "pointerdown", (event) => {
    down = originOf(event)?.closest(DISABLED) ?? null;
  });
  hear<PointerEvent>(window, "pointerup", (event) => {
    const control = originOf(event)?.closest(DISABLED) ?? null;
    if (!event.isTrusted || event.button !== 0 || !control || control !== down) return;
    told = { control, t: now() };
    pressed(control, event);
  });
  return (element) => told !== null && now() - told.t < SAME_PRESS_MS && (told.control.contains(element) || element.contains(told.control));
}

interface Down {
  control: Element;
  known: Target;
  event: PointerEvent;
  /** A label's control is pressed from elsewhere: it was not there to begin with. */
  held: boolean;
}

/**
 * No browser sends a click to a control that the page replaces or moves away while it is pressed (a
 * field is left by the press, and the page draws its surroundings anew). Its like must stand there,
 * or it elsewhere: what did its work when it was touched and went away was not pressed in vain. Of a
 * finger all of that may happen in the mouse events after its tap, and none come of anything else.
 *
 * Call what is returned for a click on an element: the control that the press was on, if the page
 * has moved that away; `true` where this click is all that came of such a press, and it is told.
 */
function watchLost(pressed: (control: Element, event: PointerEvent, known: Target) => void): (element: Element) => Element | true | null {
  let down: Down | null = null;
  let lost: (Down & { stands: Element }) | null = null;
  let waiting = 0;
  const tell = (): void => {
    if (lost) pressed(lost.control, lost.event, lost.known);
    lost = null;
  };
  const forget = (): void => {
    down = null;
  };
  hear<PointerEvent>(window, "pointerdown", (event) => {
    const element = originOf(event);
    const found = element && event.isTrusted && event.button === 0 ? controlOf(element) : null;
    down = lost = null;
    if (!found?.interactive || isTextEntry(found.control)) return;
    down = { control: found.control, known: describe(found.control), event, held: isAt(found.control, event.clientX, event.clientY) };
  });
  // Moved on by its own hand.
  for (const type of ["pointercancel", "scroll"]) hear(window, type, forget);
  for (const type of ["pointerup", "mouseup"]) {
    hear<MouseEvent>(window, type, (event) => {
      const element = originOf(event);
      const was = down;
      if (!was || !element || (was.event.pointerType === "touch") !== (type === "mouseup")) return;
      forget();
      const { clientX: x, clientY: y } = event;
      const { control, held, known } = was;
      if (Math.hypot(x - was.event.clientX, y - was.event.clientY) > SLIP_PX) return;
      const stands = control.isConnected
        ? held && !isAt(control, x, y) && !control.contains(element) && isVisible(control) && control
        : [controlOf(element).control, known.selector!.includes(">>>") ? null : attempt(() => document.querySelector(known.selector!))].find(
          (other) => control.localName === other?.localName && control.textContent === other.textContent,
        );
      if (!stands) return;
      lost = { ...was, stands };
      waiting = later(0, tell);
    });
  }
  return (element) => {
    if (!lost) return null;
    const { control, stands } = lost;
    cancel(waiting);
    if (element !== stands && element.contains(stands)) {
      tell();
      return true;
    }
    // A click comes after all where it was replaced before the browser had noted what was pressed.
    lost = null;
    return control.isConnected ? control : null;
  };
}

function clickEvent(id: number, target: Target, event: PointerEvent): ClickEvent {
  const keyboard = event.type === "keydown" || (event.type === "click" && event.detail === 0);
  const type = event.pointerType;
  return {
    kind: "click",
    id,
    target,
    x: keyboard ? 0 : round(event.clientX),
    y: keyboard ? 0 : round(event.clientY),
    pointer: keyboard ? "keyboard" : type === "mouse" || type === "touch" || type === "pen" ? type : "",
    count: Math.max(1, event.detail),
  };
}

/** What the browser itself shows for a press, which happened before the click event or outside the page. */
function ownAnswer(control: Element): ReactionKind | null {
  if (NATIVE_PICKERS.test(inputType(control))) return "dialog";
  const takesInput = isTextEntry(control) || control.localName === "select";
  if (takesInput && !control.matches(":disabled")) return "focus";
  // The chosen one of some radio buttons, pressed again, rightly stays as it is.
  if (inputType(control) === "radio" && pressedWhenChosen(control as HTMLInputElement)) return "focus";
  return null;
}

let chosenBefore: HTMLInputElement | null = null;

/** By the time of its click event a radio button is checked already; pointerdown came before. */
export function pressedWhenChosen(radio: HTMLInputElement): boolean {
  return chosenBefore === radio;
}

export function rememberChosenRadios(): void {
  const remember = (event: Event): void => {
    const element = event.composedPath()[0];
    const control = element instanceof Element ? controlOf(element).control : null;
    chosenBefore = control instanceof HTMLInputElement && control.type === "radio" && control.checked ? control : null;
  };
  hear(window, "pointerdown", remember);
}

function unobservable(control: Element, event: MouseEvent): NonNullable<Target["unobservable"]> {
  const link = control.closest("a[href],area[href]");
  if (link) {
    if (link.hasAttribute("download")) return "download";
    if (/^(?:mailto|tel|sms):/i.test(link.getAttribute("href") ?? "")) return "mailto";
    const frame = link.getAttribute("target") ?? "";
    const modified = event.ctrlKey || event.metaKey || event.shiftKey;
    if (modified || (frame !== "" && frame !== "_self")) return "new_tab";
  }
  const form = (control as HTMLButtonElement).form;
  if (form instanceof HTMLFormElement && (form.getAttribute("target") ?? "_self") !== "_self" && isSubmitter(control)) return "new_tab";
  const tag = control.localName;
  if (tag === "canvas") return "canvas";
  if (tag === "video" || tag === "audio") return "media";
  return tag === "iframe" || tag === "embed" || tag === "object" ? "frame" : "";
}

const isSubmitter = (control: Element): boolean =>
  /^(?:submit|image)$/.test((control as HTMLButtonElement).type ?? "");
