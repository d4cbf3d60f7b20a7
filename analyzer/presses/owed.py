"""Presses to which no answer is owed: at the end of what can be stepped through, on what is chosen
or being answered already, and on what is rightly disabled for a moment."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping

from kitka.analyzer.answers import Answers
from kitka.analyzer.busy import Busy
from kitka.analyzer.elements import element_of, identity
from kitka.analyzer.views import Moment
from kitka.recorder.model import Change, Click, Setting

LESS = re.compile(
    r"^\s*[-\u2010-\u2015\u2212]\s*$|decreas|reduc|minus|\bless\b|fewer|vähen|miinus|minska|färre|"
    r"weniger|verringer",
    re.I,
)
"""Names of steppers downwards: at one piece there is nothing to take away."""
CHOICES = frozenset({"tab", "option", "radio", "menuitemradio"})
"""One of several is always chosen, and pressing that one rightly does nothing."""
PICKS = CHOICES | {"gridcell", "menuitem", "menuitemcheckbox", "treeitem", "checkbox"}
"""What cannot be had (a size, a day) is shown by the look of the thing itself."""


class Owed:
    """Looks through the presses of a session once, in order."""

    def __init__(self, answers: Answers, busy: Busy, limits: Mapping[str, float]) -> None:
        self._answers = answers
        self._timeline = answers.timeline
        self._limits = limits
        self._busy = busy
        changes = [
            *self._timeline.all(Change),
            *(m for m in self._timeline.all(Setting) if not m.event.target.stepper),
        ]
        self._entered = sorted(m.at_s for m in changes)
        self._nothing: set[tuple[str, int]] = set()
        self._rightly: set[tuple[str, int]] = set()
        self._busy_until: dict[str, float] = {}
        self._answering: dict[tuple[str, str], float] = {}
        self._worked: dict[tuple[str, str], Moment[Click]] = {}
        self._chosen: dict[tuple[tuple[str, int], str], str] = {}
        self._grown: set[tuple[str, int]] = set()
        self._last: dict[str, Moment[Click]] = {}
        self._look(self._timeline.all(Click))

    def nothing(self, click: Moment[Click]) -> bool:
        """It rightly shows nothing."""
        return (click.page, click.event.id) in self._nothing

    def disabled(self, click: Moment[Click]) -> bool:
        """It is rightly disabled, and the shopper can know why."""
        return (click.page, click.event.id) in self._rightly

    def _look(self, clicks: Iterable[Moment[Click]]) -> None:
        for click in clicks:
            key, target = (click.page, click.event.id), click.event.target
            who = identity(element_of(target))
            answering = click.at_s <= self._answering.get((click.page, who), -1.0)
            if answering or self._at_its_end(click, who) or self._is_chosen(click, who):
                self._nothing.add(key)
            if target.disabled:
                if self._excused(click, who):
                    self._rightly.add(key)
            else:
                self._remember(click, who)
            self._last[click.page] = click

    def _remember(self, click: Moment[Click], who: str) -> None:
        target, asked = click.event.target, self._answers.asked(click)
        told_s = self._busy.until_s(click)
        if told_s is not None:  # “Reserving…”: whatever was asked has not come to its end
            self._answering[click.page, who] = told_s
        elif asked:
            ended = self._timeline.own_requests_end_s(click)
            until = ended + 1.0 if ended is not None else click.at_s + self._limits["busy_s"]
            self._busy_until[click.page] = max(until, self._busy_until.get(click.page, 0.0))
            self._answering[click.page, who] = until
        if not asked and self._answers.first_ms(click) is None:
            return
        self._worked[self._place(click), who] = click
        if target.role in CHOICES:
            self._chosen[click.view_key, target.role] = who
        if target.stepper and not LESS.search(target.name):
            self._grown.add(click.view_key)

    def _place(self, click: Moment[Click]) -> str:
        """The same page of a list, whichever part of it is shown."""
        view = self._timeline.view_of(click)
        return view.path if view and view.path else f"{click.page}/{click.event.view}"

    def _at_its_end(self, click: Moment[Click], who: str) -> bool:
        """The same control was pressed just before and worked, or was at its end already; or it
        would take away from one piece."""
        target, last = click.event.target, self._last.get(click.page)
        if last is not None and identity(element_of(last.event.target)) == who:
            soon = click.at_s - last.at_s <= self._limits["recent_s"]
            worked = self._answers.first_ms(last) is not None and not self._answers.asked(last)
            here = soon and last.view_key == click.view_key
            if here and (worked or self.nothing(last)):
                return not self._entered_between(last.at_s, click.at_s)
        return target.stepper and bool(LESS.search(target.name)) and (
            click.view_key not in self._grown
        )  # fmt: skip

    def _is_chosen(self, click: Moment[Click], who: str) -> bool:
        """Of a choice the one that was chosen last, or one before any was: it may be that."""
        if click.event.target.role not in CHOICES:
            return False
        return self._chosen.get((click.view_key, click.event.target.role), who) == who

    def _excused(self, click: Moment[Click], who: str) -> bool:
        target = click.event.target
        if target.stepper or target.role in PICKS or not re.search(r"[^\W\d_]", target.name):
            return True
        if click.at_s <= self._busy_until.get(click.page, -1.0):
            return True
        before = self._worked.get((self._place(click), who))
        if before is None or click.at_s - before.at_s > self._limits["recent_s"]:
            return False
        return not self._entered_between(before.at_s, click.at_s)

    def _entered_between(self, since_s: float, until_s: float) -> bool:
        place = bisect_left(self._entered, since_s)
        return place < len(self._entered) and self._entered[place] < until_s
