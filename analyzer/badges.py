"""A number beside the basket's link that the basket itself belies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kitka.analyzer.elements import element_of
from kitka.analyzer.purchase import Purchase
from kitka.analyzer.replies import ANSWER_S
from kitka.analyzer.views import Moment, PageView
from kitka.analyzer.words import ADD, BASKET, PAY, says
from kitka.analyzer.writes import Write, Writes
from kitka.recorder.model import Click, Total

NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Badge:
    """The press on a link “Basket 0”, the page that it stood on, the amount that was there."""

    press: Moment[Click]
    view: PageView
    shown: Moment[Total]


def outdated_badge(writes: Writes, settled_s: float) -> Badge | None:
    """The first link that called the basket empty on a page loaded after something had been put
    into it, and that led to a basket with something in it: the page was an older one, out of a
    cache. ``settled_s`` is how long a page may take to fetch the number by script."""
    timeline, purchase = writes.timeline, writes.purchase
    presses = [press for press in timeline.all(Click) if _calls_empty(press)]
    additions = _additions(writes) if presses else []
    for press in presses:
        view = timeline.view_of(press)
        if view is None or not view.document:
            continue
        added = [w for w in additions if w.answered_s < view.asked_s]
        if not added or timeline.seconds(view.shown_s, press.at_s) < settled_s:
            continue
        shown = _led_to(purchase, writes, view, press)
        if shown and not _emptied(purchase, writes, added[-1].at_s, press.at_s):
            return Badge(press, view, shown)
    return None


def _additions(writes: Writes) -> list[Write]:
    """That the shop took, and told no error of."""
    return [w for w in writes.all if says(ADD, w.element) and w.ok and not _refused(writes, w)]


def _refused(writes: Writes, write: Write) -> bool:
    return any(m.event.severity == "error" for m in writes.messages(write, ANSWER_S))


def _calls_empty(press: Moment[Click]) -> bool:
    """A lone nought is a number of pieces; a sum of money has two parts."""
    element = element_of(press.event.target)
    named = NUMBER.findall(press.event.target.name) == ["0"]
    return named and says(BASKET, element) and not says(ADD, element)


def _led_to(
    purchase: Purchase, writes: Writes, view: PageView, press: Moment[Click]
) -> Moment[Total] | None:
    """What the next page showed to be in the basket, before anything was pressed there."""
    after = purchase.next_view(view)
    if after is None or after.began_s > purchase.next_press_s(press.at_s):
        return None
    until_s = purchase.next_press_s(after.began_s)
    for what in ("lines", "total"):
        for shown in writes.basket.amounts_between(what, after.began_s, min(until_s, after.end_s)):
            if shown.event.amount > 0:
                return shown
    return None


def _emptied(purchase: Purchase, writes: Writes, since_s: float, until_s: float) -> bool:
    """Something was taken out or the order placed in between."""
    placed = any(since_s < p.at_s < until_s and says(PAY, p.element) for p in purchase.presses)
    return placed or writes.basket.edited(since_s + 0.1, until_s)
