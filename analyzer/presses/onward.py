"""Whether a shopper asked for what changed in a view, or had only gone on.

A checkout on one page keeps its address while its parts open one after the other: that something
was pressed before an amount or a promise changed says nothing by itself. Going on asks for
nothing; neither does what was typed before going on, for which its own answer had come by then.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import Any

from kitka.analyzer.purchase.totals import CHOICES
from kitka.analyzer.session.elements import element_of
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment
from kitka.analyzer.words import CHOOSES, ONWARD, VOUCHER, says
from kitka.recorder.model import Change, Click, Setting, Target

ViewKey = tuple[str, int]


class Onward:
    """A session's presses and changes by view: going on, typing, and all else, which chooses."""

    def __init__(self, timeline: Timeline) -> None:
        self._on: dict[ViewKey, list[float]] = defaultdict(list)
        self._typed: dict[ViewKey, list[float]] = defaultdict(list)
        self._chosen: dict[ViewKey, list[float]] = defaultdict(list)
        acts: list[Moment[Any]] = [
            *timeline.all(Click), *timeline.all(Change), *timeline.all(Setting),
        ]  # fmt: skip
        for act in sorted(acts, key=lambda act: act.at_s):
            target: Target = act.event.target
            if target.text_entry and not VOUCHER.search(f"{target.name} {target.selector}"):
                self._typed[act.view_key].append(act.at_s)
            elif isinstance(act.event, Click) and leads_on(target):
                self._on[act.view_key].append(act.at_s)
            else:
                self._chosen[act.view_key].append(act.at_s)

    def only(self, view: ViewKey, since_s: float, until_s: float) -> bool:
        """Whether the shopper went on in this view within this time, chose nothing, and typed
        nothing after they had gone on."""
        went_s = self.pressed_s(view, since_s, until_s)
        if went_s is None or _any(self._chosen.get(view, []), since_s, until_s):
            return False
        return not _any(self._typed.get(view, []), went_s, until_s)

    def chose(self, view: ViewKey, since_s: float, until_s: float) -> bool:
        """Whether anything was pressed or set in this view within this time but to go on."""
        return _any(self._chosen.get(view, []), since_s, until_s)

    def pressed_s(self, view: ViewKey, since_s: float, until_s: float) -> float | None:
        """When the shopper last went on in this view within this time."""
        times = self._on.get(view, [])
        last = bisect_right(times, until_s) - 1
        return times[last] if last >= 0 and times[last] >= since_s else None


def leads_on(target: Target) -> bool:
    """A control that leads to the next part and says of nothing that it is taken with it."""
    if target.role in CHOICES or target.stepper or target.disabled:
        return False
    element = element_of(target)
    return says(ONWARD, element) and not says(CHOOSES, element)


def _any(times: list[float], since_s: float, until_s: float) -> bool:
    place = bisect_left(times, since_s)
    return place < len(times) and times[place] <= until_s
