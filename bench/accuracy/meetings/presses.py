"""How a shopper meets the opened flaws that are about presses, amounts and promises."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

from playwright.sync_api import Error

from bench.accuracy.eyes import seen
from bench.accuracy.meetings.page import nothing
from bench.accuracy.shopper import Shopper
from bench.accuracy.widgets import Deed

GIFT = "Wrap it as a gift (free)"


def press_what_is_there(role: str, name: str) -> Deed:
    """What the page offers first; whoever is not answered looks for another way."""

    def press(shopper: Shopper) -> None:
        found = seen(shopper.page.get_by_role(role, name=name))  # type: ignore[arg-type]
        if found is not None:
            shopper.press(found, name, role)

    return press


def switch_on(shopper: Shopper) -> None:
    """On, off again by itself; once more; then it is let be."""
    for _ in range(min(2, 1 + shopper.persona.retries)):
        box = seen(shopper.page.get_by_role("switch", name=GIFT))
        if box is None:
            return
        shopper.press_quickly(box, GIFT, 1, role="checkbox")
        shopper.hand.wait(0.8)
        shopper.diary.meet("gift_switch_springs_back")
        shopper.read(0.5)
    shopper.hindered()


def look_at_all_pictures(shopper: Shopper) -> None:
    """To the last picture, quickly; those who have time try again."""
    name = "Next picture"
    arrow = seen(shopper.page.get_by_role("button", name=name))
    if arrow is None:
        return
    shopper.press_quickly(arrow, name, 4, shopper.random.uniform(0.2, 0.3))
    shopper.read()
    shopper.hindered()
    if shopper.persona.retries > 1:
        shopper.press_quickly(arrow, name, 3, shopper.random.uniform(0.2, 0.3))
        shopper.read()


def type_on_after_the_postcode(shopper: Shopper) -> None:
    """Name and street, the postcode, and straight on to the city: the hand is on its way."""
    page, data = shopper.page, shopper.data
    for label, key in (
        ("First name", "first_name"),
        ("Last name", "last_name"),
        ("Street address", "street"),
    ):
        if field := seen(page.get_by_label(label)):
            shopper.fill(field, label, data[key])
    postcode, city = seen(page.get_by_label("Postcode")), seen(page.get_by_label("City"))
    if postcode is None or city is None:
        return
    shopper.hand.reach(postcode)
    shopper.go_into(postcode, "Postcode")
    beside = shopper.hand.reach(city)
    shopper.hand.type(data["postcode"])
    shopper.hand.wait(0.25)
    shopper.diary.meet("postcode_looked_up")
    shopper.diary.did("change", "textbox", "City")
    if shopper.hand.input == "keyboard":
        page.keyboard.press("Tab")
    else:
        shopper.hand.point(beside)
        shopper.hand.click()
    shopper.hindered()
    shopper.hand.type(data["city"])


def compare_deliveries(shopper: Shopper) -> None:
    """To the door? What does it cost? Rather not."""
    for name in ("Home delivery", "Pickup point"):
        choice = seen(shopper.page.get_by_label(name))
        if choice is None:
            return
        shopper.tick(choice, name)
        shopper.diary.meet("delivery_added_up")
        shopper.read(0.6)
    shopper.hindered()


def answer_the_browser(shopper: Shopper) -> None:
    """Leave? Whoever trusts the shop says yes, and the next page comes."""
    page = shopper.page
    bank = seen(page.get_by_label("Pay at the bank"))
    button = seen(page.get_by_role("button", name="Review order"))
    if bank is None or button is None:
        return
    shopper.tick(bank, "Pay at the bank")
    shopper.press(button, "Review order")
    shopper.hindered()
    with contextlib.suppress(Error):
        page.wait_for_selector("#place_order_form")


def look_at_the_basket_again(shopper: Shopper) -> None:
    """Two, was it not? By the browser's Back; some reload what they do not believe."""
    shopper.read(0.5)
    shopper.page.go_back()
    shopper.eyes.settle()
    shopper.diary.meet("snapshot_on_back")
    shopper.read()
    shopper.hindered()
    if shopper.persona.retries > 1:
        shopper.page.reload()
        shopper.eyes.settle()
        shopper.read(0.5)


def choose_a_colour(shopper: Shopper) -> None:
    if colour := seen(shopper.page.get_by_label("Lake")):
        shopper.tick(colour, "Lake")


MEETINGS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("snow_over_hero", "front"): (press_what_is_there("link", "See all products"),),
    ("toggled_twice", "method"): (press_what_is_there("button", "Pickup points near you"),),
    ("gift_switch_springs_back", "basket"): (nothing, switch_on),
    ("postcode_looked_up", "address"): (type_on_after_the_postcode,),
    ("carousel_drops_presses", "product"): (look_at_all_pictures,),
    ("delivery_added_up", "method"): (compare_deliveries,),
    ("leaving_guard", "payment"): (answer_the_browser,),
    ("snapshot_on_back", "gateway"): (look_at_the_basket_again,),
}

PASTS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("colour_not_chosen", "product"): (choose_a_colour,),
}

EXPLICIT = frozenset(
    {"gift_switch_springs_back", "postcode_looked_up", "delivery_added_up", "snapshot_on_back"}
)
NOT_BY_KEYBOARD = frozenset({"snow_over_hero", "colour_not_chosen"})
