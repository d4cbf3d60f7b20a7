"""How the shop's benign widgets are used: what a careless rule takes for friction."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping

from playwright.sync_api import Error, Locator

from bench.accuracy.eyes import seen
from bench.accuracy.hand import Unreachable, box_of
from bench.accuracy.shopper import Shopper

Deed = Callable[[Shopper], None]
Use = Callable[[Shopper, Locator], None]


def named(role: str, name: str, times: int = 1, gap_s: float = 0.35) -> Use:
    """Press the control of that role and name so many times."""

    def press(shopper: Shopper, box: Locator) -> None:
        found = seen(box.get_by_role(role, name=name))  # type: ignore[arg-type]
        if found is not None:
            shopper.press_quickly(found, name, times, gap_s, role)

    return press


def both(*uses: Use) -> Use:
    def one_after_the_other(shopper: Shopper, box: Locator) -> None:
        for use in uses:
            use(shopper, box)
            shopper.read(0.4)

    return one_after_the_other


def itself(role: str, name: str, times: int = 1, gap_s: float = 0.5) -> Use:
    def press(shopper: Shopper, box: Locator) -> None:
        shopper.press_quickly(box, name, times, gap_s, role)

    return press


def read(seconds: float) -> Use:
    def look(shopper: Shopper, box: Locator) -> None:
        if shopper.hand.input != "keyboard":
            shopper.hand.point(shopper.hand.reach(box))
        shopper.hand.wait(seconds)

    return look


def typed(label: str, value: str) -> Use:
    def fill(shopper: Shopper, box: Locator) -> None:
        if field := seen(box.get_by_label(label)):
            shopper.go_into(field, label)
            shopper.hand.type(value)
            shopper.read(0.4)

    return fill


def calendar(shopper: Shopper, box: Locator) -> None:
    for disabled in (True, False):
        days = box.locator(f".calendar__days button{':disabled' if disabled else ':enabled'}")
        if disabled and shopper.hand.input != "keyboard" and days.count():
            shopper.press_quickly(days.nth(2), days.nth(2).inner_text(), 1)
            named("button", "Next month", 2, 0.3)(shopper, box)
        elif days.count():
            shopper.press_quickly(days.nth(3), days.nth(3).inner_text(), 1)


def at_minimum(shopper: Shopper, box: Locator) -> None:
    if shopper.hand.input != "keyboard":
        named("button", "Fewer nights")(shopper, box)
    named("button", "More nights")(shopper, box)


def select_text(shopper: Shopper, box: Locator) -> None:
    if shopper.hand.input != "mouse":
        raise Unreachable("needs another hand")
    shopper.hand.point(shopper.hand.reach(box.locator("code")))
    shopper.hand.click(3, 0.14)


def suggestions(shopper: Shopper, box: Locator) -> None:
    field = box.get_by_label("Find gear")
    shopper.go_into(field, "Find gear", "combobox")
    shopper.hand.type("tent")
    shopper.hand.wait(0.9)
    entry = box.get_by_role("option").first
    if shopper.random.random() < 0.3 or not entry.count():
        shopper.page.keyboard.press("Escape")
    elif shopper.hand.input == "keyboard":
        shopper.page.keyboard.press("ArrowDown")
        shopper.page.keyboard.press("Enter")
    else:
        shopper.press_quickly(entry, entry.inner_text(), 1, role="option")


def new_tab(shopper: Shopper, box: Locator) -> None:
    with contextlib.suppress(Error):
        with shopper.page.context.expect_page(timeout=4_000) as opened:
            shopper.press_quickly(box, "Size chart", 1, role="link")
        tab = opened.value
        tab.wait_for_load_state()
        tab.wait_for_timeout(3_500)
        tab.close()
        shopper.page.bring_to_front()
        shopper.hand.wait(0.5)


def slider(shopper: Shopper, box: Locator) -> None:
    field = box.get_by_role("slider").first
    if shopper.hand.input == "keyboard":
        shopper.hand.tab_to(field)
        for key in ("ArrowRight",) * 4 + ("ArrowLeft",) * 2:
            shopper.page.keyboard.press(key)
            shopper.hand.wait(0.12)
        return
    drag(shopper, field)


def drag(shopper: Shopper, handle: Locator) -> None:
    """Hold the middle, right, left, let go."""
    if shopper.hand.input == "touch":
        raise Unreachable("needs another hand")
    at = shopper.hand.reach(handle)
    x, y = at.x + at.width / 2, at.y + at.height / 2
    shopper.hand.go_to(x, y)
    shopper.page.mouse.down()
    for by in (40, -30, 20):
        shopper.hand.go_to(x + by, y + 1)
    shopper.page.mouse.up()


def compare(shopper: Shopper, box: Locator) -> None:
    for _ in range(3):
        drag(shopper, box.locator(".compare__handle"))


def zoom(shopper: Shopper, box: Locator) -> None:
    if shopper.hand.input == "keyboard":
        raise Unreachable("needs another hand")
    shopper.hand.point(shopper.hand.reach(box))
    shopper.hand.click(2, 0.15)
    if shopper.hand.input == "mouse":
        for by in (-100, -100, 100):
            shopper.page.mouse.wheel(0, by)
            shopper.hand.wait(0.2)


def video(shopper: Shopper, box: Locator) -> None:
    """Press the play button of the browser's own controls, and again."""
    if shopper.hand.input == "keyboard":
        raise Unreachable("needs another hand")
    place = shopper.hand.reach(box.locator("video"))
    for _ in range(2):
        shopper.hand.go_to(place.x + 22, place.y + place.height - 20)
        shopper.hand.click()
        shopper.hand.wait(1.0)


def audio(shopper: Shopper, box: Locator) -> None:
    if shopper.hand.input == "keyboard":
        raise Unreachable("needs another hand")
    place = shopper.hand.reach(box.locator("audio"))
    shopper.hand.go_to(place.x + 24, place.y + place.height / 2)
    shopper.hand.click()
    shopper.hand.wait(1.0)


def tooltip(shopper: Shopper, box: Locator) -> None:
    if shopper.hand.input != "mouse":
        raise Unreachable("needs another hand")
    for _ in range(2):
        shopper.hand.point(shopper.hand.reach(box.locator(".tip")))
        shopper.hand.wait(0.7)
        x, y = shopper.hand.at
        shopper.hand.go_to(x + 140, y + 30)


def scrolling(screens: float) -> Use:
    def scroll(shopper: Shopper, box: Locator) -> None:
        if shopper.hand.input == "keyboard":
            raise Unreachable("needs another hand")
        if box_of(box) is not None:
            shopper.hand.reach(box)
        shopper.hand.scroll(800 * screens)
        shopper.hand.wait(0.4)
        shopper.hand.scroll(-800 * screens)

    return scroll


def code_boxes(shopper: Shopper, box: Locator) -> None:
    shopper.go_into(box.get_by_label("Digit 1"), "Digit 1")
    for digit in "123456":
        shopper.page.keyboard.press(digit)
        shopper.hand.wait(0.15)


def chosen_answer(shopper: Shopper, box: Locator) -> None:
    shopper.choose(box.get_by_label("When do you go?"), "When do you go?", "In summer")
    named("button", "Save my answer")(shopper, shopper.page.locator("#guide-form"))


def no_password(shopper: Shopper, box: Locator) -> None:
    typed("Your e-mail address", "aino@example.com")(shopper, box)
    shopper.go_into(box.get_by_label("Password"), "Password")
    named("button", "Send me the list")(shopper, shopper.page.locator("#guide-form"))


def counted(shopper: Shopper, box: Locator) -> None:
    typed("What is missing here?", "Maps of the north please")(shopper, box)
    for _ in range(6):
        shopper.page.keyboard.press("Backspace")
        shopper.hand.wait(0.06)
    shopper.hand.type("thank you")


def unfold(shopper: Shopper, box: Locator) -> None:
    for summary in box.locator("summary").all()[:3]:
        for _ in range(2):
            shopper.press_quickly(summary, summary.inner_text(), 1)
            shopper.read(0.4)


def gallery(shopper: Shopper, box: Locator) -> None:
    for view in ("2", "3", "3", "1"):
        named("button", f"View {view}")(shopper, box)


_GUIDE: Mapping[str, Use] = {
    "stepper": both(named("button", "More persons", 6, 0.3), named("button", "Fewer persons", 2)),
    "stepper_at_minimum": at_minimum,
    "carousel": both(named("button", "Next picture", 5, 0.3), named("button", "Previous picture")),
    "carousel_auto": both(read(2.5), named("button", "Tip 2")),
    "calendar": calendar,
    "select_text": select_text,
    "pdf_download": itself("link", "Packing list (PDF)"),
    "new_tab": new_tab,
    "canvas_preview": itself("button", "Colour of the backpack", 3, 0.5),
    "lazy_images": scrolling(1.5),
    "suggestions": suggestions,
    "favourite": itself("button", "Favourite", 2, 0.9),
    "quiet_wish": lambda shopper, box: shopper.tick(
        box.get_by_role("checkbox"), "Remind me in spring", "checkbox"
    ),
    "range": slider,
    "compare": compare,
    "zoom_image": zoom,
    "print": itself("button", "Print this page"),
    "cookie_banner": named("button", "Only necessary"),
    "accordion": unfold,
    "tabs": both(
        named("tab", "Winter"), named("tab", "Summer"), named("tab", "Winter", 2, 0.6)
    ),
    "tooltip": tooltip,
    "video": video,
    "audio": audio,
    "load_more": named("button", "Show more", 3, 0.7),
    "code_boxes": code_boxes,
    "phone_mask": typed("Mobile phone", "0401234567"),
    "card_mask": typed("Gift card", "6035710012345678"),
    "postcode_upper": typed("Postcode abroad", "sw1a 1aa"),
    "optional_password": no_password,
    "counter": counted,
    "countdown": read(2.5),
    "animation": both(read(0.5), itself("", "The fire")),
    "collecting_select": chosen_answer,
    "infinite_scroll": scrolling(4),
}  # fmt: skip
_PRODUCT: Mapping[str, Use] = {
    "product_gallery": gallery,
    "product_favourite": itself("button", "Favourite"),
    "product_sizes": new_tab,
    "product_details": unfold,
}


def _bound(name: str, use: Use) -> Deed:
    def deed(shopper: Shopper) -> None:
        box = seen(shopper.page.locator(f"[data-trap={name}]"))
        if box is not None:
            use(shopper, box)

    return deed


WIDGETS: Mapping[str, tuple[str, Deed]] = {
    **{name: ("guide", _bound(name, use)) for name, use in _GUIDE.items()},
    **{name: ("product", _bound(name, use)) for name, use in _PRODUCT.items()},
}
"""By the trap's name: on which view it stands, and how it is used."""
