// When the bar looks for its place, and how it gets there. It looks when the page rests: after a
// scroll, a new size, a change. Out of a control's way it goes at once; back to a better place only
// when that stays free, and not for ever, so that it does not jump about.

import { attempt, cancel, idle, later, listen, now } from "../safe";
import { Survey } from "./controls";
import type { Frame } from "./frame";
import { Room } from "./room";
import { GAP, PILL, Rank, WIDE, bestSpot, isFree, isPill, type Size, type Spot } from "./spots";
import type { Box } from "./types";

const REST_MS = 150;
const AGAIN_MS = 700;
const RETURNS_MAX = 4;
/** A page that never rests (a carousel) is looked at less and less often. */
const PAUSE_MIN_MS = 300;
const PAUSE_MAX_MS = 2400;
const KEYBOARD_MIN = 140;
const TYPED = "input,textarea,select,[contenteditable]";

/** What the placing needs to know of the bar, and tells it. */
export interface Placed {
  readonly dock: HTMLElement;
  /** Whether the person has something of the bar open: it stays where it is. */
  inUse(): boolean;
  /** The bar became a pill, or a bar again. */
  fold(pill: boolean, small: boolean): void;
  size(): Size;
}

export class Placing {
  private readonly room = new Room();
  private spot: Spot | null = null;
  private size: Size = { width: 0, height: 0, pill: PILL };
  private timer = 0;
  private lookedAt = -Infinity;
  private pause = PAUSE_MIN_MS;
  private better = false;
  private returns = 0;
  private tallest = innerHeight;
  private atTop = false;
  private over = false;
  private moving = false;

  constructor(private readonly frame: Frame, private readonly bar: Placed) {
    listen(window, "scroll", () => this.scrolled());
    listen(window, "resize", () => this.resized());
    for (const type of ["transitionend", "animationend", "load", "focusin"]) listen(window, type, () => this.soon());
    if (window.visualViewport) for (const type of ["resize", "scroll"]) listen(visualViewport as EventTarget, type, () => this.resized());
  }

  /** Measures the bar and puts it down for the first time, before it is painted. */
  begin(): void {
    this.measure();
    this.room.keep(this.size.height + 2 * GAP);
    this.look();
  }

  /** The page changed. */
  soon(): void {
    this.ask(Math.max(REST_MS, this.lookedAt + this.pause - now()));
  }

  /** Something of the bar was opened or closed. */
  used(): void {
    if (this.over) return;
    if (this.bar.inUse()) this.unfold();
    else this.go(this.spot ?? this.lowest());
    this.ask(0);
  }

  /** The task has ended: the page gets its room back. */
  end(): void {
    this.over = true;
    this.room.keep(0);
    this.unfold();
  }

  private scrolled(): void {
    // A finger that scrolls must not meet the pill; where it stands next is known at the end.
    if (this.spot && isPill(this.spot) && !this.bar.inUse()) this.setMoving(true);
    this.ask(REST_MS);
  }

  private setMoving(moving: boolean): void {
    if (this.moving === moving) return;
    this.moving = moving;
    this.bar.dock.classList.toggle("moving", moving);
  }

  private resized(): void {
    if (this.tallest < innerHeight || !isTyping()) this.tallest = innerHeight;
    this.spot = null;
    if (this.bar.inUse()) this.unfold();
    this.ask(REST_MS);
  }

  private ask(ms: number): void {
    if (this.over) return;
    cancel(this.timer);
    this.timer = later(ms, () => idle(() => this.look()));
  }

  private look(): void {
    if (this.over) return;
    this.lookedAt = now();
    if (this.bar.inUse()) return;
    if (this.spot === null) this.measure();
    const survey = new Survey(this.frame.host);
    const next = this.next(survey);
    this.pause = next === this.spot ? Math.min(2 * this.pause, PAUSE_MAX_MS) : PAUSE_MIN_MS;
    this.go(next);
    this.setMoving(false);
  }

  private next(survey: Survey): Spot {
    const typing = this.keyboard();
    const { spot, room } = this;
    const usable = spot !== null && (!typing || isPill(spot)) && isFree(survey, spot);
    if (usable && spot.rank === Rank.Bottom) return spot;
    const extra = (px: number): number => (room.works ? px - room.px : 0);
    const best = bestSpot(survey, this.area(), this.size, extra, typing);
    const goes = usable && best.rank < spot.rank && this.returns < RETURNS_MAX;
    this.better = goes && !this.better;
    if (!goes) return usable ? spot : best;
    if (this.better) {
      this.ask(AGAIN_MS);
      return spot;
    }
    this.returns += 1;
    return best;
  }

  private go(spot: Spot): void {
    this.spot = spot;
    const { top } = spot.box;
    this.bar.fold(isPill(spot), spot.rank === Rank.SmallPill);
    this.put(spot);
    const low = spot.rank <= Rank.Raised;
    this.room.keep(low ? Math.round(innerHeight - top + GAP) : 0);
  }

  /** What the person has opened stands at the bottom, above a phone's keyboard. */
  private unfold(): void {
    const spot = this.spot && !isPill(this.spot) ? this.spot : this.lowest();
    const { top, bottom } = this.area();
    this.bar.fold(false, false);
    this.put(spot);
    const above = spot.rank === Rank.Top ? bottom - spot.box.bottom : spot.box.top - top;
    this.frame.style({ "--room": `${Math.max(120, above - 2 * GAP)}px` });
  }

  /** Moved by a transform: that is no layout shift, for which the shop would have to answer. */
  private put({ rank, box: { left, top, right, bottom } }: Spot): void {
    const atTop = rank === Rank.Top;
    if (this.bar.dock.classList.toggle("top", atTop) !== this.atTop) {
      // Neither is what was not there before.
      this.atTop = atTop;
      this.frame.style({ display: "none", top: atTop ? "0" : "auto", bottom: atTop ? "auto" : "0" });
      document.elementFromPoint(0, 0);
    }
    const y = atTop ? `${top}px` : `calc(-1 * max(${innerHeight - bottom}px, env(safe-area-inset-bottom)))`;
    this.frame.style({ display: "block", width: `${right - left}px`, transform: `translate(${left}px, ${y})` });
  }

  private lowest(): Spot {
    const { left, right, bottom } = this.area();
    const { height } = this.size;
    const width = right - left < WIDE ? right - left - 2 * GAP : this.size.width;
    const from = Math.round((left + right - width) / 2);
    return { rank: Rank.Bottom, box: { left: from, top: bottom - GAP - height, right: from + width, bottom: bottom - GAP } };
  }

  /** Only while nothing is open: then the row of buttons is what has a size. */
  private measure(): void {
    const { left, right } = this.area();
    const width = right - left < WIDE ? `${right - left - 2 * GAP}px` : "max-content";
    this.bar.fold(false, false);
    this.frame.style({ width });
    this.size = this.bar.size();
  }

  /** What can be seen of the page: less where a phone's keyboard lies over it. */
  private area(): Box {
    const seen = window.visualViewport;
    if (!seen || !this.keyboard()) return { left: 0, top: 0, right: document.documentElement.clientWidth || innerWidth, bottom: innerHeight };
    const { offsetLeft: left, offsetTop: top, width, height } = seen;
    return { left, top, right: left + width, bottom: top + height };
  }

  private keyboard(): boolean {
    const seen = window.visualViewport;
    if (!seen || seen.scale > 1.1 || !isTyping()) return false;
    return Math.max(this.tallest, innerHeight) - seen.height > KEYBOARD_MIN && matchMedia("(pointer: coarse)").matches;
  }
}

function isTyping(): boolean {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return attempt(() => active?.matches(TYPED)) ?? false;
}
