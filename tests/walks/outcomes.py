"""Recordings of what the shop says has happened: what fires, and what looks like it and is none."""

from __future__ import annotations

from typing import Any

from walks.builder import button, link
from walks.common import ADD, LEFT, PROCEED, basket
from walks.shown import MORE, posts, says, total

from kitka.recorder.model import Request


def error_after_success_fires() -> Any:
    walk = total(basket(), 6.6, 24.9)
    walk.press(10.0, link("Tent"), dict(LEFT)).open(10.02, "/catalogue/tent_2/")
    posts(walk.press(14.0, ADD, {"request": 4, "mutation": 260}), 14.004)
    says(walk, 14.3, "Something went wrong, please try again.")
    walk.press(20.0, link("Basket"), dict(LEFT)).open(20.02, "/basket/")
    return total(walk, 20.5, 144.9)


def error_after_success_quiet() -> Any:
    walk = total(basket(), 6.6, 24.9)
    posts(walk.press(9.0, button("Apply voucher"), {"request": 4, "mutation": 260}), 9.004)
    says(walk, 9.3, "The voucher could not be applied.")
    walk.press(12.0, link("Tent"), dict(LEFT)).open(12.02, "/catalogue/tent_2/")
    posts(walk.press(14.0, ADD, {"request": 4, "mutation": 260}), 14.004, 500)
    says(walk, 14.3, "Something went wrong, please try again.")  # it had
    posts(walk.press(17.0, ADD, {"request": 4, "mutation": 260}), 17.004)
    says(walk, 17.3, "Added to your basket", error=False)
    walk.press(20.0, link("Basket"), dict(LEFT)).open(20.02, "/basket/")
    total(walk, 20.5, 144.9)
    posts(walk.press(24.0, MORE, {"request": 4, "mutation": 260}), 24.004)
    says(walk, 24.3, "Could not add more: only 2 in stock, quantity adjusted.")
    total(walk, 24.4, 169.8)
    posts(walk.press(28.0, button("Save for later"), {"request": 4, "mutation": 260}), 28.004)
    says(walk, 28.3, "This could not be saved.")  # nothing moved
    walk.press(32.0, PROCEED, dict(LEFT)).open(32.02, "/checkout/shipping-address/")
    return walk


def success_after_error_fires() -> Any:
    walk = basket().press(9.0, link("Tent"), dict(LEFT)).open(9.02, "/catalogue/tent_2/")
    posts(walk.press(14.0, ADD, {"request": 4, "mutation": 60}), 14.004, 500)
    says(walk, 14.1, "Tuote lisätty ostoskoriin", error=False)
    return walk.press(20.0, link("Basket"), dict(LEFT)).open(20.02, "/basket/")


def success_after_error_quiet() -> Any:
    walk = basket().press(9.0, link("Tent"), dict(LEFT)).open(9.02, "/catalogue/tent_2/")
    posts(walk.press(14.0, ADD, {"request": 4, "mutation": 60}), 14.004, 503)
    posts(walk, 14.5)  # the page tried again by itself
    says(walk, 14.9, "Added to your basket", error=False)
    posts(walk.press(18.0, ADD, {"request": 4, "mutation": 60}), 18.004, 500)
    says(walk, 18.3, "Not added: something went wrong", error=False)
    posts(walk.press(22.0, ADD, {"request": 4, "mutation": 60}), 22.004, 500)
    says(walk, 22.3, "Something went wrong")
    says(walk, 22.4, "Saved to your wish list", error=False)
    walk.press(26.0, button("Send"), {"request": 4, "mutation": 60})
    walk.event(26.004, Request, url="/api/hints", status=500, failed=True, click=walk.clicks)
    says(walk, 26.3, "Sent, thank you", error=False)  # only something beside it failed
    posts(walk.press(30.0, ADD, {"request": 4, "mutation": 60}), 30.004, third_party=True)
    says(walk, 30.3, "Added to your basket", error=False)
    return walk
