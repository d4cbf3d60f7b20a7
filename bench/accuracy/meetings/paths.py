"""What shoppers do at flaws of pages, of accounts and of the way through the shop."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from math import ceil

from playwright.sync_api import Error

from bench.accuracy.eyes import seen
from bench.accuracy.meetings.common import follow, glance_and_back, nothing, search_in_vain, see
from bench.accuracy.shopper import Shopper
from bench.accuracy.widgets import Deed

LETTER = "Untick this box if you do not wish to be left out of our letter"
PASSWORD = "Retki-2026-kesä"
POOR_LCP_MS = 4_000
_LCP = """() => new Promise((done) => {
  let last = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { last = one.startTime; }))
    .observe({type: "largest-contentful-paint", buffered: true});
  setTimeout(() => done(last), 150);
})"""


# ------------------------------------------------------------------ the way


def look_for_the_basket(shopper: Shopper) -> None:
    """It was added, it says. And now? The list, the front page, the terms, the log-in."""
    page = shopper.page
    foot = page.get_by_role("contentinfo")
    if seen(page.get_by_role("link", name="Basket,")) is not None:
        return
    if not follow(shopper, seen(page.get_by_role("link", name="All products")), "All products"):
        return
    shopper.read()
    if not follow(shopper, seen(page.locator(".site-header .brand")), "Retki & Co"):
        return
    shopper.read()
    shopper.diary.meet("basket_link_left_out")
    shopper.hindered()
    name = "Delivery and returns"
    if not follow(shopper, seen(foot.get_by_role("link", name=name)), name):
        return
    shopper.read()
    if follow(shopper, seen(page.get_by_role("link", name="Log in")), "Log in"):
        shopper.read()
        follow(shopper, seen(page.get_by_role("link", name="Basket,")), "Basket")


def look_through_the_lockers(shopper: Shopper) -> None:
    """Down the list, up, down again: which of those in Helsinki was nearer?"""
    if not shopper.page.locator(".lockers").count():
        return
    swipe = (shopper.page.viewport_size or {"height": 800})["height"] * 0.6
    for swipes in (4, -3, 5, -5, 4, -4):
        if shopper.hand.input == "keyboard":
            for _ in range(abs(swipes)):
                shopper.page.keyboard.press("PageDown" if swipes > 0 else "PageUp")
                shopper.hand.wait(0.2)
        else:
            shopper.hand.scroll(swipe * swipes)
        shopper.read(0.5)
    shopper.diary.meet("lockers_by_number")
    shopper.hindered()


def read_it_once_more(shopper: Shopper) -> None:
    """Real seconds: not wish, left out, untick. Then it is pressed, or not."""
    box = seen(shopper.page.get_by_label(LETTER))
    field = seen(shopper.page.get_by_label("E-mail address"))
    if box is None or field is None:
        return
    shopper.fill(field, "E-mail address", shopper.data["email"])
    if shopper.hand.input == "keyboard":
        shopper.hand.tab_to(box)
    else:
        shopper.hand.point(shopper.hand.reach(box))
    shopper.hand.wait(shopper.random.uniform(15, 20))
    shopper.diary.meet("letter_not_unwanted")
    shopper.hindered()
    shopper.press_quickly(box, LETTER, 1, role="checkbox")


def back_in_the_basket(shopper: Shopper) -> None:
    """Pressed, checked, pressed, checked, pressed, checked."""
    for number in range(3):
        button = seen(shopper.page.get_by_role("button", name="Proceed to checkout"))
        if button is None or not shopper.page.url.endswith("/basket/"):
            return
        shopper.press(button, "Proceed to checkout", again=False)
        shopper.read(0.5)
        if number == 1:  # for the third time before them, and nothing has changed
            shopper.diary.meet("basket_changed_again")
    shopper.hindered()


def back_for_the_voucher(shopper: Shopper) -> None:
    if seen(shopper.page.get_by_text("You have a voucher")) is None:
        return
    shopper.read(0.8)
    shopper.diary.meet("voucher_elsewhere")
    steps = shopper.page.get_by_role("list", name="Checkout steps")
    if follow(shopper, seen(steps.get_by_role("link", name="Delivery")), "Delivery"):
        shopper.read()
        shopper.hindered()


def read_line_by_line(shopper: Shopper) -> None:
    """Onto the question mark, a line, gone; away from it, and onto it again."""
    icon = seen(shopper.page.get_by_role("button", name="What is this?"))
    if icon is None or shopper.hand.input != "mouse":
        return
    for number in range(6):
        shopper.hand.point(shopper.hand.reach(icon))
        shopper.hand.wait(shopper.random.uniform(0.75, 0.95))
        x, y = shopper.hand.at
        aside = shopper.random.uniform(90, 160) * (1 if number % 2 else -1)
        shopper.hand.go_to(max(10.0, x + aside), y + shopper.random.uniform(-30, 30))
        shopper.hand.wait(0.15)
    shopper.diary.meet("hint_closes_itself")
    shopper.hindered()


def nothing_there(flaw: str, name: str) -> Deed:
    """A link, a look at what is behind it, and back."""

    def looked(shopper: Shopper) -> None:
        link = seen(shopper.page.get_by_role("main").get_by_role("link", name=name))
        if not follow(shopper, link, name):
            return
        glance_and_back(shopper, flaw)

    return looked


def scroll_against_it(shopper: Shopper) -> None:
    """Down to the card, thrown up to the top; five times, then it is over."""
    page = shopper.page
    if not page.locator("#reserved-until").count():
        return
    swipe = (page.viewport_size or {"height": 800})["height"] * 0.6
    for number in range(5):
        if shopper.hand.input == "keyboard":
            page.keyboard.press("PageDown")
        else:
            shopper.hand.scroll(ceil(300 / swipe) * swipe)
        with contextlib.suppress(Error):
            page.wait_for_function("window.scrollY < 2", timeout=4_000)
        shopper.hand.pause(0.5)
        if number == 3:
            shopper.diary.meet("reservation_scrolls_up")
            shopper.hindered()


# ------------------------------------------------------------------ pages


def once_more(shopper: Shopper) -> None:
    """A bare page: read it, reload it."""
    shopper.diary.meet("order_page_at_capacity")
    shopper.read()
    shopper.hindered()
    shopper.page.reload()
    shopper.eyes.settle()


def wait_for_it_to_show(shopper: Shopper) -> None:
    """A white page: nothing to press, so nothing is pressed until there is."""
    page = shopper.page
    with contextlib.suppress(Error):
        page.wait_for_selector("html:not(.async-hide)", timeout=8_000)
        shopper.hand.wait(0.8)
        if page.evaluate(_LCP) > POOR_LCP_MS:
            shopper.diary.meet("hidden_until_tested")
            shopper.hindered()


# ------------------------------------------------------------------ accounts


def choose_a_password(shopper: Shopper) -> None:
    name = "Password for your account"
    field = seen(shopper.page.get_by_label(name))
    if field is None:
        return
    shopper.diary.meet("password_to_order")
    shopper.read()
    shopper.hindered()
    shopper.fill(field, name, PASSWORD)


def as_somebody_else(shopper: Shopper) -> None:
    """No password comes to mind: back, and another address."""
    if seen(shopper.page.get_by_label("Password")) is None:
        return
    shopper.diary.meet("known_address")
    shopper.read(1.5)
    shopper.hindered()
    shopper.data["email"] = "aino.virtanen@example.org"
    shopper.page.go_back()
    shopper.eyes.settle()


MEETINGS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("basket_link_left_out", "product"): (nothing, look_for_the_basket),
    ("lockers_by_number", "method"): (look_through_the_lockers,),
    ("letter_not_unwanted", "gateway"): (read_it_once_more,),
    ("basket_changed_again", "basket"): (nothing, back_in_the_basket),
    ("search_in_one_department", "results"): search_in_vain("search_in_one_department"),
    ("voucher_elsewhere", "payment"): (back_for_the_voucher, back_for_the_voucher),
    ("hint_closes_itself", "payment"): (read_line_by_line,),
    ("measurements_untranslated", "product"): (
        nothing_there("measurements_untranslated", "Measurements and capacity"),
    ),
    ("filter_counts_stale", "category"): (
        nothing_there("filter_counts_stale", "Up to 20 litres (2)"),
    ),
    ("reservation_scrolls_up", "payment"): (scroll_against_it,),
    ("pictures_of_old_host", "order"): (see("pictures_of_old_host"),),
    ("picture_revoked", "product"): (see("picture_revoked"),),
    ("best_sellers_cut_off", "category"): (see("best_sellers_cut_off", 1.5),),
    ("order_page_at_capacity", "sorry"): (once_more,),
    ("slider_plugin_missing", "front"): (see("slider_plugin_missing"),),
    ("boundary_keeps_quiet", "address"): (see("boundary_keeps_quiet"),),
    ("total_not_filled_in", "basket"): (nothing, see("total_not_filled_in", 0.6)),
    ("instalments_nan", "product"): (see("instalments_nan", 0.6),),
    ("hidden_until_tested", "product"): (wait_for_it_to_show,),
    ("password_to_order", "review"): (choose_a_password,),
    ("known_address", "gateway"): (nothing, as_somebody_else),
}  # fmt: skip

EXPLICIT = frozenset(name for name, _ in MEETINGS)

NOT_BY_KEYBOARD = frozenset({"hint_closes_itself"})

NOBODY_LEAVES = frozenset({"slider_plugin_missing", "boundary_keeps_quiet"})
