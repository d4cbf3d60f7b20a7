"""Presses on what is disabled: whether the page said why it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from kitka.analyzer.presses.answers import Answers
from kitka.analyzer.presses.owed import Owed
from kitka.analyzer.presses.series import Verdict
from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment, PageView
from kitka.recorder.model import Change, Click, Message

LOOKED_AT = 64
"""So many messages and changes of one view are looked through; no step has more fields."""


class Disabled:
    """The presses of one session on what is disabled; ``of`` are the limits of ``presses``."""

    def __init__(
        self, timeline: Timeline, answers: Answers, owed: Owed, of: Mapping[str, float]
    ) -> None:
        self._timeline, self._answers = timeline, answers
        self._owed, self._limits = owed, of

    def verdict(self, click: Moment[Click]) -> Verdict:
        if click.event.target.ignore or self._owed.disabled(click):
            return "unknown"
        # What is disabled asks nobody: what comes later comes by itself.
        if self._answers.soon(click, self._limits["at_once_ms"]) or self._told_why(click):
            return "alive"
        heard = self._answers.watched_ms(click) >= self._limits["heard_ms"]
        return "disabled" if heard else "unknown"

    def _told_why(self, click: Moment[Click]) -> bool:
        """An error stands in the view already, or a message comes at once."""
        times = self._messages.get(click.view_key, [])
        place = bisect_left(times, click.at_s)
        soon_s = click.at_s + self._limits["at_once_ms"] / 1000
        if place < len(times) and times[place] <= soon_s:
            return True
        view = self._timeline.view_of(click)
        said = view.all(Message) if view else []
        return any(
            m.event.severity == "error" and not _mended(view, m, click.at_s)
            for m in said[max(0, place - LOOKED_AT) : place]
        )

    @cached_property
    def _messages(self) -> dict[tuple[str, int], list[float]]:
        found: dict[tuple[str, int], list[float]] = defaultdict(list)
        for message in self._timeline.all(Message):
            found[message.view_key].append(message.at_s)
        return found


def _mended(view: PageView | None, said: Moment[Message], until_s: float) -> bool:
    """The one field that an error was about has been changed since: it no longer says why a button
    stays disabled."""
    field = said.event.field
    if view is None or field is None:
        return False
    changes = view.all(Change)
    first = bisect_right(changes, said.at_s, key=lambda change: change.at_s)
    key = identity(element_of(field))
    return any(
        m.at_s <= until_s and identity(element_of(m.event.target)) == key
        for m in changes[first : first + LOOKED_AT]
    )
