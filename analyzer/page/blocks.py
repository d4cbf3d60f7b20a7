"""How long a page was busy with itself. A dialog of the browser's own stops it, too, for as long as
it stands; that is no work of the page's, and `native_dialog` tells of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Alert, Block, Dialog


def own_blocks(timeline: Timeline) -> list[Moment[Block]]:
    """All blocks of a session by time, each without the time that dialogs stood during it."""
    stood: dict[str, list[Moment[Alert]]] = defaultdict(list)
    for alert in timeline.all(Alert):
        stood[alert.page].append(alert)
    blocks = timeline.all(Block)
    asked = [d.at_s for d in timeline.all(Dialog) if d.event.type == LEAVING]
    if asked:
        blocks = [_until_asked(block, asked) for block in blocks]
    return [_without(block, stood[block.page]) for block in blocks] if stood else blocks


LEAVING = "beforeunload"
"""The page cannot tell how long the browser's question on leaving stood, only the driver when it
came. Nothing of the page's runs while it stands, nor after it before the page is left."""
CLOCK_S = 0.1
"""Driver and page do not read the same clock."""
GAP_S = 0.1
"""Below it nobody sees a page come to itself between two pieces of work (Nielsen 1993: 0.1 s)."""


def joined(blocks: Sequence[Moment[Block]]) -> list[Moment[Block]]:
    """Pieces of work that follow each other at once are one: nobody can do anything between."""
    found: list[Moment[Block]] = []
    last: dict[str, int] = {}
    for block in blocks:
        place = last.get(block.page)
        if place is not None and block.at_s - end_s(found[place]) <= GAP_S:
            found[place] = _with(found[place], block)
        else:
            last[block.page] = len(found)
            found.append(block)
    return found


def _with(one: Moment[Block], other: Moment[Block]) -> Moment[Block]:
    until_s = max(end_s(one), end_s(other))
    click = other.event.click if one.event.click is None else one.event.click
    event = structs.replace(one.event, duration_ms=(until_s - one.at_s) * 1000, click=click)
    return replace(one, event=event)


def _until_asked(block: Moment[Block], asked: Sequence[float]) -> Moment[Block]:
    place = bisect_left(asked, block.at_s - CLOCK_S)
    if place == len(asked) or asked[place] > end_s(block):
        return block
    left_ms = max(0.0, asked[place] - block.at_s) * 1000
    return replace(block, event=structs.replace(block.event, duration_ms=left_ms))


def _without(block: Moment[Block], stood: Sequence[Moment[Alert]]) -> Moment[Block]:
    """One dialog stands at a time: the last that came before the block may still do so."""
    until_s = end_s(block)
    first = max(0, bisect_right(stood, block.at_s, key=lambda alert: alert.at_s) - 1)
    last = bisect_right(stood, until_s, key=lambda alert: alert.at_s)
    away_s = sum(
        max(0.0, min(until_s, end_s(alert)) - max(block.at_s, alert.at_s))
        for alert in stood[first:last]
    )
    left_ms = max(0.0, block.event.duration_ms - away_s * 1000)
    return replace(block, event=structs.replace(block.event, duration_ms=left_ms))


def end_s(moment: Moment[Alert] | Moment[Block]) -> float:
    return moment.at_s + moment.event.duration_ms / 1000
