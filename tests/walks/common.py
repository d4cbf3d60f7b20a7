"""Stretches of a sound session that recordings begin with."""

from __future__ import annotations

from typing import Any

from walks.builder import Walk, button, entry, fields, link

from kitka.recorder.model import Change, Target

ADD = button("Add to basket")
PROCEED = button("Proceed to checkout")
CONTINUE = button("Continue")
PLACE = button("Place order")
ADDRESS = ("First name", "Last name", "Street", "Postcode", "City")
FORM = Target("form", "", "form#address", tag="form")
LEFT = {"unloading": 4.0}


def basket(**session: Any) -> Any:
    """Front page, product, basket: as a sound shop answers."""
    walk = Walk(**session).open(0.2, "/").press(2.0, link("Backpack"), dict(LEFT))
    walk.open(2.01, "/catalogue/backpack_1/").press(6.0, ADD, dict(LEFT))
    walk.submit(6.005, "add_to_basket", ADD, fields(True, "Quantity"))
    return walk.open(6.02, "/basket/", 420)


def address(**session: Any) -> Any:
    walk = basket(**session).press(12.0, PROCEED, dict(LEFT))
    walk.open(12.02, "/checkout/shipping-address/")
    for place, name in enumerate(ADDRESS):
        walk.event(14.0 + 2 * place, Change, target=entry(name), hesitation_ms=400)
    return walk


def method(**session: Any) -> Any:
    walk = address(**session).press(26.0, CONTINUE, dict(LEFT))
    walk.submit(26.005, "address", CONTINUE, fields(True, *ADDRESS))
    return walk.open(26.02, "/checkout/shipping-method/")


def payment(**session: Any) -> Any:
    walk = method(**session).press(34.0, CONTINUE, dict(LEFT)).submit(34.005, "method", CONTINUE)
    return walk.open(34.02, "/checkout/payment-details/")
