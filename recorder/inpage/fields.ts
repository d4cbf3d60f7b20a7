// One visit to a field: focus, first change, leaving. Never what was entered.

import { hear } from "./barmarks";
import { round, type Context } from "./context";
import { isButtonInput, isChoice, isField, isFilled, isSetByDrivers, isTextEntry } from "./privacy";
import { later, now } from "./safe";
import { describe } from "./target";
import type { ChangeEvent } from "./types";

interface Visit {
  element: Element;
  t: number;
  changed: boolean;
  deleting: boolean;
  corrections: number;
}

const isVisited = (node: unknown): node is Element =>
  node instanceof Element && (isField(node) ? !isButtonInput(node) : isTextEntry(node));

/** The same detail, however a field or a clipboard spaces it. */
const plain = (text: string): string => text.replace(/[\s-]+/g, "").toLowerCase();

export function watchFields(ctx: Context): void {
  let visit: Visit | null = null;
  const buyer = (ctx.config.buyer ?? []).map(plain);
  let given = false;
  const pasted = (data: DataTransfer | null): void => {
    given = buyer.includes(plain(data?.getData("text") ?? ""));
    // What the paste enters, it enters in this task; a page that enters it by itself, soon.
    later(100, () => {
      given = false;
    });
  };
  if (buyer.length > 0) {
    hear<ClipboardEvent>(window, "paste", ({ clipboardData }) => pasted(clipboardData));
    hear<DragEvent>(window, "drop", ({ dataTransfer }) => pasted(dataTransfer));
  }
  const begin = (element: Element): void => {
    if (visit?.element === element) return;
    end();
    visit = { element, t: now(), changed: false, deleting: false, corrections: 0 };
    ctx.emit({ kind: "focus", target: describe(element) });
  };
  const end = (): void => {
    if (!visit) return;
    const { element, t, changed, corrections } = visit;
    visit = null;
    const frame = element.localName === "iframe";
    ctx.emit({
      kind: "blur",
      target: describe(element),
      dwell_ms: round(now() - t),
      changed,
      corrections,
      filled: !frame && isFilled(element),
      valid: !isField(element) || element.validity.valid,
    });
  };
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
    if (own) countCorrections(own, event);
    if (own?.changed) return;
    if (own) own.changed = true;
    else if (!event.isTrusted && !isSetByDrivers(target)) return;
    const hesitation_ms = own ? round(now() - own.t) : 0;
    const change: ChangeEvent = { kind: "change", target: describe(own?.element ?? target), hesitation_ms, how: howChanged(target, event) };
    if (given) Object.assign(change, { how: "pasted", from_buyer: true });
    ctx.emit(change);
  });
  watchFrames(begin, end);
  ctx.on("viewend", end);
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
