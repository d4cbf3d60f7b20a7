"""How a shopper meets the flaws of presses and of what is set and chosen: one deed each."""

from __future__ import annotations

from collections.abc import Mapping

from bench.accuracy.eyes import seen
from bench.accuracy.hand import Box
from bench.accuracy.meetings.common import follow, nothing
from bench.accuracy.meetings.first import phone_number
from bench.accuracy.shopper import Shopper
from bench.accuracy.widgets import Deed

PRODUCT = "Kaarna 18 L small backpack"
PHONE = "+358 40 123 4567"


def press_in_vain(role: str, name: str) -> Deed:
    """Press, look, and once more where somebody has the time; then it is let be."""

    def pressed(shopper: Shopper) -> None:
        for _ in range(min(2, shopper.persona.retries)):
            found = seen(shopper.page.get_by_role(role, name=name))  # type: ignore[arg-type]
            if found is None:
                return
            shopper.press(found, name, role, again=False)
            shopper.read(0.5)
            shopper.hindered()

    return pressed


def press_some_times(name: str, times: int) -> Deed:
    """In quick succession; those who have time try again a little later."""

    def pressed(shopper: Shopper) -> None:
        button = seen(shopper.page.get_by_role("button", name=name))
        if button is None:
            return
        shopper.press_quickly(button, name, times, shopper.random.uniform(0.2, 0.3))
        shopper.read()
        shopper.hindered()
        if shopper.persona.retries > 1:
            shopper.press_quickly(button, name, 3, shopper.random.uniform(0.2, 0.3))
            shopper.read()

    return pressed


def lower_the_price(shopper: Shopper) -> None:
    """Not above so much; the same tents stand there. A little less, then."""
    name = "Highest price"
    for share, steps in ((0.45, 9), (0.3, 5))[: shopper.persona.retries]:
        field = seen(shopper.page.get_by_role("slider", name=name))
        if field is None:
            return
        shopper.diary.did("change", "slider", name)
        if shopper.hand.input == "keyboard":
            shopper.hand.tab_to(field)
            for _ in range(steps):
                shopper.page.keyboard.press("ArrowLeft")
                shopper.hand.wait(0.12)
        else:
            box = shopper.hand.reach(field)
            shopper.hand.point(Box(box.x + box.width * share - 6, box.y, 12, box.height))
            shopper.hand.click()
        shopper.diary.meet("euro_sign_in_comparison")
        shopper.read()
        shopper.hindered()


def set_two_again(shopper: Shopper) -> None:
    """It was set to two, and there is one."""
    field = seen(shopper.page.get_by_label("Quantity"))
    button = seen(shopper.page.get_by_role("button", name="Update"))
    if field is not None and button is not None and shopper.fill(field, "Quantity", "2"):
        shopper.press(button, "Update", again=False)
        shopper.read()
        shopper.hindered()


def search_by_the_icon(shopper: Shopper) -> None:
    field = seen(shopper.page.get_by_label("Search products"))
    button = seen(shopper.page.get_by_role("button", name="Search"))
    if field is not None and button is not None:
        shopper.fill(field, "Search products", shopper.data["words"])
        shopper.press(button, "Search")


def search_by_enter(shopper: Shopper) -> None:
    if field := seen(shopper.page.get_by_label("Search products")):
        shopper.go_into(field, "Search products", "searchbox")
        shopper.page.keyboard.press("Enter")
        shopper.hand.wait(0.3)
        shopper.eyes.settle()


def take_it_from_the_front(shopper: Shopper) -> None:
    """It cannot be opened here; it is among what is popular on the front page, too."""
    page = shopper.page
    if follow(shopper, seen(page.get_by_role("link", name=PRODUCT)), PRODUCT):
        return
    shopper.read()
    if follow(shopper, seen(page.get_by_role("link", name="Retki & Co")), "Retki & Co"):
        follow(shopper, seen(page.get_by_role("link", name=PRODUCT)), PRODUCT)


def on_from_the_field_before(shopper: Shopper) -> None:
    """To the next field by the key for it, which telephones have, too."""
    name = "Name on card"
    before = seen(shopper.page.get_by_label("Security code"))
    field = seen(shopper.page.get_by_label(name))
    if before is None or field is None or field.input_value():
        return
    shopper.go_into(before, "Security code")
    shopper.page.keyboard.press("Tab")
    shopper.diary.did("change", "textbox", name)
    shopper.hand.type(shopper.data["card_name"])


def type_into(name: str, key: str) -> Deed:
    """It arrives in the end; whoever is put off by the way of it leaves."""

    def typed(shopper: Shopper) -> None:
        if field := seen(shopper.page.get_by_label(name)):
            shopper.fill(field, name, shopper.data[key])
            shopper.hindered()

    return typed


def say_wrong_size(shopper: Shopper) -> None:
    name = "What is the reason?"
    if field := seen(shopper.page.get_by_label(name)):
        shopper.choose(field, name, "Wrong size")
        shopper.hindered()


def take_a_breath(shopper: Shopper) -> None:
    """That took its time."""
    shopper.read(0.5)
    shopper.hindered()


def take_home_delivery(shopper: Shopper) -> None:
    """Why not to the pickup point? It does not say. Then to the door."""
    name = "Pickup point"
    if choice := seen(shopper.page.get_by_role("radio", name=name)):
        shopper.press(choice, name, "radio")


MEETINGS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("faded_menu_stays", "category"): (take_it_from_the_front,),
    ("stars_lead_nowhere", "product"): (press_in_vain("link", "38 reviews"),),
    ("answer_has_no_height", "exchange"): (press_in_vain("button", "What does an exchange cost?"),),
    ("euro_sign_in_comparison", "results"): (lower_the_price,),
    ("one_each_unsaid", "basket"): (nothing, set_two_again),
    ("mail_domain_compared", "gateway"): (type_into("E-mail address", "email"),),
    ("visit_packed_on_leaving", "product"): (take_a_breath,),
    ("digits_only_shouted", "payment"): (type_into("Card number", "card_number"),),
    ("reason_asked_by_prompt", "exchange"): (say_wrong_size,),
    ("cheapest_way_greyed", "method"): (take_home_delivery,),
    ("icon_has_no_split", "front"): (search_by_the_icon,),
    ("copied_without_a_word", "basket"): (nothing, press_some_times("Copy the code", 4)),
    ("double_press_guard", "method"): (press_some_times("Next day", 4),),
}
PASTS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("label_lies_on_field", "payment"): (on_from_the_field_before,),
    ("optional_phone_counted", "address"): (phone_number(PHONE),),
    ("icon_has_no_split", "front"): (search_by_enter,),
}
EXPLICIT = frozenset({"euro_sign_in_comparison"})
NOT_BY_KEYBOARD = frozenset(
    {
        "faded_menu_stays", "label_lies_on_field", "optional_phone_counted", "cheapest_way_greyed",
        "icon_has_no_split",
    }
)  # fmt: skip
