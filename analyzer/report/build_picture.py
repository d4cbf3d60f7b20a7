"""The picture of a friction: a screenshot of the same view, with the element where it was then.

The page may have been scrolled between the friction and the screenshot. The replay knows by how
much; a mark in the wrong place would be worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.address import Addresses
from kitka.analyzer.report.parts import Picture
from kitka.analyzer.report.source import ReplayPage, RrwebEvent, Screenshot
from kitka.analyzer.results import Friction
from kitka.recorder.model import Rect

Box = tuple[float, float, float, float]
Replay = Callable[[], Sequence[ReplayPage]]

AIR = 4.0
SCROLL_LAG_S = 0.12
"""rrweb tells of a scroll up to 0.1 s later: a press right after it has the earlier time."""
PICTURE_S = 0.3
"""A picture shows the page a little later than its mark says: three frames, more on a busy
machine."""
_FULL_SNAPSHOT, _INCREMENTAL, _SCROLL = 2, 3, 3


def picture(
    friction: Friction, shots: Sequence[Screenshot], replay: Replay, addresses: Addresses
) -> Picture | None:
    """The screenshot of the same view that is nearest in time; never one of another view."""
    evidence = friction.evidence
    same = [
        shot
        for shot in shots
        if evidence.page and (shot.page, shot.view) == (evidence.page, evidence.view)
    ]
    shot = min(same, key=lambda one: abs(one.at_s - friction.at_s), default=None)
    if shot is None or not (shot.width and shot.height):
        return None
    return Picture(
        href=addresses.asset(shot.hash),
        width=shot.width,
        height=shot.height,
        alt=f"What the shop showed at {fmt.moment(shot.at_s)}, step {shot.step}",
        rect=_marked(friction, shot, replay),
    )


def _marked(friction: Friction, shot: Screenshot, replay: Replay) -> Box | None:
    rect = friction.evidence.rect
    if rect is None:
        return None
    pages = replay()
    then = scroll_at(pages, shot.page, friction.at_s)
    pictured = scroll_at(pages, shot.page, shot.at_s, 0.0)
    if pictured != scroll_at(pages, shot.page, shot.at_s, PICTURE_S):
        return None  # scrolled while it was taken: it may show the one or the other
    left, top = rect.x + then[0] - pictured[0], rect.y + then[1] - pictured[1]
    return visible(Rect(left, top, rect.width, rect.height), shot.width, shot.height)


def visible(rect: Rect, width: float, height: float) -> Box | None:
    """The rectangle with a little air, cut to the picture; ``None`` if it lies outside."""
    if rect.width <= 0 or rect.height <= 0:
        return None
    left, top = max(0.0, rect.x - AIR), max(0.0, rect.y - AIR)
    right = min(width, rect.x + rect.width + AIR)
    bottom = min(height, rect.y + rect.height + AIR)
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None


def scroll_at(
    pages: Sequence[ReplayPage], page: str, at_s: float, lag_s: float = SCROLL_LAG_S
) -> tuple[float, float]:
    """How far a document was scrolled (CSS px) by what was told until ``lag_s`` later; (0, 0) where
    the replay does not know."""
    events = next((one.events for one in pages if one.page == page), ())
    offset, root = (0.0, 0.0), None
    for event in sorted(events, key=lambda one: one["timestamp"]):
        if event["timestamp"] > (at_s + lag_s) * 1000:
            break
        data = event.get("data") or {}
        if event["type"] == _FULL_SNAPSHOT:
            root = (data.get("node") or {}).get("id")
            initial = data.get("initialOffset") or {}
            offset = float(initial.get("left", 0)), float(initial.get("top", 0))
        elif event["type"] == _INCREMENTAL and _scrolled(data, root):
            offset = float(data["x"]), float(data["y"])
    return offset


def sight_at(pages: Sequence[ReplayPage], page: str, at_s: float) -> float | None:
    """The moment at which the replay shows what the shopper saw at ``at_s``: after the last change
    of the same document that belongs to it. ``None`` if that document has no replay."""
    limit = (at_s + SCROLL_LAG_S) * 1000
    events = next((one.events for one in pages if one.page == page), ())
    known = [event["timestamp"] for event in events if event["timestamp"] <= limit]
    return max(at_s, max(known) / 1000) if known else None


def _scrolled(data: RrwebEvent, root: object) -> bool:
    """The document itself was scrolled, not a box within it."""
    return data.get("source") == _SCROLL and data.get("id") == root
