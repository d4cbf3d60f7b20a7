"""Who goes to this shop, what is wrong with it, and what should be said of that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from unseen.measuring import Defect, Shop
from unseen.person import Person, Way
from unseen.store.shop import serving
from unseen.store.sound import (
    BUY,
    NEXT,
    card,
    heading,
    put_in,
    thanks,
    to_address,
    to_payment,
    with_a_mouse,
    with_a_thumb,
    with_keys,
    write,
)


def quoted(you: Person) -> None:
    write(you)
    you.press(you.button(NEXT))
    heading(you, "Delivery")
    you.page.wait_for_url("**/delivery")
    you.wait(1)


def refused(you: Person) -> None:
    write(you)
    you.insist(you.button(NEXT))
    you.type(you.field("Phone"), "+44 7700 900123")
    you.press(you.button(NEXT))
    you.wait(3)


def blurred(you: Person) -> None:
    write(you, Postcode="", **{"Email": ""})
    you.type(you.field("Email"), "grace@example.com")
    you.type(you.field("Postcode"), "BA1 1AA")
    you.insist(you.button(NEXT), lambda: "delivery" in you.page.url)


def masked(you: Person) -> None:
    write(you, Postcode="", Town="Wells")
    you.type(you.field("Postcode"), "SW1A 1AA")
    you.wait(1.5)
    you.type(you.field("Postcode"), "SW1A 1AA")
    you.press(you.button(NEXT))
    you.wait(1.5)


def looping(you: Person) -> None:
    write(you)
    for code in ("BA1 1AB", "ba1 1aa", "BA1 2AA"):
        you.press(you.button(NEXT))
        you.page.get_by_text("Please enter a valid value").wait_for()
        you.wait(1.6)
        you.type(you.field("Postcode"), code)
    you.type(you.field("Postcode"), "BA11AA")
    you.press(you.button(NEXT))
    you.page.wait_for_url("**/delivery")


def registering(you: Person) -> None:
    you.press(you.button("Checkout"))
    heading(you, "Create your account")
    you.wait(2)
    you.type(you.field("Email"), "grace@example.com")
    you.type(you.field("Choose a password"), "monstera77")
    you.press(you.button("Create account"))
    heading(you, "Delivery address")
    you.wait(1)


def declined(you: Person) -> None:
    card(you)
    you.page.get_by_text("Your card was declined").wait_for()
    you.wait(2)


def reading_on(you: Person) -> None:
    you.button(BUY).wait_for()
    you.wait(1)
    put_in(you)
    to_address(you)
    write(you)
    you.press(you.button(NEXT))
    to_payment(you)
    heading(you, "Payment")
    you.wait(2)


def one_more(you: Person) -> None:
    you.press(you.button("More"))
    you.wait(2)
    to_address(you)


def billed(you: Person) -> None:
    write(you)
    you.press(you.button(NEXT))
    to_payment(you)
    heading(you, "Billing details")
    write(you)
    you.press(you.button("Save billing details"))
    heading(you, "Payment")
    you.wait(1)


def searching(you: Person) -> None:
    for words in ("monstera", "fern", "olive"):
        you.type(you.page.get_by_label("Search plants"), words)
        you.press(you.button("Search"))
        you.page.get_by_text(f"No results for “{words}”").wait_for()
        you.wait(1.2)


def covered(you: Person) -> None:
    you.button(BUY).wait_for()
    you.wait(0.5)
    you.insist(you.button(BUY))


def added(you: Person) -> None:
    put_in(you)
    you.wait(2)
    you.press(you.page.get_by_role("link", name="Basket"))
    you.page.get_by_text("Your basket is empty").wait_for()
    you.wait(2)


def stepping(you: Person) -> None:
    you.button(BUY).wait_for()
    you.insist(you.button("More"))
    put_in(you)


def looking(you: Person) -> None:
    you.button(BUY).wait_for()
    you.wait(2)
    put_in(you)


def removing(you: Person) -> None:
    you.press(you.button("Remove"))
    you.page.get_by_text("Your basket is empty").wait_for()
    you.wait(1)


def round_and_round(you: Person) -> None:
    for _ in range(3):
        you.press(you.button("Continue to payment"))
        you.page.wait_for_url("**/payment")
        you.page.wait_for_url("**/delivery")
        you.wait(1.2)
    to_payment(you)
    card(you)
    thanks(you)


ADDRESS_PAGE = "/checkout/address?with"
DEFECTS = [
    Defect("quote", "slow_response", NEXT, quoted, (), ADDRESS_PAGE),
    Defect("county", "silent_refusal", NEXT, refused, ("dead_click",), ADDRESS_PAGE),
    Defect("grey", "disabled_click", NEXT, refused, (), ADDRESS_PAGE),
    Defect("blur", "silent_refusal", NEXT, blurred, ("repeat_click_needed",), ADDRESS_PAGE,
           known_miss="told as a button that works the second time"),
    Defect("mask", "rejected_input", "Postcode", masked, ("field_struggle",), ADDRESS_PAGE),
    Defect("loop", "validation_loop", NEXT, looping, ("field_struggle",), ADDRESS_PAGE),
    Defect("account", "forced_account", "", registering, (), "/basket?with"),
    Defect("declined", "payment_declined", "", declined, (), "/checkout/payment?with"),
    Defect("days", "promise_changed", "", reading_on, (), "/plant/1"),
    Defect("sums", "total_mismatch", "", one_more, ("stale_state",), "/basket?with"),
    Defect("again", "repeated_entry", "", billed, (), ADDRESS_PAGE),
    Defect("search", "search_struggle", "", searching),
    Defect("drawer", "blocked_control", BUY, covered, ("dead_click",), "/plant/1"),
    Defect("throws", "error_click", BUY, covered, ("js_error", "dead_click"), "/plant/1"),
    Defect("twin", "success_after_error", "", added,
           ("failed_request", "error_click", "session_lost"), "/plant/1"),
    Defect("plus", "dead_control", "More", stepping, ("dead_click",), "/plant/1"),
    Defect("object", "missing_content", "", looking, (), "/plant/1"),
    Defect("confirm", "native_dialog", "", removing, (), "/basket?with"),
    Defect("round", "page_loop", "", round_and_round, ("step_bounce", "u_turn"),
           "/checkout/delivery?with"),
]  # fmt: skip
SOUND: dict[Way, Any] = {"mouse": with_a_mouse, "touch": with_a_thumb, "keys": with_keys}
SHOP = Shop("store", serving, Path(__file__).parent / "shop.toml", DEFECTS, SOUND)
