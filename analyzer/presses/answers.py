"""Which of what followed a press was its own answer.

A page watches each press for seconds, so what a later press caused stands in the answer to the
earlier one, too: what came at or after the next press belongs to that one, unless the earlier
press had asked the shop and its answer was still on the way.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from msgspec.structs import replace

from kitka.analyzer.session.timeline import Timeline, first_visible_ms
from kitka.analyzer.session.twins import twins
from kitka.analyzer.session.views import Moment, PageView
from kitka.recorder.model import Click, Reaction, ReactionKind

SHOWN_S = 1.0
"""So long after the shop's answer a page may take to show it (Nielsen 1993: 1 s)."""

LEAVING: frozenset[ReactionKind] = frozenset({"unloading", "navigation"})
TIMER_MS = 10
"""A browser's timer may ring a little early."""
BY_HAND = frozenset({"reload", "back_forward"})
"""Navigations that people begin in the browser itself, mostly."""

Key = tuple[str, int]
"""Page and the click's id in it."""


class Answers:
    """The own answer of each press of a session."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        # Asked for again and again, by every rule about presses.
        self._first: dict[Key, float | None] = {}
        self._asked: dict[Key, bool] = {}

    @cached_property
    def twins(self) -> dict[Key, Moment[Click]]:
        """The other click of presses that are told as two."""
        return twins(self.timeline)

    @cached_property
    def _next(self) -> dict[Key, float]:
        found: dict[Key, float] = {}
        later: dict[str, float] = {}
        for click in reversed(self.timeline.all(Click)):
            key = click.page, click.event.id
            twin = self.twins.get(key)
            if twin and twin.at_s > click.at_s:  # as if it were not there
                found[key] = found[twin.page, twin.event.id]
            else:
                found[key] = later.get(click.page, float("inf"))
            later[click.page] = click.at_s
        return found

    def next_press_s(self, click: Moment[Click]) -> float:
        """When something was pressed next in the same page; infinity for the last press."""
        return self._next.get((click.page, click.event.id), float("inf"))

    @cached_property
    def _loads(self) -> list[PageView]:
        return [view for view in self.timeline.views if view.document]

    def _reaction(self, click: Moment[Click]) -> Reaction | None:
        """Without the shopper's own reload or way back, long after the press: it is no answer."""
        reaction = self.timeline.reaction(click)
        if reaction is None or not LEAVING & reaction.after.keys():
            return reaction
        place = bisect_left(self._loads, click.at_s, key=lambda view: view.began_s)
        view = self._loads[place] if place < len(self._loads) else None
        if view is None or view.event is None or view.event.navigation not in BY_HAND:
            return reaction
        if view.asked_s - click.at_s <= SHOWN_S:
            return reaction  # a press may well reload its page
        kept = {kind: ms for kind, ms in reaction.after.items() if kind not in LEAVING}
        return replace(reaction, after=kept)

    def first_ms(self, click: Moment[Click]) -> float | None:
        """The first that could be seen of the press's own answer, ms after it; None without."""
        key = click.page, click.event.id
        if key not in self._first:
            self._first[key] = self._first_ms(click)
        return self._first[key]

    def soon(self, click: Moment[Click], within_ms: float) -> bool:
        """Something of it could be seen within this time."""
        first_ms = self.first_ms(click)
        return first_ms is not None and first_ms <= within_ms

    def _first_ms(self, click: Moment[Click]) -> float | None:
        reaction = self._reaction(click)
        visible = first_visible_ms(reaction) if reaction else None
        if visible is None:
            return None
        at_s = click.at_s + visible / 1000
        if at_s < self.next_press_s(click):
            return visible
        return visible if self.asked(click) and self._on_its_way(click, at_s) else None

    def _on_its_way(self, click: Moment[Click], at_s: float) -> bool:
        """The answer of the shop had not come long before."""
        ended_s = self.timeline.own_requests_end_s(click)
        return ended_s is None or at_s <= ended_s + SHOWN_S

    def asked(self, click: Moment[Click]) -> bool:
        """Whether this press, and not a later one, made the page ask the shop."""
        key = click.page, click.event.id
        if key not in self._asked:
            self._asked[key] = self._was_asked(click)
        return self._asked[key]

    def _was_asked(self, click: Moment[Click]) -> bool:
        own = self.own(click)
        if not self.timeline.asked(click) or not own:
            return False
        tracker = "unloading" not in own and (
            bool(self.timeline.requests(click)) and self.timeline.own_requests_end_s(click) is None
        )
        return "unloading" in own or ("request" in own and not tracker)

    def own(self, click: Moment[Click]) -> dict[ReactionKind, float]:
        """All kinds of reaction that came before the next press, ms after this one."""
        reaction = self._reaction(click)
        if reaction is None:
            return {}
        alone_ms = (self.next_press_s(click) - click.at_s) * 1000
        return {kind: ms for kind, ms in reaction.after.items() if ms < alone_ms}

    def watched_ms(self, click: Moment[Click]) -> float:
        """For how long the page watched this press before another one; 0 where the log does not
        say."""
        reaction: Reaction | None = self.timeline.reaction(click)
        if reaction is None:
            return 0.0
        return min(reaction.observed_ms, (self.next_press_s(click) - click.at_s) * 1000)
