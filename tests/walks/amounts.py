"""Recordings of amounts and promises: what fires, and what looks like it and is none."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from walks.builder import SHOP, Walk, button, fields, link
from walks.common import ADD, ADDRESS, CONTINUE, LEFT, PROCEED, basket
from walks.shown import MORE, QUANTITY, RADIO, REMOVE, lines, posts, says, total

from kitka.recorder.model import Change, Promise, Setting, Target, Total, Watch


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
