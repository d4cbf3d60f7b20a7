"""Time that was the study's own and not the shop's: durations, waits and costs leave it out.

The task bar tells when a participant reads the task or the buyer's details, pauses or opens the
menu; a researcher's notes tell of pauses beside the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kitka.analyzer.session.spans import Span, union
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Aside, Change, Click, Leave, Note, Record, Submit, View

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
    if not any(isinstance(moment.event, Aside) for moment in moments):
        return []
    found = []
    ends = _Ends()
    last_s = moments[-1].at_s if moments else 0.0
    for place in range(len(moments) - 1, -1, -1):
        moment = moments[place]
        event = moment.event
        if isinstance(event, Aside) and event.state == "begin":
            end_s = ends.of(moment, max(moment.at_s, last_s))
            found.append(AsideSpan(event.what, moment.at_s, end_s, place))
        ends.add(moment)
    return found[::-1]


class _Ends:
    """What comes after a moment and ends an aside, the log being read from its end."""

    def __init__(self) -> None:
        self._acts: dict[str, float] = {}
        self._asides: dict[tuple[str, str], float] = {}
        self._views: list[tuple[str, float]] = []
        """The next view and the next one on another page than that."""

    def add(self, moment: Moment[Any]) -> None:
        event, page, at_s = moment.event, moment.page, moment.at_s
        if isinstance(event, Aside):
            self._asides[page, event.what] = at_s
        elif isinstance(event, (Leave, View, *ACTIONS)):
            self._acts[page] = at_s
        if isinstance(event, View):
            others = [view for view in self._views if view[0] != page]
            self._views = [(page, at_s), *others[:1]]

    def of(self, opened: Moment[Any], last_s: float) -> float:
        page, what = opened.page, opened.event.what
        ends = [at_s for where, at_s in self._views if where != page]
        here = (self._acts.get(page), self._asides.get((page, what)))
        ends += [at_s for at_s in here if at_s is not None]
        return min(ends, default=last_s)


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
