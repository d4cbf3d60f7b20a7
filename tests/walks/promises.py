"""Recordings of the shop’s promises: what fires, and what looks like it and is none."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from walks.builder import SHOP, Walk, button, entry, fields, link
from walks.common import ADD, ADDRESS, CONTINUE, LEFT, PLACE, PROCEED, basket, method

from kitka.recorder.model import (
    Change,
    Cue,
    Leave,
    Message,
    OffSite,
    Promise,
    Request,
    Setting,
    Target,
    Total,
    Watch,
)

QUANTITY = Target("spinbutton", "Quantity", "#q", tag="input", type="number", interactive=True)
PASSWORD = entry("Password", type="password")
EMPTY = Target("heading", "Your basket is empty", "h1.empty")
OVER = Target("", "Your session has expired.", "p.over", tag="p")
ALERT = Target("alert", "", ".alert-danger")
STATUS = Target("status", "", ".alert-success")
GUEST = button("Continue as guest")
REMOVE = button("Remove", "#remove-1")
MORE = button("+", "#more", stepper=True)
RADIO = Target("radio", "Parcel locker", "#locker", tag="input", type="radio", interactive=True)


def total(walk: Any, at_s: float, amount: float, delivery: float | None = None) -> Any:
    walk.event(at_s, Total, amount=amount, currency="EUR")
    if delivery is not None:
        walk.event(at_s, Total, amount=delivery, currency="EUR", what="delivery")
    return walk


def lines(walk: Any, at_s: float, amount: float, count: int = 1) -> Any:
    return walk.event(at_s, Total, amount=amount, currency="EUR", what="lines", count=count)


def cue(walk: Any, at_s: float, what: str, target: Target, present: bool = True) -> Any:
    return walk.event(at_s, Cue, what=what, target=target, present=present)


def says(walk: Any, at_s: float, text: str, error: bool = True, **more: Any) -> Any:
    severity = "error" if error else "status"
    target = ALERT if error else STATUS
    return walk.event(at_s, Message, target=target, text=text, severity=severity, **more)


def posts(walk: Any, at_s: float, status: int = 200, **more: Any) -> Any:
    """The request that the last press started."""
    return walk.event(
        at_s, Request, url="/api/basket", method="POST", status=status, failed=status >= 400,
        duration_ms=200, click=walk.clicks, **more,
    )  # fmt: skip


def payment(**session: Any) -> Any:
    walk = method(**session).press(34.0, CONTINUE, dict(LEFT)).submit(34.005, "method", CONTINUE)
    return walk.open(34.02, "/checkout/payment-details/")


# ---------------------------------------------------------------- prices


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


def total_mismatch_fires() -> Any:
    walk = lines(total(basket(), 6.6, 53.3), 6.7, 49.8, 2)
    return walk.press(20.0, PROCEED, dict(LEFT)).open(20.02, "/checkout/shipping-address/")


def total_mismatch_quiet() -> Any:
    walk = lines(total(basket(), 6.6, 49.82), 6.7, 49.8, 2)  # rounding
    walk.press(9.0, MORE, {"request": 4, "mutation": 300})
    lines(walk, 9.31, 74.7, 3)  # for half a second the total is that of before
    total(walk, 9.8, 74.7)
    walk.press(14.0, button("Gift wrap"), {"mutation": 60})
    total(walk, 14.06, 77.7)  # chosen by the shopper
    walk.press(20.0, PROCEED, dict(LEFT)).open(20.02, "/checkout/shipping-address/")
    lines(total(walk, 20.5, 77.7), 20.6, 74.7, 3).press(40.0, CONTINUE, dict(LEFT))
    walk.open(40.02, "/checkout/shipping-method/")
    lines(total(walk, 40.5, 82.6, 4.9), 40.6, 74.7, 3)  # delivery and gift wrap
    walk.press(50.0, CONTINUE, dict(LEFT)).open(50.02, "/checkout/payment-details/")
    lines(total(walk, 50.5, 70.0, 4.9), 50.6, 74.7, 3)  # a discount that stands apart
    walk.press(60.0, CONTINUE, dict(LEFT)).open(60.02, "/checkout/preview/")
    lines(total(walk, 60.5, 85.6, 4.9), 60.6, 74.7, 3)  # a fee that came late is late_cost's
    walk.press(70.0, link("Basket"), dict(LEFT)).open(70.02, "/basket/")
    return lines(total(walk, 70.5, 125.5), 70.6, 100.0, 4)  # without tax: 25.5 % on top


def stale_state_fires() -> Any:
    walk = lines(total(basket(), 6.6, 49.8), 6.7, 49.8, 2)
    posts(walk.press(12.0, MORE, {"request": 4, "mutation": 210}), 12.004)
    walk.press(20.0, PROCEED, dict(LEFT)).open(20.02, "/checkout/shipping-address/")
    lines(total(walk, 20.5, 74.7), 20.6, 74.7, 3)
    walk.open(30.0, "/basket/")
    lines(total(walk, 30.4, 74.7), 30.5, 74.7, 3)
    walk.event(33.0, Change, target=QUANTITY).press(35.0, button("Update"), dict(LEFT))
    walk.submit(35.005, "lines", button("Update"), fields(True, "quantity-0"))
    walk.open(35.02, "/basket/")
    return lines(total(walk, 35.5, 74.7), 35.6, 74.7, 3).press(45.0, PROCEED, dict(LEFT))


def stale_state_quiet() -> Any:
    walk = lines(total(basket(), 6.6, 49.8), 6.7, 49.8, 2)
    posts(walk.press(9.0, MORE, {"request": 4, "mutation": 210}), 9.004)
    lines(total(walk, 9.3, 74.7), 9.3, 74.7, 3)  # followed
    walk.press(15.0, MORE, {"mutation": 30})  # nothing was sent yet
    posts(walk.press(20.0, MORE, {"request": 4, "mutation": 210}), 20.004, 500)  # failed
    posts(walk.press(25.0, MORE, {"request": 4, "mutation": 210}), 25.004)
    says(walk, 25.3, "Only 3 left in stock")
    posts(walk.press(32.0, MORE, {"request": 4, "mutation": 210}), 32.004)
    minus = button("−", "#less", stepper=True)  # and at once back again
    posts(walk.press(33.0, minus, {"request": 4, "mutation": 210}), 33.004)
    posts(walk.press(40.0, button("Remove voucher"), {"request": 4, "mutation": 90}), 40.004)
    walk.event(46.0, Change, target=QUANTITY)  # typed and not sent
    walk.press(50.0, link("Backpack"), dict(LEFT)).open(50.02, "/catalogue/backpack_1/")
    total(walk, 50.4, 74.7).event(53.0, Change, target=QUANTITY)
    walk.press(54.0, ADD, dict(LEFT)).submit(54.005, "add_to_basket", ADD, fields(True, "qty"))
    walk.open(54.02, "/basket/")
    total(lines(walk, 54.4, 74.7, 3), 54.5, 74.7)  # an addition is no change of a line
    walk.press(60.0, REMOVE, dict(LEFT)).submit(60.005, "lines", REMOVE)
    walk.open(60.02, "/basket/")
    return lines(total(walk, 60.4, 49.8), 60.5, 49.8, 2)  # followed


def promise_changed_fires() -> Any:
    walk = Walk().open(0.2, "/catalogue/backpack_1/")
    walk.event(1.0, Promise, name="delivery_time", text="Delivery in 1–2 days")
    walk.press(6.0, ADD, dict(LEFT)).submit(6.005, "add_to_basket", ADD, fields(True, "Quantity"))
    walk.open(6.02, "/basket/").event(6.6, Total, amount=0.0, currency="EUR", what="delivery")
    walk.press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/shipping-address/")
    walk.press(26.0, CONTINUE, dict(LEFT)).open(26.02, "/checkout/shipping-method/")
    expiry = Target("combobox", "Expiry year", "#expiry", tag="select", interactive=True)
    walk.press(26.3, expiry, {"input": 2}).event(26.32, Setting, target=expiry)  # it says nothing
    walk.event(26.6, Promise, name="delivery_time", text="Delivery in 5–7 days")
    return walk.event(26.7, Total, amount=5.9, currency="EUR", what="delivery")


def promise_changed_quiet() -> Any:
    walk = Walk().open(0.2, "/catalogue/tent_2/")
    walk.event(0.9, Promise, name="delivery_time", text="Delivery in 3 weeks")  # of another product
    walk.press(3.0, link("Backpack"), dict(LEFT)).open(3.02, "/catalogue/backpack_1/")
    walk.event(3.5, Promise, name="delivery_time", text="Delivery: 2–4 days")
    walk.event(3.5, Promise, name="returns", text="Free returns, 30 days")
    walk.event(3.5, Promise, name="price", text="€ 49.80")
    walk.event(3.5, Promise, name="shipping", text="Shipping from 4.90 €")
    walk.press(6.0, ADD, dict(LEFT)).submit(6.005, "add_to_basket", ADD, fields(True, "Quantity"))
    walk.open(6.02, "/basket/")
    walk.event(6.5, Promise, name="delivery_time", text="delivery  2-4 DAYS")
    walk.event(6.5, Promise, name="returns", text="30 days to return it, free")
    walk.event(6.5, Promise, name="price", text="49,80 EUR")
    walk.event(6.5, Promise, name="shipping", text="Shipping 6.90 €")
    walk.event(6.6, Total, amount=4.9, currency="EUR", what="delivery")
    walk.press(9.0, link("Tent"), dict(LEFT)).open(9.02, "/catalogue/tent_2/")
    walk.event(9.5, Promise, name="delivery_time", text="Delivery in 3 weeks")  # only looked at
    walk.press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/shipping-address/")
    walk.event(12.5, Promise, name="delivery_time", text="3 days")  # narrower
    walk.event(12.6, Total, amount=4.9, currency="EUR", what="delivery")
    walk.press(26.0, CONTINUE, dict(LEFT)).open(26.02, "/checkout/shipping-method/")
    walk.event(26.6, Total, amount=4.9, currency="EUR", what="delivery")
    walk.press(30.0, RADIO, {"input": 2, "mutation": 80}).event(30.01, Setting, target=RADIO)
    walk.event(30.2, Promise, name="delivery_time", text="Delivery tomorrow, within 24 hours")
    walk.event(30.3, Total, amount=9.9, currency="EUR", what="delivery")  # chosen
    walk.press(34.0, CONTINUE, dict(LEFT)).open(34.02, "/checkout/payment-details/")
    return walk.event(34.5, Total, amount=0.0, currency="EUR", what="delivery")  # cheaper


# ---------------------------------------------------------------- accounts and sessions


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


# ---------------------------------------------------------------- paying


def payment_declined_fires() -> Any:
    walk = payment()
    card = fields(True, "Number", sensitive=True)
    for at_s, text in ((44.0, "Your card was declined."), (60.0, "Korttimaksu hylättiin")):
        walk.press(at_s, button("Pay now"), dict(LEFT)).submit(at_s + 0.005, "card", CONTINUE, card)
        walk.open(at_s + 0.02, "/checkout/payment-details/")
        says(walk, at_s + 0.4, text if at_s < 50 else "Maksu hylättiin: kortti hylätty")
    walk.press(80.0, button("Pay now"), {"request": 4, "mutation": 900})  # a toast
    return says(walk, 80.9, "The issuer has not authorised this transaction.", error=False)


def payment_declined_quiet() -> Any:
    walk = payment()
    says(walk, 34.5, "If your card is declined, ask your bank.")  # beforehand
    card = fields(True, "Number", sensitive=True)
    for at_s, text in (
        (44.0, "The card number is not valid."),
        (54.0, "You cancelled the payment."),
        (64.0, "Payment cancelled. Your card was not charged."),
        (74.0, "Choose a way to pay"),
    ):
        walk.press(at_s, button("Pay now"), dict(LEFT)).submit(at_s + 0.005, "card", CONTINUE, card)
        says(walk.open(at_s + 0.02, "/checkout/payment-details/"), at_s + 0.4, text)
    walk.press(82.0, button("Pay now"), {"request": 4, "mutation": 900})
    says(walk, 82.9, "Your card will not be charged until the parcel leaves.", error=False)
    walk.press(86.0, link("Questions"), {"mutation": 90})  # opened after paying was tried
    says(walk, 86.1, "My payment was declined", error=False)
    walk.press(90.0, link("Help"), dict(LEFT)).open(90.02, "/help/")
    return says(walk, 200.0, "Payment failed? Here is what to do")  # long after


def off_site_return_failed_fires() -> Any:
    walk = payment().press(40.0, PLACE, dict(LEFT))
    walk.driver(40.4, OffSite, origin="https://pay.example", payment=True)
    walk.driver(70.0, OffSite, origin="https://shop.example", away=False)
    walk.open(69.9, "/checkout/return/?status=ok", status=500)
    walk.press(80.0, link("Basket"), dict(LEFT)).open(80.02, "/checkout/payment-details/")
    walk.press(90.0, PLACE, dict(LEFT))
    walk.driver(90.4, OffSite, origin="https://pay.example", payment=True)
    walk.driver(120.0, OffSite, origin="https://shop.example", away=False)
    walk.open(119.9, "/checkout/payment-details/")
    return walk.press(140.0, link("Help"), dict(LEFT)).open(140.02, "/help/")


def off_site_return_failed_quiet() -> Any:
    walk = payment()
    ways: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("/checkout/payment-details/?status=cancelled", "", {}),
        ("/checkout/payment-details/", "Maksu peruutettu", {}),
        ("/checkout/payment-details/", "Your payment was declined.", {}),
        ("/checkout/payment-details/", "", {"navigation": "back_forward"}),
    )
    for place, (url, text, more) in enumerate(ways):
        at_s = 40.0 + 40 * place
        walk.press(at_s, PLACE, dict(LEFT))
        walk.driver(at_s + 0.4, OffSite, origin="https://pay.example", payment=True)
        walk.driver(at_s + 20.0, OffSite, origin="https://shop.example", away=False)
        walk.open(at_s + 19.9, url, **more)
        if text:
            says(walk, at_s + 20.4, text)
    walk.press(200.0, PLACE, dict(LEFT))
    walk.driver(200.4, OffSite, origin="https://pay.example", payment=True)
    walk.driver(230.0, OffSite, origin="https://shop.example", away=False)
    walk.open(229.9, "/checkout/processing/").open(234.0, "/checkout/preview/")
    return cue(walk.open(236.0, "/checkout/thank-you/"), 236.5, "empty_basket", EMPTY)


# ---------------------------------------------------------------- what the shop says happened


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


WATCHED = replace(SHOP, watch=Watch(total=".total", delivery=".delivery", lines=".line .amount"))
PROMISED = replace(
    SHOP,
    watch=Watch(
        total=".total",
        delivery=".delivery",
        promises={"delivery_time": ".time", "returns": ".ret", "price": ".p", "shipping": ".s"},
    ),
)
SCENARIOS = {
    "total_mismatch_fires": WATCHED,
    "total_mismatch_quiet": WATCHED,
    "stale_state_fires": WATCHED,
    "stale_state_quiet": WATCHED,
    "promise_changed_fires": PROMISED,
    "promise_changed_quiet": PROMISED,
}
