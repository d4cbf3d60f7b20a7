"""Signs of what the last view offered to choose from, or said it had not: only what is slow, only
at a price that had not been named before, no way of paying that nearly everybody has."""

from __future__ import annotations

from collections.abc import Iterable

from kitka.analyzer.reasons.cause import Cause
from kitka.analyzer.reasons.kinds import Grade
from kitka.analyzer.reasons.scene import Scene
from kitka.analyzer.results import ReasonKind
from kitka.analyzer.rules import limits
from kitka.analyzer.session.elements import describe, element_of, identity
from kitka.analyzer.session.views import Moment, PageView
from kitka.recorder.model import Change, Focus, Offer

NONE: dict[str, ReasonKind] = {"no_delivery": "delivery", "no_payment": "payment methods"}
PAYING_LATER = frozenset({"gift", "crypto", "cash"})
"""Means that few have, or want, beside a card, a bank, an invoice, or a wallet."""


def offers(scene: Scene) -> Iterable[Cause]:
    """Of the view in which it ended, and of the one from which the shopper had just turned back."""
    if scene.stopped_in is None:
        return
    yield from _offered(scene, scene.stopped_in)
    if scene.turns:
        there, back = scene.turns[-1]
        just = scene.timeline.seconds(there.end_s, scene.end_s) <= scene.limits["window_s"]
        if just and there is not scene.stopped_in and not scene.acts(back):
            yield from _offered(scene, there)


def _offered(scene: Scene, last: PageView) -> Iterable[Cause]:
    yield from _stated(scene, last)
    if scene.went_on(last) or scene.hindered(last, "stopped", "money", "effort"):
        return
    here = [m for m in last.all(Offer) if m.at_s <= scene.end_s]
    if not here or scene.stay_s(last) < scene.limits["arrival_s"]:
        return
    grade: Grade = "looked_up" if scene.stay_s(last) >= scene.limits["glance_s"] else "effort"
    yield from _slow(scene, last, here, grade)
    if scene.in_checkout or scene.path.last_reached(scene.end_s) > 0:
        yield from _priced(scene, last, here, grade)
        yield from _means(scene, last, here)


def _stated(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The page said itself that there is no way of it, or wanted to know what people keep to
    themselves, and they had not begun with it."""
    cues, stay_s = scene.facts.cues, scene.stay_s(last)
    for what, kind in NONE.items():
        if cues.in_view(what, last) and stay_s >= scene.limits["arrival_s"]:
            text = f"The last view that was seen said that there was no way of it: {kind}."
            yield scene.cause(kind, text, last, "stopped")
    asked = [one for one in cues.of("identity") if one.view is last]
    if not asked or stay_s < scene.limits["glance_s"]:
        return
    changed = {identity(element_of(m.event.target)) for m in last.all(Change)}
    if asked[-1].key not in changed and not scene.hindered(last, "stopped", "money", "effort"):
        element = element_of(asked[-1].target)
        text = f"The last view asked for {describe(element)}, and it was left empty."
        yield scene.cause("trust", text, last, "effort", element=element)


def _slow(scene: Scene, last: PageView, here: list[Moment[Offer]], grade: Grade) -> Iterable[Cause]:
    """It comes later than most people wait for, and no view before had said so. A choice that is
    faster than what a sentence says is what counts."""
    chosen = [m for m in here if m.event.what == "choices" and m.event.days]
    days = min((m.event.days for m in chosen or here if m.event.days), default=0)
    if days < scene.limits["late_days"]:
        return
    earlier = (m for m in scene.timeline.all(Offer) if m.at_s < last.began_s)
    if not any(m.event.days >= scene.limits["late_days"] for m in earlier):
        text = f"The last view that was seen was the first to name {days} days until delivery."
        yield scene.cause("delivery", text, last, grade)


def _priced(
    scene: Scene, last: PageView, here: list[Moment[Offer]], grade: Grade
) -> Iterable[Cause]:
    """The cheapest way of delivery costs more than anything that had been named before."""
    before = [m.event.amount for m in scene.amounts("delivery") if m.at_s < last.began_s]
    before += [m.event.price for m in scene.timeline.all(Offer) if m.at_s < last.began_s]
    known = max(before, default=0.0)
    for moment in here:
        event = moment.event
        dearer = event.price - max(known, 0.0)
        if event.what == "choices" and dearer >= limits("late_cost")["amount"]:
            text = f"The last view was the first to name a price of {event.price:.2f} at least."
            yield scene.cause("extra cost", text, last, grade)
            return


def _means(scene: Scene, last: PageView, here: list[Moment[Offer]]) -> Iterable[Cause]:
    """The ways of paying are few, and none is one that nearly everybody has."""
    paying = [m for m in here if m.event.what == "choices" and m.event.means]
    if not paying or scene.stay_s(last) < scene.limits["glance_s"] or scene.typed(last):
        return
    means = {one for m in paying for one in m.event.means}
    # A wallet is a card, too; whoever offers cards mostly does so beside a form for them.
    if "card" in means or "wallet" in means or scene.card(last, Focus):
        return
    grade: Grade = "looked_up" if means <= PAYING_LATER else "effort"
    kind: ReasonKind = "payment methods"
    text = f"The only ways of paying that the last view offered: {', '.join(sorted(means))}."
    yield scene.cause(kind, text, last, grade)
