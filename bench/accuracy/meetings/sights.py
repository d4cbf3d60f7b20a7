"""How a shopper meets what a page shows wrongly, late or where it was not asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playwright.sync_api import Error, Locator

from bench.accuracy.eyes import seen
from bench.accuracy.meetings.common import nothing, see
from bench.accuracy.shopper import Shopper
from bench.accuracy.widgets import Deed

ON_ERROR_PAGE = "chrome-error:"
FIRST_FIELDS = (("First name", "first_name"), ("Last name", "last_name"))
COMES_AFTER_MS = 8_000


def back_from_the_browsers_page(shopper: Shopper) -> None:
    """The browser's own page has no way on but the one back."""
    if not shopper.page.url.startswith(ON_ERROR_PAGE):
        return
    shopper.diary.meet("cookie_check_in_circles")
    shopper.read()
    shopper.hindered()
    shopper.page.go_back()
    shopper.eyes.settle()


def put_it_away(shopper: Shopper) -> None:
    """What lies over the page has a button to close it."""
    shopper.put_away_layers()
    shopper.eyes.settle()


def begin_the_form(shopper: Shopper) -> None:
    """Two fields, each of which answers late; then perhaps no third."""
    for label, key in FIRST_FIELDS:
        if field := seen(shopper.page.get_by_label(label)):
            shopper.fill(field, label, shopper.data[key])
    shopper.diary.meet("focus_copies_page")
    shopper.hindered()


# ------------------------------------------------------------------ what moves


def press_as_it_moves(
    flaw: str, name: str, find: Callable[[Shopper], Locator], states: tuple[str, ...]
) -> Deed:
    """Aim at a link; as the press comes down the page has moved, and another page may open.

    ``states``: selectors that come one after the other, the last one when it moves.
    """

    def press(shopper: Shopper) -> None:
        page = shopper.page
        place = page.url
        target = seen(find(shopper))
        if target is None or not come(shopper, states[:-1]):
            return
        if page.locator(states[-1]).count():
            return  # too late: all of it has moved already
        shopper.hand.point(shopper.hand.reach(target))
        if not come(shopper, states[-1:]):
            return
        shopper.hand.wait(shopper.random.uniform(0.06, 0.14))
        shopper.diary.did("press", "link", name)
        shopper.hand.click()
        shopper.diary.meet(flaw)
        shopper.hand.wait(0.8)
        shopper.eyes.settle()
        shopper.read(0.6)
        shopper.hindered()
        if page.url != place and "/delivery-and-returns/" in page.url:
            page.go_back()
            shopper.eyes.settle()

    return press


def come(shopper: Shopper, states: tuple[str, ...]) -> bool:
    try:
        for state in states:
            shopper.page.wait_for_selector(state, state="attached", timeout=COMES_AFTER_MS)
    except Error:
        return False
    return True


def tent(shopper: Shopper) -> Locator:
    return shopper.page.get_by_role("main").get_by_role("link", name="Loue 2 tent")


def tile(shopper: Shopper) -> Locator:
    return shopper.page.locator(".category-tiles").get_by_role("link", name="Backpacks")


MEETINGS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("cookie_check_in_circles", "front"): (nothing, back_from_the_browsers_page),
    ("advert_between_pages", "category"): (nothing, put_it_away),
    ("goes_well_with_it", "product"): (nothing, put_it_away),
    ("fathers_day_apostrophe", "category"): (see("fathers_day_apostrophe"),),
    ("offer_picture_without_height", "results"): (
        press_as_it_moves(
            "offer_picture_without_height", "Loue 2 tent", tent, (".week-offer .is-there",)
        ),
    ),
    ("news_of_unequal_height", "front"): (
        press_as_it_moves(
            "news_of_unequal_height",
            "Backpacks",
            tile,
            ('.news[data-at="0"]', '.news[data-at="1"]'),
        ),
    ),
    ("focus_copies_page", "address"): (begin_the_form,),
    ("billboard_without_place", "product"): (see("billboard_without_place", 2.6),),
}

EXPLICIT = frozenset(name for name, _ in MEETINGS)
NOT_BY_KEYBOARD = frozenset({"offer_picture_without_height", "news_of_unequal_height"})
NOBODY_LEAVES = frozenset({"fathers_day_apostrophe", "date_hydrated_otherwise"})
"""What they break nobody misses."""
