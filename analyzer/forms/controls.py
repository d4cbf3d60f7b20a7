"""Selects, sliders, switches and numbers that were set and changed nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kitka.analyzer.forms.purpose import is_quantity
from kitka.analyzer.presses.answers import TIMER_MS
from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.timeline import VISIBLE, Timeline
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Click, Message, Setting, Submit, Target, Total

ORDERING = re.compile(
    r"\bsort|order by|j(?:ä|a)rjest|\bfilt(?:er|re|rer)|suodat|\bordna|\bsåll", re.I
)
"""Names of what puts a list in order or narrows it: its answer is owed at once."""
COLLECTING = frozenset({"radio", "checkbox", "menuitemradio", "menuitemcheckbox"})
NO_ANSWER = frozenset({"input", "focus", "selection", "error"})

Where = tuple[tuple[str, int], str]
"""A view, and the identity of a control in it."""
Why = str


@dataclass(frozen=True)
class DeadSetting:
    """Settings of one control in one view that changed nothing. ``why``: ``sprang back``,
    ``tried again`` or ``owed``, the answer that a list or a sum owes at once."""

    moments: tuple[Moment[Setting], ...]
    why: Why

    @property
    def first(self) -> Moment[Setting]:
        return self.moments[0]


class Settings:
    """All settings of a session, judged. ``worked`` says whether a press was answered."""

    def __init__(
        self,
        timeline: Timeline,
        limits: Mapping[str, float],
        worked: Callable[[Moment[Click]], bool],
    ) -> None:
        self._timeline = timeline
        self._limits = limits
        self._worked = worked
        self._by_control: dict[Where, list[Moment[Setting]]] = defaultdict(list)
        for moment in timeline.all(Setting):
            key = moment.view_key, identity(element_of(moment.event.target))
            self._by_control[key].append(moment)
        self._totals = _times(timeline.all(Total))
        self._lines = {m.view_key for m in timeline.all(Total) if m.event.what == "lines"}
        self._messages = _times(timeline.all(Message))
        self._sent = _times(timeline.all(Submit))
        self._buttons: dict[tuple[str, int], list[Moment[Click]]] = defaultdict(list)
        for click in timeline.all(Click) if self._by_control else ():
            if click.event.target.role == "button":
                self._buttons[click.view_key].append(click)

    def dead(self) -> list[DeadSetting]:
        """One entry per control and view, by time."""
        found = [dead for one in self._by_control.values() if (dead := self._judge(one))]
        return sorted(found, key=lambda dead: dead.first.at_s)

    def _judge(self, series: list[Moment[Setting]]) -> DeadSetting | None:
        sprung = [m for m in series if not m.event.kept and not self._explained(m)]
        unseen = [m for m in sprung if not _visible(m.event)]
        if unseen or self._again(sprung):
            return DeadSetting(tuple(unseen or sprung), "sprang back")
        silent = [m for m in series if self._unanswered(m)]
        owed = [m for m in silent if self._owes(m)]
        if owed:
            return DeadSetting(tuple(owed), "owed")
        silent = [m for m in series if m in silent or self._unheard(m)]
        if self._again(silent) and not self._carried_by_a_button(silent[-1]):
            return DeadSetting(tuple(silent), "tried again")
        return None

    def _again(self, moments: list[Moment[Setting]]) -> bool:
        count = int(self._limits["set_tries"])
        return any(
            last.at_s - first.at_s <= self._limits["set_again_s"]
            for first, last in zip(moments, moments[count - 1 :], strict=False)
        )

    def _explained(self, moment: Moment[Setting]) -> bool:
        """A message says why the control did not keep it."""
        times = self._messages.get(moment.view_key, [])
        return _any_between(times, moment.at_s - 0.05, moment.at_s + self._limits["set_answer_s"])

    def _unanswered(self, moment: Moment[Setting]) -> bool:
        event = moment.event
        if not event.kept or event.carried or event.target.role in COLLECTING:
            return False
        if event.target.ignore or event.target.type in ("radio", "checkbox"):
            return False
        watched = event.observed_ms >= self._limits["set_watched_ms"] - TIMER_MS
        return watched and not event.after.keys() - NO_ANSWER

    def _unheard(self, moment: Moment[Setting]) -> bool:
        """The shop was asked, and for seconds nothing of that could be seen: it had nothing new to
        say, once; who sets it once more expected something, and of a list its order."""
        event = moment.event
        if not event.kept or event.carried or event.target.role in COLLECTING:
            return False
        if event.target.ignore or event.target.type in ("radio", "checkbox"):
            return False
        asked_ms = event.after.get("request")
        if asked_ms is None or event.after.keys() - NO_ANSWER - {"request"}:
            return False
        patience = 1 if orders(event.target) else 2
        return event.observed_ms - asked_ms >= patience * self._limits["set_watched_ms"] - TIMER_MS

    def _owes(self, moment: Moment[Setting]) -> bool:
        """A list owes its order at once, a basket's line its sum; not where a button in the same
        view brings it about."""
        target, view = moment.event.target, moment.view_key
        if orders(target):
            return not self._carried_by_a_button(moment, stays=True)
        if not (is_quantity(target) and view in self._lines):
            return False
        soon = moment.at_s + self._limits["set_answer_s"]
        moved = _any_between(self._totals.get(view, []), moment.at_s, soon)
        later = moment.at_s + self._limits["set_again_s"]
        sent = _any_between(self._sent.get(view, []), moment.at_s, later)
        return not (moved or sent or self._carried_by_a_button(moment, stays=True))

    def _carried_by_a_button(self, moment: Moment[Setting], stays: bool = False) -> bool:
        """A button was pressed next in the view and worked there: “Apply”, “Update”, “Add”.
        ``stays``: and led to no other page, as what looks at one thing of a list does."""
        clicks = self._buttons.get(moment.view_key, [])
        place = bisect_right(clicks, moment.at_s + 0.05, key=lambda click: click.at_s)
        if place >= len(clicks):
            return False
        soon = clicks[place].at_s - moment.at_s <= self._limits["set_again_s"]
        if stays and self._leads_elsewhere(clicks[place]):
            return False
        return soon and self._worked(clicks[place])

    def _leads_elsewhere(self, click: Moment[Click]) -> bool:
        """It led on, and to another page than that of the press, its query apart."""
        reaction = self._timeline.reaction(click)
        if reaction is None or not {"navigation", "unloading"} & reaction.after.keys():
            return False
        here, views = self._timeline.view_of(click), self._timeline.views
        after = bisect_right(views, click.at_s, key=lambda view: view.began_s)
        if here is None or after >= len(views):
            return False
        return views[after].path != here.path


def orders(target: Target) -> bool:
    """Sorts or filters a list, by its name."""
    return bool(ORDERING.search(f"{target.name} {target.test_id or ''}"))


def _visible(setting: Setting) -> bool:
    return bool((setting.after.keys() & VISIBLE) - {"input", "focus", "selection"})


def _times(
    moments: list[Moment[Total]] | list[Moment[Message]] | list[Moment[Submit]],
) -> dict[tuple[str, int], list[float]]:
    found: dict[tuple[str, int], list[float]] = defaultdict(list)
    for moment in moments:
        found[moment.view_key].append(moment.at_s)
    return found


def _any_between(times: list[float], since_s: float, until_s: float) -> bool:
    place = bisect_left(times, since_s)
    return place < len(times) and times[place] <= until_s
