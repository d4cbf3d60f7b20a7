"""Recordings of presses on controls: what fires, and what looks like it and is none."""

from __future__ import annotations

from typing import Any

from walks.answering import SORT, reserving
from walks.builder import Walk, button, entry, fields, link
from walks.common import ADD, LEFT, PLACE, PROCEED, address, basket

from kitka.recorder.model import (
    Change,
    JsError,
    Layer,
    Message,
    Reaction,
    Rect,
    Request,
    Setting,
    Target,
    Total,
)

COVER = Target("generic", "", "div.veil", tag="div", rect=Rect(0, 0, 1280, 720))
PIECES = Target("spinbutton", "Pieces", "#pieces", tag="input", type="number", interactive=True)
MORE = button("+", "#more", stepper=True)
LESS = button("−", "#less", stepper=True)


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
    walk.press(34.0, PROCEED, {}, observed_ms=500).press(34.2, PROCEED, dict(LEFT))
    walk.open(34.22, "/catalogue/backpack_1/")
    for place in range(3):  # the end of a carousel that does not say so
        walk.press(38.0 + 3 * place, button("Next picture"), {"mutation": 40} if place < 2 else {})
    walk.press(50.0, Target("tab", "Details", "#tab", tag="button", interactive=True), {})
    walk.press(54.0, button("Compare"), {"request": 9})  # pending, answered late
    walk.event(
        61.0, Reaction, click=walk.clicks, after={"request": 9, "mutation": 4100}, observed_ms=4400
    )
    reserving(walk.open(70.0, "/catalogue/backpack_1/"), 72.0)  # it is being seen to
    return walk.press(75.0, ADD, {}).press(78.0, ADD, {})


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
    walk.press(20.0, ADD, {"mutation": 20})  # caught by a framework
    return walk.event(20.004, JsError, message="TypeError: x is null", logged="script", click=1)


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
    walk.event(12.4, JsError, message="TypeError: late", click=1)  # 2.4 s later
    walk.press(14.0, ADD, {"request": 4, "mutation": 210})  # caught, and the shopper was told
    walk.event(14.2, JsError, message="Error: sold out", logged="script", click=2)
    walk.event(14.21, Message, target=Target("alert", "", ".alert"), text="This one is sold out")
    walk.press(20.0, ADD, {"mutation": 30})  # answered; then a timer fails, once
    return walk.event(20.7, JsError, message="TypeError: banner is null", click=3)


def rage_click_fires() -> Any:
    walk = basket()
    for place in range(4):
        walk.press(12.0 + 0.25 * place, PROCEED, {}, x=100 + 2 * place)
    return many(walk, 20.0, button("Compare", "#compare"), 5)


def many(walk: Any, at_s: float, target: Target, times: int, method: str = "POST") -> Any:
    """Quick presses, each answered at once and asked of the shop."""
    for place in range(times):
        now = at_s + 0.4 * place
        walk.press(now, target, {"request": 2, "mutation": 5})
        walk.event(now + 0.002, Request, url="/api/x", method=method, status=200, duration_ms=90,
                   click=walk.clicks)  # fmt: skip
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
    many(walk, 36.0, button("Compare", "#compare"), 4)  # tried out, and back again
    many(walk, 40.0, button("Next month", "#month"), 8)
    many(walk, 46.0, button("›", "#arrow"), 8)
    many(walk, 52.0, button("Show sizes", "#sizes"), 6, method="GET")
    many(walk, 58.0, button("Remove", "#first-line"), 5)
    many(walk, 62.0, button("Two each", "#stepper", stepper=True), 6)
    many(walk, 68.0, button("A pair", "#pair"), 5)
    return walk.event(69.8, Total, amount=99.0, currency="EUR")  # each made it dearer


def repeat_click_needed_fires() -> Any:
    walk = basket()
    walk.press(12.0, PROCEED, {"unloading": 1904.0, "navigation": 2100.0})
    return walk.press(13.9, PROCEED, dict(LEFT)).open(13.92, "/checkout/shipping-address/")


def repeat_click_needed_quiet() -> Any:
    walk = basket()
    walk.press(8.0, PROCEED, {}, observed_ms=250)  # a double click out of habit
    walk.press(8.25, PROCEED, dict(LEFT)).open(8.27, "/catalogue/backpack_1/")
    for place in range(4):  # opened and closed
        walk.press(12.0 + 2 * place, button("Details"), {"mutation": 30})
    walk.press(22.0, button("Load more"), {"request": 4, "mutation": 1900})  # answered late
    walk.press(23.0, button("Load more"), {"request": 4, "mutation": 900})
    walk.press(30.0, ADD, {})  # a size was missing; dead, and then another press
    walk.event(33.0, Change, target=Target("combobox", "Size", "#size", tag="select"))
    walk.press(34.0, ADD, {"mutation": 60})
    walk.press(40.0, MORE, {"input": 4}).press(40.9, MORE, {"input": 4})
    walk.press(45.0, button("Wishlist"), {}).press(58.0, button("Wishlist"), {"mutation": 20})
    walk.press(62.0, button("Ask"), {}, observed_ms=1000).press(63.0, link("Terms"), {})
    return walk.press(66.0, button("Ask"), {"mutation": 20})


def disabled_click_fires() -> Any:
    walk = address()
    waiting = button("Continue", disabled=True)
    return walk.press(26.0, waiting, {}).press(28.0, waiting, {}).press(60.0, waiting, {})


def disabled_click_quiet() -> Any:
    walk = Walk().open(0.2, "/catalogue/backpack_1/")
    walk.press(3.0, button("−", "#less", stepper=True, disabled=True), {})  # one piece
    arrow = button("Next picture")
    walk.press(7.0, arrow, {"mutation": 30}).press(9.0, arrow, {"mutation": 30})
    walk.press(12.0, button("Next picture", disabled=True), {})  # its end
    walk.press(16.0, Target("radio", "Size 42", "#s42", disabled=True, interactive=True), {})
    walk.press(20.0, button("12", "#day", disabled=True), {})  # a day of a calendar
    walk.press(24.0, button("Add to basket", disabled=True), {"focus": 5, "mutation": 6})
    walk.press(28.0, button("Add to basket", disabled=True), {})
    walk.event(28.1, Message, target=Target("status", "", ".hint"), text="Choose a size",
               severity="status")  # fmt: skip
    walk.press(32.0, entry("Country", disabled=True), {})
    walk.open(36.0, "/search/?page=1").press(38.0, link("Next"), dict(LEFT))
    walk.open(38.02, "/search/?page=2").press(42.0, link("Next", disabled=True), {})
    walk.open(46.0, "/checkout/preview/").press(50.0, PLACE, {"request": 5, "mutation": 9})
    walk.event(50.005, Request, url="/api/order", method="POST", duration_ms=9000, click=0)
    return walk.press(54.0, button("Place order", disabled=True), {})  # being answered


def blocked_control_fires() -> Any:
    walk = basket()
    walk.press(12.0, COVER, {}, under=PROCEED).press(14.0, COVER, {}, under=PROCEED)
    walk.press(30.0, COVER, {"mutation": 12}, under=button("Update"))  # a ripple, and it stays
    walk.press(33.0, COVER, {"mutation": 12}, under=button("Update"))
    walk.open(44.0, "/catalogue/").press(48.0, link("Backpack"), dict(LEFT), under=PIECES)
    walk.open(48.02, "/catalogue/backpack_1/")  # the card's link is stretched over the field
    return walk.open(51.0, "/catalogue/", navigation="back_forward")


def blocked_control_quiet() -> Any:
    walk = basket()
    shown: dict[str, Any] = {"target": COVER, "share": 1.0, "modal": True}
    walk.event(8.0, Layer, id=1, state="shown", asked=True, **shown)
    walk.press(10.0, COVER, {"mutation": 20}, under=PROCEED)  # a backdrop that closes
    walk.event(10.05, Layer, id=1, state="gone", how="outside", **shown)
    walk.event(14.0, Layer, id=2, state="shown", **shown)  # an open layer is interruption's
    walk.press(16.0, COVER, {}, under=PROCEED)
    walk.event(19.0, Layer, id=2, state="gone", how="inside", **shown)
    walk.press(24.0, COVER, {"mutation": 20}, under=PROCEED)  # gone after the press, unannounced
    walk.press(27.0, COVER, {}, under=button("Update"), observed_ms=200)  # left too soon to know
    walk.press(27.3, button("Chat"), {"mutation": 30}, under=PROCEED)
    walk.press(31.0, PROCEED, dict(LEFT)).open(31.02, "/checkout/shipping-address/")
    walk.open(44.0, "/catalogue/").press(48.0, link("Backpack"), dict(LEFT), under=PIECES)
    walk.open(48.02, "/catalogue/backpack_1/").press(60.0, ADD, {"mutation": 40})  # welcome
    return walk.open(70.0, "/catalogue/", navigation="back_forward")


def dead_control_fires() -> Any:
    walk = Walk().open(0.2, "/catalogue/")
    walk.event(5.0, Setting, target=SORT, observed_ms=2500)
    walk.event(9.0, Setting, target=SORT, observed_ms=2500)
    walk.press(20.0, link("Backpack"), dict(LEFT)).open(20.02, "/catalogue/backpack_1/")
    express = Target("switch", "Express", "#express", tag="button", interactive=True)
    walk.event(24.0, Setting, target=express, kept=False, carried=True, observed_ms=2500)
    walk.press(30.0, MORE, {}).press(34.0, MORE, {})
    walk.press(40.0, ADD, dict(LEFT)).open(40.02, "/basket/")
    walk.event(40.5, Total, amount=49.8, currency="EUR", what="lines", count=2)
    quantity = Target("spinbutton", "Quantity", "#q", tag="input", type="number")
    walk.event(45.0, Setting, target=quantity, observed_ms=2500)
    # Going on takes nothing along that is not sent.
    return walk.press(51.0, PROCEED, dict(LEFT)).open(51.02, "/checkout/")


def dead_control_quiet() -> Any:
    walk = Walk().open(0.2, "/catalogue/")
    walk.event(3.0, Setting, target=SORT, after={"request": 3}, observed_ms=2500)
    walk.event(8.0, Setting, target=SORT, after={"mutation": 80}, observed_ms=300)
    colour = Target("combobox", "Filter by colour", "#colour", tag="select")
    walk.event(12.0, Setting, target=colour, observed_ms=2500)
    walk.press(15.0, button("Apply"), {"mutation": 200})  # it takes the choice along
    walk.open(20.0, "/catalogue/backpack_1/")
    size = Target("combobox", "Size", "#size", tag="select")
    walk.event(22.0, Setting, target=size, observed_ms=2500)
    walk.event(26.0, Setting, target=size, observed_ms=2500)  # another mind
    walk.press(31.0, ADD, {"mutation": 60})
    quantity = Target("spinbutton", "Quantity", "#q", tag="input", type="number")
    walk.event(36.0, Setting, target=quantity, kept=False, carried=True, observed_ms=2500)
    walk.event(36.2, Message, target=Target("alert", "", ".error"), text="Only 3 left")
    walk.press(42.0, LESS, {})  # one piece is the least
    walk.press(46.0, MORE, {"input": 5}).press(48.0, MORE, {"input": 5}).press(50.0, MORE, {})
    walk.open(60.0, "/basket/").event(60.5, Total, amount=49.8, currency="EUR", what="lines")
    walk.event(62.0, Setting, target=quantity, observed_ms=2500)
    walk.event(62.9, Total, amount=74.7, currency="EUR", what="lines")
    walk.event(66.0, Setting, target=quantity, carried=True, observed_ms=2500)  # “Update” sends it
    walk.open(70.0, "/checkout/shipping-method/")
    gift = Target("checkbox", "It is a gift", "#gift", tag="input", type="checkbox")
    walk.event(72.0, Setting, target=gift, observed_ms=2500)
    walk.event(74.0, Setting, target=gift, observed_ms=2500)
    slot = Target("combobox", "Time of delivery", "#slot", tag="select")
    walk.event(78.0, Setting, target=slot, kept=False, after={"mutation": 40}, observed_ms=300)
    return walk.event(82.0, Setting, target=SORT, observed_ms=600)  # left too soon to know
