// What is visibly wrong in a page: a picture that did not come, words that only programs say, a
// price without its amount. Told when it was in the window and stayed, once per element.

import type { Context } from "../context";
import type { Dom } from "../dom";
import { loggable } from "../privacy";
import { guard, now } from "../safe";
import { describe, isVisible } from "../target";
import type { OddityEvent } from "../types";
import { findBlanks } from "./blanks";
import type { Looking } from "./looking";
import { attributesIn, oddAttributeOf, oddWordIn, textsIn, textsInShadows } from "./odd_words";
import { isLeftOut } from "./places";
import { LAZY, isBroken, isUnloaded, watchPictures } from "./pictures";

type What = OddityEvent["what"];

const PER_VIEW = 12;
/** The same words again and again are one mistake in a template. */
const SAME_MAX = 3;
const TEXT_MAX = 80;
/** For so long it must have stood there: a page that is still being filled in is not broken. */
const STAYS_MS: Record<What, number> = { image: 700, text: 1000, empty: 2000 };
/** In the window, until a script that loads pictures when they come there has failed to. */
const LAZY_MS = 4000;
const LAZY_MAX = 30;
const WAITING_MAX = 60;
const CHANGED_MAX = 200;

interface Suspect {
  what: What;
  since: number;
  stays: number;
  seen: boolean;
}

export function watchOddities(ctx: Context, dom: Dom, looking: Looking): void {
  const oddities = new Oddities(ctx, looking);
  watchPictures((picture) => oddities.suspect(picture, "image", now()));
  const changed = new Set<Node>();
  dom.onRecords((records) => {
    for (const { type, target, addedNodes } of records) {
      if (changed.size >= CHANGED_MAX) return;
      if (type === "characterData") changed.add(target);
      else if (type === "childList") for (const node of addedNodes) changed.add(node);
    }
  });
  let whole = true;
  looking.on((t) => {
    for (const root of whole ? [document.body] : changed) {
      for (const element of textsIn(root)) oddities.suspect(element, "text", t);
    }
    for (const element of textsInShadows()) oddities.suspect(element, "text", t);
    for (const element of attributesIn()) oddities.suspect(element, "text", t);
    // What did not fit is found by going through all of it again.
    whole = changed.size >= CHANGED_MAX;
    changed.clear();
    const blanks = findBlanks(ctx.config);
    for (const element of blanks) oddities.suspect(element, "empty", t);
    for (const picture of [...document.querySelectorAll(LAZY)].filter(isUnloaded).slice(0, LAZY_MAX)) oddities.suspect(picture, "image", t, LAZY_MS);
    oddities.settle(t, blanks);
  });
  ctx.on("view", () => {
    whole = true;
    oddities.begin();
  });
  ctx.on("ended", () => oddities.end());
}

class Oddities {
  private _suspects = new Map<Element, Suspect>();
  private readonly _done = new WeakSet<Element>();
  private readonly _texts = new Map<string, number>();
  private _told = 0;
  private readonly _watching: IntersectionObserver;

  constructor(
    private readonly _ctx: Context,
    private readonly _looking: Looking,
  ) {
    this._watching = new IntersectionObserver(guard((entries: IntersectionObserverEntry[]) => this._entered(entries)));
  }

  begin(): void {
    this._told = 0;
    this._texts.clear();
  }

  end(): void {
    this._watching.disconnect();
    this._suspects.clear();
  }

  suspect(element: Element, what: What, t: number, stays = STAYS_MS[what]): void {
    if (this._suspects.has(element) || this._done.has(element) || this._suspects.size >= WAITING_MAX || isLeftOut(element)) return;
    this._suspects.set(element, { what, since: t, stays, seen: false });
    this._watching.observe(element);
    this._looking.soon(stays);
  }

  private _entered(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const suspect = this._suspects.get(target);
      if (!suspect || !isIntersecting) continue;
      // What waits to come into the window has its time from there.
      if (!suspect.seen && suspect.stays === LAZY_MS) suspect.since = now();
      suspect.seen = true;
      this._looking.soon(Math.max(0, suspect.since + suspect.stays - now()));
    }
  }

  /** Tells what has stayed and was seen; forgets what was put right. `blanks`: all there are now. */
  settle(t: number, blanks: Set<Element>): void {
    for (const [element, { what, since, stays, seen }] of this._suspects) {
      const text = stillWrong(element, what, blanks);
      if (text === null) this._drop(element);
      else if (t - since >= stays && seen) {
        this._drop(element);
        this._done.add(element);
        this._tell(element, what, text, since);
      } else if (t - since < stays) this._looking.soon(since + stays - t);
    }
  }

  private _drop(element: Element): void {
    this._suspects.delete(element);
    this._watching.unobserve(element);
  }

  private _tell(element: Element, what: What, text: string, since: number): void {
    const shown = loggable(text, TEXT_MAX);
    const same = (this._texts.get(what + shown) ?? 0) + 1;
    this._texts.set(what + shown, same);
    if (this._told >= PER_VIEW || (what === "text" && (same > SAME_MAX || shown === ""))) return;
    this._told += 1;
    this._ctx.emit({ kind: "oddity", what, target: describe(element), text: shown }, Math.max(since, 0));
  }
}

/** What it says, or null where nothing is wrong any more. */
function stillWrong(element: Element, what: What, blanks: Set<Element>): string | null {
  if (!element.isConnected || isLeftOut(element)) return null;
  // Hidden for now, in a closed tab or menu, is not put right.
  if (!isVisible(element)) return what === "image" ? null : "";
  if (what === "image") return isBroken(element) ? "" : null;
  if (what === "empty") return blanks.has(element) ? "" : null;
  return oddWordIn(element) ?? oddAttributeOf(element);
}
