"""What kept a press from being answered: an error that it threw, or a block."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kitka.analyzer.page.failures import coped_with, error_key, harmless, merely_noted, unasked
from kitka.analyzer.presses.answers import Answers
from kitka.analyzer.presses.behind import Behind
from kitka.analyzer.presses.series import Key, key_of
from kitka.analyzer.session.timeline import Timeline, request_span
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Block, Click, JsError

CLOCK_S = 0.1
"""The press of a blocked page is told when the block is over."""


class Blames:
    """Script errors by the press that threw them: in its task, soon after the answer to what it
    asked, or while nothing could be seen of it. An error that a timer throws beside a press that
    was answered is not the press's."""

    def __init__(
        self, timeline: Timeline, answers: Answers, behind: Behind, limits: Mapping[str, float]
    ) -> None:
        self._timeline, self._answers, self._limits = timeline, answers, limits
        self._behind = behind
        self.errors: dict[Key, list[Moment[JsError]]] = defaultdict(list)
        self._blamed: set[int] = set()
        late = self._after_long_requests()
        by_itself = unasked(timeline, late)
        for error in timeline.all(JsError):
            press = timeline.click(error.page, error.event.click) or late.get(id(error))
            if press is None or harmless(error.event) or error_key(error) in by_itself:
                continue
            if coped_with(timeline, error):
                continue
            if merely_noted(error.event) and answers.first_ms(press) is not None:
                continue
            if id(error) in late or self._threw(press, error):
                self.errors[key_of(press)].append(error)
                self._blamed.add(id(error))

    def blamed(self, error: Moment[JsError]) -> bool:
        """Whether a press is to blame for it (then ``error_click`` tells it)."""
        return id(error) in self._blamed

    def _after_long_requests(self) -> dict[int, Moment[Click]]:
        """The page names no press for what is thrown more than a second after it. Where the answer
        to the press's own request had just come, and nothing else had been pressed, it is that."""
        within_s = self._limits["task_ms"] / 1000
        alone = [m for m in self._timeline.all(JsError) if m.event.click is None]
        found = ((error, self._press_behind(error, within_s)) for error in alone)
        return {id(error): press for error, press in found if press}

    def _press_behind(self, error: Moment[JsError], within_s: float) -> Moment[Click] | None:
        """An answer that cannot be read throws where no page hears of it: only the driver does, by
        a clock of its own, and it was the page that was there."""
        if self._timeline.view_of(error) is not None:
            return self._behind.press(error.page, error.at_s, within_s)
        view = self._timeline.view_at(error.at_s)
        at_s = error.at_s + CLOCK_S
        return self._behind.press(view.page, at_s, within_s + CLOCK_S) if view else None

    def _threw(self, press: Moment[Click], error: Moment[JsError]) -> bool:
        after_ms = (error.at_s - press.at_s) * 1000
        if after_ms > self._limits["at_once_ms"]:
            return False
        if after_ms <= self._limits["task_ms"]:
            return True
        first_ms = self._answers.first_ms(press)
        if first_ms is None or first_ms >= after_ms:
            return True
        ends = (request_span(m)[1] for m in self._timeline.requests(press))
        return any(0 <= error.at_s + 0.01 - end <= self._limits["task_ms"] / 1000 for end in ends)


def held_up(
    timeline: Timeline, behind: Behind, work: Iterable[Moment[Block]], least_ms: float
) -> dict[Key, Moment[Block]]:
    """Presses that a block of at least ``least_ms`` of ``work`` kept waiting: their own task was
    it, or what was done with the shop's answer to them, or they came while it lasted."""
    found: dict[Key, Moment[Block]] = {}
    blocks = [m for m in work if m.event.duration_ms >= least_ms]
    for block in blocks:
        clicks = timeline.clicks_in(block.page)
        first = bisect_left(clicks, block.at_s - CLOCK_S, key=lambda click: click.at_s)
        ended = block.at_s + block.event.duration_ms / 1000 + CLOCK_S
        own = timeline.click(block.page, block.event.click)
        if own is None and not (first < len(clicks) and clicks[first].at_s <= ended):
            own = behind.press(block.page, block.at_s, CLOCK_S)
        for click in [own] if own else clicks[first : first + 1]:
            if click.at_s <= ended:
                found.setdefault(key_of(click), block)
    return found
