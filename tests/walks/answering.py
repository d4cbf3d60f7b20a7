"""Recordings of waits and of what stops a page: what fires, and what looks like it and is none."""

from __future__ import annotations

from typing import Any

from walks.builder import Walk, button, entry, fields, link
from walks.common import ADD, ADDRESS, CONTINUE, FORM, LEFT, PLACE, PROCEED, address, basket

from kitka.recorder.model import (
    Alert,
    Block,
    Blur,
    Change,
    Dialog,
    Layer,
    Message,
    OffSite,
    Reaction,
    Request,
    Submit,
    Target,
    Visibility,
)

SORT = Target("combobox", "Sort by", "#sort", tag="select", type="select-one", interactive=True)


def slow_response_fires() -> Any:
    walk = address().press(26.0, CONTINUE, {"unloading": 4.0, "navigation": 3150.0})
    walk.submit(26.005, "address", CONTINUE, fields(True, *ADDRESS))
    walk.open(26.02, "/checkout/shipping-method/", 3350, response_ms=3100)
    later(walk, 40.0, 4.4, closes=True).route(44.45, "/checkout/payment-details/")
    # A job is asked after every second; at last the page sends the form itself.
    reserving(walk.open(60.0, "/catalogue/backpack_1/"), 65.0)
    walk.event(73.0, Submit, form="add", target=FORM, method="post").open(73.05, "/basket/")
    # The same, pressed again and again in vain.
    reserving(walk.open(80.0, "/catalogue/backpack_1/"), 85.0)
    return walk.press(89.0, ADD, {}).press(90.5, ADD, {})


def reserving(walk: Any, at_s: float) -> Any:
    """Something takes its time, and a word says so."""
    walk.press(at_s, ADD, {"request": 3, "mutation": 5}).submit(
        at_s + 0.005, "add", ADD, fields(True, "Size"), method="post"
    )
    walk.event(at_s + 0.003, Request, url="/job", status=200, duration_ms=20, click=walk.clicks)
    said = Target("status", "", "#said")
    return walk.event(at_s + 0.01, Message, target=said, text="Reserving…", severity="status")


def later(walk: Any, at_s: float, wait_s: float, closes: bool) -> Any:
    """A press that is answered at once, by a panel that closes or by something else, while a
    script is fetched that nobody says belongs to it."""
    panel = Target("dialog", "Summary", "#panel", tag="div")
    walk.press(at_s, button("Go on", "#panel button"), {"mutation": 5})
    walk.event(at_s + 0.01, Request, url="/js/next.js", type="script", duration_ms=wait_s * 1000)
    if closes:
        walk.event(at_s + 0.3, Layer, id=9, state="gone", target=panel, how="inside")
    return walk


def slow_response_quiet() -> Any:
    walk = Walk().open(0.2, "/", 4200, response_ms=3900)  # a cold start
    walk.press(6.0, link("Backpack"), dict(LEFT)).open(6.02, "/catalogue/backpack_1/", 1300)
    walk.press(10.0, button("Add"), {"mutation": 40, "request": 5})  # answered at once
    walk.event(10.005, Request, url="/api/basket", status=200, duration_ms=4000, click=0)
    walk.press(20.0, PLACE, dict(LEFT)).driver(
        20.4, OffSite, origin="https://pay.example", payment=True
    )
    walk.driver(52.0, OffSite, origin="https://shop.example", away=False)
    walk.open(47.0, "/checkout/thank-you/", 5100, response_ms=4900)
    walk.press(60.0, button("Print"), {"mutation": 1700})  # slow, but not for as long as that
    # Dead: what came 3.4 s later was the answer to the next press.
    walk.press(66.0, button("Help"), {})
    walk.event(70.0, Reaction, click=walk.clicks, after={"mutation": 3400}, observed_ms=3700).press(
        69.3, button("Close"), {"mutation": 80}
    )
    walk.press(76.0, button("Map"), {"mutation": 2300})
    walk.event(76.0, Block, duration_ms=2200, click=walk.clicks)  # long_block tells it
    later(walk, 90.0, 4.4, closes=False).route(94.45, "/one")  # perhaps a spinner
    later(walk, 100.0, 4.4, closes=True)  # another press led there
    walk.press(104.0, link("Two"), {"mutation": 4}).route(104.42, "/two")
    later(walk, 110.0, 4.4, closes=True).event(112.0, Change, target=entry("Note"))  # went on
    walk.route(114.42, "/three")
    later(walk, 120.0, 0.4, closes=True).route(124.42, "/four")  # moves on by itself
    later(walk, 130.0, 1.2, closes=True).route(131.22, "/five")
    later(walk, 140.0, 4.4, closes=True).event(141.0, Visibility, state="hidden")
    walk.route(144.42, "/six")  # was elsewhere meanwhile
    reserving(walk.open(160.0, "/catalogue/backpack_1/"), 165.0)  # not for as long as that
    walk.event(169.0, Submit, form="add", target=FORM, method="post").open(169.05, "/basket/")
    reserving(walk.open(180.0, "/catalogue/backpack_1/"), 185.0)  # done, and once more later
    said = Target("status", "", "#said")
    walk.event(186.0, Message, target=said, text="Reserved for you", severity="status")
    return walk.press(195.0, ADD, {})


def native_dialog_fires() -> Any:
    walk = basket()
    walk.press(12.0, button("Remove"), {"dialog": 3})
    walk.event(12.003, Alert, type="confirm", message="Sure?", duration_ms=2400, click=0)
    walk.driver(12.01, Dialog, type="confirm", message="Sure?")  # the same one
    return walk.driver(30.0, Dialog, type="beforeunload", message="")


def native_dialog_quiet() -> Any:
    walk = basket().press(12.0, button("Print"), {"dialog": 3})
    return walk.driver(12.01, Dialog, type="print", message="")


def long_block_fires() -> Any:
    walk = basket().press(12.0, PROCEED, {"mutation": 1900})
    walk.event(12.0, Block, duration_ms=1850, click=0)
    walk.event(20.0, Block, duration_ms=3000)  # busy by itself when something was pressed
    walk.press(23.02, button("Update"), {"mutation": 30})
    walk.event(30.0, Change, target=entry("Voucher"))
    for at_s, busy_ms in ((30.0, 640), (30.7, 620)):  # with each key
        walk.event(at_s, Block, duration_ms=busy_ms)
    return walk.event(33.0, Blur, target=entry("Voucher"), dwell_ms=3200, changed=True, typed=5)


def long_block_quiet() -> Any:
    walk = basket()
    walk.event(6.1, Block, duration_ms=2600)  # while it loads, and nobody presses
    walk.press(12.0, PROCEED, {"mutation": 700}).event(12.0, Block, duration_ms=650, click=0)
    walk.event(15.0, Block, duration_ms=2000).press(19.0, PROCEED, {"mutation": 30})
    walk.event(22.0, Change, target=entry("Voucher")).event(22.4, Block, duration_ms=700)
    walk.event(26.0, Block, duration_ms=1900)  # long after the last key
    walk.event(30.0, Blur, target=entry("Voucher"), dwell_ms=8200, changed=True, typed=5)
    walk.event(32.0, Change, target=entry("E-mail"))
    for place in range(5):  # a busy machine
        walk.event(32.3 + 0.5 * place, Block, duration_ms=320)
    walk.event(40.0, Blur, target=entry("E-mail"), dwell_ms=8100, changed=True, typed=9)
    walk.press(40.2, button("Continue"), {"dialog": 5, "mutation": 1400})
    walk.event(40.2, Block, duration_ms=1390, click=2)  # a question that stops the page
    walk.event(40.21, Alert, type="confirm", message="Is it right?", duration_ms=1370, click=2)
    walk.event(41.6, Change, target=SORT, how="chosen").event(41.6, Block, duration_ms=900)
    walk.event(42.6, Block, duration_ms=900)
    walk.press(46.0, PROCEED, {"unloading": 10, "navigation": 1650})
    walk.event(46.01, Block, duration_ms=1600, click=3)  # so does the browser's own on leaving
    return walk.driver(46.02, Dialog, type="beforeunload", message="")
