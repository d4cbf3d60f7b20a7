"""Recordings of forms shown again: what fires, and what looks like it and is none."""

from __future__ import annotations

from typing import Any

from walks.builder import Walk, button, entry, fields
from walks.common import ADD, ADDRESS, CONTINUE, FORM, LEFT, address

from kitka.recorder.model import Blur, Change, Form, Message, Target, Undone


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
    walk.open(48.02, "/checkout/shipping-method/")
    # The same without a form: the page says what is wrong, and empties what was right.
    walk.send(60.0, CONTINUE, fields(True, *ADDRESS), after={"request": 5, "mutation": 20})
    walk.event(61.0, Message, target=Target("alert", "", ".error"), text="We do not deliver there.")
    main = Target("main", "", "main", tag="main")
    walk.event(61.1, Form, form=CONTINUE.selector, target=main, fields=fields(False, *ADDRESS))
    # The form of a code brings the page back without the card that stood beside it.
    card(beside_a_code(card(walk.open(70.0, "/checkout/payment-details/"), 72.0)), 90.0)
    # The page itself says that they are empty; the shopper does not begin again.
    beside_a_code(card(walk.open(110.0, "/checkout/payment-details/"), 112.0), 124.0)
    both = fields(False, "Card number", "Name on card", sensitive=True)
    walk.event(126.0, Form, form="card", target=FORM, fields=both)
    # On the way back to a step that had been taken the page finds it empty; it is filled in again.
    walk.open(140.0, "/checkout/shipping-address/")
    empty = fields(False, *ADDRESS)
    walk.event(140.3, Undone, what="emptied", fields=empty, filled=len(ADDRESS))
    for place, state in enumerate(empty):
        walk.event(145.0 + 3 * place, Undone, what="again", fields=(state,), filled=1)
    return walk


def card(walk: Any, at_s: float, *names: str, **left: Any) -> Any:
    for place, name in enumerate(names or ("Card number", "Name on card")):
        walk.event(at_s + 4 * place, Blur, target=entry(name), dwell_ms=3000, changed=True,
                   filled=True, **left)  # fmt: skip
    return walk


def beside_a_code(walk: Any, at_s: float = 84.0, **more: Any) -> Any:
    walk.press(at_s, button("Apply"), dict(LEFT)).submit(
        at_s + 0.005, "code", button("Apply"), fields(True, "Code"), method="post"
    )
    return walk.open(at_s + 0.02, "/checkout/payment-details/", **more)


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
    # Sent without a form, and thanked for in words that nothing marks as a message.
    walk.send(14.0, button("Send"), fields(True, "Name", "Question"), after={"mutation": 60})
    main = Target("main", "", "main", tag="main")
    walk.event(
        14.1, Form, form=button("Send").selector, target=main,
        fields=fields(False, "Name", "Question"),
    )  # fmt: skip
    walk.open(15.0, "/basket/").open(20.0, "/checkout/payment-details/")
    secret = fields(True, "Number", "CCV", sensitive=True)
    walk.submit(30.0, "card", CONTINUE, (*fields(True, "Holder"), *secret)).open(
        30.02, "/checkout/payment-details/"
    )
    walk.event(
        30.4,
        Form,
        form="card",
        target=FORM,
        fields=(*fields(True, "Holder"), *fields(False, "Number", "CCV", sensitive=True)),
    )
    walk.event(30.5, Message, target=Target("alert", "", ".error"), text="The card was declined")
    # The shopper loads the page anew by hand, and fills it in once more.
    walk.open(40.0, "/order-status/").press(45.0, CONTINUE, {"request": 5, "mutation": 90}).submit(
        45.005, "status", CONTINUE, fields(True, "Order", "Town"), method="post"
    )
    card(walk.open(50.0, "/order-status/", navigation="reload"), 53.0, "Order", "Town").event(
        50.4, Form, form="status", target=FORM, fields=fields(False, "Order", "Town")
    )
    # Beside the form that was sent everything came back, and a slip is mended in two fields.
    card(walk.open(70.0, "/checkout/payment-details/"), 72.0, "Street", "City", typed=14)
    card(beside_a_code(walk), 90.0, "Street", "City", corrections=1, typed=2)
    # One field alone; and a code that led to another page.
    card(walk.open(110.0, "/checkout/payment-details/"), 112.0)
    card(beside_a_code(walk, 124.0), 130.0, "Name on card")
    card(walk.open(150.0, "/account/"), 152.0)
    card(beside_a_code(walk, 164.0), 170.0)
    # Shown again with everything in it, but for what nobody had entered; and a script's own doing.
    beside_a_code(card(walk.open(210.0, "/checkout/payment-details/"), 212.0), 224.0)
    kept = (*fields(True, "Card number", "Name on card"), *fields(False, "Street", "Company"))
    return walk.event(226.0, Form, form="card", target=FORM, fields=kept)


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
    pick = button("Choose a place")
    for at_s in (42.0, 45.0):  # it stands beside fields of which one is still to be filled in
        walk.send(at_s, pick, fields(False, "Place"), "prevented", {"mutation": 30, "focus": 40})
    return walk.submit(48.0, "address", CONTINUE, fields(True, *ADDRESS)).open(
        48.02, "/checkout/shipping-method/"
    )
