"""What a persistent shopper tries after having met a flaw: the way past it."""

from __future__ import annotations

from collections.abc import Callable

from bench.accuracy.eyes import seen
from bench.accuracy.meetings import Deeds, deeds
from bench.accuracy.meetings.first import PHONE, phone_number
from bench.accuracy.shopper import Shopper
from bench.accuracy.widgets import Deed


def after_failing(shopper: Shopper, view: str) -> None:
    """The same page again, nothing gained: one deed for each time, the last one over and over."""
    for flaw in shopper.flaws:
        deeds = PASTS.get((flaw.name, view), ())
        if deeds and flaw.name in shopper.diary.met:
            tried = shopper.count(f"past:{flaw.name}:{view}")
            deeds[min(tried, len(deeds) - 1)](shopper)


def reload(shopper: Shopper) -> None:
    shopper.page.reload()
    shopper.eyes.settle()
    shopper.read(0.5)


def now_say(key: str, change: Callable[[str], str]) -> Deed:
    def changed(shopper: Shopper) -> None:
        shopper.data[key] = change(shopper.data[key])

    return changed


def without_spaces(text: str) -> str:
    return text.replace(" ", "")


def accept_terms(shopper: Shopper) -> None:
    if box := seen(shopper.page.get_by_label("I accept the terms")):
        shopper.tick(box, "I accept the terms", "checkbox")


def say_a_company(shopper: Shopper) -> None:
    if box := seen(shopper.page.get_by_label("I buy for a company")):
        shopper.tick(box, "I buy for a company", "checkbox")
    if field := seen(shopper.page.get_by_label("Business ID")):
        shopper.fill(field, "Business ID", "1234567-8")


def without_plus(text: str) -> str:
    """The address itself, without what the plus sign adds."""
    return f"{text.split('+')[0]}@{text.split('@')[1]}"


def retype_card(shopper: Shopper) -> None:
    shopper.data["card_number"] = without_spaces(shopper.data["card_number"])
    if field := seen(shopper.page.get_by_label("Card number")):
        shopper.fill(field, "Card number", shopper.data["card_number"], retype=True)


PASTS: Deeds = {
    **deeds("PASTS"),
    ("chunk_gone", "ask"): (reload,),
    ("handler_lost_on_render", "basket"): (reload,),
    ("invisible_veil", "method"): (reload,),
    ("terms_box_far_away", "review"): (accept_terms,),
    ("hidden_required_field", "gateway"): (say_a_company,),
    ("silent_server_refusal", "address"): (phone_number(PHONE),),
    ("silent_script_refusal", "payment"): (retype_card,),
    ("one_error_at_a_time", "address"): (now_say("city", str.upper), phone_number(PHONE)),
    ("phone_checked_late", "address"): (phone_number("+358 40 123 4567"),),
    ("return_page_fails", "sorry"): (reload,),
    ("robot_suspected", "ask"): (reload,),
    ("plus_not_allowed", "gateway"): (now_say("email", without_plus),),
}
