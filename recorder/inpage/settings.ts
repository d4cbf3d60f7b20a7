// What a shopper sets otherwise than by typing: selects, sliders, switches, choices, numbers.
// Whether it stays set is compared here; no value leaves the page.

import { hear } from "./barmarks";
import { isCarried } from "./carried";
import { pressedWhenChosen } from "./clicks";
import { round, type Context } from "./context";
import { inputType, isSetByDrivers } from "./privacy";
import type { Reactions } from "./reactions";
import { later, now } from "./safe";
import { describe, isDisabled } from "./target";
import type { SettingEvent, Target } from "./types";
import type { After, Watch } from "./watches";

/** By then a page that does not want what was set has put it back. */
const KEPT_MS = 600;
/** A slider is set in many small steps: the last one counts. */
const AGAIN_MS = 1000;
const DRAG_PX = 8;

const CHECKED = "[role=checkbox],[role=switch],[role=radio],[role=menuitemcheckbox],[role=menuitemradio]";
const SLIDERS = "input[type=range],[role=slider],[role=spinbutton]:not(input)";
const GROWS: Record<string, 1 | -1> = {
  ArrowRight: 1, ArrowUp: 1, PageUp: 1, End: 1, ArrowLeft: -1, ArrowDown: -1, PageDown: -1, Home: -1,
};

interface Setting {
  control: Element;
  t: number;
  before: string | null;
  /** What it was set to; `null`: anything but what it was. */
  wanted: string | null;
  target: Target;
  carried: boolean;
  kept: boolean | null;
  followed: { after: After; at: number } | null;
  watch: Watch;
}

interface Gesture {
  control: Element;
  before: string | null;
  x: number;
  y: number;
  moved: boolean;
}

export function watchSettings(ctx: Context, reactions: Reactions): void {
  const open = new Map<Element, Setting>();
  const before = new WeakMap<Element, string | null>();
  const tell = (setting: Setting): void => {
    const { control, t, target, carried, kept, followed, watch } = setting;
    if (kept === null || !followed) return;
    if (open.get(control) === setting) open.delete(control);
    const event: SettingEvent = { kind: "setting", target, kept, carried, after: followed.after, observed_ms: round(followed.at - t) };
    ctx.emit(event, t, watch.view);
  };
  const judge = (setting: Setting): void => {
    if (open.get(setting.control) !== setting || setting.kept !== null) return;
    setting.kept = isKept(setting);
    tell(setting);
  };
  const set = (control: Element, was: string | null | undefined, wanted: string | null): void => {
    before.set(control, wanted ?? was ?? null);
    if (was === wanted && wanted !== null) return;
    const t = now();
    const last = open.get(control);
    if (last && t - last.t < AGAIN_MS) reactions.forget(last.watch);
    const setting = { control, t, before: was ?? null, wanted, target: describe(control), carried: last?.carried ?? isCarried(control), kept: null, followed: null } as unknown as Setting;
    if (last && wanted === null) setting.before = last.before;
    open.set(control, setting);
    setting.watch = reactions.watchSetting(t, control, (after, at) => {
      setting.followed = { after, at };
      tell(setting);
    });
    later(KEPT_MS, () => judge(setting));
  };
  for (const moment of ["leaving", "finish"] as const) ctx.on(moment, () => [...open.values()].forEach(judge));

  const remember = (event: Event): void => {
    const control = settable(event);
    // While a number is typed its keys and presses do not begin anything.
    if (control && (event.type === "focusin" || inputType(control) !== "number")) before.set(control, stateOf(control));
  };
  for (const type of ["focusin", "pointerdown", "keydown"]) hear(window, type, remember);
  hear(window, "change", (event) => {
    const control = event.composedPath()[0] as Element;
    if (!event.isTrusted && !isSetByDrivers(control)) return;
    const type = inputType(control);
    if (control.localName === "select" || type === "number") set(control, before.get(control), stateOf(control));
    else if (type === "range") set(control, before.get(control), null);
  });
  hear(window, "click", (event) => {
    const control = settable(event);
    if (!event.isTrusted || !control || isDisabled(control)) return;
    const type = inputType(control);
    const state = stateOf(control);
    // The browser has ticked it already; a page that forbids it puts it back after this event.
    if (type === "checkbox") set(control, null, state);
    else if (type === "radio") {
      if (!pressedWhenChosen(control as HTMLInputElement)) set(control, null, state);
    } else if (control.matches(CHECKED) && state !== null) {
      const was = before.get(control) ?? state;
      if (!(was === "true" && control.matches("[role=radio],[role=menuitemradio]"))) set(control, was, null);
    }
  });
  watchSliders((control, was) => set(control, was, null));
}

/** Sliders by what was done to them: one that never moves has no event of its own. */
function watchSliders(set: (control: Element, was: string | null) => void): void {
  let gesture: Gesture | null = null;
  const sliderAt = (event: Event): Element | null => {
    const element = event.composedPath()[0];
    const slider = element instanceof Element ? element.closest(SLIDERS) : null;
    return slider && !isDisabled(slider) && !slider.matches("[aria-readonly=true]") && stateOf(slider) !== null ? slider : null;
  };
  hear<PointerEvent>(window, "pointerdown", (event) => {
    const control = event.button === 0 ? sliderAt(event) : null;
    gesture = control && { control, before: stateOf(control), x: event.clientX, y: event.clientY, moved: false };
  });
  hear(window, "input", (event) => {
    if (gesture && event.isTrusted && event.composedPath()[0] === gesture.control) gesture.moved = true;
  });
  hear<PointerEvent>(window, "pointerup", (event) => {
    if (!gesture) return;
    const { control, before, x, y, moved } = gesture;
    gesture = null;
    const [dx, dy] = [event.clientX - x, y - event.clientY];
    const along = control.getAttribute("aria-orientation") === "vertical" ? dy : dx;
    if (moved || (Math.abs(along) >= DRAG_PX && !isAtEnd(control, before, along))) set(control, before);
  });
  hear<KeyboardEvent>(window, "keydown", (event) => {
    const grows = GROWS[event.key];
    const control = grows && !event.ctrlKey && !event.metaKey && !event.altKey ? sliderAt(event) : null;
    const before = control && stateOf(control);
    if (control && grows && !isAtEnd(control, before, grows)) set(control, before);
  });
}

/** Whether it cannot go any further in the direction of `grows`. */
function isAtEnd(control: Element, state: string | null, grows: number): boolean {
  const native = control.localName === "input";
  const limit = (name: string, standard: number): number => {
    const given = control.getAttribute(native ? name : `aria-value${name}`);
    return given === null || given === "" ? standard : Number(given);
  };
  const onwards = getComputedStyle(control).direction === "rtl" ? -grows : grows;
  return onwards > 0 ? Number(state) >= limit("max", 100) : Number(state) <= limit("min", 0);
}

function settable(event: Event): Element | null {
  const element = event.composedPath()[0];
  return element instanceof Element ? element.closest(`select,input,${SLIDERS},${CHECKED}`) : null;
}

function stateOf(control: Element): string | null {
  const type = inputType(control);
  if (type === "checkbox" || type === "radio") return String((control as HTMLInputElement).checked);
  if (type || control.localName === "select") return (control as HTMLInputElement).value;
  return control.getAttribute(control.matches(CHECKED) ? "aria-checked" : "aria-valuenow");
}

/** What is not there any more was drawn anew: nothing is known. */
function isKept({ control, before, wanted, watch }: Setting): boolean {
  const state = stateOf(control);
  if (!control.isConnected || state === wanted) return true;
  // A number may be brought into the allowed range; a widget may show by a style what it means.
  if (wanted === null) return state !== before || watch.shown;
  return inputType(control) === "number" && state !== before;
}
