"""How sessions in a sound shop ended without success, and the reasons that are told of it."""

from __future__ import annotations

from msgspec.structs import replace
from walks.common import CONTINUE, LEFT, method

from kitka.analyzer.abandonment import abandonment
from kitka.analyzer.facts import Facts
from kitka.analyzer.results import Element, Evidence, Friction
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.timeline import Timeline
from kitka.recorder.model import Answer, Total

BUTTON = Element("button", "Continue", "#continue")


def hit(rule, at_s, cost_s=0.0, page="p00", view=0, element=BUTTON, **values):
    """A friction as its rule would tell it."""
    evidence = Evidence(f"{rule} happened.", values, (at_s,), page, view)
    return Friction(rule, "", element, at_s, cost_s, evidence)


def ending(walk, shop, *frictions, answers=(), reference=None):
    log = walk.log()
    given = tuple(Answer("p", item, value, 0.0, "s1") for item, value in answers)
    path = Path(Timeline(replace(log, answers=given)), shop)
    return abandonment(Facts(path), frictions, reference).reasons


def kinds(*args, **more):
    return [reason.kind for reason in ending(*args, **more)]


def payment(at_s=30.0):
    """Through address and delivery, to the view that asks for payment."""
    walk = method().event(26.5, Total, amount=49.8, currency="EUR")
    walk.press(at_s, CONTINUE, dict(LEFT)).submit(at_s + 0.005, "method", CONTINUE)
    return walk.open(at_s + 0.02, "/checkout/payment-details/")
