"""What shoppers do at the flaws of `opened/answering.toml` and `opened/forms.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from playwright.sync_api import Locator

from bench.accuracy.eyes import seen
from bench.accuracy.shopper import GoneAway, Shopper
from bench.accuracy.widgets import Deed

QUANTITY = "Quantity of Kaarna 18 L small backpack"
PATIENCE_S = 7.0
"""Whoever leaves because of a wait does so during it."""
IBAN = "FI21 1234 5600 0007 85"
LONG_NOTE = "Please leave the parcel behind the green gate, not in the rain"
SHORT_NOTE = "Behind the green gate"


# ------------------------------------------------------------------ presses


def press_into_the_quantity(shopper: Shopper) -> None:
    """The finger aims at the field; twice, because nobody believes it the first time."""
    for attempt in range(2):
        field = seen(shopper.page.get_by_label("Quantity"))
        if field is None or shopper.hand.input == "keyboard":
            return
        shopper.hand.point(shopper.hand.reach(field))
        before = shopper.eyes.look()
        shopper.diary.did("change", "spinbutton", QUANTITY)
        shopper.hand.click()
        if not shopper.answered(before):
            return
        shopper.read()
        shopper.hindered()
        shopper.page.go_back()
        shopper.eyes.settle()
        shopper.read(0.5 + attempt)
    shopper.done.add("two")  # goes on with one


def press_the_stepper(shopper: Shopper) -> None:
    name = "One more"
    if button := seen(shopper.page.get_by_role("button", name=name)):
        shopper.press(button, name)


def wait_for_the_warehouse(shopper: Shopper) -> None:
    """Wait as long as the persona does; the quick-tempered press again meanwhile."""
    name = "Add to basket"
    button = seen(shopper.page.get_by_role("button", name=name))
    if button is None or is_in_basket(shopper):
        return
    shopper.press_quickly(button, name, 1)
    for waited in range(1, 25):  # half seconds
        shopper.hand.wait(0.5)
        if is_in_basket(shopper):
            return
        if waited == 6 and shopper.persona.burst:
            shopper.press_quickly(button, name, 2)
        if waited == 8:
            shopper.diary.meet("reservation_polled")
        if waited / 2 >= min(shopper.persona.patience_s, PATIENCE_S):
            shopper.hindered()


def is_in_basket(shopper: Shopper) -> bool:
    return seen(shopper.page.get_by_role("link", name="View basket")) is not None


def type_into_the_search(shopper: Shopper) -> None:
    """The page stands still after the first letter, so the second one waits with it."""
    field = seen(shopper.page.get_by_label("Search products"))
    if field is None:
        return
    shopper.go_into(field, "Search products", "searchbox")
    shopper.hand.type(shopper.data["words"][:2])
    shopper.diary.meet("search_index_built")
    shopper.read(0.5)
    shopper.hindered()
    shopper.hand.type(shopper.data["words"][2:])


def type_until_the_alarm(shopper: Shopper) -> None:
    """The alert comes somewhere in the middle of the card number."""
    name = "Card number"
    field = seen(shopper.page.get_by_label(name))
    if field is None:
        return
    number = shopper.data["card_number"]
    shopper.go_into(field, name)
    shopper.hand.type(number[:9])
    for _ in range(24):
        if shopper.eyes.dialogs:
            break
        shopper.hand.wait(0.25)
    shopper.diary.meet("session_alarm")
    shopper.hindered()
    shopper.hand.type(number[9:])


# ------------------------------------------------------------------ forms


def begin_the_iban(shopper: Shopper) -> None:
    """Whoever leaves does so in the middle of the number; some take it out again first."""
    name = "IBAN of your account"
    if bank := seen(shopper.page.get_by_label("Pay at the bank")):
        shopper.tick(bank, "Pay at the bank")
    field = seen(shopper.page.get_by_label(name))
    if field is None:
        return
    if shopper.leaves != "flaw":
        shopper.fill(field, name, IBAN)
        return
    shopper.go_into(field, name)
    shopper.hand.type(IBAN[: shopper.random.randint(4, 9)])
    shopper.hand.wait(2.5)
    if shopper.random.random() < 0.5:
        shopper.hand.clear(field)
        shopper.hand.wait(1.0)
    shopper.diary.meet("asks_iban")
    raise GoneAway("asks_iban")


def try_dates(shopper: Shopper) -> None:
    name = "Delivery day"
    field = seen(shopper.page.get_by_label(name))
    if field is None:
        return
    today = date.today()
    year, month = (today.year + 1, 1) if today.month == 12 else (today.year, today.month + 1)
    days = (f"20.{month}.{year}", f"20/{month:02}/{year}", f"{year}-{month:02}-20")
    for number, day in enumerate((*days, f"{month:02}/20/{year}")):
        shopper.fill(field, name, day, retype=True)
        leave_the_field(shopper)
        shopper.read(0.8)
        if field.evaluate("field => field.validity.valid"):
            return
        if number:
            shopper.hindered()


def leave_the_field(shopper: Shopper) -> None:
    if shopper.hand.input == "keyboard":
        shopper.page.keyboard.press("Tab")
    else:
        shopper.hand.point(shopper.hand.reach(shopper.page.get_by_text("How should we deliver?")))
        shopper.hand.click()
    shopper.hand.wait(0.2)


def apply_the_code(shopper: Shopper) -> None:
    page = shopper.page
    code = seen(page.get_by_label("Campaign code"))
    year = seen(page.get_by_label("Expiry year"))
    if code is None or year is None:
        return
    fill_in(shopper, "Card number", "card_number")
    shopper.choose(year, "Expiry year", str(year.evaluate("s => s.options[3].text.trim()")))
    fill_in(shopper, "Security code", "card_code")
    fill_in(shopper, "Name on card", "card_name")
    shopper.fill(code, "Campaign code", "RETKI10")
    if apply := seen(page.get_by_role("button", name="Apply")):
        shopper.press(apply, "Apply")
    shopper.read()
    shopper.hindered()


def note(text: str) -> Deed:
    """Instructions for the courier."""

    def write(shopper: Shopper) -> None:
        name = "Instructions for the courier (optional)"
        if field := seen(shopper.page.get_by_label(name)):
            shopper.fill(field, name, text, retype=True)

    return write


def say_again_which_order(shopper: Shopper) -> None:
    fill_in(shopper, "Purchase reference", "order")
    shopper.hindered()
    fill_in(shopper, "Contact e-mail", "email")


def fill_in(shopper: Shopper, label: str, key: str) -> None:
    field: Locator | None = seen(shopper.page.get_by_label(label))
    if field is not None:
        shopper.fill(field, label, shopper.data[key])


MEETINGS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("stretched_link", "basket"): (press_into_the_quantity,),
    ("locale_underscore", "basket"): (press_the_stepper,),
    ("reservation_polled", "product"): (wait_for_the_warehouse,),
    ("search_index_built", "front"): (type_into_the_search,),
    ("session_alarm", "payment"): (type_until_the_alarm,),
    ("asks_iban", "payment"): (begin_the_iban,),
    ("day_month_swapped", "method"): (try_dates,),
    ("code_form_forgets_card", "payment"): (apply_the_code,),
    ("carrier_limit_at_the_end", "address"): (note(LONG_NOTE), note(SHORT_NOTE)),
    ("portal_knows_nothing", "exchange"): (say_again_which_order,),
}
EXPLICIT = frozenset({"reservation_polled", "session_alarm", "asks_iban", "search_index_built"})
NOT_BY_KEYBOARD = frozenset({"stretched_link", "footer_drawn_on_blur"})
EVERYBODY_LEAVES = frozenset({"asks_iban"})
