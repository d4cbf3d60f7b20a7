"""Presses and forms of `opened/`: that each flaw does what it says, and how one gets by."""

import re
from collections.abc import Callable

import pytest
from buying import (
    ADDRESS_PAGE,
    BASKET,
    EMAIL,
    GATEWAY,
    METHOD,
    PAYMENT,
    PRODUCT,
    fill_address,
    review_card,
    total,
)
from playwright.sync_api import Locator, Page, Response, expect

Visit = Callable[..., Page]

BUSY = """() => { window.busy = 0; new PerformanceObserver((list) => {
  for (const task of list.getEntries()) window.busy += task.duration;
}).observe({ type: "longtask" }); }"""


def press(page: Page, target: Locator) -> None:
    """With the mouse, where the target is, whatever lies over it."""
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, delay=60)


def errors(page: Page) -> list[str]:
    """Fills with the scripts' errors."""
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    return thrown


def find_order(page: Page) -> None:
    page.get_by_label("Order number").fill("100001")
    page.get_by_label("E-mail address").fill("aino@example.com")
    page.get_by_role("button", name="Show my order").click()


# ------------------------------------------------------------------ presses


def test_stretched_link(visit: Visit) -> None:
    page = visit(BASKET, "stretched_link")
    press(page, page.get_by_label("Quantity"))
    page.wait_for_url("**/kaarna-18-l-small-backpack_1/")
    page.go_back()
    page.get_by_label("Quantity").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    page.get_by_text("Your basket total is now").wait_for()
    press(page, page.get_by_role("button", name="Proceed to checkout"))
    page.wait_for_url("**/checkout/")


def test_locale_underscore(visit: Visit) -> None:
    page = visit(BASKET, "locale_underscore")
    thrown = errors(page)
    with page.expect_event("pageerror"):
        page.get_by_role("button", name="One more").click()
    assert len(thrown) == 1 and "en_GB" in thrown[0]
    assert (page.get_by_label("Quantity").input_value(), total(page)) == ("1", "€49.00")
    page.get_by_label("Quantity").fill("2")
    page.get_by_role("button", name="Update").click()
    page.get_by_text("Your basket total is now").wait_for()
    assert total(page) == "€98.00"
    expect(page.get_by_role("button", name="One more")).to_have_count(1)


def test_search_index_built(visit: Visit) -> None:
    page = visit("/", "search_index_built")
    page.evaluate(BUSY)
    page.get_by_label("Search products").press_sequentially("tent")
    page.wait_for_function("window.busy >= 2700")
    page.evaluate("window.busy = 0")
    page.get_by_label("Search products").press("Enter")
    page.get_by_role("link", name="tent").first.wait_for()


def test_session_alarm(visit: Visit) -> None:
    page = visit(METHOD, "session_alarm")
    told: list[str] = []
    page.on("dialog", lambda dialog: (told.append(dialog.type), dialog.accept()))
    with page.expect_event("dialog"):
        page.get_by_role("button", name="Continue to payment").click()
    assert told == ["alert"]
    review_card(page)
    page.wait_for_url("**/preview/")


@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "touch"])
def test_footer_drawn_on_blur(visit: Visit, touch: bool) -> None:
    page = visit(PAYMENT, "footer_drawn_on_blur", touch=touch)
    fill_card(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    button = page.get_by_role("button", name="Review order")
    tap = (lambda: button.tap()) if touch else (lambda: press(page, button))
    tap()
    page.wait_for_function("document.activeElement === document.body")
    assert asked == []
    tap()
    page.wait_for_url("**/preview/")


def test_reservation_polled(visit: Visit) -> None:
    page = visit(PRODUCT, "reservation_polled")
    states: list[str] = []

    def heard(answer: Response) -> None:
        if "/reservation/" in answer.url:
            states.append(answer.json()["state"])

    page.on("response", heard)
    page.get_by_role("button", name="Add to basket").click()
    expect(page.get_by_role("status")).to_have_text("Reserving…")
    page.get_by_role("link", name="View basket").wait_for(timeout=15_000)
    assert states.count("queued") >= 6


def fill_card(page: Page) -> None:
    """The last field key by key, so that leaving it is what changes it."""
    page.get_by_label("Card number").fill("4111 1111 1111 1111")
    page.get_by_label("Expiry year").select_option(index=3)
    page.get_by_label("Security code").fill("123")
    page.get_by_label("Name on card").press_sequentially("Aino")


def test_asks_iban(visit: Visit) -> None:
    page = visit(PAYMENT, "asks_iban")
    field = page.get_by_label("IBAN of your account")
    expect(field).to_be_hidden()
    page.get_by_label("Pay at the bank").check()
    page.get_by_role("button", name="Review order").click()
    assert page.url.endswith("/payment-details/")
    field.fill("FI21 1234 5600 0007 85")
    page.get_by_role("button", name="Review order").click()
    page.wait_for_url("**/preview/")


def test_an_iban_is_not_asked_of_who_pays_by_card(visit: Visit) -> None:
    page = visit(PAYMENT, "asks_iban")
    review_card(page)
    page.wait_for_url("**/preview/")


def test_day_month_swapped(visit: Visit) -> None:
    page = visit(METHOD, "day_month_swapped")
    field = page.get_by_label("Delivery day")
    for day in ("20.12.2030", "20/12/2030", "2030-12-20"):
        field.click()
        page.keyboard.press("Control+a")
        page.keyboard.type(day)
        page.get_by_text("How should we deliver?").click()
        expect(field).to_be_focused()  # the bubble belongs to it
        assert field.evaluate("field => field.validity.patternMismatch")
    page.keyboard.press("Control+a")
    page.keyboard.type("12/20/2030")
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")


def test_code_form_forgets_card(visit: Visit) -> None:
    page = visit(PAYMENT, "code_form_forgets_card")
    fill_card(page)
    page.get_by_label("Campaign code").fill("RETKI10")
    with page.expect_navigation():
        page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("alert")).to_contain_text("RETKI10 is for orders of")
    for label in ("Card number", "Security code", "Name on card"):
        assert page.get_by_label(label).input_value() == ""
    review_card(page)
    page.wait_for_url("**/preview/")


def test_carrier_limit_at_the_end(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "carrier_limit_at_the_end")
    fill_address(page, Instructions="Please leave the parcel behind the green gate")
    for note in ("", "Behind the green gate"):
        if note:
            page.wait_for_url("**/shipping-address/")
            expect(page.get_by_role("alert")).to_contain_text("45 characters")
            assert page.get_by_label("City").input_value() == "Rovaniemi"
            page.get_by_label("Instructions").fill(note)
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Continue to payment").click()
        review_card(page)
        page.get_by_role("button", name="Place order").click()
    page.wait_for_url("**/thank-you/")


def test_portal_knows_nothing(visit: Visit) -> None:
    page = visit("/order-status/", "portal_knows_nothing")
    find_order(page)
    page.get_by_role("main").get_by_role("link", name="Exchange a product").click()
    reference, email = page.get_by_label("Purchase reference"), page.get_by_label("Contact e-mail")
    assert (reference.input_value(), email.input_value()) == ("", "")
    reference.fill("100001")
    email.fill("aino@example.com")
    page.get_by_label("Which product?").select_option(label="Kaarna 18 L small backpack")
    page.get_by_label("What is the reason?").select_option("size")
    page.get_by_label("Another size or colour").check()
    page.get_by_role("button", name="Send the request").click()
    page.wait_for_url("**/exchange/received/")


def test_robot_suspected(visit: Visit) -> None:
    page = visit("/order-status/", "robot_suspected")
    before = page.locator("body").inner_text()
    for _ in range(2):
        with page.expect_response(re.compile("/robot-check/")) as judged:
            find_order(page)
        assert judged.value.json()["score"] < 0.5
    assert page.locator("body").inner_text() == before
    page.reload()
    find_order(page)
    page.wait_for_selector("[data-order-status]")


def test_plus_not_allowed(visit: Visit) -> None:
    page = visit(GATEWAY, "plus_not_allowed")
    field, complaint = page.get_by_label("E-mail address"), page.get_by_role("alert")
    for _ in range(2):
        field.fill("aino+1@example.com")
        expect(complaint).to_have_count(0)
        page.get_by_role("button", name="Continue").click()
        expect(complaint).to_have_text("Please enter a valid e-mail address.")
    field.fill(EMAIL)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-address/")


@pytest.mark.parametrize(
    ("flaw", "place"),
    [
        ("stretched_link", BASKET),
        ("locale_underscore", BASKET),
        ("search_index_built", "/"),
        ("footer_drawn_on_blur", PAYMENT),
        ("reservation_polled", PRODUCT),
        ("asks_iban", PAYMENT),
        ("day_month_swapped", METHOD),
        ("code_form_forgets_card", PAYMENT),
        ("carrier_limit_at_the_end", ADDRESS_PAGE),
        ("portal_knows_nothing", "/exchange/"),
        ("robot_suspected", "/order-status/"),
        ("plus_not_allowed", GATEWAY),
    ],
)
def test_nothing_else_goes_wrong_on_its_page(visit: Visit, flaw: str, place: str) -> None:
    page = visit(place, flaw)
    trouble = errors(page)
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.on("response", lambda r: trouble.append(r.url) if r.status >= 400 else None)
    page.reload()
    page.wait_for_load_state("networkidle")
    assert trouble == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
