"""The ways of somebody to whom nothing happens, and the stretches that they are made of."""

from __future__ import annotations

from playwright.sync_api import Locator
from unseen.person import Person

ADDRESS = {
    "E-mail": "nora@example.com",
    "Full name": "Nora Field",
    "Postcode": "BS1 4DJ",
    "Street": "14 Quay Row",
    "Town": "Bristol",
    "Phone": "07700 900123",
}
CARD = {
    "Card number": "4242424242424242",
    "Expiry": "1129",
    "CVC": "123",
    "Name on card": "Nora Field",
}
BUY, NEXT, PAY = "Add to bag", "Continue", "Pay now"


def select(you: Person, label: str) -> Locator:
    return you.page.locator(".u-select", has_text=label).locator(".u-select-button")


def pick(you: Person, label: str, option: str) -> None:
    """From a list that the shop draws itself."""
    you.press(select(you, label))
    wanted = you.page.get_by_role("option", name=option, exact=True)
    wanted.wait_for()
    if you.way == "keys":
        while "at" not in (wanted.get_attribute("class") or ""):
            you.page.keyboard.press("ArrowDown")
            you.wait(0.2)
        you.page.keyboard.press("Enter")
        you.wait(0.2)
    else:
        you.wait(0.4)
        you.press(wanted)


def write(you: Person, fields: dict[str, str], **other: str) -> None:
    for label, text in {**fields, **other}.items():
        if text:
            you.type(you.field(label), text)


def heading(you: Person, name: str) -> None:
    you.page.get_by_role("heading", name=name).first.wait_for()
    you.wait(0.6)


def at_payment(you: Person) -> None:
    heading(you, "Last step")


def to_jumper(you: Person) -> None:
    you.type(you.field("Search"), "harb")
    you.page.get_by_role("option", name="Harbour Jumper").wait_for()
    if you.way == "keys":
        you.page.keyboard.press("ArrowDown")
        you.page.keyboard.press("Enter")
    else:
        you.press(you.page.get_by_role("option", name="Harbour Jumper"))
    heading(you, "Harbour Jumper")


def put_in(you: Person) -> None:
    pick(you, "Size", "M")
    you.press(you.button(BUY))
    you.page.get_by_text("Added to your bag").wait_for()
    you.wait(0.8)


def open_bag(you: Person) -> None:
    you.press(you.page.get_by_role("button", name="Bag ("))
    heading(you, "Your bag")


def to_address(you: Person) -> None:
    open_bag(you)
    you.press(you.button("Checkout"))
    heading(you, "Where shall we send it?")


def deliver(you: Person) -> None:
    heading(you, "How shall it come?")
    you.page.get_by_text("Express").wait_for()
    you.press(you.button(NEXT))
    at_payment(you)


def pay(you: Person) -> None:
    at_payment(you)
    write(you, CARD)
    you.press(you.page.get_by_label("I accept the terms"))
    you.press(you.button(PAY))
    thanked(you)


def thanked(you: Person) -> None:
    you.page.get_by_text("Thank you!").wait_for()
    you.wait(1)


# ---------------------------------------------------------------- nothing is wrong


def with_a_mouse(you: Person) -> None:
    page = you.page
    you.wait(1)
    you.press(you.button("How long does delivery take?"))
    you.press(you.button("Fine by me"))
    you.press(you.link("Shop everything"))
    page.get_by_text("Cord Trousers").wait_for()
    pick(you, "Sort by", "Price: low to high")
    page.get_by_text("Knit Beanie").wait_for()
    you.press(page.get_by_label("Knitwear only"))
    page.get_by_text("Fisherman Sweater").wait_for()
    you.press(page.get_by_label("Knitwear only"))
    page.get_by_text("Silk Scarf").wait_for()
    page.mouse.wheel(0, 700)
    you.wait(1.2)
    you.press(you.button("Save Jersey Dress"))
    you.press(page.get_by_role("link", name="Harbour Jumper"))
    heading(you, "Harbour Jumper")
    for n in (2, 3, 1):
        you.press(you.button(f"Picture {n}"))
    you.press(you.button("Zoom in"))
    you.wait(1)
    you.press(you.button("Close"))
    you.press(you.button("Size guide"))
    you.wait(1.2)
    you.press(you.button("Close"))
    you.press(you.button("Save for later"))
    you.press(you.button("Fabric and care"))
    you.press(you.button("Fabric and care"))
    you.press(you.button(BUY))
    page.get_by_text("Please choose a size").wait_for()
    you.wait(0.8)
    put_in(you)
    open_bag(you)
    you.press(you.button("One more Harbour Jumper"))
    you.press(you.button("One more Harbour Jumper"))
    you.press(you.button("One fewer Harbour Jumper"))
    you.press(you.button("One fewer Harbour Jumper"))
    you.press(you.button("Close bag"))
    you.wait(0.8)
    to_address(you)
    write(you, ADDRESS, Postcode="BS1", Street="", Town="", Phone="")
    you.press(you.field("Phone"))
    page.get_by_text("full UK postcode").wait_for()
    you.wait(0.8)
    you.type(you.field("Postcode"), "BS1 4DJ")
    you.press(you.button("Find address"))
    page.get_by_text("14 Quay Row").wait_for()
    you.wait(0.5)
    you.press(you.button("14 Quay Row, Bristol"))
    you.press(you.button(NEXT))
    page.get_by_text("Please fill this in").wait_for()
    you.wait(1)
    you.type(you.field("Phone"), "07700 900123")
    you.press(you.button(NEXT))
    heading(you, "How shall it come?")
    page.get_by_text("Express").wait_for()
    you.press(page.get_by_label("Express"))
    you.wait(0.5)
    you.press(you.button(NEXT))
    at_payment(you)
    you.press(you.button("Gift card or promo code"))
    you.type(you.field("Code"), "AUTUMN")
    you.press(you.button("Apply"))
    page.get_by_text("This code has expired").wait_for()
    you.wait(1)
    write(you, CARD)
    you.press(you.button(PAY))
    page.get_by_text("accept the terms to go on").wait_for()
    you.wait(1)
    you.press(page.get_by_label("I accept the terms"))
    you.press(you.button(PAY))
    thanked(you)


def plainly(you: Person) -> None:
    you.wait(0.8)
    to_jumper(you)
    put_in(you)
    to_address(you)
    write(you, ADDRESS)
    you.press(you.button(NEXT))
    deliver(you)
    pay(you)


def with_a_thumb(you: Person) -> None:
    you.wait(0.8)
    you.press(you.button("Fine by me"))
    plainly(you)
