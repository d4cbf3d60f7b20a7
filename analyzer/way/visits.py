"""The visits of a session: the views that were shown, in order, by address and by step."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kitka.analyzer.purchase.course import Purchase
from kitka.analyzer.session.path import normalised
from kitka.analyzer.session.views import PageView
from kitka.analyzer.session.waits import LINK_S, Press
from kitka.recorder.model import Change, Setting, Submit

DOINGS = (Change, Submit, Setting)
"""What is done on a page besides looking and leaving."""
TWICE_S = 0.5
"""Between two presses of one double press: the default of Windows."""
GLANCE_S = 0.3
"""A view that was there for less was not seen: a redirect."""


class Visits:
    """The visits of one session in order: a view that was shown, reloads of it included."""

    def __init__(self, purchase: Purchase) -> None:
        self.purchase, self.path = purchase, purchase.path
        self.timeline = purchase.timeline
        self.visits = [view for view in self.timeline.views if view.event is not None]
        self._names: dict[int, str] = {}

    def name(self, view: PageView) -> str:
        """The normalised view; ``*`` stands for one of many."""
        if id(view) not in self._names:
            self._names[id(view)] = normalised(view, self.path.scenario)
        return self._names[id(view)]

    def led(self, view: PageView) -> Press | None:
        """The press that led to a view."""
        waits = self.path.waits
        return waits.cause_of(view) if view.document else waits.press_before(view.asked_s)

    def step_of(self, view: PageView) -> int:
        """Index of the last step whose page this is (by the view at which it was reached)."""
        name = self.name(view)
        known = [
            index for index, reached in enumerate(self.path.reached)
            if reached and self.name(reached.view) == name
        ]  # fmt: skip
        return known[-1] if known else -1


def sent(before: PageView, view: PageView) -> bool:
    """A form sent from the page before led to this one."""
    return any(m.at_s >= view.asked_s - 2 * LINK_S for m in before.all(Submit))


def within(times: Sequence[float], start_s: float, end_s: float) -> bool:
    place = bisect_left(times, start_s)
    return place < len(times) and times[place] <= end_s


def address(view: PageView) -> str:
    """Path, query and route: a page, as opposed to its filters and its number."""
    base, mark, fragment = view.url.partition("#")
    return base + (mark + fragment if fragment.startswith(("/", "!/")) else "")
