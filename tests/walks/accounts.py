"""Recordings of accounts and sessions: what fires, and what looks like it and is none."""

from __future__ import annotations

from typing import Any

from walks.builder import Walk, button, entry, fields, link
from walks.common import ADD, ADDRESS, CONTINUE, LEFT, PLACE, PROCEED, basket
from walks.shown import EMPTY, GUEST, OVER, PASSWORD, REMOVE, cue, posts, total

from kitka.recorder.model import Change, Leave


def forced_account_fires() -> Any:
    walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/accounts/login/")
    cue(walk, 12.5, "account", PASSWORD).event(20.0, Change, target=entry("E-mail"))
    walk.event(24.0, Change, target=PASSWORD).press(28.0, button("Register"), dict(LEFT))
    walk.submit(28.005, "register", button("Register"), fields(True, "E-mail", sensitive=False))
    return walk.open(28.02, "/checkout/shipping-address/")


def forced_account_quiet() -> Any:
    walk = Walk().open(0.2, "/").press(2.0, link("Log in"), dict(LEFT)).open(2.02, "/login/")
    cue(walk, 2.5, "account", entry("Own password", type="password"))  # before anything was bought
    walk.press(4.0, link("Backpack"), dict(LEFT)).open(4.02, "/catalogue/backpack_1/")
    cue(walk, 4.5, "account", entry("Side password", type="password"))  # beside every page
    walk.press(6.0, ADD, dict(LEFT)).submit(6.005, "add_to_basket", ADD, fields(True, "Quantity"))
    walk.open(6.02, "/basket/")
    cue(walk, 6.5, "account", entry("Side password", type="password"))
    walk.press(9.0, link("Sign in"), {"mutation": 40})
    cue(walk, 9.1, "account", PASSWORD)  # asked for
    walk.press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
    cue(cue(walk, 12.5, "guest", GUEST), 12.5, "account", PASSWORD)  # with the guest's way
    walk.press(16.0, GUEST, dict(LEFT)).submit(16.005, "gateway", GUEST, fields(True, "E-mail"))
    walk.open(16.02, "/checkout/shipping-address/")
    cue(walk, 16.5, "account", entry("Choose a password", type="password"))  # went on without it
    walk.press(30.0, CONTINUE, dict(LEFT)).submit(
        30.005, "address", CONTINUE, fields(True, *ADDRESS)
    )
    walk.open(30.02, "/checkout/shipping-method/").open(40.0, "/checkout/payment-details/")
    walk.open(45.0, "/checkout/preview/").open(50.0, "/checkout/thank-you/")
    return cue(walk, 50.5, "account", entry("New password", type="password"))  # afterwards


def session_lost_fires() -> Any:
    walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
    cue(cue(walk, 12.5, "guest", GUEST), 12.5, "account", PASSWORD)
    walk.press(16.0, GUEST, dict(LEFT)).submit(16.005, "gateway", GUEST, fields(True, "E-mail"))
    walk.open(16.02, "/checkout/shipping-address/").press(40.0, CONTINUE, dict(LEFT))
    walk.submit(40.005, "address", CONTINUE, fields(True, *ADDRESS)).open(40.02, "/checkout/")
    cue(cue(walk, 40.5, "guest", GUEST), 40.5, "account", PASSWORD)
    walk.press(60.0, GUEST, dict(LEFT)).submit(60.005, "gateway", GUEST, fields(True, "E-mail"))
    walk.open(60.02, "/checkout/shipping-address/").press(80.0, CONTINUE, dict(LEFT))
    walk.submit(80.005, "address", CONTINUE, fields(True, *ADDRESS))
    walk.open(80.02, "/checkout/shipping-method/").press(90.0, CONTINUE, dict(LEFT))
    cue(walk.open(90.02, "/basket/"), 90.4, "empty_basket", EMPTY)
    walk.open(95.0, "/checkout/payment-details/").press(99.0, CONTINUE, dict(LEFT))
    cue(walk.open(99.02, "/expired/"), 99.4, "session_over", OVER)
    walk.open(110.0, "/checkout/preview/").press(114.0, CONTINUE, dict(LEFT))
    walk.submit(114.005, "terms", CONTINUE, fields(True, "Terms"), method="post")
    return walk.open(114.02, "/").event(120.0, Leave)  # sent home


def session_lost_quiet() -> Any:
    walk = Walk().open(0.2, "/basket/")
    cue(walk, 0.6, "empty_basket", EMPTY)  # nothing had been in it
    walk.press(3.0, link("Backpack"), dict(LEFT)).open(3.02, "/catalogue/backpack_1/")
    walk.press(6.0, ADD, dict(LEFT)).submit(6.005, "add_to_basket", ADD, fields(True, "Quantity"))
    walk.open(6.02, "/basket/")
    cue(walk, 6.4, "empty_basket", EMPTY)  # still being fetched
    total(cue(walk, 7.1, "empty_basket", EMPTY, present=False), 7.1, 49.8)
    walk.press(9.0, REMOVE, {"request": 4, "mutation": 210})
    posts(walk, 9.004)
    cue(walk, 9.3, "empty_basket", EMPTY)  # emptied by the shopper
    walk.press(12.0, link("Backpack"), dict(LEFT)).open(12.02, "/catalogue/backpack_1/")
    walk.press(14.0, ADD, dict(LEFT)).submit(14.005, "add_to_basket", ADD, fields(True, "Quantity"))
    walk.open(14.02, "/basket/")
    total(cue(walk, 14.4, "empty_basket", EMPTY), 14.5, 49.8)  # a small one; the amount stands
    walk.press(18.0, PROCEED, dict(LEFT)).open(18.02, "/checkout/")
    cue(cue(walk, 18.4, "guest", GUEST), 18.4, "account", PASSWORD)
    walk.press(22.0, GUEST, dict(LEFT)).open(22.02, "/checkout/shipping-address/")
    walk.press(30.0, link("Change e-mail address"), dict(LEFT)).open(30.02, "/checkout/")
    cue(cue(walk, 30.4, "guest", GUEST), 30.4, "account", PASSWORD)  # a link that was meant
    walk.press(34.0, GUEST, dict(LEFT)).open(34.02, "/checkout/shipping-address/")
    walk.press(50.0, CONTINUE, dict(LEFT)).open(50.02, "/checkout/shipping-method/")
    walk.press(54.0, link("Log in"), dict(LEFT)).open(54.02, "/login/")
    cue(walk, 54.5, "account", PASSWORD)  # asked for
    walk.press(57.0, link("Log out"), dict(LEFT)).open(57.02, "/logout/")
    cue(walk, 57.5, "session_over", OVER)  # asked for, too
    walk.open(60.0, "/checkout/shipping-method/").open(66.0, "/checkout/payment-details/")
    walk.open(70.0, "/checkout/preview/").press(74.0, PLACE, dict(LEFT))
    walk.open(74.02, "/checkout/thank-you/").press(80.0, link("Basket"), dict(LEFT))
    return cue(walk.open(80.02, "/basket/"), 80.4, "empty_basket", EMPTY)  # bought
