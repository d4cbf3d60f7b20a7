"""What shoppers do at the opened flaws that ask, refuse, forget or tell what is not so."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Locator

from bench.accuracy.eyes import seen
from bench.accuracy.meetings.common import back_to_the_bank, nothing
from bench.accuracy.shopper import GoneAway, Shopper
from bench.accuracy.widgets import Deed

SERIAL = "RT-1842-5567"
GUESSES = ("100001", "Kaarna 18 L", "RT1842")
PASSWORD = "Retki-2026-kesä"
MISREAD = ("q7OIBO", "l8oO1S", "K4NPT3")
"""The letters of each picture as they look; the last ones are right."""
WAITS_S = 12
LARGER = "One with 24 litres, please."


# ------------------------------------------------------------------ forms


def look_for_the_serial(shopper: Shopper) -> None:
    """The backpack is not at hand: a guess or nothing at all, then they are gone."""
    name = "Serial number"
    field = seen(shopper.page.get_by_label(name))
    if field is None:
        return
    if which := seen(shopper.page.get_by_label("Which product?")):
        shopper.choose(which, "Which product?", shopper.data["product"])
    if shopper.leaves != "flaw":
        shopper.fill(field, name, SERIAL)
        return
    shopper.go_into(field, name)
    shopper.hand.wait(1.5)
    if shopper.random.random() < 0.5:
        shopper.hand.type(shopper.random.choice(GUESSES))
        shopper.page.keyboard.press("Tab")
        shopper.hand.wait(1.5)
        shopper.go_into(field, name)
    shopper.hand.wait(shopper.random.uniform(2.0, 4.0))
    shopper.diary.meet("serial_number_wanted")
    raise GoneAway("serial_number_wanted")


def put_letters_in(shopper: Shopper) -> None:
    """“Aino Vinen”: the letters that are missing are put in, and land at the end."""
    name = "Name on card"
    field = seen(shopper.page.get_by_label(name))
    code = seen(shopper.page.get_by_label("Security code"))
    if field is None or code is None:
        return
    right = shopper.data["card_name"]
    wrong = right[:7] + right[10:]
    shopper.fill(code, "Security code", shopper.data["card_code"])
    shopper.go_into(field, name)
    shopper.hand.type(wrong)
    for attempt in range(3):
        shopper.go_into(code, "Security code")
        shopper.read(0.6)
        shopper.go_into(field, name)
        put_in(shopper, right[7:10], len(wrong) - 7)
        shopper.read(0.4)
        if attempt:
            shopper.diary.meet("caret_jumps")
            shopper.hindered()
        take_out(shopper, field, wrong.upper())
    shopper.hand.clear(field)
    shopper.hand.type(right)
    shopper.data["card_name"] = right.upper()


def put_in(shopper: Shopper, letters: str, before_the_end: int) -> None:
    shopper.page.keyboard.press("End")
    for _ in range(before_the_end):
        shopper.page.keyboard.press("ArrowLeft")
        shopper.hand.pause(0.15)
    shopper.hand.type(letters.lower())


def take_out(shopper: Shopper, field: Locator, before: str) -> None:
    """What is at the end and does not belong there; then what is in the middle."""
    shopper.page.keyboard.press("End")
    while len(field.input_value()) > len(before) + 1:
        shopper.page.keyboard.press("Backspace")
        shopper.hand.pause(0.2)
    for _ in range(len(before) - 7):
        shopper.page.keyboard.press("ArrowLeft")
        shopper.hand.pause(0.15)
    shopper.page.keyboard.press("Backspace")


def wait_for_the_checkpoint(shopper: Shopper) -> None:
    if seen(shopper.page.get_by_role("heading", name="Checking your browser")) is None:
        return
    until(shopper, "/payment-details/")
    shopper.read()
    shopper.hindered()


def say(key: str, value: str) -> Deed:
    def known(shopper: Shopper) -> None:
        shopper.data[key] = value

    return known


def find_a_pickup_point(shopper: Shopper) -> None:
    if pickup := seen(shopper.page.get_by_label("Pickup point")):
        shopper.tick(pickup, "Pickup point")
    for name, key in (("Your street", "street"), ("Your postcode", "postcode")):
        if field := seen(shopper.page.get_by_label(name)):
            shopper.fill(field, name, shopper.data[key])
            shopper.hindered()
    if find := seen(shopper.page.get_by_role("button", name="Find pickup points")):
        shopper.press(find, "Find pickup points")


def type_letters(letters: str) -> Deed:
    def typed(shopper: Shopper) -> None:
        name = "Letters in the picture"
        if field := seen(shopper.page.get_by_label(name)):
            shopper.read(0.6)
            shopper.fill(field, name, letters, retype=True)

    return typed


def which_size(shopper: Shopper) -> None:
    name = "Anything else we should know? (optional)"
    if field := seen(shopper.page.get_by_label(name)):
        shopper.fill(field, name, LARGER)


# ------------------------------------------------------------------ promises


def give_in(shopper: Shopper) -> None:
    """The account that nobody asked for."""
    field = seen(shopper.page.get_by_label("Password"))
    if field is None:
        return
    shopper.diary.meet("account_after_all")
    shopper.read()
    shopper.hindered()
    shopper.fill(field, "Password", PASSWORD)
    if button := seen(shopper.page.get_by_role("button", name="Create account")):
        shopper.press(button, "Create account and go on")


def place_and_wait(shopper: Shopper) -> None:
    """The bank's app shows nothing; it is refused; once more, and now it comes."""
    name = "Place order"
    button = seen(shopper.page.get_by_role("button", name=name))
    if button is None:
        return
    shopper.press_quickly(button, name, 1)
    for _ in range(WAITS_S * 4):
        if shopper.eyes.complaints():
            break
        shopper.hand.wait(0.25)
    shopper.diary.meet("bank_app_silent")
    shopper.read()
    shopper.hindered()
    shopper.press_quickly(button, name, 1)
    until(shopper, "/thank-you/")


def start_again(shopper: Shopper) -> None:
    name = "Start again"
    link = seen(shopper.page.get_by_role("link", name=name))
    if link is None:
        return
    shopper.read()
    shopper.hindered()
    shopper.press(link, name, "link")


def two_once_more(shopper: Shopper) -> None:
    """It says two, and there is one."""
    shopper.read()
    shopper.hindered()
    shopper.done.discard("two")


def until(shopper: Shopper, path: str) -> None:
    """Wait for the page, as long as anybody would."""
    for _ in range(WAITS_S * 4):
        if path in shopper.page.url:
            break
        shopper.hand.wait(0.25)
    shopper.eyes.settle()


MEETINGS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("serial_number_wanted", "exchange"): (look_for_the_serial,),
    ("caret_jumps", "payment"): (put_letters_in,),
    ("checkpoint_eats_form", "elsewhere"): (wait_for_the_checkpoint,),
    ("umlaut_refused", "address"): (say("last_name", "Mäkelä"),),
    ("locker_finder", "method"): (find_a_pickup_point,),
    ("letters_in_a_picture", "ask"): tuple(type_letters(letters) for letters in MISREAD),
    ("account_after_all", "elsewhere"): (give_in,),
    ("bank_app_silent", "review"): (place_and_wait,),
    ("country_before_order", "front"): (nothing, back_to_the_bank("country_before_order")),
    ("another_server_knows_nothing", "address"): (nothing, start_again),
    ("update_rolled_back", "basket"): (nothing, two_once_more),
}
PASTS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("umlaut_refused", "address"): (say("last_name", "Makela"),),
    ("answer_out_of_sight", "exchange"): (which_size,),
}
EXPLICIT = frozenset(
    {
        "serial_number_wanted", "caret_jumps", "account_after_all", "bank_app_silent",
        "country_before_order",
    }
)  # fmt: skip
EVERYBODY_LEAVES = frozenset({"serial_number_wanted"})
