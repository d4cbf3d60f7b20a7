"""Recordings of how the shop answers: what fires, and what looks like it and is none."""

from __future__ import annotations

from typing import Any

from walks.builder import Walk, button, entry, fields, link
from walks.common import ADD, ADDRESS, CONTINUE, LEFT, PLACE, PROCEED, address, basket

from kitka.recorder.model import JsError, Message, OffSite, Request, Target


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
