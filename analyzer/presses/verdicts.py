"""One verdict on every press, so that one rule at most tells of it.

``alive``     answered within a second
``slow``      answered, but later
``pending``   the shop was asked, and nothing could be seen yet: a matter of slow_response
``dead``      nothing that could be seen, for the whole time of a dead click, though the shop may
              have been asked and have answered (dead_click)
``error``     nothing that could be seen, and an error that the press threw (error_click)
``disabled``  the control is disabled, and nothing said why (disabled_click)
``blocked``   something lay over the control and took the press (blocked_control)
``refused``   it sent a form that was refused: the rules about forms tell so
``control``   a stepper or another control that changed nothing (dead_control)
``repeated``  only a later press on the same control worked (repeat_click_needed)
``unknown``   it was not watched for long enough, or cannot be judged, or nothing was owed
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property

from kitka.analyzer.forms.controls import DeadSetting, Settings
from kitka.analyzer.forms.refusals import attempts
from kitka.analyzer.forms.submissions import Attempt
from kitka.analyzer.page.blocks import joined, own_blocks
from kitka.analyzer.presses.answers import TIMER_MS
from kitka.analyzer.presses.behind import Behind
from kitka.analyzer.presses.busy import Busy
from kitka.analyzer.presses.causes import Blames, held_up
from kitka.analyzer.presses.covers import Covers
from kitka.analyzer.presses.disabled import Disabled
from kitka.analyzer.presses.owed import Owed
from kitka.analyzer.presses.series import Key, Series, Verdict, eligible, key_of, repeated
from kitka.analyzer.presses.unheard import in_vain, well_s
from kitka.analyzer.rules import limits
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.timeline import first_visible_ms
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Block, Click, Setting

ANSWERED: frozenset[Verdict] = frozenset({"alive", "slow", "pending", "refused", "error"})
"""What one of two clicks of one press has, the other one has, too."""


class Presses:
    """The verdicts of one session, found when they are first asked for; the work is linear in the
    number of presses."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.timeline = path.timeline
        self.answers = path.waits.answers
        self._limits = limits("presses")
        self._dead_ms = limits("dead_click")["observed_ms"] - TIMER_MS

    def verdict(self, click: Moment[Click]) -> Verdict:
        return self._verdicts.get(key_of(click), "unknown")

    def at(self, page: str, at_s: float) -> Verdict:
        """The verdict on the press of a wait; ``unknown`` where it was none."""
        return self._by_time.get((page, at_s), "unknown")

    @cached_property
    def attempts(self) -> dict[str, list[Attempt]]:
        """All submissions by form key, in order, with what became of them."""
        return attempts(self.timeline, self.path)

    @cached_property
    def busy(self) -> Busy:
        """Presses that were answered by a word that they are being seen to."""
        return Busy(self.timeline, self.answers)

    @cached_property
    def dead_settings(self) -> list[DeadSetting]:
        """What was set and changed nothing."""
        if not self.timeline.all(Setting):
            return []
        return Settings(self.timeline, self._limits, self._worked).dead()

    @cached_property
    def blames(self) -> Blames:
        """Script errors by the press that threw them."""
        return Blames(self.timeline, self.answers, self.behind, self._limits)

    @cached_property
    def behind(self) -> Behind:
        """The press whose question had just been answered."""
        return Behind(self.timeline, self.answers)

    @cached_property
    def blocks(self) -> list[Moment[Block]]:
        """When the page was busy with itself."""
        return own_blocks(self.timeline)

    @cached_property
    def held_up(self) -> dict[Key, Moment[Block]]:
        """Presses that a long block of the main thread kept from being answered."""
        return held_up(self.timeline, self.behind, self.work, limits("long_block")["block_ms"])

    @cached_property
    def work(self) -> list[Moment[Block]]:
        """The same, what follows each other at once taken as one."""
        return joined(self.blocks)

    @cached_property
    def held_at(self) -> frozenset[tuple[str, float]]:
        """Page and moment of those presses."""
        clicks = self.timeline.clicks
        return frozenset((page, clicks[page, number].at_s) for page, number in self.held_up)

    @cached_property
    def repeated(self) -> list[Series]:
        """Presses without an answer, until a later one on the same control worked."""
        found = repeated(self.timeline, self._unanswered, self._lived, self._limits)
        return [series for series in found if not self._in_their_turn(series)]

    def _in_their_turn(self, series: Series) -> bool:
        """Quick presses (of a stepper) that were answered each as long after it as the last one
        was, only that the next had been made before: the page is merely a moment behind."""
        took_ms = self.answers.first_ms(series.worked)
        reaction = self.timeline.reaction(series.unanswered[-1])
        shown_ms = first_visible_ms(reaction) if reaction else None
        if took_ms is None or shown_ms is None or shown_ms > self._limits["at_once_ms"]:
            return False
        return shown_ms <= 2 * took_ms

    def _lived(self, click: Moment[Click]) -> bool:
        """It worked, and its answer did not come to nothing."""
        return self._worked(click) and well_s(self.timeline, self.answers, click) is None

    def _unanswered(self, click: Moment[Click], next_s: float) -> bool:
        """Until the next press on the same control nothing followed: nothing at all, or the page
        held the form back without a word, or the shop's good answer came to nothing."""
        if self._worked(click):
            ended_s = well_s(self.timeline, self.answers, click)
            return ended_s is not None and next_s - ended_s >= self._limits["at_once_ms"] / 1000
        key = key_of(click)
        return self._own[key] in ("dead", "unknown") or key in self._swallowed

    # ------------------------------------------------------------ all presses

    @cached_property
    def _by_time(self) -> dict[tuple[str, float], Verdict]:
        return {(m.page, m.at_s): self.verdict(m) for m in self.timeline.all(Click)}

    @cached_property
    def _verdicts(self) -> dict[Key, Verdict]:
        found = dict(self._own)
        for series in self.repeated:
            for click in series.unanswered:
                found[key_of(click)] = "repeated"
        for dead in self.dead_settings:
            for setting in dead.moments:
                before = self._press_before(setting)
                if before and found[key_of(before)] == "dead":
                    found[key_of(before)] = "control"
        return found

    @cached_property
    def _own(self) -> dict[Key, Verdict]:
        clicks = self.timeline.all(Click)
        alone = {key_of(click): self._of_its_own(click) for click in clicks}
        found = dict(alone)
        for key, twin in self.answers.twins.items():
            other = alone[key_of(twin)]
            if alone[key] in ("dead", "control", "pending") and other in ANSWERED:
                found[key] = other
        return found

    def _press_before(self, setting: Moment[Setting]) -> Moment[Click] | None:
        known = self.timeline.clicks_in(setting.page)
        place = bisect_right(known, setting.at_s + 0.05, key=lambda click: click.at_s) - 1
        return known[place] if place >= 0 and setting.at_s - known[place].at_s <= 1.0 else None

    def _worked(self, click: Moment[Click]) -> bool:
        """The shop was asked, or something could be seen soon."""
        return self.answers.soon(click, self._limits["at_once_ms"]) or self.answers.asked(click)

    # ------------------------------------------------------------ one press by itself

    def _of_its_own(self, click: Moment[Click]) -> Verdict:
        target, key = click.event.target, key_of(click)
        if key in self._refused:
            return "refused"
        if self._covers.opened_by(click):
            return "alive"
        if click.event.under is not None:
            return self._covers.verdict(click)
        if target.disabled and not target.text_entry:
            return self._disabled.verdict(click)
        answer_ms = self.answers.first_ms(click)
        asked = self.answers.asked(click)
        # A route that is shown late was fetched first: nobody else leads to another page.
        led = answer_ms is not None and "navigation" in self.answers.own(click)
        if answer_ms is not None and (answer_ms <= self._dead_ms or asked or led):
            return "alive" if answer_ms <= self._limits["at_once_ms"] else "slow"
        if asked:
            unheard = in_vain(self.timeline, self.answers, click, self._dead_ms)
            if not (unheard and eligible(target)):
                return "pending"
            if key in self.blames.errors:
                return "error"
            return "control" if target.stepper else "dead"
        if not eligible(target) or self.answers.watched_ms(click) < self._dead_ms:
            return "unknown"
        if key in self.blames.errors:
            return "error"
        if key in self.held_up:
            return "slow"
        if self._owed.nothing(click):
            return "unknown"
        return "control" if target.stepper else "dead"

    @cached_property
    def _owed(self) -> Owed:
        return Owed(self.answers, self.busy, self._limits)

    @cached_property
    def _refused(self) -> frozenset[Key]:
        """Presses that sent a form that was refused; an empty search that is not sent is none."""
        return self._sent(lambda one: one.refused or one.silent or is_empty(one))

    @cached_property
    def silent(self) -> frozenset[Key]:
        """Presses that sent what was refused without a word."""
        return self._sent(lambda one: one.silent)

    @cached_property
    def _swallowed(self) -> frozenset[Key]:
        """Presses whose form the page held back without a word."""
        return self._sent(lambda one: one.silent and one.submit.event.refused == "prevented")

    def _sent(self, what: Callable[[Attempt], bool]) -> frozenset[Key]:
        """Presses that sent such a form."""
        every = (attempt for series in self.attempts.values() for attempt in series)
        return frozenset(key_of(one.press) for one in every if one.press and what(one))

    @cached_property
    def _covers(self) -> Covers:
        return Covers(self.timeline, self.answers, self._limits, self._dead_ms)

    @cached_property
    def _disabled(self) -> Disabled:
        return Disabled(self.timeline, self.answers, self._owed, self._limits)


def is_empty(attempt: Attempt) -> bool:
    """A form into which nothing was entered, held back by the page (an empty search). One that has
    nothing to enter (a button that leads on) lacks nothing."""
    event = attempt.submit.event
    return bool(event.refused and event.fields) and not any(s.filled for s in event.fields)
