"""Recordings of the rules about the page itself: what fires, and what looks like it and is none."""

from __future__ import annotations

from typing import Any

from walks.builder import button, link
from walks.common import CONTINUE, LEFT, PROCEED, basket, method

from kitka.recorder.model import JsError, Message, Rect, Request, Shift, Target, Unreachable, Vital


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
