"""What is wrong with the way of the Tab key through a page. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kitka.recorder.model import AuditHit, Record, Rect, Target

SLACK_PX = 4
"""Fields of one row need not stand on the very same line."""
WCAG = "https://www.w3.org/WAI/WCAG22/Understanding/"


class Stop(Record, frozen=True):
    """One element that had the focus. ``dialog``: in an open one, which rightly keeps it."""

    id: int
    target: Target
    rect: Rect
    field: bool = False
    dialog: bool = False
    frame: bool = False


def hits_of(stops: Sequence[Stop | None], tabbable: int) -> tuple[AuditHit, ...]:
    """``stops`` after each press of Tab, None beyond the page's end; ``tabbable`` is how many
    places there are. A trap is told alone: the order within it says nothing."""
    trap = _trap(stops, tabbable)
    return (trap,) if trap else tuple(_upwards(stops))


def _trap(stops: Sequence[Stop | None], tabbable: int) -> AuditHit | None:
    """Tab goes round without ever coming to the page's end, and not everything is on its way."""
    if None in stops[1:] or len(stops) < 3:
        return None
    reached = [stop for stop in stops if stop is not None]
    places = {stop.id for stop in reached}
    last = reached[-1]
    again = sum(1 for stop in reached if stop.id == last.id) > 1
    if not again or len(places) >= tabbable or last.dialog or last.frame:
        return None
    return AuditHit(
        check="keyboard_trap",
        rule="no_way_on",
        text=f"Tab comes to {len(places)} of {tabbable} places and never further.",
        target=last.target,
        impact="critical",
        mend="Let Tab leave the element, or close what holds it with Escape.",
        help=f"{WCAG}no-keyboard-trap.html",
    )


def _upwards(stops: Sequence[Stop | None]) -> list[AuditHit]:
    """From one field to another that stands above it and not in the next column."""
    fields = [stop for stop in stops if stop is not None and stop.field]
    seen: set[int] = set()
    found = []
    for before, after in pairwise(fields):
        if after.id in seen:
            break  # the second round
        seen.add(before.id)
        above = after.rect.y + after.rect.height <= before.rect.y + SLACK_PX
        if above and after.rect.x < before.rect.x + before.rect.width and after.rect.width:
            found.append(
                AuditHit(
                    check="keyboard_order",
                    rule="upwards",
                    text=f"Tab goes from “{before.target.name}” up to “{after.target.name}”.",
                    target=after.target,
                    impact="serious",
                    mend="Order the fields as they are read, with no tabindex above 0.",
                    help=f"{WCAG}focus-order.html",
                )
            )
    return found
