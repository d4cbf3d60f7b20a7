// Presses of the shopper, by pointer or keyboard, and what they were meant for.

import { hear } from "./barmarks";
import { round, type Context } from "./context";
import { inputType, isField, isTextEntry } from "./privacy";
import type { Reactions } from "./reactions";
import { now } from "./safe";
import { controlOf, describe } from "./target";
import type { ClickEvent, ReactionKind, Target } from "./types";

const NATIVE_PICKERS = new Set(["file", "color", "date", "datetime-local", "month", "time", "week"]);

export function watchClicks(ctx: Context, reactions: Reactions): void {
  let id = 0;
  let pressedAt = -Infinity;
  let selectedAt = -Infinity;
  let labelled: { control: Element; t: number } | null = null;
  hear(window, "pointerdown", () => {
    pressedAt = now();
  });
  hear(document, "selectionchange", () => {
    selectedAt = now();
  });
  hear<PointerEvent>(window, "click", (event) => {
    const element = event.composedPath()[0];
    // A script's own click() is not a press.
    if (!event.isTrusted || !(element instanceof Element)) return;
    const t = now();
    // The browser presses a label's control once more, in the same task.
    if (labelled && element === labelled.control && t - labelled.t < 100) {
      labelled = null;
      return;
    }
    const { control, interactive } = controlOf(element);
    labelled = control !== element && !control.contains(element) ? { control, t } : null;
    const target: Target = { ...describe(control), interactive };
    target.unobservable = unobservable(control, event);
    const click = clickEvent(id, target, event);
    ctx.emit(click, t);
    const selecting = selectedAt >= pressedAt && document.getSelection()?.isCollapsed === false;
    reactions.watch(id++, t, control, selecting ? "selection" : ownAnswer(control));
  });
}

function clickEvent(id: number, target: Target, event: PointerEvent): ClickEvent {
  const keyboard = event.detail === 0;
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
  if (NATIVE_PICKERS.has(inputType(control))) return "dialog";
  const takesInput = isTextEntry(control) || control.localName === "select";
  if (takesInput && !(isField(control) && control.disabled)) return "focus";
  // The chosen one of some radio buttons, pressed again, rightly stays as it is.
  if (inputType(control) === "radio" && pressedWhenChosen(control as HTMLInputElement)) return "focus";
  return null;
}

let chosenBefore: HTMLInputElement | null = null;

/** By the time of its click event a radio button is checked already; pointerdown came before. */
function pressedWhenChosen(radio: HTMLInputElement): boolean {
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
