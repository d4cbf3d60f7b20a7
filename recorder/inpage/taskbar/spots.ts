// Where the bar may stand without covering a control of the shop's: at the bottom, above what the
// shop itself keeps there, at the top; and where none is free, as a pill in a gap along an edge.
// The page is never pushed down for it: that would be a layout shift, and the shop's to answer for.

import { stands, type Control, type Survey } from "./controls";
import { meet, type Box } from "./types";

export const GAP = 6;
export const WIDE = 720;
/** How far up the bar may be raised, of the height of the screen. */
const RAISED_MAX = 0.4;
const STEP = 8;
/** As high as the bar, so that the host's corner stays where it is laid out (see `put`). */
export const PILL = 52;

/** The lower the rank, the better. */
export const enum Rank { Bottom, Raised, Top, Pill, SmallPill }

export interface Spot {
  rank: Rank;
  box: Box;
}

export interface Size {
  width: number;
  height: number;
  /** The pill with its label. */
  pill: number;
}

export const isPill = ({ rank }: Spot): boolean => rank >= Rank.Pill;

/** `extra`: px by which the page could be scrolled further if the bar's room were kept there. */
export type Extra = (px: number) => number;

export function bestSpot(survey: Survey, area: Box, size: Size, extra: Extra, typing: boolean): Spot {
  for (let tries = 0; ; tries++) {
    const spot = (typing ? null : bar(survey, area, size, extra)) ?? pill(survey, area, size);
    if (tries === 4 || !survey.probe(spot.box)) return spot;
  }
}

/** Whether the bar can stay where it is. */
export function isFree(survey: Survey, { rank, box }: Spot): boolean {
  survey.probe(box);
  if (rank >= Rank.Pill) return cost(survey, box) === 0;
  return blocker(survey, box, 0, rank === Rank.Top) === undefined;
}

function bar(survey: Survey, area: Box, size: Size, extra: Extra): Spot | null {
  const at = (left: number, top: number): Box => ({ left, top, right: left + size.width, bottom: top + size.height });
  const lowest = area.bottom - GAP - size.height;
  const lefts = leftsOf(area, size.width);
  const more = (top: number): number => extra(area.bottom - top + GAP);
  for (const left of lefts) {
    if (!blocker(survey, at(left, lowest), more(lowest), false)) return { rank: Rank.Bottom, box: at(left, lowest) };
  }
  const left = lefts[0] as number;
  for (let top = lowest; top > area.bottom - RAISED_MAX * (area.bottom - area.top); ) {
    const box = at(left, top);
    const found = blocker(survey, box, more(top), false);
    if (!found) return { rank: Rank.Raised, box };
    top = Math.min(top - 1, Math.max(found.box.top, found.clip.top) - GAP - size.height);
  }
  for (const left of lefts) {
    const box = at(left, area.top + GAP);
    if (!blocker(survey, box, 0, true)) return { rank: Rank.Top, box };
  }
  return null;
}

/** On the right first: forms stand on the left or in the middle, and the details are read beside them. */
function leftsOf({ left, right }: Box, width: number): number[] {
  if (right - left < WIDE) return [left + GAP];
  return [right - width - 2 * GAP, (left + right - width) / 2, left + 2 * GAP].map(Math.round);
}

/**
 * The control that would be stuck under the bar. What the page's own scrolling moves is stuck only
 * if the bar still covers it at the end; in a scrolling box nothing keeps it clear on the way either.
 */
function blocker(survey: Survey, box: Box, extra: number, atTop: boolean): Control | undefined {
  return survey.controls.find((control) => {
    const offset = atTop ? control.down : -control.up - (control.paged ? extra : 0);
    const stuck = stands(control, offset, box) || (!control.paged && stands(control, 0, box));
    return stuck && survey.reachable(control);
  });
}

function pill(survey: Survey, area: Box, size: Size): Spot {
  let best: Spot | undefined;
  let least = Infinity;
  for (const [rank, width] of [[Rank.Pill, size.pill], [Rank.SmallPill, PILL]] as const) {
    for (const left of [area.right - GAP - width, area.left + GAP]) {
      for (let top = area.bottom - GAP - PILL; top >= area.top + GAP; top -= STEP) {
        const box = { left, top, right: left + width, bottom: top + PILL };
        const price = cost(survey, box);
        if (price < least) {
          least = price;
          best = { rank, box };
        }
        if (price === 0) return { rank, box };
      }
    }
  }
  const { right, bottom } = area;
  return best ?? { rank: Rank.SmallPill, box: { left: right - PILL, top: bottom - PILL, right, bottom } };
}

/** How bad it is to cover what stands here now: what cannot scroll away worst, then centres. */
function cost(survey: Survey, spot: Box): number {
  let sum = 0;
  for (const control of survey.controls) {
    if (!stands(control, 0, spot) || !survey.reachable(control)) continue;
    const { left, top, right, bottom } = control.box;
    const x = (left + right) / 2;
    const y = (top + bottom) / 2;
    const centred = meet(spot, { left: x - 4, top: y - 4, right: x + 4, bottom: y + 4 });
    sum += control.around ? 10 : (control.up + control.down === 0 ? 1e5 : 1) + (centred ? 1e3 : 0);
  }
  return sum;
}
