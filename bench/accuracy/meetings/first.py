"""What shoppers do at the catalogue's first flaws."""

from __future__ import annotations

from collections.abc import Mapping

from bench.accuracy.eyes import seen
from bench.accuracy.meetings.common import search_in_vain
from bench.accuracy.shopper import GoneAway, Shopper
from bench.accuracy.widgets import Deed

PHONE = "040 123 4567"


def press_zoom(shopper: Shopper) -> None:
    icon = seen(shopper.page.get_by_role("button", name="Zoom in"))
    if icon is None:
        return
    shopper.press_quickly(icon, "Zoom in", 4)
    shopper.hindered()


def paste_email(shopper: Shopper) -> None:
    field = seen(shopper.page.get_by_label("E-mail address"))
    if field is None:
        return
    for _ in range(2):
        shopper.go_into(field, "E-mail address")
        shopper.hand.paste(shopper.data["email"])
        shopper.read(0.6)
    shopper.hindered()


def phone_number(value: str, name: str = "Phone number") -> Deed:
    def fill_it(shopper: Shopper) -> None:
        field = seen(shopper.page.get_by_label(name))
        if field is not None and not shopper.fill(field, name, value, retype=True):
            shopper.go_into(field, name)
            shopper.hand.clear(field)

    return fill_it


def try_card_numbers(shopper: Shopper) -> None:
    number = seen(shopper.page.get_by_label("Card number"))
    code = seen(shopper.page.get_by_label("Security code"))
    if number is None or code is None:
        return
    plain = shopper.data["card_number"].replace(" ", "")
    groups = [plain[at : at + 4] for at in range(0, 16, 4)]
    for value in (" ".join(groups), plain, "-".join(groups)):
        shopper.fill(number, "Card number", value, retype=True)
        shopper.go_into(code, "Security code")
        shopper.read(0.8)
        shopper.data["card_number"] = value
        if value == plain:
            shopper.hindered()  # the second refusal, and it says the opposite


def email_again(shopper: Shopper) -> None:
    name = "E-mail address of the recipient"
    if field := seen(shopper.page.get_by_label(name)):
        shopper.fill(field, name, shopper.data["email"])


def identity_code(shopper: Shopper) -> None:
    """Whoever leaves does so here, with the field before them and empty."""
    name = "Personal identity code"
    field = seen(shopper.page.get_by_label(name))
    if field is None:
        return
    if shopper.leaves != "flaw":
        shopper.fill(field, name, "010190-123D")
        return
    for label, key in ADDRESS:
        if target := seen(shopper.page.get_by_label(label)):
            shopper.fill(target, label, shopper.data[key])
    shopper.go_into(field, name)
    shopper.hand.wait(3.0)
    shopper.diary.meet("asks_identity_code")
    raise GoneAway("asks_identity_code")


ADDRESS = (
    ("First name", "first_name"),
    ("Last name", "last_name"),
    ("Street address", "street"),
    ("Postcode", "postcode"),
    ("City", "city"),
)


def press_as_it_moves(shopper: Shopper) -> None:
    """Aim at the button; as the banner comes the finger is already on its way."""
    button = seen(shopper.page.get_by_role("button", name="Add to basket"))
    if button is None or shopper.hand.input == "keyboard":
        return
    if shopper.page.locator(".campaign").count():
        return  # too late: it has moved already
    shopper.hand.point(shopper.hand.reach(button))
    try:
        shopper.page.wait_for_selector(".campaign", state="attached", timeout=3_000)
    except Exception:
        return
    shopper.diary.did("press", "button", "Add to basket")
    shopper.hand.click()
    shopper.diary.meet("late_banner")
    shopper.hand.wait(0.6)
    shopper.eyes.settle()


def back_for_the_total(shopper: Shopper) -> None:
    shopper.read(1.5)
    shopper.diary.meet("no_total_at_payment")
    shopper.page.go_back()
    shopper.eyes.settle()
    shopper.read()


def round_and_round(shopper: Shopper) -> None:
    for _ in range(3):
        there = seen(shopper.page.get_by_role("link", name="Which size is right for me?"))
        if there is None or not shopper.press(there, "Which size is right for me?", "link"):
            return
        shopper.read()
        back = seen(shopper.page.get_by_role("link", name="See the size"))
        if back is None or not shopper.press(back, "See the size on the product's page", "link"):
            return
        shopper.read()
    shopper.diary.meet("size_guide_circle")
    shopper.hindered()


def back_at_once(shopper: Shopper) -> None:
    if shopper.page.get_by_role("link", name="Kaarna 18 L").count():
        return  # by the tile one gets to the right place
    shopper.diary.meet("category_leads_astray")
    shopper.page.go_back()
    shopper.eyes.settle()
    shopper.hindered()


def chase_the_menu(shopper: Shopper) -> None:
    button = seen(shopper.page.get_by_role("button", name="Categories"))
    if button is None or shopper.hand.input != "mouse":
        return
    for _ in range(5):
        shopper.hand.point(shopper.hand.reach(button))
        x, y = shopper.hand.at
        shopper.hand.wait(0.12)
        shopper.hand.go_to(x + shopper.random.uniform(-30, 30), y + shopper.random.uniform(60, 110))
        shopper.hand.wait(0.1)
    shopper.diary.meet("hover_menu_flickers")
    shopper.hindered()


def look_for_the_button(shopper: Shopper) -> None:
    size = shopper.page.viewport_size or {"width": 1280, "height": 800}
    down = size["height"] * 4.0
    if shopper.hand.input == "keyboard":
        for key, times in (("PageDown", 5), ("PageUp", 5), ("PageDown", 5), ("PageUp", 3)):
            for _ in range(times):
                shopper.page.keyboard.press(key)
                shopper.hand.wait(0.25)
    else:
        for by in (down, -down, down, -down * 0.7):
            shopper.hand.scroll(by)
            shopper.read(0.5)
    shopper.diary.meet("button_far_below")
    shopper.hindered()


def puzzle_over_label(shopper: Shopper) -> None:
    """Real seconds: what is unclear is read over and over."""
    field = seen(shopper.page.get_by_label(UNCLEAR))
    if field is None:
        return
    shopper.go_into(field, UNCLEAR)
    shopper.hand.wait(shopper.random.uniform(14, 18))
    shopper.diary.meet("unclear_label")
    shopper.hindered()
    shopper.hand.type(shopper.data["card_code"])


def puzzle_over_methods(shopper: Shopper) -> None:
    """Real seconds again; whoever knows their way by the keyboard goes from one to the other."""
    methods = shopper.page.locator("input[type=radio]")
    if shopper.page.get_by_text("PP-STD").count() == 0:
        return
    shopper.hand.wait(shopper.random.uniform(14, 18))
    for number in range(min(2, methods.count())):
        method = methods.nth(number)
        shopper.go_into(method, method.evaluate("node => node.labels[0].innerText"), "radio")
        shopper.hand.wait(1.0)
    shopper.diary.meet("carrier_codes")
    shopper.hindered()


UNCLEAR = "CVx2 / 4DBC"


def meet(name: str) -> Deed:
    def met(shopper: Shopper) -> None:
        shopper.diary.meet(name)
        shopper.hindered()

    return met


MEETINGS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("zoom_icon_dead", "product"): (press_zoom,),
    ("paste_refused", "gateway"): (paste_email,),
    ("phone_checked_late", "address"): (phone_number(PHONE),),
    ("phone_cut_short", "address"): (phone_number(PHONE),),
    ("card_number_picky", "payment"): (try_card_numbers,),
    ("asks_email_twice", "address"): (email_again,),
    ("asks_identity_code", "address"): (identity_code,),
    ("late_banner", "product"): (press_as_it_moves,),
    ("no_total_at_payment", "payment"): (back_for_the_total, back_for_the_total),
    ("size_guide_circle", "product"): (round_and_round,),
    ("category_leads_astray", "category"): (back_at_once,),
    ("hover_menu_flickers", "front"): (chase_the_menu,),
    ("button_far_below", "product"): (look_for_the_button,),
    ("unclear_label", "payment"): (puzzle_over_label,),
    ("carrier_codes", "method"): (puzzle_over_methods,),
    ("search_exact_only", "results"): search_in_vain("search_exact_only"),
    ("return_page_fails", "sorry"): (meet("return_page_fails"),),
}  # fmt: skip

EXPLICIT = frozenset(
    {
        "asks_identity_code", "late_banner", "no_total_at_payment", "size_guide_circle",
        "category_leads_astray", "hover_menu_flickers", "button_far_below", "unclear_label",
        "carrier_codes",
        "search_exact_only", "return_page_fails", "newsletter_modal", "chat_takes_focus",
    }
)  # fmt: skip
NOT_BY_KEYBOARD = frozenset({"invisible_veil", "late_banner", "hover_menu_flickers"})
NOBODY_LEAVES = frozenset(
    {"widget_crashes", "estimate_fails", "js_error_on_click", "city_overwritten"}
)
EVERYBODY_LEAVES = frozenset({"asks_identity_code"})
