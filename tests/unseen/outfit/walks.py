"""Who goes to this shop, what is wrong with it, and what should be said of that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from unseen.measuring import Defect, Shop
from unseen.outfit.shop import serving
from unseen.outfit.sound import (
    ADDRESS,
    BUY,
    CARD,
    NEXT,
    PAY,
    at_payment,
    deliver,
    heading,
    open_bag,
    pay,
    pick,
    plainly,
    put_in,
    thanked,
    to_jumper,
    with_a_mouse,
    with_a_thumb,
    write,
)
from unseen.person import Person, Way


def at_jumper(you: Person) -> None:
    heading(you, "Harbour Jumper")


def measuring(you: Person) -> None:
    at_jumper(you)
    you.insist(you.button("Size guide"))
    put_in(you)


def loving(you: Person) -> None:
    at_jumper(you)
    heart = you.button("Save for later")
    you.press(heart)
    you.wait(0.9)
    for _ in range(5):
        you.down_up()
        you.wait(0.15)
    you.wait(1)
    put_in(you)


def jumping(you: Person) -> None:
    write(you, ADDRESS)
    you.insist(you.button(NEXT), lambda: you.page.url.endswith("delivery"))
    deliver(you)
    pay(you)


def greyed(you: Person) -> None:
    at_payment(you)
    write(you, CARD)
    you.press(you.page.get_by_label("I accept the terms"))
    you.insist(you.button(PAY))


def sorting(you: Person) -> None:
    you.page.get_by_text("Cord Trousers").wait_for()
    you.wait(1)
    for order in ("Price: low to high", "Price: high to low", "Price: low to high"):
        pick(you, "Sort by", order)
        you.page.get_by_text("Cord Trousers").wait_for()
        you.wait(2)
    you.press(you.page.get_by_role("link", name="Linen Shirt"))
    you.wait(1.5)


def haunted(you: Person) -> None:
    heading(you, "How shall it come?")
    express = you.page.get_by_label("Express")
    express.wait_for()
    you.insist(express)
    you.press(you.button(NEXT))
    pay(you)


def refused(you: Person) -> None:
    write(you, ADDRESS)
    you.insist(you.button(NEXT))
    you.wait(1)


def ping_pong(you: Person) -> None:
    write(you, ADDRESS)
    for turn in range(4):
        if turn:
            you.type(you.field("Postcode"), "BS14DJ" if turn % 2 else "BS1 4DJ")
        you.press(you.button(NEXT))
        you.wait(2.5)


def slot_gone(you: Person) -> None:
    write(you, ADDRESS)
    you.press(you.button(NEXT))
    you.page.get_by_text("slot has just gone").wait_for()
    you.wait(2.5)
    write(you, ADDRESS)
    you.press(you.button(NEXT))
    deliver(you)
    pay(you)


def back_again(you: Person) -> None:
    write(you, ADDRESS)
    you.press(you.button(NEXT))
    heading(you, "How shall it come?")
    you.wait(1.5)
    you.press(you.link("Back to address"))
    heading(you, "Where shall we send it?")
    you.wait(2)
    write(you, {**ADDRESS, "Phone": "07700 900124"})
    you.press(you.button(NEXT))
    deliver(you)


def cut_short(you: Person) -> None:
    at_payment(you)
    write(you, {**CARD, "Card number": "4242 4242 4242 4242"})
    you.press(you.page.get_by_label("I accept the terms"))
    you.press(you.button(PAY))
    you.page.get_by_text("number is incomplete").wait_for()
    you.wait(2)
    you.type(you.field("Card number"), "4242 4242 4242 4242")
    you.press(you.button(PAY))
    you.wait(3)


def overwritten(you: Person) -> None:
    write(you, ADDRESS, Street="", Town="", Phone="")
    you.type(you.field("Street"), "14 Quay Row, Flat 3")
    you.wait(3)
    you.type(you.field("Street"), "14 Quay Row, Flat 3")
    you.type(you.field("Phone"), ADDRESS["Phone"])
    you.press(you.button(NEXT))
    deliver(you)


def dialling(you: Person) -> None:
    write(you, ADDRESS)
    for number in ("07700900123", "+44 7700 900123", "+447700900123", "447700900123"):
        you.press(you.field("Town"))
        you.wait(1.5)
        you.type(you.field("Phone"), number)
    you.press(you.button(NEXT))
    you.wait(3)


def registered(you: Person) -> None:
    write(you, ADDRESS)
    you.press(you.button(NEXT))
    you.page.get_by_text("Nearly there!").wait_for()
    you.wait(2)
    you.page.keyboard.press("Escape")
    you.wait(2)


def declined(you: Person) -> None:
    at_payment(you)
    write(you, CARD)
    you.press(you.page.get_by_label("I accept the terms"))
    you.press(you.button(PAY))
    you.page.get_by_text("Your bank didn't approve").wait_for()
    you.wait(4)


def emptied(you: Person) -> None:
    heading(you, "How shall it come?")
    you.page.get_by_text("Express").wait_for()
    you.press(you.button(NEXT))
    heading(you, "Your bag is empty")
    you.wait(3)


def helped(you: Person) -> None:
    you.type(you.field("E-mail"), ADDRESS["E-mail"])
    you.type(you.field("Full name"), "Nora Field")
    you.wait(1.5)
    you.press(you.button("No thanks"))
    write(you, ADDRESS, **{"E-mail": ""})
    you.press(you.button(NEXT))
    deliver(you)


def dropping(you: Person) -> None:
    you.wait(0.8)
    open_bag(you)
    you.press(you.button("Remove Linen Shirt"))
    you.wait(3)
    you.press(you.button("Checkout"))
    heading(you, "Where shall we send it?")
    you.wait(1.5)


def to_pay(you: Person) -> None:
    write(you, ADDRESS)
    you.press(you.button(NEXT))
    deliver(you)
    you.wait(2.5)


def doubling(you: Person) -> None:
    you.wait(0.8)
    open_bag(you)
    you.press(you.button("One more Harbour Jumper"))
    you.wait(1.5)
    you.press(you.button("Checkout"))
    heading(you, "Where shall we send it?")
    you.wait(3)
    you.page.reload()
    heading(you, "Where shall we send it?")
    you.wait(2)


def reading(you: Person) -> None:
    at_jumper(you)
    you.wait(2)
    put_in(you)


def keyed(you: Person) -> None:
    you.wait(0.8)
    open_bag(you)
    you.wait(2)
    you.press(you.button("bag.actions.proceedToCheckout"))
    heading(you, "Where shall we send it?")
    you.wait(1)


def zooming(you: Person) -> None:
    at_jumper(you)
    you.press(you.button("Zoom in"))
    you.wait(2)
    you.press(you.button("Close"))
    put_in(you)


def lied_to(you: Person) -> None:
    at_payment(you)
    write(you, CARD)
    you.press(you.page.get_by_label("I accept the terms"))
    you.press(you.button(PAY))
    you.page.get_by_text("we couldn't place your order").wait_for()
    thanked(you)
    you.wait(1)


def aiming(you: Person) -> None:
    aimed = you.page.get_by_role("link", name="Linen Shirt")
    aimed.wait_for()
    you.wait(0.8)
    you.aim(aimed)
    you.page.get_by_text("Recently viewed").wait_for()
    you.down_up()
    you.wait(2)
    you.page.go_back()
    you.wait(2)


def throwing(you: Person) -> None:
    at_jumper(you)
    pick(you, "Size", "M")
    you.insist(you.button(BUY))


def scrolling(you: Person) -> None:
    you.page.get_by_text("Cord Trousers").wait_for()
    you.page.mouse.move(600, 400)
    for _ in range(3):
        you.page.mouse.wheel(0, 400)
        you.wait(0.5)
    you.page.get_by_text("couldn't load any more").wait_for()
    you.wait(1)
    you.press(you.button("Try again"))
    you.wait(2)


def waiting(you: Person) -> None:
    you.wait(0.8)
    open_bag(you)
    you.press(you.button("Checkout"))
    heading(you, "Where shall we send it?")
    you.wait(1)


def seeking(you: Person) -> None:
    you.wait(0.8)
    for word in ("jumper", "wool jumper", "sweater", "harbour"):
        you.type(you.field("Search"), word)
        you.page.get_by_text(f"Nothing found for “{word}”").wait_for()
        you.wait(1.5)


def heavily(you: Person) -> None:
    you.wait(0.8)
    to_jumper(you)
    put_in(you)


def bouncing(you: Person) -> None:
    heading(you, "How shall it come?")
    for way in ("Express", "Standard", "Express"):
        you.press(you.page.get_by_label(way))
        you.press(you.button(NEXT))
        at_payment(you)
        you.wait(2.5)
        you.press(you.link("Back to delivery"))
        heading(you, "How shall it come?")
        you.wait(1)


ADDRESSING = "/checkout/address?bag=1"
DELIVERING, PAYING = "/checkout/delivery?bag=1", "/checkout/payment?bag=1"
DEFECTS = [
    Defect("fit-guide", "dead_click", "Size guide", measuring, ("rage_click",), "/p/1"),
    Defect(
        "heart", "rage_click", "Save", loving, ("dead_click", "stale_state", "dead_control"), "/p/1"
    ),
    Defect(
        "jumping-continue", "repeat_click_needed", NEXT, jumping, ("dead_click", "layout_shift"),
        ADDRESSING,
    ),
    Defect(
        "greyed-pay", "disabled_click", PAY, greyed,
        ("dead_click", "rage_click", "blocked_control"), PAYING,
    ),
    Defect("sort-ignored", "dead_control", "Sort by", sorting, (), "/shop",
           known_miss="a list of our own making is no setting; the same content comes back"),
    Defect(
        "ghost-skeleton", "blocked_control", "Express", haunted, ("dead_click", "dead_control"),
        DELIVERING,
    ),
    Defect(
        "unknown-key", "silent_refusal", NEXT, refused,
        ("dead_click", "failed_request", "error_click", "rage_click"), ADDRESSING,
    ),
    Defect(
        "postcode-ping-pong", "validation_loop", "", ping_pong,
        ("field_struggle", "rejected_input", "failed_request", "late_validation"), ADDRESSING,
           known_miss="refusals without a form alternate between server and page"),
    Defect(
        "slot-gone", "form_lost", "", slot_gone,
        ("field_struggle", "failed_request", "error_click", "repeated_entry"), ADDRESSING,
           known_miss="told as error and repeated entry: the fields that come back are new ones"),
    Defect(
        "back-empty", "form_lost", "", back_again,
        ("field_struggle", "step_bounce", "u_turn", "repeated_entry", "stale_state"), ADDRESSING,
           known_miss="no error: it is told as repeated entry"),
    Defect(
        "mask-short", "rejected_input", "Card number", cut_short,
        ("field_struggle", "validation_loop"), PAYING,
           known_alarms=("silent_refusal",)),
    Defect(
        "late-lookup", "rejected_input", "Street", overwritten, ("field_struggle",), ADDRESSING
    ),
    Defect(
        "phone-format", "field_struggle", "Phone", dialling,
        ("validation_loop", "rejected_input", "late_validation"), ADDRESSING,
    ),
    Defect(
        "must-register", "forced_account", "", registered, ("interruption", "silent_refusal"),
        ADDRESSING,
    ),
    Defect("bank-no", "payment_declined", "", declined, ("error_click",), PAYING),
    Defect("bag-gone", "session_lost", "", emptied, ("stale_state", "error_click"), DELIVERING),
    Defect("helper", "interruption", "", helped, ("rejected_input", "field_struggle"), ADDRESSING),
    Defect("stale-total", "total_mismatch", "", dropping, ("stale_state",), "/?bag=2"),
    Defect("service-fee", "late_cost", "", to_pay, ("total_mismatch",), ADDRESSING),
    Defect("returns-shrink", "promise_changed", "", to_pay, (), ADDRESSING),
    Defect(
        "old-summary", "stale_state", "", doubling, ("total_mismatch", "promise_changed"), "/?bag=1"
    ),
    Defect("no-date", "missing_content", "", reading, (), "/p/1"),
    Defect("raw-key", "missing_content", "", keyed, (), "/?bag=1"),
    Defect("html-image", "broken_image", "", zooming, ("missing_content",), "/p/1"),
    Defect(
        "timeout-lie", "error_after_success", "", lied_to,
        ("error_click", "payment_declined", "slow_response"), PAYING,
    ),
    Defect(
        "recent-row", "layout_shift", "", aiming, ("dead_click", "u_turn", "interruption"), "/shop"
    ),
    Defect(
        "swallowed", "error_click", BUY, throwing,
        ("js_error", "dead_click", "rage_click", "silent_refusal"), "/p/1",
    ),
    Defect("no-more", "failed_request", "", scrolling, ("error_click", "dead_click"), "/shop"),
    Defect("slow-chunk", "slow_response", "Checkout", waiting, ("dead_click",), "/?bag=1"),
    Defect("heavy-search", "long_block", "", heavily, ("slow_response", "field_struggle")),
    Defect("jumper-zero", "search_struggle", "", seeking, ("field_struggle",)),
    Defect(
        "price-later", "step_bounce", "", bouncing, ("u_turn", "page_loop", "detour"), DELIVERING
    ),
]  # fmt: skip
SOUND: dict[Way, Any] = {"mouse": with_a_mouse, "touch": with_a_thumb, "keys": plainly}
SHOP = Shop("outfit", serving, Path(__file__).parent / "shop.toml", DEFECTS, SOUND)
