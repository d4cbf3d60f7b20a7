"""The press whose question had just been answered: what a page does at once with an answer (a
dialog, an error, heavy work) is the doing of the press that asked, however long the shop took."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cached_property

from kitka.analyzer.presses.answers import Answers
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Click

CLOCK_S = 0.01
"""What an answer sets off may be told a moment before the answer itself."""


class Behind:
    def __init__(self, timeline: Timeline, answers: Answers) -> None:
        self._timeline, self._answers = timeline, answers

    @cached_property
    def _ends(self) -> dict[str, list[tuple[float, int]]]:
        found: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for page, number in self._timeline.clicks:
            click = self._timeline.clicks[page, number]
            ended_s = self._timeline.own_requests_end_s(click)
            if ended_s is not None:
                found[page].append((ended_s, number))
        for known in found.values():
            known.sort()
        return found

    def press(self, page: str, at_s: float, within_s: float) -> Moment[Click] | None:
        """Whose own answer came at most ``within_s`` before ``at_s``, with no press since."""
        known = self._ends.get(page, [])
        place = bisect_right(known, (at_s + CLOCK_S, 0)) - 1
        if place < 0 or at_s - known[place][0] > within_s:
            return None
        press = self._timeline.clicks[page, known[place][1]]
        return press if self._answers.next_press_s(press) > at_s else None
