// What lays itself over the page, whether somebody asked for it, and how it goes away again.

import { hear, isBar } from "../barmarks";
import type { Context } from "../context";
import type { Dom } from "../dom";
import { HIDDEN_TEXT, loggable } from "../privacy";
import { describe, isVisible } from "../target";
import type { LayerEvent } from "../types";
import type { Looking } from "./looking";
import {
  boxShare, coversControl, findOverlays, hasContent, holdsBack, isConsent, isMenu, liesAbove, type Found,
} from "./overlay";
import { focused, holds } from "./places";
import { Presses } from "./presses";

const PER_VIEW = 20;
const CANDIDATES_MAX = 200;
/** For so long a change is remembered as the beginning of what slides or fades in. */
const CHANGED_MS = 3000;
/** A refused element is judged anew after so long. */
const AGAIN_MS = 1000;
const SMALLEST_PX = 20;
const NAME_MAX = 80;
const HEADING = "h1,h2,h3,h4,h5,h6,[role=heading]";

interface Open {
  id: number;
  told: Omit<LayerEvent, "state" | "how">;
  /** When it, or something around it, was last changed or taken out. */
  touched?: number;
}

export function watchLayers(ctx: Context, dom: Dom, looking: Looking): void {
  const layers = new Layers(ctx, new Presses());
  dom.onRecords((records, t) => layers.note(records, t));
  looking.on((t) => layers.look(t));
  hear(document, "focusin", () => looking.soon());
  hear(window, "toggle", () => looking.soon());
  ctx.on("view", (t) => layers.begin(t));
}

class Layers {
  private readonly _open = new Map<Element, Open>();
  private readonly _changed = new Map<Element, number>();
  private readonly _refused = new WeakMap<Element, number>();
  private _ids = 0;
  private _told = 0;
  private _viewAt = 0;
  private _first = true;

  constructor(
    private readonly _ctx: Context,
    private readonly _presses: Presses,
  ) {}

  begin(t: number): void {
    this._viewAt = t;
    this._told = 0;
  }

  note(records: MutationRecord[], t: number): void {
    for (const { type, target, addedNodes, removedNodes } of records) {
      for (const [element, open] of this._open) {
        const around = type === "attributes" ? [target] : removedNodes;
        for (const node of around) if (node.contains(element)) open.touched = t;
      }
      if (type === "attributes" && target instanceof Element) this._noteOne(target, t);
      else if (type === "childList") for (const node of addedNodes) if (node instanceof Element) this._noteOne(node, t);
    }
  }

  private _noteOne(element: Element, t: number): void {
    const before = this._changed.get(element);
    if (before !== undefined && t - before < CHANGED_MS) return;
    if (this._changed.size < CANDIDATES_MAX) this._changed.set(element, t);
  }

  look(t: number): void {
    this._lookForGone(t);
    const { found, refused } = findOverlays(
      (element) => this._open.has(element),
      (element) => t - (this._refused.get(element) ?? -Infinity) < AGAIN_MS,
    );
    for (const element of refused) this._refused.set(element, t);
    for (const layer of [...found, ...this._small(found)]) if (!this._open.has(layer.element)) this._shown(layer, t);
    for (const [element, at] of this._changed) if (t - at > CHANGED_MS || !element.isConnected) this._changed.delete(element);
    this._first = false;
  }

  /** Small ones that came while somebody was here and took the focus, or lie on a control. */
  private _small(found: Found[]): Found[] {
    if (this._first) return [];
    const small: Found[] = [];
    const active = focused();
    for (const changed of this._changed.keys()) {
      for (const element of [changed, changed.firstElementChild]) {
        if (!element?.isConnected || this._open.has(element) || small.length >= 3 || isBar(element)) continue;
        if (found.some((other) => holds(other.element, element) || holds(element, other.element))) continue;
        const { width, height } = element.getBoundingClientRect();
        const share = boxShare(element);
        if (width < SMALLEST_PX || height < SMALLEST_PX || share === 0 || !liesAbove(element) || !isVisible(element)) continue;
        if (isMenu(element) || !hasContent(element) || !((active && holds(element, active)) || coversControl(element))) continue;
        small.push({ element, share: Math.round(share * 100) / 100, modal: holdsBack(element, share, 0), consent: isConsent(element) });
      }
    }
    return small;
  }

  private _shown({ element, share, modal, consent }: Found, looked: number): void {
    if (this._told >= PER_VIEW) return;
    this._told += 1;
    const t = Math.max(this._viewAt, this._since(element) ?? looked);
    const active = focused();
    const told = {
      kind: "layer" as const,
      id: this._ids++,
      target: { ...describe(element), name: nameOf(element) },
      asked: this._presses.asked(element, t, this._first),
      share,
      modal,
      focus: active !== null && holds(element, active),
      consent,
    };
    this._open.set(element, { id: told.id, told });
    this._ctx.emit({ ...told, state: "shown", how: "" }, t);
  }

  /** When that began to change which brought it: the element itself, something in it or around it. */
  private _since(element: Element): number | undefined {
    let latest: number | undefined;
    for (const [changed, t] of this._changed) {
      if (holds(changed, element) || (changed !== element && holds(element, changed) && latest === undefined)) latest = Math.max(latest ?? t, t);
    }
    return latest;
  }

  private _lookForGone(looked: number): void {
    for (const [element, { told, touched }] of this._open) {
      if (isThere(element)) continue;
      this._open.delete(element);
      const t = Math.max(this._viewAt, touched ?? looked);
      this._ctx.emit({ ...told, state: "gone", how: this._presses.closed(element, t) }, t);
    }
  }
}

/**
 * What it calls itself, or its first heading. Never its whole text: that may repeat what somebody
 * has entered in a form that is gone by now, so that no field tells what to mask.
 */
function nameOf(element: Element): string {
  const root = element.getRootNode() as Document | ShadowRoot;
  const ids = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
  const headed = element.shadowRoot?.querySelector(HEADING) ?? element.querySelector(HEADING);
  const textOf = (at: Element | null): string => (at && !at.closest(HIDDEN_TEXT) && !at.querySelector(HIDDEN_TEXT) ? (at.textContent ?? "").trim() : "");
  const labels = ids.map((id) => root.getElementById(id)).filter((at) => at !== element).map(textOf).filter(Boolean).join(" ");
  const given = (name: string): string => (element.closest(HIDDEN_TEXT) ? "" : (element.getAttribute(name) ?? "").trim());
  return loggable(labels || given("aria-label") || given("title") || textOf(headed), NAME_MAX);
}

/** Still to be seen: neither removed nor hidden nor slid out of the window. */
function isThere(element: Element): boolean {
  if (!isVisible(element)) return false;
  const { width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0) return [...element.children].some((child) => isVisible(child) && boxShare(child) > 0);
  return boxShare(element) > 0 || getComputedStyle(element).position === "absolute";
}
