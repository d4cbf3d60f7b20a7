"""What shoppers do where they are led round about, to and fro, or to a wrong sum."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from math import ceil

from playwright.sync_api import Error, Locator

from bench.accuracy.eyes import seen
from bench.accuracy.hand import box_of
from bench.accuracy.meetings.common import follow, glance_and_back, nothing, search_in_vain
from bench.accuracy.meetings.first import ADDRESS, PHONE
from bench.accuracy.shopper import Shopper
from bench.accuracy.widgets import Deed

PRODUCT = "Kaarna 18 L small backpack"
MOBILE = "Mobile number, for us and our 214 partners"
MONTH = "Expiry month"


def _link(shopper: Shopper, name: str, where: str = "main") -> Locator | None:
    return seen(shopper.page.locator(where).get_by_role("link", name=name))


def _swipe(shopper: Shopper) -> float:
    """CSS px; a very short one would be a tap."""
    return (shopper.page.viewport_size or {"height": 800})["height"] * 0.6


# ------------------------------------------------------------------ round about


def answer_the_quiz(shopper: Shopper) -> None:
    """Backpacks, and then five questions before there are any."""
    if not follow(shopper, _link(shopper, "Backpacks", ".site-nav"), "Backpacks"):
        return
    for number in range(5):
        shopper.read(0.5)
        if number == 3:
            shopper.diary.meet("quiz_before_the_packs")
            shopper.hindered()
        answers = shopper.page.locator(".pack-quiz a")
        if not answers.count():
            return
        answer = answers.nth(shopper.random.randrange(answers.count()))
        follow(shopper, answer, answer.inner_text())
    shopper.eyes.settle()


def look_for_the_terms(shopper: Shopper) -> None:
    """Not the checkout, but a page that sends elsewhere; from there to the form that is meant."""
    button = seen(shopper.page.get_by_role("button", name="Proceed to checkout"))
    if button is None or not shopper.press(button, "Proceed to checkout"):
        return
    for name, where in (
        ("Delivery and returns", "footer"),
        ("terms of sale", "main"),
        ("Forms", "main"),
        ("Declaration of acceptance", "main"),
        ("Basket,", ".site-header"),
    ):
        shopper.read(0.6)
        if name == "Forms":
            shopper.diary.meet("terms_signed_elsewhere")
            shopper.hindered()
        if not follow(shopper, _link(shopper, name, where), name):
            return


def say_finland(shopper: Shopper) -> None:
    """Finland, Finland, Finland; then without."""
    if not follow(shopper, _link(shopper, "Backpacks", ".site-nav"), "Backpacks"):
        return
    for number in range(3):
        shopper.read(0.5)
        if number == 2:  # asked for the third time
            shopper.diary.meet("region_asked_forever")
            shopper.hindered()
        if not follow(shopper, _link(shopper, "Finland"), "Finland"):
            return
    shopper.read(0.5)
    without = "Look round without a region"
    follow(shopper, _link(shopper, without), without)


def back_in_vain(shopper: Shopper) -> None:
    """Back, back, back: it stays the product. Then by the words above it."""
    page = shopper.page
    if seen(page.get_by_role("button", name="Add to basket")) is None:
        return
    for number in range(3):
        with contextlib.suppress(Error), page.expect_event("load", timeout=6_000):
            page.go_back(wait_until="commit")
        shopper.eyes.settle()
        shopper.read(0.5)
        if number == 1:
            shopper.diary.meet("back_key_reloads")
    shopper.hindered()
    crumbs = page.get_by_role("navigation", name="Breadcrumb")
    follow(shopper, seen(crumbs.get_by_role("link", name="Backpacks")), "Backpacks")


# ------------------------------------------------------------------ to and fro


def back_at_once(flaw: str, sign: str) -> Deed:
    """Not what was expected behind that link: back, after a look."""

    def went_back(shopper: Shopper) -> None:
        if not shopper.page.locator(sign).count():
            return
        glance_and_back(shopper, flaw)

    return went_back


def back_a_step(flaw: str, sign: str, step: str) -> Deed:
    """By the list of the steps, because of what this page shows."""

    def went_back(shopper: Shopper) -> None:
        if not shopper.page.locator(sign).count():
            return
        shopper.read(0.8)
        shopper.diary.meet(flaw)
        steps = shopper.page.get_by_role("list", name="Checkout steps")
        if follow(shopper, seen(steps.get_by_role("link", name=step)), step):
            shopper.read()
            shopper.hindered()

    return went_back


def give_a_number(shopper: Shopper) -> None:
    """Called optional, and wanted after all."""
    name = "Phone number (optional)"
    field = seen(shopper.page.get_by_label(name))
    if field is not None:
        shopper.fill(field, name, PHONE)


def open_fold_by_fold(shopper: Shopper) -> None:
    """Down to the next, open it, up to where it begins."""
    heads = shopper.page.locator(".fold__head")
    for number in range(1, heads.count()):
        head = heads.nth(number)
        shopper.press(head, head.inner_text())
        shopper.read(0.3)
        box = box_of(head)
        above = max(0.0, -box.y) if box is not None else 0.0
        if shopper.hand.input == "keyboard":
            for _ in range(ceil(above / (_swipe(shopper) * 1.4))):
                shopper.page.keyboard.press("PageUp")
                shopper.hand.wait(0.2)
        elif above:
            shopper.hand.scroll(-_swipe(shopper) * ceil(above / _swipe(shopper)))
        shopper.read(0.6)
        if number == 3:
            shopper.diary.meet("folds_pull_page_up")
            shopper.hindered()


def see_them_by_scrolling(shopper: Shopper) -> None:
    """Down to blank places, up, they come; down, they go."""
    grid = shopper.page.locator(".shown-going-up")
    box = box_of(grid) if grid.count() else None
    if box is None:
        return
    swipe = _swipe(shopper)
    for number, swipes in enumerate((ceil(box.y / swipe), -1, 1, -1, 1, -1, 1, -1, 1)):
        if shopper.hand.input == "keyboard":
            for _ in range(abs(swipes)):
                shopper.page.keyboard.press("PageDown" if swipes > 0 else "PageUp")
                shopper.hand.wait(0.2)
        else:
            shopper.hand.scroll(swipe * swipes)
        shopper.read(0.4)
        if number == 6:
            shopper.diary.meet("cards_shy_of_scrolling")
            shopper.hindered()


# ------------------------------------------------------------------ stopping short


def think_of_the_partners(shopper: Shopper) -> None:
    """Real seconds, with the cursor in the field: give it, or not?"""
    field = seen(shopper.page.get_by_label(MOBILE))
    if field is None:
        return
    for label, key in ADDRESS:
        if target := seen(shopper.page.get_by_label(label)):
            shopper.fill(target, label, shopper.data[key])
    shopper.go_into(field, MOBILE)
    shopper.hand.wait(shopper.random.uniform(15, 20))
    shopper.diary.meet("mobile_for_partners")
    shopper.hindered()
    shopper.hand.type(PHONE)


def guess_the_month(shopper: Shopper) -> None:
    """Real seconds: which of these words is December?"""
    months = seen(shopper.page.get_by_label(MONTH))
    number = seen(shopper.page.get_by_label("Card number"))
    if months is None or number is None:
        return
    shopper.fill(number, "Card number", shopper.data["card_number"])
    shopper.go_into(months, MONTH, "combobox")
    shopper.hand.wait(shopper.random.uniform(15, 20))
    if shopper.hand.input != "keyboard":
        shopper.page.keyboard.press("Escape")
    shopper.diary.meet("months_in_finnish_order")
    shopper.hindered()
    shopper.choose(months, MONTH, "joulukuu")


# ------------------------------------------------------------------ the pointer


def shake_while_it_turns(shopper: Shopper) -> None:
    """To and fro, a pause, to and fro: impatience. Whoever has no mouse just waits."""
    wheel = shopper.page.locator(".comparing")
    if not wheel.count():
        return
    for _ in range(3 if shopper.hand.input == "mouse" else 0):
        x, y = shopper.hand.at
        for turn in range(6):
            aside = shopper.random.uniform(110, 210) * (1 if turn % 2 else -1)
            shopper.hand.go_to(
                min(1200.0, max(20.0, x + aside)),
                min(700.0, max(20.0, y + shopper.random.uniform(-40, 40))),
            )
        shopper.hand.wait(shopper.random.uniform(0.7, 1.1))
    if shopper.hand.input == "mouse":
        shopper.diary.meet("spinner_over_delivery")
    shopper.hindered()
    with contextlib.suppress(Error):
        wheel.wait_for(state="detached", timeout=15_000)


def chase_the_tile(shopper: Shopper) -> None:
    """To where it was, after it, and the other way; it is never pressed."""
    band = shopper.page.locator(".band")
    if shopper.hand.input != "mouse" or not band.count():
        return
    place = shopper.hand.reach(band)
    for number in range(8):
        tile = box_of(band.get_by_role("link", name=PRODUCT))
        x = tile.x + tile.width / 2 if tile is not None else shopper.hand.at[0]
        aside = shopper.random.uniform(60, 130) * (1 if number % 2 else -1)
        shopper.hand.go_to(
            min(1180.0, max(90.0, x + aside)),
            place.y + place.height * shopper.random.uniform(0.3, 0.6),
        )
        shopper.hand.wait(shopper.random.uniform(0.1, 0.2))
    shopper.diary.meet("tiles_run_past")
    shopper.hindered()


_STRANGE = back_a_step("till_under_strange_name", ".strange-till", "Delivery")
_NO_NUMBER = back_a_step("pickup_code_needs_number", ".alert-info", "Address")

MEETINGS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("quiz_before_the_packs", "front"): (answer_the_quiz,),
    ("terms_signed_elsewhere", "basket"): (nothing, look_for_the_terms),
    ("region_asked_forever", "front"): (say_finland,),
    ("back_key_reloads", "product"): (back_in_vain,),
    ("film_before_product", "product"): (back_at_once("film_before_product", ".product-film"),),
    ("list_served_in_swedish", "category"): (
        back_at_once("list_served_in_swedish", "html[lang=sv]"),
    ),
    ("till_under_strange_name", "payment"): (_STRANGE, _STRANGE),
    ("pickup_code_needs_number", "method"): (_NO_NUMBER, _NO_NUMBER),
    ("pickup_code_needs_number", "address"): (nothing, nothing, give_a_number),
    ("folds_pull_page_up", "product"): (open_fold_by_fold,),
    ("cards_shy_of_scrolling", "front"): (see_them_by_scrolling,),
    ("mobile_for_partners", "address"): (think_of_the_partners,),
    ("months_in_finnish_order", "payment"): (guess_the_month,),
    ("spinner_over_delivery", "method"): (shake_while_it_turns,),
    ("tiles_run_past", "front"): (chase_the_tile,),
    ("short_words_unindexed", "results"): search_in_vain("short_words_unindexed"),
    ("stories_found_first", "results"): search_in_vain("stories_found_first"),
}  # fmt: skip

EXPLICIT = frozenset(name for name, _ in MEETINGS)

NOT_BY_KEYBOARD = frozenset({"spinner_over_delivery", "tiles_run_past"})
