"""Whether a shopper went to a payment provider and was not seen again.

The driver sees every trip. A participant's page tells of those whose destination it knew; where an
address of the shop's own leads on to the provider, only the press that began it is in the log.
"""

from __future__ import annotations

from typing import Any

from kitka.analyzer.purchase.course import Purchase
from kitka.analyzer.rules import limits
from kitka.analyzer.session.elements import element_of, identity, pressed
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Change, Click, Leave, OffSite, Said, Submit, View


def left_to_pay(purchase: Purchase) -> bool:
    """The last that is known is a trip to a payment provider, told or (of people) inferred."""
    timeline = purchase.timeline
    trips = timeline.all(OffSite)
    if trips and trips[-1].event.away:
        trip = trips[-1]
        if _shown_after(timeline, trip.at_s) or _went_on(timeline, trip):
            return False
        return trip.event.payment
    return timeline.session.actor == "participant" and _redirected(purchase)


def _shown_after(timeline: Timeline, at_s: float) -> bool:
    return any(view.at_s > at_s for view in timeline.all(View))


def _went_on(timeline: Timeline, trip: Moment[OffSite]) -> bool:
    """A page announces a trip at the press: one that did something else afterwards stayed."""
    before = [_pressed(m) for m in _actions(timeline, trip.page) if m.at_s <= trip.at_s]
    since = trip.at_s + limits("outcome")["press_s"]
    later = [_pressed(m) for m in _actions(timeline, trip.page) if m.at_s > since]
    return any(not before or what != before[-1] for what in later)


def _actions(timeline: Timeline, page: str) -> list[Moment[Any]]:
    kinds = (Click, Submit, Change, Said)
    return [m for m in timeline.moments if m.page == page and isinstance(m.event, kinds)]


def _pressed(moment: Moment[Any]) -> str:
    """What was acted on, and whether it was pressed: a field that is typed into never equals."""
    event = moment.event
    if isinstance(event, Submit):
        return identity(element_of(pressed(event)))
    return identity(element_of(event.target)) if isinstance(event, Click) else repr(event)


def _redirected(purchase: Purchase) -> bool:
    """In the checkout of a shop with a payment provider, the last document was left by a
    navigation that the shopper's last press had begun, and no page of the shop came after.
    (A tab that is closed within seconds of a press that leads on looks the same.)"""
    timeline = purchase.timeline
    leaves = timeline.all(Leave)
    if not purchase.path.scenario.payment_origins or not leaves:
        return False
    left = leaves[-1]
    if _shown_after(timeline, left.at_s) or left.at_s < purchase.checkout_s:
        return False
    actions = [m for m in _actions(timeline, left.page) if m.at_s <= left.at_s]
    last = actions[-1] if actions else None
    if last is None or left.at_s - last.at_s > limits("outcome")["unanswered_s"]:
        return False
    if isinstance(last.event, Submit) and last.event.refused:
        return False
    clicks = [m for m in timeline.all(Click) if m.page == left.page]
    near = clicks and last.at_s - clicks[-1].at_s <= limits("outcome")["press_s"]
    if not near:
        return isinstance(last.event, Submit)  # sent by the Enter key
    reaction = timeline.reaction(clicks[-1])
    unloaded = reaction is not None and "unloading" in reaction.after
    # A link names where it leads, and the page knows its payment providers.
    return unloaded and clicks[-1].event.target.tag != "a"
