"""An invented shop whose checkout is one page: its parts open one after the other, so that the
address never changes."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from walks.builder import SHOP, button, entry, steps
from walks.common import LEFT, PROCEED, basket
from walks.shown import total

from kitka.recorder.model import Change, Promise, Target, Watch

SHEET = replace(
    SHOP,
    steps=steps(
        ("Product", "/catalogue/*/"),
        ("Basket", "/basket/"),
        ("Checkout", "/checkout/"),
        ("Thanks", "/checkout/thanks/"),
    ),
    watch=Watch(total=".sum", delivery=".freight", promises={"delivery_time": ".when"}),
)
TO_DELIVERY = button("Jatka toimitukseen")
TO_PAYMENT = button("Jatka maksuun")
ANSWER = {"request": 4, "mutation": 80}


def address(walk: Any, at_s: float) -> Any:
    for place, name in enumerate(("Nimi", "Katuosoite", "Postinumero")):
        walk.press(at_s + place, entry(name), {"focus": 1})
        walk.event(at_s + place + 0.3, Change, target=entry(name))
    return walk


def checkout() -> Any:
    """The basket, the page of the checkout with what it shows at first, and the address."""
    walk = (
        total(basket(), 6.6, 84.9, 4.9).press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
    )
    total(walk, 12.5, 84.9, 4.9).event(12.5, Promise, name="delivery_time", text="2–4 arkipäivää")
    return address(walk, 14.0)


def went_on(walk: Any, at_s: float, target: Target = TO_PAYMENT) -> Any:
    return walk.press(at_s, target, dict(ANSWER))
