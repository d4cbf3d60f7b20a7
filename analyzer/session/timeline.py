"""A session's log as one line of time: every event in seconds of the session, in order.

The timeline answers what rules ask: which view an event belongs to, what followed a click, when
the shopper acted next. It never raises on a log that is torn, out of order or empty.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property
from typing import Any, TypeVar, cast

from kitka.analyzer.session.asides import aside_time
from kitka.analyzer.session.elements import pressed
from kitka.analyzer.session.spans import Cover, Span
from kitka.analyzer.session.views import Moment, PageView, by_kind, sorted_moments, views_of
from kitka.recorder.model import (
    Change,
    Click,
    Event,
    Focus,
    Message,
    Reaction,
    ReactionKind,
    Request,
    SessionLog,
    Submit,
    Target,
    View,
    Visibility,
)

E = TypeVar("E", bound=Event)

VISIBLE: frozenset[ReactionKind] = frozenset(
    {
        "mutation", "navigation", "focus", "scroll", "selection", "visibility", "input",
        "dialog", "new_tab", "download", "canvas", "media", "invalid",
    }
)  # fmt: skip
"""Reactions that a shopper can see. A request, the start of unloading or an error is none."""

AT_ONCE_S = 0.1
"""Nielsen 1993: what comes of a choice within it is its doing."""


class Timeline:
    """All events of ``log`` in seconds since the session started, stably sorted."""

    def __init__(self, log: SessionLog) -> None:
        self.session = log.session
        self.notes = log.notes
        self.answers = log.answers
        self.gaps = sum(len(gap.missing) for gap in log.gaps if gap.stream == "signals")
        self.replay_gaps = sum(len(gap.missing) for gap in log.gaps if gap.stream == "replay")
        self.moments = sorted_moments(log)
        self._by_kind = by_kind(self.moments)

    def all(self, kind: type[E]) -> list[Moment[E]]:
        """Every event of one kind, in order."""
        return cast("list[Moment[E]]", self._by_kind.get(kind, []))

    @cached_property
    def views(self) -> tuple[PageView, ...]:
        """All views of all pages by the time they began."""
        return views_of(self.moments)

    @cached_property
    def _view_index(self) -> dict[tuple[str, int], PageView]:
        return {(view.page, view.number): view for view in self.views}

    @cached_property
    def _view_starts(self) -> list[float]:
        return [view.began_s for view in self.views]

    def view_of(self, moment: Moment[Any]) -> PageView | None:
        return self._view_index.get(moment.view_key)

    def view(self, page: str, number: int) -> PageView | None:
        return self._view_index.get((page, number))

    def view_at(self, at_s: float) -> PageView | None:
        """The view that had begun last at this moment."""
        index = bisect_right(self._view_starts, at_s) - 1
        return self.views[index] if index >= 0 else None

    def view_after(self, moment: Moment[Any]) -> PageView | None:
        """The view that began next after it."""
        index = bisect_right(self._view_starts, moment.at_s)
        return self.views[index] if index < len(self.views) else None

    @cached_property
    def _reactions(self) -> dict[tuple[str, int], Reaction]:
        return {(m.page, m.event.click): m.event for m in self.all(Reaction)}

    def reaction(self, click: Moment[Click]) -> Reaction | None:
        """What followed a click, or None where the log does not say."""
        return self._reactions.get((click.page, click.event.id))

    @cached_property
    def clicks(self) -> dict[tuple[str, int], Moment[Click]]:
        """Every click by page and id."""
        return {(m.page, m.event.id): m for m in self.all(Click)}

    def click(self, page: str, number: int | None) -> Moment[Click] | None:
        """The click that an event of ``page`` names as its cause."""
        return None if number is None else self.clicks.get((page, number))

    @cached_property
    def _clicks_in(self) -> dict[str, list[Moment[Click]]]:
        found: dict[str, list[Moment[Click]]] = defaultdict(list)
        for click in self.all(Click):
            found[click.page].append(click)
        return found

    def clicks_in(self, page: str) -> list[Moment[Click]]:
        """The clicks of one page, in order."""
        return self._clicks_in.get(page, [])

    @cached_property
    def _requests(self) -> dict[tuple[str, int], list[Moment[Request]]]:
        found: dict[tuple[str, int], list[Moment[Request]]] = defaultdict(list)
        for moment in self.all(Request):
            if moment.event.click is not None:
                found[moment.page, moment.event.click].append(moment)
        return found

    def requests(self, click: Moment[Click]) -> list[Moment[Request]]:
        """The requests that a click started."""
        return self._requests.get((click.page, click.event.id), [])

    def asked(self, click: Moment[Click]) -> bool:
        """Whether a press made the page ask the shop. Asking third parties only (a tracker) is no
        answer in the making."""
        reaction = self.reaction(click)
        if reaction is None:
            return False
        tracker = bool(self.requests(click)) and self.own_requests_end_s(click) is None
        return "unloading" in reaction.after or ("request" in reaction.after and not tracker)

    @cached_property
    def _own_ends(self) -> dict[tuple[str, int], float]:
        return {
            key: max(ends)
            for key, requests in self._requests.items()
            if (ends := [request_span(m)[1] for m in requests if not m.event.third_party])
        }

    def own_requests_end_s(self, click: Moment[Click]) -> float | None:
        """When the last of the shop's own requests ended that a click started; None without."""
        return self._own_ends.get((click.page, click.event.id))

    @cached_property
    def _error_times(self) -> dict[str, list[float]]:
        found: dict[str, list[float]] = defaultdict(list)
        for moment in self.all(Message):
            if moment.event.severity == "error":
                found[moment.page].append(moment.at_s)
        return found

    def complained(self, page: str, since_s: float, until_s: float) -> bool:
        """Whether a page showed an error message within this time."""
        times = self._error_times.get(page, [])
        place = bisect_left(times, since_s)
        return place < len(times) and times[place] <= until_s

    @cached_property
    def _actions(self) -> list[float]:
        kinds: tuple[type[Event], ...] = (Click, Submit, Change, Focus, View)
        return sorted(m.at_s for kind in kinds for m in self.all(kind))

    def sender(self, submit: Moment[Submit]) -> Target:
        """What the shopper sent a form with: its button; where a script sent it, what was chosen
        in the page just before (a country, a quantity in a list); else the form itself."""
        chosen = self.all(Change)
        place = bisect_right(chosen, submit.at_s, key=lambda change: change.at_s)
        last = chosen[place - 1] if place else None
        if submit.event.via or last is None or last.view_key != submit.view_key:
            return pressed(submit.event)
        at_once = submit.at_s - last.at_s <= AT_ONCE_S and not last.event.target.text_entry
        return last.event.target if at_once else pressed(submit.event)

    def next_action_s(self, after_s: float) -> float:
        """When the shopper next did something or was shown another view; the end if never."""
        place = bisect_right(self._actions, after_s + 0.05)
        return self._actions[place] if place < len(self._actions) else max(self.end_s, after_s)

    @cached_property
    def asides(self) -> list[Span]:
        """The study's own time, without overlaps."""
        return aside_time(self.moments, self.notes)

    def seconds(self, start_s: float, end_s: float) -> float:
        """How long it was for the shopper: without asides."""
        return max(0.0, end_s - start_s - self.aside_s(start_s, end_s))

    def aside_s(self, start_s: float, end_s: float) -> float:
        """Seconds of asides within this time."""
        return self._aside_cover.seconds(start_s, end_s)

    @cached_property
    def _aside_cover(self) -> Cover:
        return Cover(self.asides)

    @cached_property
    def end_s(self) -> float:
        """The last moment that is known; 0 for an empty log."""
        return max(0.0, self.moments[-1].at_s) if self.moments else 0.0

    @cached_property
    def _hidden(self) -> list[float]:
        return [m.at_s for m in self.all(Visibility) if m.event.state == "hidden"]

    def was_hidden(self, since_s: float, until_s: float) -> bool:
        """Whether the shop was put out of sight within this time."""
        place = bisect_left(self._hidden, since_s)
        return place < len(self._hidden) and self._hidden[place] <= until_s

    @cached_property
    def last_visible_s(self) -> float:
        """The last moment at which the shop was before the shopper's eyes."""
        hidden: float | None = None
        for moment in self.moments:
            event = moment.event
            if isinstance(event, Visibility):
                hidden = moment.at_s if event.state == "hidden" else None
            elif isinstance(event, View | Click | Submit | Change):
                hidden = None
        return self.end_s if hidden is None else max(0.0, hidden)


def first_visible_ms(reaction: Reaction) -> float | None:
    """The first reaction that a shopper could see, ms after the click."""
    seen = [ms for kind, ms in reaction.after.items() if kind in VISIBLE]
    return min(seen) if seen else None


def request_span(moment: Moment[Request]) -> Span:
    """Start and end of a request, seconds of the session; its event is stamped at its start."""
    return moment.at_s, moment.at_s + max(0.0, moment.event.duration_ms) / 1000
