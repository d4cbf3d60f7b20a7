"""Writes ``tests/recordings``: for every rule a session that fires and one that stays quiet.

``PYTHONPATH=. python tests/analyzer/make_recordings.py`` after a change here. The quiet ones hold
what looks like the friction and is none.
"""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import msgspec

from kitka.recorder.model import (
    Change,
    Form,
    JsError,
    Message,
    OffSite,
    Rect,
    Request,
    Scenario,
    Shift,
    Target,
    Total,
    Unreachable,
    Vital,
)

built = runpy.run_path(str(Path(__file__).with_name("conftest.py")))
Walk, SHOP, Recording = built["Walk"], built["SHOP"], built["Recording"]
button, link, entry, fields = built["button"], built["link"], built["entry"], built["fields"]
RECORDINGS: Path = built["RECORDINGS"]

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


def dead_click_fires() -> Any:
    return basket().press(12.0, PROCEED, {}).press(12.6, PROCEED, {}).press(17.0, PROCEED, {})


def dead_click_quiet() -> Any:
    walk = basket()
    walk.press(9.0, PROCEED, {}, observed_ms=900)  # not watched for long enough
    walk.press(10.5, entry("Voucher"), {})  # a text field shows its caret
    walk.press(14.0, link("Terms", unobservable="new_tab"), {})
    walk.press(17.0, link("Invoice", unobservable="download"), {})
    walk.press(20.0, button("Chat", ignore=True), {})
    walk.press(23.0, Target("img", "Backpack", "img.main", tag="img"), {})  # no control
    walk.press(26.0, button("Update"), {"request": 8})  # pending: the shop was asked
    walk.event(
        26.008, Request, url="/api/basket", type="fetch", status=200, duration_ms=900, click=6
    )
    walk.press(30.0, button("More"), {"mutation": 2200})
    walk.press(34.0, PROCEED, {}, observed_ms=500).press(34.5, PROCEED, dict(LEFT))
    return walk.open(34.52, "/checkout/shipping-address/")


def slow_response_fires() -> Any:
    walk = address().press(26.0, CONTINUE, {"unloading": 4.0, "navigation": 3150.0})
    walk.submit(26.005, "address", CONTINUE, fields(True, *ADDRESS))
    return walk.open(26.02, "/checkout/shipping-method/", 3350, response_ms=3100)


def slow_response_quiet() -> Any:
    walk = Walk().open(0.2, "/", 4200, response_ms=3900)  # a cold start
    walk.press(6.0, link("Backpack"), dict(LEFT)).open(6.02, "/catalogue/backpack_1/", 1300)
    walk.press(10.0, button("Add"), {"mutation": 40, "request": 5})  # answered at once
    walk.event(10.005, Request, url="/api/basket", status=200, duration_ms=4000, click=0)
    walk.press(20.0, PLACE, dict(LEFT)).driver(
        20.4, OffSite, origin="https://pay.example", payment=True
    )
    walk.driver(52.0, OffSite, origin="https://shop.example", away=False)
    return walk.open(47.0, "/checkout/thank-you/", 5100, response_ms=4900)


def rage_click_fires() -> Any:
    walk = basket()
    for place in range(4):
        walk.press(12.0 + 0.25 * place, PROCEED, {}, x=100 + 2 * place)
    return walk


def rage_click_quiet() -> Any:
    walk = basket()
    for place in range(5):  # a stepper answers each press
        walk.press(8.0 + 0.3 * place, button("+", "#more"), {"mutation": 30})
    for place in range(3):  # a triple click selects a text
        walk.press(12.0 + 0.15 * place, Target("paragraph", "", "p.sku", tag="p"), {"selection": 5})
    for place in range(3):
        walk.press(15.0 + 0.15 * place, entry("Voucher"), {"focus": 1})
    for place in range(4):  # slow, steady presses
        walk.press(20.0 + 1.2 * place, button("Next picture"), {"mutation": 1100})
    for place in range(3):  # here and there on a large thing
        walk.press(
            30.0 + 0.4 * place, Target("img", "Map", "#map", tag="img"), {}, x=50 + 90 * place
        )
    return walk


def error_click_fires() -> Any:
    walk = (
        Walk().open(0.2, "/catalogue/backpack_1/").press(6.0, ADD, {"error": 2, "unloading": 6.0})
    )
    walk.event(
        6.002,
        JsError,
        message="TypeError: tracker.item is undefined",
        source="/static/shop.js",
        line=41,
        click=0,
    )
    walk.submit(6.005, "add_to_basket", ADD, fields(True, "Quantity")).open(6.02, "/basket/")
    walk.press(12.0, PROCEED, {"request": 6, "mutation": 320})
    walk.event(
        12.006,
        Request,
        url="/api/checkout",
        method="POST",
        status=500,
        failed=True,
        duration_ms=300,
        click=0,
    )
    return walk


def error_click_quiet() -> Any:
    walk = Walk().open(0.2, "/catalogue/backpack_1/")
    walk.event(3.0, JsError, message="TypeError: slider is null")  # no press
    walk.press(6.0, ADD, {"request": 4, "mutation": 210})
    walk.event(
        6.004,
        Request,
        url="/api/basket",
        method="POST",
        status=422,
        failed=True,
        duration_ms=200,
        click=0,
    )
    walk.event(6.21, Message, target=Target("alert", "", ".alert"), text="Choose a size")
    walk.press(10.0, ADD, {"request": 4, "mutation": 210})
    walk.event(10.004, Request, url="https://t.example/p", failed=True, third_party=True, click=1)
    walk.event(
        10.005, Request, url="/api/basket", method="POST", status=200, duration_ms=180, click=1
    )
    walk.event(
        10.006, Request, url="/api/hint", failed=False, aborted=True, duration_ms=90, click=1
    )
    return walk.event(12.4, JsError, message="TypeError: late", click=1)  # 2.4 s later


def js_error_fires() -> Any:
    walk = basket()
    for place in range(3):
        walk.event(
            7.0 + place,
            JsError,
            message="ReferenceError: cart is not defined",
            source="/static/cart.js",
            line=7,
        )
    return walk


def js_error_quiet() -> Any:
    walk = basket()
    walk.event(
        7.0, JsError, message="ResizeObserver loop completed with undelivered notifications."
    )
    walk.event(7.5, JsError, message="AbortError: The user aborted a request.", rejection=True)
    walk.event(8.0, JsError, message="TypeError: x", source="chrome-extension://abc/content.js")
    walk.press(9.0, button("Update"), {"mutation": 20})
    return walk.event(9.01, JsError, message="TypeError: total is NaN", click=0)  # an error click


def failed_request_fires() -> Any:
    walk = method().press(34.0, CONTINUE, dict(LEFT)).submit(34.005, "method", CONTINUE)
    walk.open(34.02, "/checkout/shipping-method/", 250, status=500)
    walk.press(40.0, link("Try again"), dict(LEFT)).open(40.02, "/checkout/payment-details/")
    walk.event(
        40.5,
        Request,
        url="https://shop.example/static/pay.css",
        type="style",
        status=404,
        failed=True,
    )
    return walk.driver(
        60.0,
        Unreachable,
        url="https://shop.example/checkout/preview/",
        reason="net::ERR_CONNECTION_RESET",
    )


def failed_request_quiet() -> Any:
    walk = basket()
    walk.event(
        7.0, Request, url="https://ads.example/px", type="image", failed=True, third_party=True
    )
    walk.event(
        7.1, Request, url="https://shop.example/favicon.ico", type="image", status=404, failed=True
    )
    walk.event(7.2, Request, url="/api/recommend", aborted=True, duration_ms=400)
    walk.press(9.0, button("Update"), {"request": 5, "mutation": 330})
    walk.event(
        9.005,
        Request,
        url="/api/basket",
        method="POST",
        status=503,
        failed=True,
        duration_ms=310,
        click=0,
    )
    walk.event(
        10.0, Request, url="/api/voucher", method="POST", status=422, failed=True, duration_ms=150
    )
    walk.event(10.2, Message, target=Target("alert", "", ".error"), text="This voucher has expired")
    walk.press(14.0, PROCEED, dict(LEFT))
    walk.event(13.9, Request, url="/api/poll", failed=True, duration_ms=90)  # cut off by leaving
    return walk.open(14.02, "/checkout/shipping-address/")


def validation_loop_fires() -> Any:
    walk = address()
    phone = fields(True, "Phone", invalid=True)
    for place, at_s in enumerate((26.0, 38.0)):
        walk.press(at_s, CONTINUE, dict(LEFT)).submit(
            at_s + 0.005, "address", CONTINUE, fields(True, *ADDRESS, "Phone")
        )
        walk.open(at_s + 0.02, "/checkout/shipping-address/")
        walk.event(
            at_s + 0.4, Form, form="address", target=FORM, fields=(*fields(True, *ADDRESS), *phone)
        )
        walk.event(
            at_s + 0.41 + place / 100,
            Message,
            target=Target("alert", "", ".error-block"),
            text="The phone number is not valid.",
            field=entry("Phone"),
        )
    walk.press(55.0, CONTINUE, dict(LEFT)).submit(
        55.005, "address", CONTINUE, fields(True, *ADDRESS, "Phone")
    )
    return walk.open(55.02, "/checkout/shipping-method/")


def validation_loop_quiet() -> Any:
    walk = Walk().open(0.2, "/").submit(3.0, "search", button("Search"), fields(True, "q"))
    walk.open(3.02, "/search/?q=bag").event(
        3.5, Form, form="search", target=FORM, fields=fields(True, "q")
    )
    walk.submit(8.0, "search", button("Search"), fields(True, "q")).open(
        8.02, "/search/?q=backpack"
    )
    walk.event(8.5, Form, form="search", target=FORM, fields=fields(True, "q"))
    for at_s in (14.0, 20.0):  # added twice: the same form is there again, with a success message
        walk.open(at_s - 1.5, "/catalogue/backpack_1/").submit(
            at_s, "add", ADD, fields(True, "Size")
        )
        walk.open(at_s + 0.02, "/catalogue/backpack_1/")
        walk.event(at_s + 0.5, Form, form="add", target=FORM, fields=fields(False, "Size"))
        walk.event(
            at_s + 0.5,
            Message,
            target=Target("status", "", ".alert-success"),
            text="Added",
            severity="status",
        )
    walk.open(24.0, "/basket/").open(26.0, "/checkout/shipping-address/")
    walk.submit(40.0, "address", CONTINUE, fields(True, *ADDRESS), refused="native")
    walk.submit(
        40.4, "address", CONTINUE, fields(True, *ADDRESS), refused="native"
    )  # a double press
    return walk.submit(48.0, "address", CONTINUE, fields(True, *ADDRESS)).open(
        48.02, "/checkout/shipping-method/"
    )


def form_lost_fires() -> Any:
    walk = address().press(26.0, CONTINUE, dict(LEFT))
    walk.submit(26.005, "address", CONTINUE, fields(True, *ADDRESS)).open(
        26.02, "/checkout/shipping-address/"
    )
    walk.event(26.4, Form, form="address", target=FORM, fields=fields(False, *ADDRESS))
    for place, name in enumerate(ADDRESS):
        walk.event(30.0 + 3 * place, Change, target=entry(name), hesitation_ms=900)
    walk.press(48.0, CONTINUE, dict(LEFT)).submit(
        48.005, "address", CONTINUE, fields(True, *ADDRESS)
    )
    return walk.open(48.02, "/checkout/shipping-method/")


def form_lost_quiet() -> Any:
    walk = Walk().open(0.2, "/").submit(3.0, "search", button("Search"), fields(True, "q"))
    walk.open(3.02, "/search/?q=bag").event(
        3.5, Form, form="search", target=FORM, fields=fields(False, "q")
    )
    walk.open(8.0, "/catalogue/backpack_1/").submit(
        12.0, "review", button("Send"), fields(True, "Name", "Review")
    )
    walk.event(12.4, Form, form="review", target=FORM, fields=fields(False, "Name", "Review"))
    walk.event(
        12.4, Message, target=Target("status", "", ".alert"), text="Thank you", severity="status"
    )
    walk.open(15.0, "/basket/").open(20.0, "/checkout/payment-details/")
    card = fields(True, "Number", "CCV", sensitive=True)
    walk.submit(30.0, "card", CONTINUE, (*fields(True, "Holder"), *card)).open(
        30.02, "/checkout/payment-details/"
    )
    walk.event(
        30.4,
        Form,
        form="card",
        target=FORM,
        fields=(*fields(True, "Holder"), *fields(False, "Number", "CCV", sensitive=True)),
    )
    return walk.event(
        30.5, Message, target=Target("alert", "", ".error"), text="The card was declined"
    )


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


def layout_shift_fires() -> Any:
    walk = basket()
    moved = button("Proceed to checkout", rect=Rect(40, 360, 160, 40))
    walk.event(9.7, Shift, value=0.12, sources=(moved,)).press(
        10.0, button("Empty basket"), {"mutation": 40}, x=90, y=380
    )
    return walk.event(20.0, Vital, name="CLS", value=0.31, rating="poor", target="#banner")


def layout_shift_quiet() -> Any:
    walk = basket()
    banner = Target("img", "Offer", "#offer", rect=Rect(0, 0, 1280, 90))
    walk.event(7.0, Shift, value=0.2, sources=(banner,)).press(
        9.0, PROCEED, {"mutation": 30}
    )  # long before
    walk.event(11.9, Shift, value=0.2, sources=(banner,)).press(
        12.0, PROCEED, {"mutation": 30}
    )  # elsewhere
    walk.event(14.9, Shift, value=0.01, sources=(PROCEED,)).press(
        15.0, PROCEED, {"mutation": 30}
    )  # tiny
    return walk.event(
        20.0, Vital, name="CLS", value=0.24, rating="needs-improvement", target="#offer"
    )


def main() -> None:
    RECORDINGS.mkdir(exist_ok=True)
    for name, make in list(globals().items()):
        rule, _, kind = name.rpartition("_")
        if kind not in ("fires", "quiet"):
            continue
        scenario: Scenario = SHOP
        recording = Recording(f"{rule}: {kind}", scenario, make().log())
        encoded = msgspec.json.format(msgspec.json.encode(recording), indent=1)
        (RECORDINGS / f"{rule}.{kind}.json").write_bytes(encoded + b"\n")


if __name__ == "__main__":
    main()
