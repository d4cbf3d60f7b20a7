// For how long a choice was before somebody's eyes, with nothing else done, until it was made.

import { hear } from "../barmarks";
import { round, type Context } from "../context";
import { inputType, isSetByDrivers } from "../privacy";
import { attempt, now } from "../safe";
import { describe, originOf } from "../target";
import type { Looking } from "./looking";
import { isLeftOut } from "./places";

const CHOICES = "input[type=radio],[role=radio],select";
const CHOICES_MAX = 200;

/** The control that a press on a choice or its label is for. */
function choiceAt(element: Element | null): Element | null {
  const control = element?.closest("label")?.control ?? element?.closest(CHOICES);
  return control?.matches(CHOICES) ? control : null;
}

/** What is chosen from: the first of its radio buttons, what holds them, or the list itself. */
function groupOf(choice: Element): Element {
  const { name, form } = choice as HTMLInputElement;
  if (inputType(choice) !== "radio") return choice.closest("[role=radiogroup]") ?? choice;
  const same = document.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${CSS.escape(name)}"]`);
  return [...same].find((other) => other.form === form) ?? choice;
}

export function watchChoices(ctx: Context, looking: Looking): void {
  // Since when a group has been in the window.
  const inView = new Map<Element, number>();
  const groups = new WeakMap<Element, Element>();
  const seen = new WeakSet<Element>();
  let made = new WeakSet<Element>();
  /** When anything was done last, and the press that may be the choice: what came before it. */
  let last = now();
  let press: { t: number; before: number; on: Element | null } = { t: last, before: last, on: null };
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const group = groups.get(target);
      if (!group) continue;
      if (!isIntersecting) inView.delete(group);
      else if (!inView.has(group)) inView.set(group, now());
    }
  });
  looking.on(() => {
    for (const choice of [...document.querySelectorAll(CHOICES)].slice(0, CHOICES_MAX)) {
      if (seen.has(choice)) continue;
      seen.add(choice);
      const group = groupOf(choice);
      // One sees the label of a choice; the box itself is often hidden.
      const shown = group.matches("input") ? ((group as HTMLInputElement).labels?.[0] ?? group) : group;
      if (groups.has(shown)) continue;
      groups.set(shown, group);
      observer.observe(shown);
    }
    for (const group of inView.keys()) if (!group.isConnected) inView.delete(group);
  });
  for (const type of ["pointerdown", "keydown"]) {
    hear(window, type, (event) => {
      const t = now();
      press = { t, before: last, on: choiceAt(originOf(event)) };
      last = t;
    });
  }
  hear(window, "scroll", () => {
    last = now();
  });
  const chosen = (choice: Element): void => {
    const group = groupOf(choice);
    const since = inView.get(group);
    if (made.has(group)) return;
    made.add(group);
    if (since === undefined || isLeftOut(choice)) return;
    const pressed = press.on !== null && groupOf(press.on) === group;
    const waited = (pressed ? press.t : now()) - Math.max(since, pressed ? press.before : last);
    ctx.emit({ kind: "choice", target: describe(choice), waited_ms: round(Math.max(0, waited)) });
  };
  hear(window, "change", (event) => {
    const choice = originOf(event);
    if (choice?.matches(CHOICES) && (event.isTrusted || isSetByDrivers(choice))) chosen(choice);
  });
  hear(window, "click", (event) => {
    const choice = originOf(event)?.closest("[role=radio]:not(input)");
    if (choice && event.isTrusted) chosen(choice);
  });
  ctx.on("view", (t) => {
    made = new WeakSet();
    last = t;
  });
  ctx.on("ended", () => attempt(() => observer.disconnect()));
}
