"""Time that was the study's own and not the shop's: durations, waits and costs leave it out.

The task bar tells when a participant reads the task or the buyer's details, pauses or opens the
menu; a researcher's notes tell of pauses beside the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kitka.analyzer.spans import Span, union
from kitka.recorder.model import Aside, Change, Click, Leave, Note, Record, Submit, View

if TYPE_CHECKING:
    from kitka.analyzer.timeline import Moment

ACTIONS = (Click, Change, Submit)


class AsideSpan(Record, frozen=True):
    """One aside from ``start_s`` to ``end_s``; ``place`` counts the log's moments."""

    what: str
    start_s: float
    end_s: float
    place: int = -1


def bar_asides(moments: Sequence[Moment[Any]]) -> list[AsideSpan]:
    """What the task bar told, in order.

    An aside without an end ends where its page does or another page is shown, at the latest with
    the log. One that was left open ends when the shopper goes on in the shop: who types beside the
    open details is shopping.
    """
    found = []
    for place, moment in enumerate(moments):
        event = moment.event
        if isinstance(event, Aside) and event.state == "begin":
            end_s = _end(moments, place)
            found.append(AsideSpan(event.what, moment.at_s, end_s, place))
    return found


def _end(moments: Sequence[Moment[Any]], begin: int) -> float:
    opened = moments[begin]
    for moment in moments[begin + 1 :]:
        event = moment.event
        if moment.page != opened.page:
            over = isinstance(event, View)
        elif isinstance(event, Aside):
            over = event.what == opened.event.what
        else:
            over = isinstance(event, (Leave, View, *ACTIONS))
        if over:
            return moment.at_s
    return max(opened.at_s, moments[-1].at_s)


def noted_pauses(notes: Iterable[Note], end_s: float) -> list[AsideSpan]:
    """A pause that a researcher noted lasts until the next ``resume``, else ``end`` note, else to
    the end of the log."""
    found, since = [], None
    for note in sorted(notes, key=lambda note: note.at_s):
        if note.tag == "pause" and since is None:
            since = note.at_s
        elif note.tag in ("resume", "end") and since is not None:
            found.append(AsideSpan("pause", since, note.at_s))
            since = None
    if since is not None:
        found.append(AsideSpan("pause", since, max(since, end_s)))
    return found


def aside_time(moments: Sequence[Moment[Any]], notes: Sequence[Note]) -> list[Span]:
    """All time that does not count, without overlaps."""
    end_s = moments[-1].at_s if moments else 0.0
    told = [*bar_asides(moments), *noted_pauses(notes, end_s)]
    return union((aside.start_s, aside.end_s) for aside in told)
