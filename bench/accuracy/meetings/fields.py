"""What shoppers do at flaws that are about filling in: what is asked, refused, lost or spoilt."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Locator

from bench.accuracy.eyes import seen
from bench.accuracy.meetings.common import nothing
from bench.accuracy.meetings.first import ADDRESS, PHONE, phone_number
from bench.accuracy.shopper import GoneAway, Shopper
from bench.accuracy.widgets import Deed

MESSAGE = "Anything else we should know? (optional)"
COURIER = "Instructions for the courier (optional)"
SHORT_WISH = "One with 24 litres, please."
LONG_WISH = "One with 24 litres, please, for the other one is too small for me."
COLOURS = ("One with 24 litres, green and", "/or blue, please", " or blue, please")
GREETINGS = (
    "Happy hiking, with love from Essex",
    "Happy hiking, greetings from Essex",
    "Happy hiking from Essex",
    "Happy hiking",
)
SMILEY = "Behind the green gate, thank you 🙂"
NO_SMILEY = "Behind the green gate, thank you"


def by_label(shopper: Shopper, name: str) -> Locator | None:
    return seen(shopper.page.get_by_label(name))


def fill_in(shopper: Shopper, name: str, value: str) -> None:
    if field := by_label(shopper, name):
        shopper.fill(field, name, value)


def leave_the_field(shopper: Shopper) -> None:
    """On with Tab, or a press beside it."""
    if shopper.hand.input == "keyboard":
        shopper.page.keyboard.press("Tab")
    else:
        heading = shopper.page.get_by_role("heading", level=1)
        shopper.hand.point(shopper.hand.reach(heading))
        shopper.hand.click()
    shopper.hand.wait(0.3)


def write(name: str, value: str) -> Deed:
    """Into a field, whatever stands there."""

    def written(shopper: Shopper) -> None:
        if field := by_label(shopper, name):
            shopper.fill(field, name, value, retype=True)

    return written


def turn_back_the_years(shopper: Shopper) -> None:
    """A dozen months, and the year has hardly changed: nobody goes on for long."""
    name, page = "Date of birth", shopper.page
    fill_in(shopper, "E-mail address", shopper.data["email"])
    field = by_label(shopper, name)
    if field is None:
        return
    shopper.go_into(field, name)
    shopper.read(0.5)
    for _ in range(shopper.random.randint(9, 15)):
        if shopper.hand.input == "keyboard":
            page.keyboard.press("PageUp")
        elif back := seen(page.get_by_role("button", name="Previous month")):
            shopper.press_quickly(back, "Previous month", 1)
        shopper.hand.wait(shopper.random.uniform(0.1, 0.4))
    shopper.hand.wait(shopper.random.uniform(1.5, 3.0))
    shopper.diary.meet("birthday_month_by_month")
    raise GoneAway("birthday_month_by_month")


def look_for_the_code_card(shopper: Shopper) -> None:
    """It is not at hand; some begin with a number that they remember, and take it out again."""
    name = "Code number 17 of your code card"
    button = seen(shopper.page.get_by_role("button", name="Place order"))
    if button is None:
        return
    shopper.press(button, "Place order")
    field = by_label(shopper, name)
    if field is None:
        return
    shopper.read()
    shopper.go_into(field, name)
    shopper.hand.wait(shopper.random.uniform(3.0, 6.0))
    if shopper.random.random() < 0.5:
        shopper.hand.type("48")
        shopper.hand.wait(1.0)
        shopper.hand.clear(field)
        shopper.hand.wait(1.0)
    shopper.diary.meet("bank_code_card")
    raise GoneAway("bank_code_card")


def write_a_greeting(shopper: Shopper) -> None:
    """Word after word is taken out, for it must be one of them."""
    name = "Greeting on the parcel (optional)"
    field = by_label(shopper, name)
    if field is None:
        return
    for attempt, greeting in enumerate(GREETINGS):
        shopper.fill(field, name, greeting, retype=True)
        leave_the_field(shopper)
        shopper.read(0.8)
        if attempt in (1, 2):
            shopper.diary.meet("essex_in_the_word_filter")
            shopper.hindered()


def type_into_dots(shopper: Shopper) -> None:
    """A digit too many, a digit too few: neither can be seen."""
    name, right = "Card number", shopper.data["card_number"]
    field = by_label(shopper, name)
    if field is None:
        return
    for attempt, number in enumerate((right + right[-1], right[:-1], right)):
        shopper.fill(field, name, number, retype=True)
        leave_the_field(shopper)
        shopper.read(0.8)
        if attempt == 1:
            shopper.diary.meet("card_number_in_dots")
            shopper.hindered()


def choose_the_country(shopper: Shopper) -> None:
    """Last of all, as it stands last."""
    for name, key in ADDRESS:
        fill_in(shopper, name, shopper.data[key])
    if country := by_label(shopper, "Country"):
        shopper.choose(country, "Country", "Finland")
        shopper.eyes.settle()
        shopper.read()
        shopper.hindered()


def send_with_enter(shopper: Shopper) -> None:
    fill_in(shopper, "Order number", shopper.data["order"])
    fill_in(shopper, "E-mail address", shopper.data["email"])
    shopper.page.keyboard.press("Enter")
    shopper.hand.wait(0.5)
    shopper.eyes.settle()
    shopper.diary.meet("enter_presses_clear")
    shopper.read()
    shopper.hindered()


def with_a_space(shopper: Shopper) -> None:
    """As the keyboard's suggestion puts it."""
    shopper.data["email"] += " "


def send_it_again(shopper: Shopper) -> None:
    """As the page says, as it is."""
    name = "Review order"
    button = seen(shopper.page.get_by_role("button", name=name))
    if button is not None:
        shopper.press(button, name)
        shopper.read(0.6)
        shopper.hindered()


def type_both_names(shopper: Shopper) -> None:
    """Twice from left to right, then the space by itself."""
    name, right = "Name on card", shopper.data["card_name"]
    field = by_label(shopper, name)
    if field is None:
        return
    for attempt in range(2):
        shopper.go_into(field, name)
        if attempt:
            shopper.hand.clear(field)
        shopper.hand.type(right)
        shopper.read(0.6)
        if attempt:
            shopper.diary.meet("space_trimmed_at_once")
            shopper.hindered()
    for _ in range(len(right.split()[-1])):
        shopper.page.keyboard.press("ArrowLeft")
        shopper.hand.pause(0.15)
    shopper.page.keyboard.press("Space")


def write_with_a_stroke(shopper: Shopper) -> None:
    """Behind the stroke it goes on elsewhere; back, and on without one."""
    field = by_label(shopper, MESSAGE)
    if field is None:
        return
    begun, with_stroke, without = COLOURS
    shopper.go_into(field, MESSAGE)
    shopper.hand.type(begun + with_stroke)
    shopper.diary.meet("slash_goes_to_search")
    shopper.read()
    shopper.hindered()
    shopper.go_into(field, MESSAGE)
    shopper.page.keyboard.press("ControlOrMeta+End")
    shopper.hand.type(without)


def make_it_two(shopper: Shopper) -> None:
    """Delete and type, as everybody does; in the end over what is marked."""
    name, page = "Quantity", shopper.page
    field = by_label(shopper, name)
    button = seen(page.get_by_role("button", name="Update"))
    if field is None or button is None:
        return
    if not shopper.fill(field, name, "2"):
        shopper.go_into(field, name)
        page.keyboard.press("ControlOrMeta+a")
        shopper.hand.pause(0.2)
        page.keyboard.press("2")
    shopper.done.add("two")
    shopper.press(button, "Update")


def work_out_the_delivery(shopper: Shopper) -> None:
    fill_in(shopper, "Your postcode", shopper.data["postcode"])
    name = "Work out delivery"
    if button := seen(shopper.page.get_by_role("button", name=name)):
        shopper.press(button, name)


def postcode_again(shopper: Shopper) -> None:
    fill_in(shopper, "Postcode", shopper.data["postcode"])
    shopper.hindered()


def number_again(shopper: Shopper) -> None:
    fill_in(shopper, "Mobile number for the arrival text", PHONE.lstrip("0"))
    shopper.hindered()


def words_again(shopper: Shopper) -> None:
    name = "What are you looking for?"
    field = by_label(shopper, name)
    if field is None:
        return
    shopper.fill(field, name, shopper.data["words"])
    shopper.hindered()
    if button := seen(shopper.page.get_by_role("button", name="Find")):
        shopper.press(button, "Find")


def have_it_brought_home(shopper: Shopper) -> None:
    page = shopper.page
    if home := seen(page.get_by_label("Home delivery")):
        shopper.tick(home, "Home delivery")
    if button := seen(page.get_by_role("button", name="Continue to payment")):
        shopper.press(button, "Continue to payment")


VOLUME = "How many litres should it hold?"
MEETINGS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("birthday_month_by_month", "gateway"): (turn_back_the_years,),
    ("bank_code_card", "review"): (look_for_the_code_card,),
    ("essex_in_the_word_filter", "method"): (write_a_greeting,),
    ("card_number_in_dots", "payment"): (type_into_dots,),
    ("country_posts_back", "address"): (choose_the_country,),
    ("enter_presses_clear", "ask"): (send_with_enter,),
    ("space_behind_the_address", "gateway"): (with_a_space,),
    ("optional_wish_too_short", "exchange"): (write(MESSAGE, SHORT_WISH),),
    ("space_trimmed_at_once", "payment"): (type_both_names,),
    ("slash_goes_to_search", "exchange"): (write_with_a_stroke,),
    ("quantity_never_empty", "basket"): (make_it_two,),
    ("estimate_forgets_postcode", "basket"): (work_out_the_delivery,),
    ("estimate_forgets_postcode", "address"): (postcode_again,),
    ("number_for_the_arrival", "address"): (phone_number(PHONE),),
    ("number_for_the_arrival", "method"): (number_again,),
    ("search_asks_again", "results"): (words_again,),
    ("smiley_without_slot", "address"): (write(COURIER, SMILEY),),
    ("code_gone_each_time", "payment"): (nothing, send_it_again),
    ("step_counts_from_one", "exchange"): (
        write(VOLUME, "25"), write(VOLUME, "30"), write(VOLUME, "26"),
    ),
}  # fmt: skip
PASTS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("space_behind_the_address", "gateway"): (
        lambda shopper: shopper.data.update(email=shopper.data["email"].strip()),
    ),
    ("optional_wish_too_short", "exchange"): (write(MESSAGE, LONG_WISH),),
    ("toast_never_comes_in", "method"): (have_it_brought_home,),
    ("smiley_without_slot", "address"): (write(COURIER, NO_SMILEY),),
}
EXPLICIT = frozenset(
    {
        "birthday_month_by_month", "bank_code_card", "essex_in_the_word_filter",
        "card_number_in_dots", "enter_presses_clear", "space_trimmed_at_once",
        "slash_goes_to_search",
    }
)  # fmt: skip
EVERYBODY_LEAVES = frozenset({"birthday_month_by_month", "bank_code_card"})
