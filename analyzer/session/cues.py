"""What the views of a session were about, as spans: an account asked for, a guest's way, …"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import PageView
from kitka.recorder.model import Cue, Target

What = Literal[
    "account", "guest", "signed_in", "session_over", "declined", "empty_basket",
    "no_delivery", "no_payment", "failed", "identity", "no_pieces",
]  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A cue from ``start_s`` until ``end_s`` (its view's end where it stayed)."""

    start_s: float
    end_s: float
    target: Target
    view: PageView
    what: str = ""

    @property
    def key(self) -> str:
        return identity(element_of(self.target))


class Cues:
    """All cues of a session."""

    def __init__(self, timeline: Timeline) -> None:
        self._found: dict[str, list[Shown]] = defaultdict(list)
        self._views: dict[str, set[tuple[str, int]]] = defaultdict(set)
        for view in timeline.views:
            self._read(view)
        for known in self._found.values():
            known.sort(key=lambda cue: cue.start_s)

    def _read(self, view: PageView) -> None:
        open_since: dict[What, tuple[float, Target]] = {}
        for moment in view.all(Cue):
            what = moment.event.what
            if moment.event.present:
                open_since.setdefault(what, (moment.at_s, moment.event.target))
            elif what in open_since:
                self._add(what, view, *open_since.pop(what), moment.at_s)
        for left, (since, target) in open_since.items():
            self._add(left, view, since, target, max(since, view.end_s))

    def _add(self, what: str, view: PageView, since: float, target: Target, until: float) -> None:
        self._found[what].append(Shown(since, until, target, view, what))
        self._views[what].add((view.page, view.number))

    @property
    def any(self) -> bool:
        return bool(self._found)

    def of(self, what: str) -> list[Shown]:
        """In order."""
        return self._found.get(what, [])

    def in_view(self, what: str, view: PageView) -> bool:
        return (view.page, view.number) in self._views.get(what, set())

    def between(self, what: str, since_s: float, until_s: float) -> bool:
        """Whether one came up from ``since_s`` on and before ``until_s``."""
        known = self.of(what)
        place = bisect_left(known, since_s, key=lambda cue: cue.start_s)
        return place < len(known) and known[place].start_s < until_s

    def last_before(self, what: str, at_s: float) -> Shown | None:
        known = self.of(what)
        place = bisect_right(known, at_s, key=lambda cue: cue.start_s) - 1
        return known[place] if place >= 0 else None
