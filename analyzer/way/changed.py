"""What somebody who went back to a page changed there, by presses that fill in no field."""

from __future__ import annotations

from kitka.analyzer.purchase.totals import counts
from kitka.analyzer.session.elements import element_of
from kitka.analyzer.session.views import Moment, PageView
from kitka.analyzer.words import REMOVE, says
from kitka.recorder.model import Click, Target, Total


def changed_there(view: PageView) -> bool:
    """Something was taken out, a number changed, or an amount followed a press."""
    presses = view.all(Click)
    if any(changes(m.event.target) for m in presses):
        return True
    shown: dict[str, Moment[Total]] = {}
    for now in view.all(Total):
        before = shown.get(now.event.what)
        shown[now.event.what] = now
        other = before and before.event.amount != now.event.amount
        if before and other and any(before.at_s < m.at_s < now.at_s for m in presses):
            return True
    return False


def came_to_change(view: PageView) -> bool:
    """The first that was done there was to change the basket: that, and not the page that was left
    for it, is why somebody came."""
    presses = view.all(Click)
    return bool(presses) and changes(presses[0].event.target)


def changes(target: Target) -> bool:
    return target.stepper or counts(target) or says(REMOVE, element_of(target))
