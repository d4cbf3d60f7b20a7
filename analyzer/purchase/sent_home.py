"""Sent out of the middle of the checkout to the front page, by a form that should have led on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kitka.analyzer.purchase.basket import Basket
from kitka.analyzer.purchase.course import Purchase
from kitka.analyzer.purchase.landings import FRONT
from kitka.analyzer.session.cues import Shown
from kitka.analyzer.session.views import Moment, PageView
from kitka.analyzer.words import LOG_OUT, ONWARD, PAY, says
from kitka.recorder.model import Message, Submit

ELSEWHERE = re.compile(
    r"shopping|ostoks|shoppa|handla|einkauf|stöbern|\blater\b|myöhemmin|senare|später", re.I
)
"""On with choosing, or another day: the front page is where that leads."""
GLANCE_S = 0.3
"""What was there for less was a redirect (as in ``turns``)."""


def sent_home(purchase: Purchase, basket: Basket) -> Iterable[Shown]:
    """Front pages that stood there without a word after a form of the checkout had been sent, and
    from which no further step was reached with what had been in the basket. ``start_s`` is when
    one was shown; the target is what had sent the form. Paying may well end there."""
    for sent in purchase.timeline.all(Submit):
        if not purchase.checkout_s <= sent.at_s < purchase.done_s or not _leads_on(purchase, sent):
            continue
        home = _home(purchase, sent)
        if home is None or home.all(Message):
            continue
        on_s = purchase.next_step_s(home.shown_s)
        if on_s == float("inf") or basket.next_addition_s(home.shown_s) <= on_s:
            target = sent.event.via or sent.event.target
            yield Shown(home.shown_s, home.end_s, target, home, "home")


def _leads_on(purchase: Purchase, sent: Moment[Submit]) -> bool:
    press = purchase.press_before(sent.at_s + 0.01)
    if sent.event.refused or sent.event.method == "get" or press is None:
        return False
    element = press.element
    spared = (PAY, LOG_OUT, ELSEWHERE)
    return says(ONWARD, element) and not any(says(words, element) for words in spared)


def _home(purchase: Purchase, sent: Moment[Submit]) -> PageView | None:
    """The front page, next after what was sent, and no part of the checkout itself."""
    before = purchase.timeline.view_of(sent)
    after = purchase.next_view(before) if before else None
    if before is None or after is None or before.path == after.path:
        return None
    if not FRONT.fullmatch(after.path) or not after.document:
        return None
    if purchase.timeline.seconds(after.shown_s, after.end_s) < GLANCE_S:
        return None
    on = purchase.path.step_of(after) >= purchase.path.step_of(before) >= 0
    walked = after.event is not None and after.event.navigation in ("back_forward", "reload")
    pressed = purchase.next_press_s(sent.at_s) < after.asked_s
    return None if on or walked or pressed else after
