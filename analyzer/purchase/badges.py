"""A number beside the basket's link that the basket itself belies."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from kitka.analyzer.forms.replies import ANSWER_S
from kitka.analyzer.purchase.course import Purchase
from kitka.analyzer.purchase.writes import Write, Writes
from kitka.analyzer.results import Element
from kitka.analyzer.session.cues import Cues
from kitka.analyzer.session.elements import element_of
from kitka.analyzer.session.views import Moment, PageView
from kitka.analyzer.words import ADD, BASKET, PAY, SUCCEEDED, says
from kitka.recorder.model import Click, Message, Request, Target, Total

NEAR = 20
"""Additions that are looked through for the last one before a page."""
PUT_IN = re.compile(
    r"\badded\b|basket|\bcart\b|\bbag\b|trolley|lisät|kori(in|ssa)|kassi(in|ssa)"
    r"|(lades?|lagts?) till|tillag|varukorg|kundvagn|hinzugefügt|gelegt|warenkorb|einkaufswagen",
    re.I,
)
"""Words that could be about what was put into a basket: people are thanked for much."""
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Badge:
    """A link “Basket 0”, when it was pressed or its page left, and the amount that was there."""

    at_s: float
    link: Target
    view: PageView
    shown: Moment[Total] | Moment[Message]
    """An amount, or the page's own words that it had been put in."""

    @property
    def element(self) -> Element | None:
        return element_of(self.link)


def outdated_badge(writes: Writes, cues: Cues, settled_s: float, read_s: float) -> Badge | None:
    """The first link that called the basket empty on a page loaded after something had been put
    into it, and that led to a basket with something in it: the page was an older one, out of a
    cache. ``settled_s`` is how long a page may take to fetch the number by script, ``read_s`` how
    long one that asks the shop for nothing stands to be read."""
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
            return Badge(press.at_s, press.event.target, view, shown)
    return _unpressed(writes, cues, settled_s, read_s)


def _unpressed(writes: Writes, cues: Cues, settled_s: float, read_s: float) -> Badge | None:
    """The same, where the shopper came to the basket in another way: what they looked at until
    then had said that there was nothing in it."""
    purchase, timeline = writes.purchase, writes.timeline
    none = [cue for cue in cues.of("no_pieces") if not says(ADD, element_of(cue.target))]
    additions = _additions(writes) if none else []
    times = [write.at_s for write in additions]
    for cue in none:
        view = cue.view
        place = bisect_left(times, view.asked_s)
        before = additions[max(0, place - NEAR) : place]
        added = [w for w in before if w.answered_s < view.asked_s]
        if not added or not view.document or cue.end_s < view.end_s:
            continue
        stood_s = timeline.seconds(view.shown_s, view.end_s)
        if stood_s < (settled_s if _asks(view) else read_s) or _kept(view):
            continue
        shown = _next_amount(writes, view) or _said_so(writes, cues, view)
        if shown and not _emptied(purchase, writes, added[-1].at_s, shown.at_s):
            return Badge(max(view.began_s, cue.start_s), cue.target, view, shown)
    return None


def _said_so(writes: Writes, cues: Cues, view: PageView) -> Moment[Message] | None:
    """The page itself said that it had been put in, and no page that followed said otherwise."""
    later = writes.basket.amounts_between("total", view.began_s, float("inf"))
    if later or cues.between("empty_basket", view.began_s, float("inf")):
        return None
    said = (m for m in view.all(Message) if m.event.severity == "status")
    told = (m for m in said if PUT_IN.search(m.event.text))
    return next((m for m in told if SUCCEEDED.search(m.event.text)), None)


def _asks(view: PageView) -> bool:
    """Whether it asks the shop for something by script: the number may be among it."""
    return any(not m.event.third_party for m in view.all(Request))


def _kept(view: PageView) -> bool:
    """Out of the browser's own cache, by going back."""
    event = view.event
    return event is None or event.navigation == "back_forward" or event.cause in ("pop", "restore")


def _next_amount(writes: Writes, view: PageView) -> Moment[Total] | None:
    """What was shown next to be in the basket, before anything more was put in."""
    for what in ("lines", "total"):
        later = writes.basket.amounts_between(what, view.end_s, float("inf"))[:1]
        for shown in later:
            known = not writes.basket.added(view.asked_s, shown.at_s)
            if known and shown.event.amount > 0:
                return shown
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
