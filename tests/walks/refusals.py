"""Recordings of forms refused without a word: what fires, and what looks like it and is none."""

from __future__ import annotations

from typing import Any

from walks.builder import Walk, button, entry, fields
from walks.common import ADD, ADDRESS, CONTINUE, FORM, LEFT, PLACE, address

from kitka.recorder.model import Change, FieldState, Form, Message, Request, Target

TERMS = Target("checkbox", "I accept the terms", "#terms", tag="input", interactive=True)


def silent_refusal_fires() -> Any:
    walk = address()
    checked = (*fields(True, *ADDRESS), *fields(False, "Terms"))
    for at_s in (26.0, 31.0):  # held back by the page's script
        walk.press(at_s, CONTINUE, {}).submit(
            at_s + 0.005, "address", CONTINUE, checked, "prevented", method="post"
        )
    walk.press(44.0, CONTINUE, dict(LEFT)).submit(
        44.005, "address", CONTINUE, fields(True, *ADDRESS, "Terms"), method="post"
    )
    walk.open(44.02, "/checkout/shipping-method/").press(50.0, CONTINUE, {"invalid": 2})
    walk.submit(
        50.005, "method", CONTINUE, fields(False, "Slot", invalid=True), "native", unseen=True
    )
    walk.open(60.0, "/checkout/payment-details/")
    for at_s in (80.0, 95.0):  # shown again by the shop, twice
        walk.press(at_s, CONTINUE, dict(LEFT)).submit(
            at_s + 0.005, "card", CONTINUE, fields(True, "Holder", "E-mail"), method="post"
        )
        walk.open(at_s + 0.02, "/checkout/payment-details/")
        walk.event(
            at_s + 0.4, Form, form="card", target=FORM, fields=fields(True, "Holder", "E-mail")
        )
    groups_refused(walk)
    # A script asked the shop, which answered well; nothing came of that, until the page was
    # loaded anew by hand.
    walk.open(210.0, "/order-status/")
    for place, at_s in enumerate((215.0, 219.0, 219.4)):
        checked_by_script(walk, at_s, place, {})
    return walk.open(226.0, "/order-status/", navigation="reload").event(
        226.5, Form, form="status", target=FORM, fields=fields(False, "Order", "E-mail")
    )


def checked_by_script(walk: Any, at_s: float, place: int, seen: dict[str, float]) -> Any:
    show = button("Show my order")
    walk.press(at_s, show, {"request": 3, **seen}).submit(
        at_s + 0.005, "status", show, fields(True, "Order", "E-mail"), method="post"
    )
    return walk.event(
        at_s + 0.003, Request, url="/check", method="POST", status=200, duration_ms=20, click=place
    )


def groups_refused(walk: Any) -> Any:
    """Fields that stand in no form: the page knows what is wanted; the label says so; and only
    when the terms were agreed to did the same button work."""
    entered = fields(True, *ADDRESS)
    walk.open(110.0, "/checkout/shipping-address/")
    walk.send(120.0, CONTINUE, (*entered, *fields(False, "Phone")), "prevented")
    walk.open(130.0, "/checkout/shipping-method/")
    walk.send(135.0, CONTINUE, (*entered, *fields(False, "Phone *")))
    walk.open(150.0, "/checkout/payment-details/").press(155.0, PLACE, {}).press(158.0, PLACE, {})
    walk.press(163.0, TERMS, {"input": 1}).event(163.001, Change, target=TERMS, how="chosen")
    ways = (*fields(True, "Way to pay"), FieldState("terms", TERMS, True))
    walk.send(165.0, PLACE, ways, after={"request": 4, "mutation": 900})
    # Sent, the button turns and is as it was before, twice.
    walk.open(180.0, "/checkout/preview/")
    for place, at_s in enumerate((185.0, 192.0)):
        walk.send(at_s, CONTINUE, entered, after={"request": 4})
        walk.event(
            at_s + 0.004, Request, url="/api/address", method="POST", status=200, duration_ms=700,
            click=place,
        )  # fmt: skip
    return walk


def groups_not_refused(walk: Any) -> Any:
    """No form, and no refusal without a word."""
    entered, optional = fields(True, *ADDRESS), fields(False, "Company")
    walk.open(90.0, "/checkout/shipping-address/")
    walk.send(95.0, CONTINUE, (*entered, *optional))  # nothing is wanting: it is dead
    walk.open(110.0, "/checkout/shipping-address/")
    walk.send(115.0, CONTINUE, (*entered, *fields(False, "Phone *")), after={"focus": 3})
    walk.send(125.0, CONTINUE, (*entered, *fields(False, "Phone *")), after={"mutation": 9})
    walk.open(140.0, "/basket/").press(145.0, button("Apply the voucher"), {})
    walk.event(150.0, Change, target=entry("Code"), how="typed")
    walk.send(152.0, button("Apply the voucher"), fields(True, "Code", "Note"), after={"focus": 3})
    walk.open(160.0, "/catalogue/").press(163.0, button("Apply filters"), {})
    walk.event(166.0, Change, target=entry("Red"), how="chosen")
    walk.send(168.0, button("Apply filters"), fields(True, "Red", "Blue"), after={"mutation": 30})
    walk.open(180.0, "/account/address/")  # saved once; who goes on has no doubt
    walk.send(185.0, button("Save"), entered, after={"request": 4})
    walk.event(185.004, Request, url="/api/address", method="POST", status=200, click=0)
    return walk.send(196.0, CONTINUE, entered, after={"navigation": 40})


def silent_refusal_quiet() -> Any:
    search = fields(False, "q")
    walk = Walk().open(0.2, "/").press(2.0, button("Search"), {})
    walk.submit(2.005, "search", button("Search"), search, "prevented")  # an empty search
    news = (*fields(True, "E-mail"), *fields(False, "Consent"))
    walk.press(6.0, button("Subscribe"), {"mutation": 30})
    walk.submit(6.005, "newsletter", button("Subscribe"), news, "prevented")
    walk.open(10.0, "/catalogue/backpack_1/").press(12.0, ADD, {"mutation": 40})
    walk.submit(12.005, "add", ADD, fields(True, "Size"), "prevented")  # done in the page itself
    walk.open(20.0, "/basket/").submit(
        24.0, "lines", button("Update"), fields(True, "quantity-0"), method="post"
    )
    walk.open(24.02, "/basket/").event(
        24.5, Form, form="lines", target=FORM, fields=fields(True, "quantity-0")
    )
    walk.open(30.0, "/checkout/shipping-address/")
    walk.press(40.0, CONTINUE, {"invalid": 2, "focus": 3}).submit(
        40.005, "address", CONTINUE, fields(False, *ADDRESS), "native"
    )
    walk.press(46.0, CONTINUE, {"focus": 4}).submit(
        46.005, "address", CONTINUE, fields(True, *ADDRESS), "prevented"
    )
    walk.press(52.0, CONTINUE, {}).submit(
        52.005, "address", CONTINUE, fields(True, *ADDRESS), "prevented"
    )
    walk.event(52.4, Message, target=Target("alert", "", ".e"), text="Check the postcode")
    walk.press(60.0, CONTINUE, {"request": 5, "mutation": 1500}).submit(
        60.005, "address", CONTINUE, fields(True, *ADDRESS)
    )
    walk.press(61.0, CONTINUE, {}, observed_ms=500).submit(  # it is on its way already
        61.005, "address", CONTINUE, fields(True, *ADDRESS), "prevented"
    )
    walk.open(66.0, "/account/profile/").press(70.0, button("Save"), dict(LEFT)).submit(
        70.005, "profile", button("Save"), fields(True, *ADDRESS), method="post"
    )
    walk.open(70.02, "/account/profile/")  # saved; it rightly shows what was entered
    walk.event(70.5, Form, form="profile", target=FORM, fields=fields(True, *ADDRESS))
    groups_not_refused(walk)
    # Checked by a script, and answered: at once; and by a page that came of itself, later.
    walk.open(210.0, "/order-status/")
    checked_by_script(walk, 215.0, 0, {"mutation": 60})
    checked_by_script(walk, 219.0, 1, {})
    walk.open(229.0, "/order-status/100001/")
    checked_by_script(walk.open(240.0, "/account/"), 245.0, 0, {})  # saved; and went on
    return walk.press(250.0, CONTINUE, dict(LEFT)).open(250.02, "/basket/")
