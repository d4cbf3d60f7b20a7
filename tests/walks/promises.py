"""Recordings of the shop’s promises: what fires, and what looks like it and is none."""

from __future__ import annotations

from typing import Any

from walks.builder import button, fields, link
from walks.common import ADDRESS, CONTINUE, LEFT, PROCEED, basket

from kitka.recorder.model import Change, Target, Total


def total(walk: Any, at_s: float, amount: float, delivery: float | None = None) -> Any:
    walk.event(at_s, Total, amount=amount, currency="EUR")
    if delivery is not None:
        walk.event(at_s, Total, amount=delivery, currency="EUR", what="delivery")
    return walk


def checkout(fee: float) -> Any:
    """The whole path: delivery (4.90) is shown where it is chosen, ``fee`` only at the review."""
    walk = total(basket(), 6.6, 49.8)
    walk.press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/shipping-address/")
    total(walk, 12.5, 49.8).press(26.0, CONTINUE, dict(LEFT))
    walk.submit(26.005, "address", CONTINUE, fields(True, *ADDRESS)).open(
        26.02, "/checkout/shipping-method/"
    )
    total(walk, 26.5, 49.8, 4.9).press(30.0, CONTINUE, dict(LEFT)).submit(
        30.005, "method", CONTINUE
    )
    walk.open(30.02, "/checkout/payment-details/")
    total(walk, 30.5, 54.7, 4.9).press(44.0, CONTINUE, dict(LEFT)).submit(
        44.005, "card", CONTINUE, fields(True, "Number", sensitive=True)
    )
    return total(walk.open(44.02, "/checkout/preview/"), 44.5, 54.7 + fee, 4.9)


def late_cost_fires() -> Any:
    return checkout(fee=2.5)


def late_cost_quiet() -> Any:
    walk = checkout(fee=0.0)
    walk.press(50.0, button("Gift wrap"), {"mutation": 60})
    total(walk, 50.06, 57.7)  # chosen by the shopper, before their eyes
    walk.press(55.0, link("Basket"), dict(LEFT)).open(55.02, "/basket/")
    total(walk, 55.5, 57.7).event(
        57.0, Change, target=Target("spinbutton", "Quantity", "#q", tag="input", type="number")
    )
    walk.submit(58.0, "lines", button("Update"), fields(True, "quantity-0")).open(58.02, "/basket/")
    total(walk, 58.5, 82.6, 4.9).open(62.0, "/checkout/preview/")
    return total(walk, 62.5, 82.61, 4.9)  # rounding
