"""Recordings of the rules about forms: what fires, and what looks like it and is none."""

from __future__ import annotations

from typing import Any

from walks.builder import Walk, button, entry, fields
from walks.common import ADD, ADDRESS, CONTINUE, FORM, LEFT, PLACE, address

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
    Request,
    Target,
    Undone,
)

TERMS = Target("checkbox", "I accept the terms", "#terms", tag="input", interactive=True)
EMAIL = entry("E-mail", type="email")
NEWS = Target("dialog", "10 % off", ".newsletter", tag="div")


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
