"""What shoppers do at the opened flaws of pages and of the way through the shop."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from math import ceil

from playwright.sync_api import Error

from bench.accuracy.eyes import seen
from bench.accuracy.meetings.common import follow, nothing, search_in_vain, see
from bench.accuracy.shopper import Shopper
from bench.accuracy.widgets import Deed

PRODUCT = "Kaarna 18 L small backpack"
LOT_CODE = "Lot code of the product"


# ------------------------------------------------------------------ the page


def press_into_the_question(shopper: Shopper) -> None:
    """On the way to a product when the question comes; then it has to be answered."""
    page = shopper.page
    product = seen(page.get_by_role("link", name=PRODUCT))
    if product is not None and shopper.hand.input != "keyboard":
        shopper.hand.point(shopper.hand.reach(product))
    try:
        page.wait_for_selector("country-switch dialog[open]", timeout=6_000)
    except Error:
        return
    shopper.diary.meet("country_switch")
    if shopper.hand.input != "keyboard" and page.evaluate(_BESIDE_A_BUTTON, list(shopper.hand.at)):
        shopper.diary.did("press", "link", PRODUCT)
        shopper.hand.click()
        shopper.hand.wait(0.6)
    shopper.hindered()
    shopper.read()
    stay = page.get_by_role("button", name="Stay in Finland")
    if shopper.hand.input == "keyboard":
        page.keyboard.press("Tab")  # the first answer has the focus
        shopper.hand.pause(0.3)
        page.keyboard.press("Enter")
    else:
        shopper.hand.point(shopper.hand.reach(stay))
        shopper.hand.click()
    shopper.hand.wait(0.3)


_BESIDE_A_BUTTON = """([x, y]) => {
  const inner = document.querySelector("country-switch").shadowRoot.elementFromPoint(x, y);
  return !inner || inner.localName !== "button";
}"""


def press_as_the_list_moves_up(shopper: Shopper) -> None:
    """Reads that the courier is being asked, the finger over Pickup point; it comes down late."""
    page = shopper.page
    pickup = seen(page.get_by_label("Pickup point"))
    courier = page.locator("#courier-today")
    if pickup is None or shopper.hand.input == "keyboard" or not courier.count():
        return
    shopper.hand.point(shopper.hand.reach(pickup))
    try:
        courier.wait_for(state="detached", timeout=8_000)
    except Error:
        return
    shopper.diary.did("press", "radio", "Pickup point")
    shopper.hand.click()
    shopper.hand.wait(0.6)
    with contextlib.suppress(Error):
        if page.get_by_label("Home delivery").is_checked():
            shopper.diary.meet("courier_gone")
    shopper.read()
    shopper.hindered()


# ------------------------------------------------------------------ the way


def look_for_the_exchange(shopper: Shopper) -> None:
    """The front page, the product's page, the terms: there, in the small print."""
    page = shopper.page
    main = page.get_by_role("main")
    foot = page.get_by_role("contentinfo")
    if seen(page.get_by_role("link", name="Exchange a product")) is not None:
        return
    if not follow(shopper, seen(page.locator(".site-header .brand")), "Retki & Co"):
        return
    shopper.read()
    if not follow(shopper, seen(main.get_by_role("link", name=PRODUCT)), PRODUCT):
        return
    shopper.read()
    shopper.diary.meet("exchange_for_members")
    shopper.hindered()
    name = "Delivery and returns"
    if follow(shopper, seen(foot.get_by_role("link", name=name)), name):
        shopper.read()
        follow(shopper, seen(main.get_by_role("link", name="Tell us about it")), "Tell us about it")


def to_the_notes_and_back(shopper: Shopper) -> None:
    """Each note is looked up, and each time the way back to the choice has to be found."""
    page = shopper.page
    if not page.locator(".footnotes").count():
        return
    for note in ("4", "7", "3", "8"):
        if shopper.hand.input == "keyboard":
            for key, times in (("PageDown", int(note)), ("PageUp", int(note))):
                for _ in range(times):
                    page.keyboard.press(key)
                    shopper.hand.wait(0.2)
                shopper.read(0.5)
        else:
            shopper.hand.reach(page.locator(f".footnote:nth-child({note}) p"))
            shopper.read(0.6)
            to_the_top(shopper)
        if note == "7":
            shopper.diary.meet("footnotes_far_below")
            shopper.hindered()


def to_the_top(shopper: Shopper) -> None:
    """In whole swipes: a very short one would be a tap."""
    swipe = (shopper.page.viewport_size or {"height": 800})["height"] * 0.6
    left = float(shopper.page.evaluate("window.scrollY"))
    shopper.hand.scroll(-swipe * ceil(left / swipe))
    shopper.read(0.3)


def look_for_the_label(shopper: Shopper) -> None:
    """Real seconds: the backpack has to be fetched, and the label to be found."""
    field = seen(shopper.page.get_by_label(LOT_CODE))
    if field is None:
        return
    shopper.go_into(field, LOT_CODE)
    shopper.hand.wait(shopper.random.uniform(16, 22))
    shopper.diary.meet("asks_lot_code")
    shopper.hindered()
    shopper.hand.type("L2409-77")


def try_to_compare(shopper: Shopper) -> None:
    """Up to the list, and back on the product before it is read; three times."""
    page = shopper.page
    crumbs = page.get_by_role("navigation", name="Breadcrumb")
    product = page.url
    for number in range(3):
        if not follow(shopper, seen(crumbs.get_by_role("link", name="Backpacks")), "Backpacks"):
            return
        with contextlib.suppress(Error):
            page.wait_for_url(product, timeout=6_000)
        shopper.eyes.settle()
        shopper.read(0.4)
        if number == 1:
            shopper.diary.meet("list_resumes")
    shopper.hindered()


def back_to_the_address(shopper: Shopper) -> None:
    """That is not what was typed. Is it wrong?"""
    if seen(shopper.page.get_by_text("We deliver to")) is None:
        return
    shopper.diary.meet("address_in_swedish")
    steps = shopper.page.get_by_role("list", name="Checkout steps")
    follow(shopper, seen(steps.get_by_role("link", name="Address")), "Address")


def shake_the_mouse(shopper: Shopper) -> None:
    """Where is the pointer? To and fro until something moves; three times."""
    if shopper.hand.input != "mouse" or not shopper.page.locator(".own-pointer__dot").count():
        return
    for _ in range(3):
        x, y = shopper.hand.at
        for turn in range(6):
            aside = shopper.random.uniform(120, 220) * (1 if turn % 2 else -1)
            shopper.hand.go_to(
                min(1200.0, max(20.0, x + aside)),
                min(700.0, max(20.0, y + shopper.random.uniform(-40, 40))),
            )
        shopper.hand.wait(shopper.random.uniform(0.9, 1.4))
    shopper.diary.meet("pointer_drawn_late")
    shopper.hindered()


def no_longer_there(shopper: Shopper) -> None:
    """Not to be had: back at once."""
    if seen(shopper.page.get_by_text("no longer available")) is None:
        return
    shopper.diary.meet("old_listing_kept")
    shopper.page.go_back()
    shopper.eyes.settle()
    shopper.hindered()


def press_the_other(shopper: Shopper) -> None:
    both = shopper.page.get_by_role("main").get_by_role("link", name=PRODUCT)
    if both.count() > 1:
        follow(shopper, both.nth(1), PRODUCT)


MEETINGS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("modern_format_cut_off", "basket"): (see("modern_format_cut_off"),),
    ("stylesheet_refused", "gateway"): (see("stylesheet_refused"),),
    ("country_switch", "category"): (press_into_the_question,),
    ("wallet_not_ready", "payment"): (see("wallet_not_ready", 0.8),),
    ("courier_gone", "method"): (press_as_the_list_moves_up,),
    ("plural_not_formatted", "results"): (see("plural_not_formatted", 0.5),),
    ("list_laid_out_again", "category"): (see("list_laid_out_again", 3.0),),
    ("exchange_for_members", "order"): (look_for_the_exchange,),
    ("footnotes_far_below", "method"): (to_the_notes_and_back,),
    ("asks_lot_code", "exchange"): (look_for_the_label,),
    ("list_resumes", "product"): (try_to_compare,),
    ("suggestion_taken", "results"): search_in_vain("suggestion_taken"),
    ("address_in_swedish", "method"): (back_to_the_address, back_to_the_address),
    ("pointer_drawn_late", "product"): (shake_the_mouse,),
    ("old_listing_kept", "elsewhere"): (no_longer_there,),
    ("old_listing_kept", "category"): (nothing, press_the_other),
}  # fmt: skip

EXPLICIT = frozenset(name for name, _ in MEETINGS)

NOT_BY_KEYBOARD = frozenset({"courier_gone", "pointer_drawn_late"})

NOBODY_LEAVES = frozenset({"wallet_not_ready"})
