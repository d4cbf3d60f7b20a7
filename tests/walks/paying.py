"""Recordings of paying: what fires, and what looks like it and is none."""

from __future__ import annotations

from typing import Any

from walks.builder import button, fields, link
from walks.common import CONTINUE, LEFT, PLACE, payment
from walks.shown import EMPTY, cue, says

from kitka.recorder.model import OffSite


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
