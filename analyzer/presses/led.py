"""The view that a press led to, however long after and whatever small thing was shown at once.

A page watches a press until something can be seen, and stops soon after: a drawer that closes hides
that the next page is still a long way off. What links a later view to the press is the shop's own
work in between: requests that began with the press, or with the end of the one before, of which the
last ended when the view came; and that nobody did anything else meanwhile.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from kitka.analyzer.presses.answers import BY_HAND, SHOWN_S, Answers
from kitka.analyzer.rules import limits
from kitka.analyzer.session.spans import Span
from kitka.analyzer.session.timeline import Timeline, request_span
from kitka.analyzer.session.views import Moment, PageView
from kitka.recorder.model import (
    Change,
    Click,
    Layer,
    Message,
    ReactionKind,
    Request,
    Setting,
    Submit,
)

NEXT_S = 0.5
"""So soon after a press, or after the answer before, a script asks for what it needs next."""
LONGEST_S = 60.0
"""Longer ago a request is given up by servers and proxies."""
WORKING: frozenset[ReactionKind] = frozenset({"mutation", "dialog", "canvas", "media"})
"""What may be a sign that work goes on. A focus that moves or a page that scrolls is none."""


def came(view: PageView) -> float:
    """When a route was shown, or a document was asked for: what follows is that document's wait."""
    return view.asked_s if view.document else view.began_s


class Led:
    """The views that presses of one session led to after a while."""

    def __init__(self, timeline: Timeline, answers: Answers) -> None:
        self._timeline, self._answers = timeline, answers

    def view(self, click: Moment[Click]) -> PageView | None:
        """The next view, where it answers this press; None where that is not sure."""
        timeline = self._timeline
        place = bisect_right(self._starts, click.at_s)
        view = timeline.views[place] if place < len(timeline.views) else None
        before = timeline.view_of(click)
        if view is None or before is None or view.event is None or view.url == before.url:
            return None
        by_hand = view.document and view.event.navigation in BY_HAND
        if by_hand or view.event.cause in ("pop", "restore"):
            return None
        came_s = came(view)
        if self._did_more(click, came_s) or self._worked_until(click, came_s) is None:
            return None
        return view

    @cached_property
    def _starts(self) -> list[float]:
        return [view.began_s for view in self._timeline.views]

    def _did_more(self, click: Moment[Click], until_s: float) -> bool:
        """Something else was done, looked at or shown to be dealt with (a bank's dialog)."""
        if self._answers.next_press_s(click) <= until_s:
            return True
        if self._timeline.was_hidden(click.at_s, until_s):
            return True
        return any(
            place < len(times) and times[place] <= until_s
            for times in (self._changes, self._shown)
            for place in (bisect_left(times, click.at_s + 0.05),)
        )

    @cached_property
    def _changes(self) -> list[float]:
        return [m.at_s for m in self._timeline.all(Change)]

    @cached_property
    def _shown(self) -> list[float]:
        return [m.at_s for m in self._timeline.all(Layer) if m.event.state == "shown"]

    def _worked_until(self, click: Moment[Click], came_s: float) -> float | None:
        """The end of the last of the requests that follow each other from the press on, where it
        is the moment when the view came."""
        ended_s, asked = click.at_s, False
        for start_s, end_s in self._asked(click.page, click.at_s, came_s):
            if start_s <= ended_s + NEXT_S and end_s > ended_s:
                ended_s, asked = min(end_s, came_s), True
        return ended_s if asked and came_s - ended_s <= SHOWN_S else None

    def _asked(self, page: str, since_s: float, until_s: float) -> Sequence[Span]:
        known = self._requests.get(page, [])
        first = bisect_left(known, (since_s - LONGEST_S, 0.0))
        last = bisect_right(known, (until_s, float("inf")))
        return [span for span in known[first:last] if span[1] > since_s]

    @cached_property
    def _requests(self) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = defaultdict(list)
        for m in self._timeline.all(Request):
            if not (m.event.third_party or m.event.aborted):
                found[m.page].append(request_span(m))
        return {page: sorted(spans) for page, spans in found.items()}

    def sign(self, click: Moment[Click], until_s: float) -> bool:
        """Whether what was shown at once may say that work goes on. A layer that closed, and
        nothing else that is known, leaves the shopper with the page as it was."""
        own = self._answers.own(click)
        if not WORKING & own.keys():
            return False
        if any(click.at_s <= m.at_s <= until_s for m in self._timeline.all(Message)):
            return True
        return not self._closed(click)

    def _closed(self, click: Moment[Click]) -> bool:
        """The press closed the layer in which it was made."""
        place = bisect_left(self._gone, (click.page, click.at_s - 0.05))
        if place >= len(self._gone):
            return False
        page, at_s = self._gone[place]
        return page == click.page and at_s <= click.at_s + SHOWN_S

    @cached_property
    def _gone(self) -> list[tuple[str, float]]:
        return sorted(
            (m.page, m.at_s)
            for m in self._timeline.all(Layer)
            if m.event.state == "gone" and m.event.how in ("inside", "key")
        )


def led_astray(timeline: Timeline, click: Moment[Click]) -> bool:
    """The press led to another page, and the shopper came straight back from there without having
    done anything: what it was aimed at was something else."""
    before = timeline.view_of(click)
    place = bisect_right(timeline.views, click.at_s, key=lambda view: view.began_s)
    after = timeline.views[place : place + 2]
    if before is None or len(after) < 2:
        return False
    there, back = after
    if not before.path == back.path != there.path or back.event is None:
        return False
    by_hand = back.event.navigation == "back_forward" or back.event.cause in ("pop", "restore")
    done = any(isinstance(m.event, (Change, Setting, Submit)) for m in there.moments)
    stay_s = timeline.seconds(there.shown_s, back.asked_s)
    return by_hand and not done and stay_s <= limits("u_turn")["within_s"]
