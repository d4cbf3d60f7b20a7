"""How a shopper meets the flaws of pages, promises and the way in `opened/`: one deed each."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Error, Locator

from bench.accuracy.eyes import seen
from bench.accuracy.hand import Box
from bench.accuracy.meetings.common import nothing, search_in_vain, see
from bench.accuracy.shopper import Shopper
from bench.accuracy.widgets import Deed

PRODUCT = "Kaarna 18 L small backpack"


# ------------------------------------------------------------------ calls and errors


def wait_for_the_list(shopper: Shopper) -> None:
    """Real seconds: it says that it is loading."""
    shopper.hand.wait(shopper.random.uniform(3.0, 5.0))
    shopper.hindered()


def update_once_more(shopper: Shopper) -> None:
    """The page says that it was not saved; some make sure."""
    shopper.read()
    shopper.hindered()
    button = seen(shopper.page.get_by_role("button", name="Update"))
    if button is not None and shopper.persona.retries > 1:
        shopper.press(button, "Update", again=False)
        shopper.read()


def press_into_the_survey(shopper: Shopper) -> None:
    """On the way to Place order when it comes; then it has to be declined."""
    page = shopper.page
    try:
        page.wait_for_selector(".survey iframe", timeout=4_000)
    except Error:
        return
    shopper.diary.meet("survey_over_order")
    button = seen(page.get_by_role("button", name="Place order"))
    if button is not None and shopper.hand.input != "keyboard":
        shopper.hand.point(shopper.hand.reach(button))
        shopper.diary.did("press", "button", "Place order")
        shopper.hand.click()
        shopper.hand.wait(0.6)
    shopper.hindered()
    shopper.read()
    decline = page.frame_locator(".survey iframe").get_by_role("button", name="No thanks")
    if shopper.hand.input == "keyboard":
        shopper.hand.tab_to(decline)
        page.keyboard.press("Enter")
    elif (box := decline.bounding_box()) is not None:
        shopper.hand.point(Box(box["x"], box["y"], box["width"], box["height"]))
        shopper.hand.click()
    shopper.hand.wait(0.3)


# ------------------------------------------------------------------ promises


def back_to_the_basket(shopper: Shopper) -> None:
    """One? There were two. Whoever likes to be sure looks again; others go on."""
    shopper.read()
    shopper.hindered()
    link = seen(shopper.page.get_by_role("link", name="Back to basket"))
    if link is not None and shopper.persona.rereads > 0:
        shopper.press(link, "Back to basket", "link")


def returned(shopper: Shopper) -> None:
    """Paid, and the basket is empty: wait, read it again, reload."""
    shopper.diary.meet("back_to_empty_basket")
    shopper.read()
    shopper.hindered()
    shopper.page.reload()
    shopper.eyes.settle()


# ------------------------------------------------------------------ the way


def wrong_backpack(shopper: Shopper) -> None:
    """Not what the card had said: back at once."""
    if seen(shopper.page.get_by_role("heading", name=PRODUCT)) is not None:
        return
    shopper.diary.meet("cards_mixed_up")
    shopper.page.go_back()
    shopper.eyes.settle()
    shopper.hindered()


def press_link(name: str, where: str = "main") -> Deed:
    def pressed(shopper: Shopper) -> None:
        link = seen(shopper.page.locator(where).get_by_role("link", name=name))
        if link is not None:
            shopper.press(link, name, "link")

    return pressed


HELP = (
    "Exchanges and returns", "How do I exchange a product?", "Read on in", "have been sent",
    "I still need help", "I want to exchange a product",
)  # fmt: skip


def read_on(shopper: Shopper) -> None:
    """An article of the help centre: read it, follow where it points."""
    shopper.read(0.5)
    if shopper.count("help") == 3:  # the fourth page
        shopper.diary.meet("help_centre_maze")
    shopper.hindered()
    for name in HELP:
        link = seen(shopper.page.locator("main").get_by_role("link", name=name))
        if link is not None:
            shopper.press(link, link.inner_text(), "link")
            return


def chase_the_footer(shopper: Shopper) -> None:
    """Down to the foot of the page, which is not there any more; up for another way; down."""
    for _ in range(3):
        to_the_end(shopper)
    shopper.diary.meet("footer_runs_away")
    if shopper.hand.input == "keyboard":
        shopper.page.keyboard.press("Home")
    else:
        shopper.hand.scroll(-float(shopper.page.evaluate("window.scrollY")))
    shopper.read()
    shopper.hindered()
    for _ in range(4):
        to_the_end(shopper)


def to_the_end(shopper: Shopper) -> None:
    if shopper.hand.input == "keyboard":
        shopper.page.keyboard.press("End")
    else:
        shopper.hand.scroll(float(shopper.page.evaluate(_LEFT)))
    shopper.hand.wait(shopper.random.uniform(0.6, 1.0))


_LEFT = "document.documentElement.scrollHeight - window.innerHeight - window.scrollY"


def fight_the_tip(shopper: Shopper) -> None:
    """To the choice, away from the tip, to it from the other side, and so on; then let it be."""
    choice = seen(shopper.page.get_by_label("Home delivery"))
    card = shopper.page.locator(".option-card", has=shopper.page.get_by_label("Home delivery"))
    if choice is None or shopper.hand.input != "mouse":
        return
    for number in range(6):
        over(shopper, card)
        shopper.hand.wait(shopper.random.uniform(0.15, 0.35))
        if number == 3:
            shopper.diary.did("press", "radio", "Home delivery")
            shopper.hand.click()
        x, y = shopper.hand.at
        aside = shopper.random.uniform(90, 200) * (1 if number % 2 else -1)
        shopper.hand.go_to(max(10, x + aside), max(10, y + shopper.random.uniform(-40, 90)))
        shopper.hand.wait(0.1)
    shopper.diary.meet("tip_under_the_pointer")
    shopper.hindered()


def over(shopper: Shopper, card: Locator) -> None:
    box = shopper.hand.reach(card)
    shopper.hand.go_to(
        box.x + box.width * shopper.random.uniform(0.1, 0.5),
        box.y + box.height * shopper.random.uniform(0.3, 0.7),
    )


MEETINGS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("picture_is_a_page", "category"): (see("picture_is_a_page"),),
    ("pickup_points_blocked", "method"): (wait_for_the_list,),
    ("alarm_of_another_call", "basket"): (nothing, update_once_more),
    ("survey_over_order", "review"): (press_into_the_survey,),
    ("fee_at_the_bank", "bank"): (see("fee_at_the_bank"),),
    ("summary_from_store", "address"): (back_to_the_basket,),
    ("cards_mixed_up", "product"): (wrong_backpack, wrong_backpack),
    ("cards_mixed_up", "category"): (nothing, nothing, press_link("Home")),
    ("cards_mixed_up", "front"): (nothing, press_link(PRODUCT)),
    ("words_corrected", "results"): search_in_vain("words_corrected"),
    ("footer_runs_away", "front"): (chase_the_footer,),
    ("tip_under_the_pointer", "method"): (fight_the_tip,),
}  # fmt: skip

EXPLICIT = frozenset(
    {
        "picture_is_a_page", "survey_over_order", "fee_at_the_bank", "back_to_empty_basket",
        "cards_mixed_up", "help_centre_maze", "words_corrected", "footer_runs_away",
        "tip_under_the_pointer",
    }
)  # fmt: skip

NOT_BY_KEYBOARD = frozenset({"tip_under_the_pointer"})
