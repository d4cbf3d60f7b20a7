"""Time that the shopper waited for the shop: after a press, until the next thing to see."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Literal

from kitka.analyzer.presses.answers import BY_HAND, Answers
from kitka.analyzer.results import Element
from kitka.analyzer.session.elements import element_of, pressed
from kitka.analyzer.session.spans import Span
from kitka.analyzer.session.timeline import Timeline, request_span
from kitka.analyzer.session.views import Moment, PageView
from kitka.recorder.model import Click, OffSite, Rect, Request, Submit, Unreachable

LINK_S = 1.0
"""A press within this time before a navigation began is taken for its cause."""
CLOCKS_S = 0.1
"""Two pages' clocks may disagree by this much."""
LONGEST_S = 60.0
"""A press is not looked for further back than this, nor beyond so many presses: nobody's fingers
are faster."""
PRESSES = 64


Following = Literal["view", "off_site", "unreachable"]


@dataclass(frozen=True)
class Press:
    """What the shopper pressed and when; ``page`` and ``view`` say where."""

    at_s: float
    element: Element | None
    rect: Rect | None
    page: str
    view: int

    @property
    def where(self) -> tuple[str, int]:
        return self.page, self.view


@dataclass(frozen=True)
class Wait:
    """From ``start_s`` to ``end_s`` nothing new could be seen; for ``aside_s`` of it the shopper
    was not looking at the shop.

    ``response_s`` is the document's own wait for the server where it is known. ``end`` says what
    ended it; ``nothing`` means that no answer ever came.
    """

    start_s: float
    end_s: float
    press: Press | None
    end: Literal["view", "reaction", "request", "off_site", "unreachable", "nothing"]
    view: PageView | None = None
    response_s: float | None = None
    aside_s: float = 0.0
    leaving: bool = False
    """The page was about to be left, and stayed: a download looks like this, too."""

    @property
    def seconds(self) -> float:
        return self.end_s - self.start_s - self.aside_s


class Waits:
    """All waiting in one session."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.answers = Answers(timeline)

    @cached_property
    def presses(self) -> list[Press]:
        """Clicks and submissions that were sent, in order."""
        found = list(self._clicks.values())
        for m in self.timeline.all(Submit):
            if not m.event.refused:
                target = pressed(m.event)
                element = element_of(target)
                found.append(Press(m.at_s, element, target.rect, m.page, m.event.view))
        return sorted(found, key=lambda press: press.at_s)

    @cached_property
    def _clicks(self) -> dict[tuple[str, int], Press]:
        return {
            key: Press(m.at_s, element_of(m.event.target), m.event.target.rect, *m.view_key)
            for key, m in self.timeline.clicks.items()
        }

    def press_of(self, click: Moment[Click]) -> Press:
        return self._clicks[click.page, click.event.id]

    @cached_property
    def _press_times(self) -> list[float]:
        return [press.at_s for press in self.presses]

    def press_before(self, at_s: float) -> Press | None:
        """The press that probably caused what began at ``at_s``: the last within a second. Where
        a form was sent by a button, the press of that button."""
        last = bisect_right(self._press_times, at_s + CLOCKS_S)
        first = bisect_left(self._press_times, at_s - LINK_S)
        near = self.presses[max(first, last - PRESSES) : last]
        if not near:
            return None
        return next(press for press in near if press.element == near[-1].element)

    def press_after(self, press: Press) -> Press | None:
        """The next press, of the same page or another."""
        place = bisect_right(self._press_times, press.at_s + CLOCKS_S)
        return self.presses[place] if place < len(self.presses) else None

    def cause_of(self, view: PageView) -> Press | None:
        """The press that led to a document: the one whose unloading met the start of the
        navigation (however long a script had worked before), else the last just before it. A
        reload or a way back that came long after a press was the shopper's own."""
        asked = view.asked_s
        if view.event and view.event.navigation in BY_HAND:
            return self.press_before(asked)
        for click in reversed(self._clicks_between(asked - LONGEST_S, asked + CLOCKS_S)):
            reaction = self.timeline.reaction(click)
            after = reaction.after if reaction else {}
            for kind in ("unloading", "navigation"):
                if kind in after and abs(click.at_s + after[kind] / 1000 - asked) <= LINK_S / 2:
                    return self.press_of(click)
        return self.press_before(asked)

    @cached_property
    def _click_times(self) -> list[float]:
        return [click.at_s for click in self.timeline.all(Click)]

    def _clicks_between(self, start_s: float, end_s: float) -> list[Moment[Click]]:
        times = self._click_times
        last = bisect_right(times, end_s)
        return self.timeline.all(Click)[max(bisect_left(times, start_s), last - PRESSES) : last]

    @cached_property
    def documents(self) -> list[Wait]:
        """One wait per loaded document except the first: from the press (else the start of its
        navigation) until it was ready. A page that follows a time off site is left out: its
        navigation began at the other origin."""
        found = []
        for before, view in pairwise(self.timeline.views):
            if not view.document or self._came_back(before, view):
                continue
            press = self.cause_of(view)
            start = min(press.at_s, view.asked_s) if press else view.asked_s
            known = view.load.response_ms / 1000 if view.load and view.load.response_ms else None
            found.append(
                self._without_asides(Wait(start, view.shown_s, press, "view", view, known))
            )
        return found

    def _came_back(self, before: PageView, view: PageView) -> bool:
        """The driver tells of the trip in between; a participant's page, that it was come to."""
        place = bisect_right(self._trips, before.began_s)
        between = place < len(self._trips) and self._trips[place] <= view.shown_s
        return between or (view.page, view.number) in self._returns

    @cached_property
    def _trips(self) -> list[float]:
        return [trip.at_s for trip in self.timeline.all(OffSite)]

    @cached_property
    def _returns(self) -> frozenset[tuple[str, int]]:
        trips = self.timeline.all(OffSite)
        return frozenset(trip.view_key for trip in trips if not trip.event.away)

    def _without_asides(self, wait: Wait) -> Wait:
        aside_s = self.timeline.aside_s(wait.start_s, wait.end_s)
        return replace(wait, aside_s=aside_s) if aside_s else wait

    @cached_property
    def after_presses(self) -> list[Wait]:
        """Waits after clicks that led to no document: until the first visible reaction, the end
        of the requests that they started, leaving for another origin, or nothing at all."""
        answered = {wait.press.at_s for wait in self.documents if wait.press}
        found = []
        for click in self.timeline.all(Click):
            reaction = self.timeline.reaction(click)
            if reaction is None or click.at_s in answered or not click.event.target.interactive:
                continue  # what nobody can press owes no answer: something else moved
            visible = self.answers.first_ms(click)
            if visible is not None:
                end_s = click.at_s + visible / 1000
                found.append(Wait(click.at_s, end_s, self.press_of(click), "reaction"))
            elif self.answers.asked(click):
                # its own: a page that is left by hand later was not about to answer
                leaving = "unloading" in self.answers.own(click)
                found.append(self._pending(click, leaving))
        return [self._without_asides(wait) for wait in found]

    def _pending(self, click: Moment[Click], unloading: bool) -> Wait:
        press = self.press_of(click)
        answered_s = self.timeline.own_requests_end_s(click)
        if answered_s is not None and not unloading:
            return Wait(click.at_s, answered_s, press, "request")
        since = click.at_s - CLOCKS_S
        following: list[tuple[float, Following]] = [
            (ends[place], kind)
            for kind, (begins, ends) in self._following.items()
            if (place := bisect_left(begins, since)) < len(begins)
        ]
        acted = self.timeline.next_action_s(click.at_s)
        if following and min(following)[0] <= acted + LINK_S:
            end_s, end = min(following)
            return Wait(click.at_s, end_s, press, end)
        return Wait(click.at_s, acted, press, "nothing", leaving=unloading)

    @cached_property
    def _following(self) -> dict[Following, tuple[list[float], list[float]]]:
        """Of each kind of answer: when it began, in order, and the first end of those from there
        on."""
        timeline = self.timeline
        spans: dict[Following, list[Span]] = {
            "view": sorted((view.asked_s, view.shown_s) for view in timeline.views),
            "off_site": [(m.at_s, m.at_s) for m in timeline.all(OffSite)],
            "unreachable": [(m.at_s, m.at_s) for m in timeline.all(Unreachable)],
        }
        return {
            kind: (
                [start for start, _ in known],
                list(accumulate((end for _, end in reversed(known)), min))[::-1],
            )
            for kind, known in spans.items()
        }

    @cached_property
    def machine_spans(self) -> list[Span]:
        """Everything that counts as waiting for the shop; overlaps are not yet removed."""
        spans = [(wait.start_s, wait.end_s) for wait in self.documents]
        spans += [(v.asked_s, v.shown_s) for v in self.timeline.views[:1] if v.document]
        spans += [
            request_span(m)
            for m in self.timeline.all(Request)
            if m.event.click is not None and not m.event.third_party
        ]
        return spans
