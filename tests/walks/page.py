"""Recordings of the rules about the page itself: what fires, and what looks like it and is none."""

from __future__ import annotations

from typing import Any

from walks.builder import Walk, button, entry, fields, link
from walks.common import ADD, CONTINUE, LEFT, PLACE, PROCEED, basket, method

from kitka.recorder.model import (
    Alert,
    Block,
    Change,
    Focus,
    JsError,
    Layer,
    Message,
    Oddity,
    Rect,
    Request,
    Shift,
    Target,
    Unreachable,
    Vital,
)

LETTER = Target("dialog", "Newsletter", "#newsletter", rect=Rect(300, 100, 680, 500))
COOKIES = Target("dialog", "Cookies", "#cookies", rect=Rect(0, 500, 1280, 220))
CHAT = Target("complementary", "Chat", "#chat", rect=Rect(1100, 600, 160, 100))
CLOSE = button("Close", "#newsletter .close")


def layer(
    walk: Any, at_s: float, number: int, target: Target, until_s: float | None = None,
    how: str = "inside", **more: Any,
) -> Any:  # fmt: skip
    """Shown, and gone again unless ``until_s`` is None."""
    more = {"share": 0.4, **more}
    walk.event(at_s, Layer, id=number, state="shown", target=target, **more)
    if until_s is not None:
        walk.event(until_s, Layer, id=number, state="gone", target=target, how=how, **more)
    return walk


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
    walk.event(7.3, Request, url="/api/customers/me", status=401, failed=True)  # nobody signed in
    walk.event(7.4, Request, url="/api/cart", status=404, failed=True)  # nothing in it yet
    walk.event(7.45, Request, url="/theme/body.woff2", type="font", status=404, failed=True)
    walk.event(7.5, Request, url="/img/tent.jpg", type="image", status=404)  # broken_image's
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
    for logged, message in (("handler", "Error: no price"), ("script", "TypeError: x is null")):
        walk.event(11.0, JsError, message=message, logged=logged)  # Angular's and React's
    return walk


def js_error_quiet() -> Any:
    walk = basket()
    walk.event(
        7.0, JsError, message="ResizeObserver loop completed with undelivered notifications."
    )
    walk.event(7.5, JsError, message="AbortError: The user aborted a request.", rejection=True)
    walk.event(8.0, JsError, message="TypeError: x", source="chrome-extension://abc/content.js")
    tracker = "https://connect.facebook.net/en_US/fbevents.js"
    walk.event(8.2, JsError, message="TypeError: fbq is undefined", source=tracker)
    walk.event(8.4, JsError, message="ReferenceError: Can't find variable: __gCrWeb")
    walk.event(8.5, JsError, message="Error: no geolocation", logged="script")  # was reckoned with
    walk.event(8.6, Request, url="/api/hints", status=503, failed=True, third_party=True)
    walk.event(8.7, JsError, message="TypeError: hints is undefined", logged="script")  # of that
    walk.press(9.0, button("Update"), {"mutation": 20})
    walk.event(9.01, JsError, message="TypeError: total is NaN", click=0)  # an error click
    walk.event(13.9, JsError, message="TypeError: Failed to fetch", rejection=True)  # cut off
    return walk.press(13.8, PROCEED, dict(LEFT)).open(14.02, "/checkout/shipping-address/")


def layout_shift_fires() -> Any:
    walk = basket()
    moved = button("Proceed to checkout", rect=Rect(40, 360, 160, 40))
    walk.event(9.7, Shift, value=0.12, sources=(moved,)).press(
        10.0, button("Empty basket"), {"mutation": 40}, x=90, y=380, pointer="touch"
    )
    walk.press(15.0, button("Empty basket"), {"mutation": 40}, x=90, y=330, aimed=moved)
    return walk.press(
        20.0, button("Empty basket"), {"mutation": 40}, x=90, y=330, pointer="touch", aimed=moved
    )  # between the finger's coming down and its going up


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
    walk.event(16.9, Shift, value=0.2, sources=(PROCEED,)).press(
        17.0, PROCEED, {"mutation": 30}
    )  # moved a little, and still under the pointer
    # The pointer was on the label of a choice; a tooltip came over it.
    pickup = Target("radio", "Home delivery", "#home", tag="input", rect=Rect(120, 366, 19, 19))
    tip = Target("tooltip", "Did you know?", "#tip", tag="div", rect=Rect(133, 332, 224, 86))
    walk.press(19.0, tip, {}, x=243, y=372, aimed=pickup)
    return walk.event(20.0, Vital, name="CLS", value=0.31, rating="poor")  # poor_vitals' matter


def interruption_fires() -> Any:
    walk = basket()
    layer(walk, 9.0, 0, LETTER, 13.0, modal=True)  # had to be closed
    walk.press(12.98, CLOSE, {"mutation": 20})
    layer(walk, 19.0, 1, CHAT, 26.0, share=0.02)
    walk.press(20.0, CHAT, {}, x=1150, y=650, under=PROCEED)  # took a press
    walk.press(27.0, PROCEED, dict(LEFT)).open(27.02, "/checkout/shipping-address/")
    there = button("Continue", rect=Rect(500, 300, 90, 40))
    layer(walk, 28.0, 2, LETTER, 29.5, modal=True)  # came too late for anybody to stop
    walk.press(28.3, LETTER, {}, x=540, y=320, aimed=there).press(29.48, CLOSE, {"mutation": 20})
    walk.event(30.0, Focus, target=entry("Street")).event(31.0, Change, target=entry("Street"))
    layer(walk, 32.0, 0, CHAT, 36.0, share=0.05, focus=True)  # took the focus
    walk.press(40.0, CONTINUE, dict(LEFT)).submit(40.005, "address", CONTINUE)
    walk.open(40.02, "/checkout/shipping-method/")  # an offer is no answer to what was sent
    layer(walk, 41.8, 0, Target("dialog", "Join the club", "#club"), 46.0, modal=True)
    return walk.press(45.98, CLOSE, {"mutation": 20})


def interruption_quiet() -> Any:
    walk = Walk().open(0.2, "/")
    layer(walk, 1.0, 0, Target("dialog", "Your country", "#country"), 4.0, modal=True)
    layer(walk, 3.0, 1, COOKIES, None, modal=True, consent=True)  # left without an answer
    walk.press(5.0, link("Backpack"), dict(LEFT)).open(5.02, "/catalogue/backpack_1/")
    layer(walk, 6.0, 0, COOKIES, 8.0, modal=True, consent=True)
    walk.press(7.98, button("Accept"), {"mutation": 20})
    walk.press(10.0, ADD, {"request": 4, "mutation": 1900})
    walk.event(
        10.004, Request, url="/api/basket", method="POST", status=200, duration_ms=1850, click=1
    )
    layer(walk, 12.0, 1, Target("dialog", "Added", "#added"), 14.0, modal=True)  # a late answer
    walk.press(13.98, button("Go on"), {"mutation": 20})
    walk.press(16.0, ADD, dict(LEFT)).submit(16.005, "add", ADD, fields(True, "Quantity"))
    walk.open(16.02, "/basket/")
    layer(walk, 17.0, 0, Target("dialog", "Added", "#added"), 19.0, modal=True)
    walk.press(18.98, button("Go on"), {"mutation": 20})
    walk.press(22.0, link("Delivery times"), {"mutation": 30})
    layer(walk, 22.05, 1, Target("dialog", "Delivery", "#times"), 25.0, modal=True, asked=True)
    walk.press(24.98, button("Close"), {"mutation": 20})
    layer(walk, 30.0, 2, CHAT, None, share=0.02)  # small, and in nobody's way
    layer(walk, 32.0, 3, Target("", "", ".busy"), 33.5, how="itself", modal=True)
    layer(walk, 36.0, 4, CHAT, 38.0, share=0.05)  # small, closed
    layer(walk, 42.0, 5, LETTER, 60.0, modal=True)  # filled in
    walk.event(50.0, Change, target=entry("E-mail")).press(59.98, CLOSE, {"mutation": 10})
    layer(walk, 64.0, 6, Target("alertdialog", "Sorry", "#sorry"), 66.0, modal=True)
    walk.event(64.0, Message, target=Target("alertdialog", "Sorry", "#sorry"), text="It failed")
    walk.open(70.0, "/checkout/preview/").press(80.0, PLACE, {"request": 4, "mutation": 300})
    secure = Target("dialog", "Confirm with your bank", "#secure")
    return layer(walk, 86.0, 0, secure, 110.0, modal=True, focus=True)  # 3-D Secure


def broken_image_fires() -> Any:
    walk = basket()
    for place, name in enumerate(("Backpack", "Tent")):
        picture = Target("img", name, f"#p{place}", tag="img", rect=Rect(40, 90, 200, 150))
        walk.event(8.0 + place / 10, Oddity, what="image", target=picture)
    return walk


def broken_image_quiet() -> Any:
    walk = basket()
    for place, side in enumerate((1, 16, 24)):  # a counting pixel and icons
        icon = Target("img", "", f"#i{place}", tag="img", rect=Rect(4, 4, side, side))
        walk.event(8.0, Oddity, what="image", target=icon)
    word = Target("paragraph", "", ".p", tag="p")
    return walk.event(9.0, Oddity, what="text", target=word, text="undefined")


def missing_content_fires() -> Any:
    walk = basket()
    price = Target("", "", ".price", tag="span", rect=Rect(40, 90, 90, 20))
    walk.event(7.0, Oddity, what="text", target=price, text="NaN €")
    label = Target("", "Delivery", ".delivery dd", tag="dd", rect=Rect(40, 190, 90, 20))
    return walk.event(7.2, Oddity, what="empty", target=label)


def missing_content_quiet() -> Any:
    walk = basket()
    code = Target("", "", "pre.example", tag="pre")
    walk.event(7.0, Oddity, what="text", target=code, text="undefined")
    german = Target("", "", ".cost", tag="span")
    walk.event(7.2, Oddity, what="text", target=german, text="Null")
    picture = Target("img", "Tent", "#p", tag="img", rect=Rect(40, 90, 200, 150))
    return walk.event(8.0, Oddity, what="image", target=picture)


def vitals(walk: Any, at_s: float, **values: float) -> Any:
    for name, value in values.items():
        walk.event(at_s, Vital, name=name, value=value, rating="poor", target="#it")
    return walk


def slow_picture(walk: Any, at_s: float, took_ms: float) -> Any:
    return walk.event(at_s, Request, url="/img/a.jpg", type="image", duration_ms=took_ms)


def poor_vitals_fires() -> Any:
    walk = vitals(Walk().open(0.2, "/"), 1.0, TTFB=180, LCP=500, INP=40)
    walk.press(2.0, link("Backpack"), dict(LEFT)).open(2.01, "/catalogue/backpack_1/")
    vitals(walk, 5.9, TTFB=150, LCP=450, INP=60).press(6.0, ADD, dict(LEFT))
    walk.open(6.02, "/basket/", 420)
    slow_picture(walk, 6.5, 4650)  # a picture on its way for long
    walk.event(11.2, Shift, value=0.31, sources=(PROCEED,))  # and without a place kept for it
    vitals(walk.event(15.0, Block, duration_ms=640), 19.0, TTFB=170, LCP=5200, INP=640, CLS=0.31)
    walk.press(20.0, PROCEED, dict(LEFT)).open(20.02, "/checkout/shipping-address/")
    return vitals(walk, 40.0, TTFB=1990, LCP=4900, FCP=4800, INP=50)  # nothing was painted


def poor_vitals_quiet() -> Any:
    walk = slow_picture(Walk().open(0.2, "/", 3000), 2.0, 4200)
    vitals(walk, 7.0, TTFB=2100, LCP=6100)  # a cold start
    walk.press(8.0, link("Backpack"), dict(LEFT))
    walk.open(8.02, "/catalogue/backpack_1/", 4200, response_ms=3900)  # slow_response tells it
    vitals(walk, 14.0, TTFB=3900, LCP=4800)
    walk.press(16.0, ADD, dict(LEFT)).open(16.02, "/basket/")
    vitals(walk, 22.0, TTFB=300, LCP=3400, INP=320, CLS=0.24)
    walk.press(24.0, PROCEED, dict(LEFT)).open(24.02, "/checkout/shipping-address/")
    foot = Target("contentinfo", "", "footer", tag="footer")
    walk.event(27.0, Shift, value=0.4, sources=(foot,))
    walk.event(25.5, Shift, value=0.4, sources=(PROCEED,))  # parts that come one by one
    walk.press(28.0, button("More"), {"mutation": 40}).event(
        29.5, Shift, value=0.4, sources=(PROCEED,)
    )
    vitals(walk, 34.0, LCP=7000, INP=900, CLS=0.4)  # asked for; the foot; a slide
    walk.press(36.0, CONTINUE, dict(LEFT)).open(36.02, "/checkout/shipping-method/")
    walk.event(39.0, Block, duration_ms=1400)  # long_block's
    vitals(slow_picture(walk, 36.5, 6000), 48.0, LCP=6500, INP=1400)  # no slower than others
    walk.press(50.0, CONTINUE, dict(LEFT)).open(50.02, "/checkout/payment-details/")
    walk.event(53.0, Alert, type="alert", duration_ms=2000).event(53.0, Block, duration_ms=700)
    return vitals(walk, 60.0, INP=700)  # a dialog holds everything up
