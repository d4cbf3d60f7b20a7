// One visit to a field: focus, first change, leaving. Never what was entered.

import { hear } from "./barmarks";
import { round, type Context } from "./context";
import { watchKeystrokes, type Typed } from "./keystrokes";
import { isButtonInput, isChoice, isField, isFilled, isSensitive, isSetByDrivers, isTextEntry } from "./privacy";
import { cancel, later, now } from "./safe";
import { describe } from "./target";
import { Typing } from "./typing";
import type { BlurEvent, ChangeEvent } from "./types";

interface Visit extends Typed {
  t: number;
  /** When it was changed last, else begun. */
  last: number;
  changed: boolean;
  deleting: boolean;
  corrections: number;
}

/** A visit that is over and not told yet. */
interface Left {
  event: BlurEvent;
  visit: Visit;
  t: number;
  view: number;
  timer: number;
}

const isVisited = (node: unknown): node is Element =>
  node instanceof Element && (isField(node) ? !isButtonInput(node) : isTextEntry(node));

/** The same detail, however a field or a clipboard spaces it. */
const unspaced = (text: string): string => text.replace(/[\s-]+/g, "").toLowerCase();

/** What became of the characters is told when the page has had this time for it, or when the shopper does something. */
const AFTERWARDS_MS = 700;
/** Who has typed and does nothing for so long may never come back to leave the field. */
const IDLE_MS = 60_000;

export function watchFields(ctx: Context): void {
  let visit: Visit | null = null;
  const buyer = (ctx.config.buyer ?? []).map(unspaced);
  let given = false;
  const pasted = (data: DataTransfer | null): void => {
    given = buyer.includes(unspaced(data?.getData("text") ?? ""));
    // What the paste enters, it enters in this task; a page that enters it by itself, soon.
    later(100, () => {
      given = false;
    });
  };
  if (buyer.length > 0) {
    hear<ClipboardEvent>(window, "paste", ({ clipboardData }) => pasted(clipboardData));
    hear<DragEvent>(window, "drop", ({ dataTransfer }) => pasted(dataTransfer));
  }
  let left: Left | null = null;
  let idle = 0;
  const tell = (): void => {
    if (!left) return;
    const { event, visit, t, view, timer } = left;
    left = null;
    cancel(timer);
    ctx.emit({ ...event, ...visit.typing?.told() }, t, view);
  };
  const begin = (element: Element): void => {
    if (visit?.element === element) return;
    const taken = isTaken(element);
    end();
    const t = now();
    visit = { element, typing: Typing.of(element), taken, t, last: t, changed: false, deleting: false, corrections: 0 };
    ctx.emit({ kind: "focus", target: describe(element) });
  };
  const end = (): void => {
    if (!visit) return;
    tell();
    cancel(idle);
    const { element, t, last, changed, corrections } = visit;
    const still = now() - last;
    const event: BlurEvent = {
      kind: "blur",
      target: describe(element),
      dwell_ms: round(now() - t),
      // To the second: together with the others it would say how long a secret took to type.
      still_ms: isSensitive(element) ? Math.round(still / 1000) * 1000 : round(still),
      changed,
      corrections,
      filled: element.localName !== "iframe" && isFilled(element),
      valid: !isField(element) || element.validity.valid,
    };
    left = { event, visit, t: now(), view: ctx.view, timer: later(AFTERWARDS_MS, tell) };
    visit = null;
    if (!left.visit.typing) tell();
  };
  // In one that counts as left: the page was put away, or nothing was done for long.
  hear(window, "beforeinput", (event) => {
    const target = event.composedPath()[0];
    if (!visit && event.isTrusted && isVisited(target)) begin(target);
  });
  const isTaken = watchKeystrokes({ now: () => visit, left: () => left?.visit ?? null, tell });
  hear(document, "focusin", (event) => {
    const target = event.composedPath()[0];
    if (isVisited(target)) begin(target);
    else end();
  });
  hear(document, "focusout", (event) => event.composedPath()[0] === visit?.element && end());
  hear<InputEvent>(window, "input", (event) => {
    const target = event.composedPath()[0];
    if (!isVisited(target)) return;
    // Autofill and scripts' widgets change fields that have no focus.
    const own = visit?.element === target || visit?.element.contains(target) ? visit : null;
    if (own) {
      countCorrections(own, event);
      own.last = now();
      cancel(idle);
      idle = later(IDLE_MS, end);
    }
    if (own?.changed) return;
    if (own) own.changed = true;
    else if (!event.isTrusted && !isSetByDrivers(target)) return;
    const hesitation_ms = own ? round(now() - own.t) : 0;
    const change: ChangeEvent = { kind: "change", target: describe(own?.element ?? target), hesitation_ms, how: howChanged(target, event) };
    if (given) Object.assign(change, { how: "pasted", from_buyer: true });
    ctx.emit(change);
  });
  watchFrames(begin, end);
  ctx.on("look", tell);
  const over = (): void => {
    end();
    tell();
  };
  ctx.on("viewend", over);
  // A phone may never wake this page again.
  hear(document, "visibilitychange", () => document.visibilityState === "hidden" && over());
}

/** A payment field is a foreign frame: that it has the focus is all that can be known. */
function watchFrames(begin: (element: Element) => void, end: () => void): void {
  let inFrame = false;
  hear(window, "blur", () => void later(0, () => {
    const active = document.activeElement;
    if (active?.localName !== "iframe") return;
    inFrame = true;
    begin(active);
  }));
  hear(window, "focus", () => {
    if (inFrame) end();
    inFrame = false;
  });
}

function countCorrections(visit: Visit, event: InputEvent): void {
  const deleting = (event.inputType ?? "").startsWith("delete");
  if (deleting && !visit.deleting) visit.corrections += 1;
  visit.deleting = deleting;
}

function howChanged(element: Element, event: InputEvent): ChangeEvent["how"] {
  if (isChoice(element) || isSetByDrivers(element)) return "chosen";
  if (event.inputType === "insertFromPaste" || event.inputType === "insertFromDrop") return "pasted";
  const filled = (event.inputType ?? "") === "insertReplacementText" || element.matches(":autofill");
  return filled ? "autofill" : "typed";
}
