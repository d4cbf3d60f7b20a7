"""How a shopper meets the opened flaws of presses, forms and what moves: one deed each."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Error, Page

from bench.accuracy.eyes import seen
from bench.accuracy.meetings.common import nothing
from bench.accuracy.meetings.presses import press_what_is_there
from bench.accuracy.shopper import Shopper
from bench.accuracy.widgets import Deed

ADDRESS = (
    ("First name", "first_name"),
    ("Last name", "last_name"),
    ("Street address", "street"),
    ("Postcode", "postcode"),
    ("City", "city"),
)
NOTE = "Please leave it beneath the green gate!!"


# ------------------------------------------------------------------ presses


def out_of_the_frame(shopper: Shopper) -> None:
    """Up, out of what swallows the presses; whoever has keys takes those."""
    name = "Proceed to checkout"
    button = seen(shopper.page.get_by_role("button", name=name))
    if button is None:
        return
    before = shopper.eyes.look()
    if shopper.hand.input == "touch":
        shopper.hand.scroll(shopper.hand.reach(button).y - 70)
        shopper.press(button, name, again=False)
        return
    shopper.hand.tab_to(button)
    shopper.diary.did("press", "button", name)
    shopper.page.keyboard.press("Enter")
    shopper.answered(before)


def sort_by_price(shopper: Shopper) -> None:
    """The cheapest first? Then perhaps the dearest."""
    for number, order in enumerate(("Price, low to high", "Price, high to low")):
        field = seen(shopper.page.get_by_label("Sort by"))
        if field is None or number > shopper.persona.retries - 1:
            return
        shopper.choose(field, "Sort by", order)
        shopper.eyes.settle()
        shopper.read()
        shopper.hindered()


def take_three(shopper: Shopper) -> None:
    field = seen(shopper.page.get_by_label("Quantity"))
    button = seen(shopper.page.get_by_role("button", name="Update"))
    if field is not None and button is not None and shopper.fill(field, "Quantity", "3"):
        shopper.press(button, "Update")


def write_to_the_courier(shopper: Shopper) -> None:
    name = "Instructions for the courier (optional)"
    field = seen(shopper.page.get_by_label(name))
    if field is None:
        return
    shopper.fill(field, name, NOTE)
    shopper.diary.meet("pattern_backtracks")
    shopper.read(0.5)
    shopper.hindered()


def press_plus_until_it_moves(shopper: Shopper) -> None:
    """Two are wanted; what is pressed shows nothing for more than a second."""
    name = "Add one"
    button = seen(shopper.page.get_by_role("button", name=name))
    if button is None:
        return
    shopper.press_quickly(button, name, 4, shopper.random.uniform(0.22, 0.3))
    shopper.hand.wait(1.5)
    shopper.read()
    shopper.done.add("two")
    shopper.hindered()


# ------------------------------------------------------------------ forms


def look_at_the_postcode(shopper: Shopper) -> None:
    """All of it, then over it once more: that is not what was typed."""
    for label, key in ADDRESS:
        if field := seen(shopper.page.get_by_label(label)):
            shopper.fill(field, label, shopper.data[key])
    again(shopper, "Postcode", "postcode", "City")
    shopper.data["postcode"] = shopper.data["postcode"].lstrip("0")  # let it stand


def look_at_the_email(shopper: Shopper) -> None:
    name = "E-mail address"
    if field := seen(shopper.page.get_by_label(name)):
        shopper.fill(field, name, shopper.data["email"])
        again(shopper, name, "email", "")
        box, host = shopper.data["email"].split("@")
        shopper.data["email"] = f"{box.split('+')[0]}@{host}"  # let it stand


def again(shopper: Shopper, name: str, key: str, beside: str) -> None:
    """Leave the field, see what became of it, type it once more, leave it."""
    field = seen(shopper.page.get_by_label(name))
    if field is None:
        return
    for attempt in range(2):
        if attempt:
            shopper.fill(field, name, shopper.data[key], retype=True)
        leave(shopper, beside)
        shopper.read(0.6)
        if attempt or field.input_value() != shopper.data[key]:
            shopper.hindered()


def leave(shopper: Shopper, beside: str) -> None:
    """On to the next field, or beside it."""
    other = seen(shopper.page.get_by_label(beside)) if beside else None
    if shopper.hand.input == "keyboard":
        shopper.page.keyboard.press("Tab")
    else:
        target = other or shopper.page.get_by_role("heading", level=1)
        shopper.hand.point(shopper.hand.reach(target))
        shopper.hand.click()
    shopper.hand.wait(0.2)


def change_the_address(shopper: Shopper) -> None:
    """Was the street right? It is asked for as if it had never been given."""
    name = "Change the address"
    link = seen(shopper.page.get_by_role("link", name=name))
    if link is None:
        return
    shopper.press(link, name, "link")
    shopper.diary.meet("address_not_remembered")
    shopper.read()
    shopper.hindered()


# ------------------------------------------------------------------ what moves, what comes


def press_as_it_comes(flaw: str, target: tuple[str, str], comes: str, gone: bool = False) -> Deed:
    """Aim at something; as the finger comes down the page has changed."""
    role, name = target

    def press(shopper: Shopper) -> None:
        page = shopper.page
        found = seen(page.get_by_role(role, name=name))  # type: ignore[arg-type]
        if found is None or (not gone and page.locator(comes).count()):
            return
        if shopper.hand.input != "keyboard":
            shopper.hand.point(shopper.hand.reach(found))
        if not until(page, comes, gone):
            return
        if shopper.hand.input != "keyboard":
            shopper.hand.wait(shopper.random.uniform(0.08, 0.16))
            shopper.diary.did("press", role, name)
            shopper.hand.click()
        shopper.diary.meet(flaw)
        shopper.hand.wait(0.6)
        shopper.eyes.settle()
        shopper.hindered()

    return press


def until(page: Page, comes: str, gone: bool) -> bool:
    try:
        page.wait_for_selector(comes, state="detached" if gone else "attached", timeout=6_000)
    except Error:
        return False
    return True


def press_what_has_moved(shopper: Shopper) -> None:
    """The small backpack; then back from the one that took its place."""
    press_as_it_comes("sponsored_comes_first", ("link", "Kaarna 18 L"), ".sponsored")(shopper)
    if seen(shopper.page.get_by_role("heading", name="Tunturi 28 L")) is not None:
        shopper.read(0.5)
        shopper.page.go_back()
        shopper.eyes.settle()


def up_to_the_tabs(shopper: Shopper) -> None:
    """What does it cost elsewhere? The other tab is up there."""
    if shopper.hand.input != "mouse":
        return
    x, _ = shopper.hand.at
    shopper.hand.go_to(x + shopper.random.uniform(-80, 80), 3)
    shopper.hand.wait(0.5)


MEETINGS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("collapse_of_another_version", "product"): (press_what_is_there("button", "Size and fit"),),
    ("sort_kept_by_cache", "results"): (sort_by_price,),
    ("pattern_backtracks", "address"): (write_to_the_courier,),
    ("stepper_counts_from_before", "basket"): (press_plus_until_it_moves,),
    ("more_is_the_same_page", "category"): (press_what_is_there("button", "Show more"),),
    ("postcode_as_number", "address"): (look_at_the_postcode,),
    ("plus_tag_cut_off", "gateway"): (look_at_the_email,),
    ("address_not_remembered", "review"): (change_the_address,),
    ("message_folds_away", "product"): (
        nothing,
        press_as_it_comes(
            "message_folds_away", ("link", "View basket"), "#messages .alert", gone=True
        ),
    ),
    ("notifications_asked", "product"): (
        press_as_it_comes("notifications_asked", ("button", "Add to basket"), ".ask-first"),
    ),
    ("exit_offer", "product"): (up_to_the_tabs,),
    ("sponsored_comes_first", "category"): (press_what_has_moved,),
}
PASTS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("chat_frame_oversized", "basket"): (out_of_the_frame,),
    ("minimum_order_untold", "basket"): (take_three,),
}
EXPLICIT = frozenset(
    {
        "pattern_backtracks", "address_not_remembered", "message_folds_away", "exit_offer",
        "notifications_asked", "sponsored_comes_first",
    }
)  # fmt: skip
NOT_BY_KEYBOARD = frozenset(
    {
        "chat_frame_oversized", "minimum_order_untold", "message_folds_away", "exit_offer",
        "sponsored_comes_first",
    }
)  # fmt: skip
