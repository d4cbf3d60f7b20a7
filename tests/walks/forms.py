"""Recordings of the rules about forms: what fires, and what looks like it and is none."""

from __future__ import annotations

from typing import Any

from walks.builder import Walk, button, entry, fields
from walks.common import ADD, ADDRESS, CONTINUE, FORM, LEFT, address

from kitka.recorder.model import Change, Form, Message, Target


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
