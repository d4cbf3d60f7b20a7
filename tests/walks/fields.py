"""Recordings of single fields: what fires, and what looks like it and is none."""

from __future__ import annotations

from typing import Any

from walks.builder import button, entry, fields
from walks.common import ADDRESS, CONTINUE, FORM, LEFT, PLACE, address

from kitka.recorder.model import (
    Blur,
    Change,
    FieldState,
    Focus,
    Form,
    Layer,
    Message,
    Rect,
    Repeat,
    Target,
)

EMAIL = entry("E-mail", type="email")
NEWS = Target("dialog", "10 % off", ".newsletter", tag="div")


def rejected_input_fires() -> Any:
    walk = address()
    left: dict[str, Any] = {"changed": True, "filled": True}
    walk.event(18.0, Blur, target=entry("Postcode"), dwell_ms=3000, typed=7, lost=4, **left)
    walk.event(22.0, Blur, target=EMAIL, dwell_ms=4000, typed=20, altered=3, **left)
    walk.event(25.0, Blur, target=entry("Street"), dwell_ms=3000, typed=24, lost=9, limited=True,
               **left)  # fmt: skip
    walk.event(30.0, Blur, target=entry("City"), dwell_ms=4000, typed=8, elsewhere=5, **left)
    house = entry("Street address")  # its number
    walk.event(32.0, Blur, target=house, dwell_ms=2000, typed=16, lost=1, **left)
    phone = entry("Phone number")
    walk.event(34.0, Blur, target=phone, dwell_ms=2000, typed=10, lost=2, limited=True, **left)
    return walk.event(36.0, Blur, target=entry("IBAN"), dwell_ms=5000, paste_refused=2)


def rejected_input_quiet() -> Any:
    walk = address()
    left: dict[str, Any] = {"changed": True, "filled": True, "dwell_ms": 2000}
    walk.event(18.0, Blur, target=entry("Postcode"), typed=6, lost=1, **left)  # a slip
    walk.event(21.0, Blur, target=entry("Phone", type="tel"), typed=12, lost=3, **left)  # +358
    walk.event(24.0, Blur, target=entry("Expiry date"), typed=6, lost=2, **left)  # 12/2027
    walk.event(27.0, Blur, target=entry("Security code"), typed=5, lost=2, limited=True, **left)
    walk.event(28.0, Blur, target=entry("Address"), typed=36, lost=1, limited=True, **left)
    digit = Target("textbox", "Digit 1", "#d1", text_entry=True, rect=Rect(40, 200, 36, 36))
    walk.event(30.0, Blur, target=digit, typed=6, elsewhere=5, **left)  # handed on, box by box
    walk.press(33.0, Target("option", "Mannerheimintie 5", "#o1", interactive=True), {"input": 4})
    walk.event(33.2, Blur, target=entry("Street"), typed=9, lost=4, **left)  # a suggestion
    combo = Target("combobox", "Town", "#town", tag="input", text_entry=True)
    walk.event(36.0, Blur, target=combo, typed=5, lost=2, **left)
    walk.event(38.0, Blur, target=entry("Last name"), typed=8, elsewhere=4, **left)
    walk.event(38.01, Layer, id=1, state="shown", target=NEWS, focus=True)  # it took them
    return walk.event(39.0, Blur, target=entry("Reference"), typed=6, altered=1, **left)


INSTRUCTIONS = entry("Instructions for the courier (optional)")


def late_validation_fires() -> Any:
    walk = ordered(address().open(12.5, "/checkout/shipping-address/"), 26.0)
    walk.open(44.1, "/checkout/shipping-address/")  # led back by the shop
    told = "Your instructions for the courier are too long. The carrier takes 30."
    said = Target("", "", "#messages")
    walk.event(44.6, Message, target=said, severity="status", text=told)
    walk.event(48.0, Change, target=INSTRUCTIONS)
    walk.press(52.0, CONTINUE, dict(LEFT)).submit(
        52.005, "address", CONTINUE, fields(True, *ADDRESS), method="post"
    )
    walk.open(52.02, "/checkout/shipping-method/").open(60.0, "/checkout/payment-details/")
    # Or when its own form is sent, long after it was left.
    walk.event(65.0, Blur, target=entry("Holder"), dwell_ms=2000, changed=True, filled=True)
    walk.press(80.0, CONTINUE, dict(LEFT)).submit(80.005, "card", CONTINUE, fields(True, "Holder"))
    walk.open(80.02, "/checkout/payment-details/")
    wrong = fields(True, "Holder", invalid=True)
    walk.event(80.4, Form, form="card", target=FORM, fields=wrong)
    walk.press(94.0, CONTINUE, dict(LEFT)).submit(94.005, "card", CONTINUE, fields(True, "Holder"))
    return walk.open(94.02, "/checkout/preview/")


def ordered(walk: Any, at_s: float) -> Any:
    """An address with a note is accepted; two steps later the order is sent."""
    noted = (*fields(True, *ADDRESS), FieldState("notes", INSTRUCTIONS, True))
    walk.press(at_s, CONTINUE, dict(LEFT)).submit(
        at_s + 0.005, "address", CONTINUE, noted, method="post"
    )
    walk.open(at_s + 0.02, "/checkout/payment-details/").open(at_s + 10, "/checkout/preview/")
    walk.press(at_s + 18, PLACE, dict(LEFT))
    return walk.submit(at_s + 18.005, "order", PLACE, fields(True, "Terms"), method="post")


def late_validation_quiet() -> Any:
    walk = address()
    walk.event(24.0, Blur, target=entry("City"), dwell_ms=2000, changed=True, filled=True)
    empty = (*fields(True, "First name"), *fields(False, "Street"))
    walk.press(26.0, CONTINUE, dict(LEFT)).submit(26.005, "address", CONTINUE, empty)
    walk.open(26.02, "/checkout/shipping-address/")
    marked = (*fields(False, "Street", invalid=True), *fields(True, "City", invalid=True))
    walk.event(
        26.4, Form, form="address", target=FORM, fields=marked
    )  # forgotten, or left just now
    walk.open(40.0, "/checkout/payment-details/")
    walk.event(50.0, Blur, target=entry("Number"), dwell_ms=4000, changed=True, filled=True)
    card = fields(True, "Number", sensitive=True)
    walk.submit(55.0, "card", CONTINUE, card).open(55.02, "/checkout/payment-details/")
    declined = fields(False, "Number", sensitive=True, invalid=True)
    walk.event(55.4, Form, form="card", target=FORM, fields=declined)
    said: dict[str, Any] = {"target": Target("alert", "", "#messages")}
    for at_s, text in (
        (60.0, "Thank you"),
        (100.0, "The payment was declined. Give the instructions to your bank."),
        (140.0, "Only 3 left of this product"),
    ):
        ordered(walk.open(at_s - 1, "/checkout/shipping-address/"), at_s)
        walk.open(at_s + 18.1, "/checkout/shipping-address/")
        walk.event(at_s + 18.6, Message, text=text, **said)
    ordered(walk.open(179.0, "/checkout/shipping-address/"), 180.0)
    walk.open(198.1, "/checkout/thank-you/")  # a word about them, and nobody goes back
    return walk.event(198.6, Message, text="The courier has your instructions", **said)


def field_struggle_fires() -> Any:
    walk = address()
    for place in range(3):
        walk.event(16.0 + 4 * place, Blur, target=entry("Phone"), dwell_ms=3000, changed=True,
                   corrections=1, filled=True)  # fmt: skip
    walk.event(40.0, Blur, target=EMAIL, dwell_ms=9000, changed=True, corrections=6)
    walk.open(60.0, "/checkout/shipping-method/")  # wrong, and wrong again
    return wrongly(walk, 62.0, False, False)


def wrongly(walk: Any, at_s: float, *valid: bool) -> Any:
    for place, right in enumerate(valid):
        walk.event(at_s + 4 * place, Blur, target=entry("Delivery day"), dwell_ms=3000,
                   changed=True, filled=True, valid=right)  # fmt: skip
    return walk


def field_struggle_quiet() -> Any:
    walk = address()
    quantity = Target("spinbutton", "Quantity", "#q", tag="input", type="number", text_entry=True)
    voucher, note = (
        entry("Voucher"),
        Target("textbox", "Note", "#n", tag="textarea", text_entry=True),
    )
    for place in range(4):
        walk.event(16.0 + place, Blur, target=quantity, dwell_ms=500, changed=True, filled=True)
        walk.event(24.0 + place, Blur, target=entry("City"), dwell_ms=500, changed=place < 2)
        walk.event(30.0 + 3 * place, Blur, target=voucher, dwell_ms=900, changed=True, filled=True)
        walk.submit(31.0 + 3 * place, "voucher", button("Use"), fields(True, "Voucher"))
    walk.event(45.0, Blur, target=note, dwell_ms=60000, changed=True, corrections=9)
    given = entry("Street")
    walk.event(50.0, Change, target=given, how="pasted", from_buyer=True)
    walk.event(52.0, Blur, target=given, dwell_ms=2000, changed=True, corrections=6)
    return wrongly(walk.open(60.0, "/checkout/shipping-method/"), 62.0, False, True)  # a slip


def repeated_entry_fires() -> Any:
    walk = address()
    again = entry("Confirm e-mail", type="email")
    walk.event(22.0, Repeat, target=again, first=EMAIL, same_page=True)
    walk.open(30.0, "/checkout/payment-details/")
    for place, name in enumerate(("Billing street", "Billing postcode")):
        first = entry(name.removeprefix("Billing ").capitalize())
        walk.event(34.0 + 3 * place, Repeat, target=entry(name), first=first)
    return walk


def repeated_entry_quiet() -> Any:
    walk = address()
    walk.event(22.0, Repeat, target=entry("Region"), first=entry("City"), same_page=True)
    walk.submit(26.0, "address", CONTINUE, fields(True, *ADDRESS)).open(
        26.02, "/checkout/shipping-address/"
    )
    walk.event(26.4, Form, form="address", target=FORM, fields=fields(False, *ADDRESS))
    for place, name in enumerate(ADDRESS):  # asked for again: form_lost
        walk.event(30.0 + place, Repeat, target=entry(name), first=entry(name))
    walk.open(40.0, "/checkout/payment-details/")
    walk.event(44.0, Repeat, target=entry("Name on card"), first=entry("Name"))
    seek = Target("searchbox", "Search", "#q", tag="input", type="search", text_entry=True)
    return walk.event(50.0, Repeat, target=seek, first=seek)


def field_abandoned_fires() -> Any:
    walk = address()
    walk.event(24.5, Focus, target=entry("Identity number"))
    walk.event(25.0, Change, target=entry("Identity number"), hesitation_ms=500)
    return walk.event(60.0, Blur, target=entry("Identity number"), dwell_ms=35000, changed=True)


def field_abandoned_quiet() -> Any:
    walk = address().press(26.0, button("Help"), {"mutation": 20})  # a press was the last act
    walk.open(40.0, "/search/").event(42.0, Focus, target=entry("Search", type="search"))
    return walk.event(43.0, Change, target=entry("Search", type="search"), hesitation_ms=300)
