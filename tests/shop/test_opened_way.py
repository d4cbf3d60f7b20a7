"""Opened flaws of pages and of the way: that each does what it says, and nothing else."""

from collections.abc import Callable

import pytest
from buying import (
    ADDRESS,
    ADDRESS_PAGE,
    BASKET,
    EMAIL,
    GATEWAY,
    METHOD,
    PAYMENT,
    PRODUCT,
    review_card,
)
from playwright.sync_api import Error, Page, expect

Visit = Callable[..., Page]

BACKPACK = "Kaarna 18 L small backpack"
BACKPACKS = "/catalogue/category/backpacks_1/"
SHIFTS = """() => { window.shifts = []; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(entry.value);
}).observe({type: "layout-shift", buffered: true}); }"""


# ------------------------------------------------------------------ the page


def test_modern_format_cut_off(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(BASKET, "modern_format_cut_off"))
    with page.expect_response("**/*.avif") as answer:
        page.reload()
    assert (answer.value.status, answer.value.headers["content-type"]) == (200, "image/avif")
    picture = page.get_by_role("img", name=BACKPACK)
    expect(picture).to_be_visible()
    page.wait_for_load_state()
    assert picture.evaluate("image => [image.complete, image.naturalWidth]") == [True, 0]
    page.get_by_label("Quantity").fill("2")
    page.get_by_role("button", name="Update").click()
    page.get_by_text("Your basket total is now").wait_for()
    page.get_by_role("button", name="Proceed to checkout").click()
    page.wait_for_url("**/checkout/")


def test_stylesheet_refused(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(BASKET, "stylesheet_refused"))
    colour = "getComputedStyle(document.querySelector('.site-header')).backgroundColor"
    styled = page.evaluate(colour)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.get_by_role("button", name="Proceed to checkout").click()
    page.get_by_label("E-mail address").fill(EMAIL)
    assert page.evaluate(colour) != styled
    assert any("integrity" in text and "shop.css" in text for text in said), said
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-address/")
    assert page.evaluate(colour) == styled


def test_country_switch(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(BACKPACKS, "country_switch"))
    link = page.get_by_role("link", name=BACKPACK)
    box = link.bounding_box()
    assert box
    page.get_by_role("dialog", name="You seem to be in Sweden").wait_for()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 20)
    page.wait_for_timeout(200)
    assert page.url.endswith(BACKPACKS)
    page.get_by_role("button", name="Stay in Finland").click()
    page.wait_for_selector("country-switch", state="detached")
    page.reload()
    page.wait_for_timeout(3200)
    assert page.locator("country-switch").count() == 0
    link.click()
    page.wait_for_url(f"**{PRODUCT}")


def test_wallet_not_ready(visit: Visit) -> None:
    page = visit(METHOD, "wallet_not_ready")
    found: list[Error] = []
    page.on("pageerror", lambda error: found.append(error))
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")
    page.wait_for_timeout(700)
    assert len(found) == 1
    expect(page.locator("#wallet")).to_be_visible()
    review_card(page)
    page.get_by_role("button", name="Place order").click()
    page.wait_for_url("**/thank-you/")
    assert len(found) == 1


@pytest.mark.parametrize("touch", [False, True])
def test_courier_gone(visit: Visit, errors: Callable[[Page], Page], touch: bool) -> None:
    page = errors(visit(METHOD, "courier_gone", touch=touch))
    page.evaluate(SHIFTS)
    expect(page.locator("#courier-today")).to_contain_text("Asking the courier")
    box = page.get_by_label("Pickup point").bounding_box()
    assert box
    page.wait_for_selector("#courier-today", state="detached")
    (page.touchscreen.tap if touch else page.mouse.click)(box["x"] + 9, box["y"] + 9)
    chosen = page.get_by_role("radio", name="Home delivery €9.90")
    expect(chosen).to_be_checked()
    assert page.evaluate("window.shifts.length") > 0
    page.get_by_label("Pickup point").check()
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")


def test_plural_not_formatted(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit("/", "plural_not_formatted"))
    page.get_by_label("Search products").fill("tent")
    page.get_by_role("button", name="Search").click()
    cards = page.locator(".product-card")
    pattern = "{count, plural, one {Only # left} other {# in stock}}"
    expect(page.locator(".stock-note")).to_have_text([pattern] * cards.count())
    page.get_by_role("main").get_by_role("link", name="Loue 2 tent").click()
    page.get_by_role("button", name="Add to basket").wait_for()
    assert page.locator(".stock-note").count() == 0


def test_list_laid_out_again(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(BACKPACKS, "list_laid_out_again"))
    page.evaluate(SHIFTS)
    card = page.locator(".product-card").nth(1)
    page.wait_for_function("window.shifts.length >= 4")
    assert page.evaluate("window.shifts.reduce((sum, one) => sum + one)") > 0.5
    page.wait_for_timeout(700)
    still = card.bounding_box()
    page.wait_for_timeout(600)
    assert card.bounding_box() == still


# ------------------------------------------------------------------ the way


def find_order(page: Page) -> None:
    page.get_by_role("contentinfo").get_by_role("link", name="Order status").click()
    page.get_by_label("Order number").fill("100001")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Show my order").click()
    page.locator("[data-order-status]").wait_for()


def send_request(page: Page) -> None:
    page.get_by_label("Which product?").select_option(label=BACKPACK)
    page.get_by_label("What is the reason?").select_option(label="Wrong size")
    page.get_by_label("Another size or colour").check()
    page.get_by_role("button", name="Send the request").click()
    page.wait_for_url("**/exchange/received/")


def test_exchange_for_members(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit("/", "exchange_for_members"))
    find_order(page)
    assert page.get_by_role("link", name="xchange").count() == 0
    page.get_by_role("link", name="Delivery and returns").click()
    page.get_by_role("link", name="Tell us about it here").click()
    send_request(page)


def test_footnotes_far_below(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(METHOD, "footnotes_far_below"))
    expect(page.get_by_text("See notes 4 and 7.")).to_be_visible()
    assert page.get_by_text("2–3 working days.").count() == 0
    assert page.evaluate("document.documentElement.scrollHeight / innerHeight") > 5
    expect(page.get_by_text("Note 4", exact=True)).not_to_be_in_viewport()
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")


def test_asks_lot_code(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit("/", "asks_lot_code"))
    find_order(page)
    page.get_by_role("main").get_by_role("link", name="Exchange a product").click()
    field = page.get_by_role("textbox", name="Lot code of the product")
    assert field.evaluate("field => field.required")
    field.fill("L2409-77")
    send_request(page)


def test_list_resumes(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit("/", "list_resumes"))
    page.get_by_role("link", name="Backpacks", exact=True).click()
    page.wait_for_timeout(1200)
    assert page.url.endswith(BACKPACKS), "nobody has looked at a product yet"
    page.get_by_role("link", name=BACKPACK).click()
    for _ in range(2):
        page.get_by_label("Breadcrumb").get_by_role("link", name="Backpacks").click()
        expect(page.get_by_text("Welcome back!")).to_be_visible()
        page.wait_for_url(f"**{PRODUCT}")
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_role("link", name="View basket").click()
    page.wait_for_url("**/basket/")


def test_suggestion_taken(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit("/", "suggestion_taken"))
    field = page.get_by_label("Search products")
    for words, taken in (
        ("tent", "tent pegs"), ("light tent", "lighter"), ("two person tent", "two-litre bottle"),
    ):  # fmt: skip
        field.fill("")
        field.press_sequentially(words)
        expect(page.get_by_role("option").first).to_have_text(taken)
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Search results for “{taken}”")
        expect(page.get_by_text("0 products found")).to_be_visible()
    page.get_by_role("link", name="All products").first.click()
    expect(page.get_by_role("main").get_by_role("link", name="Loue 2 tent")).to_be_visible()


def test_address_in_swedish(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(ADDRESS_PAGE, "address_in_swedish"))
    for label, value in (ADDRESS | {"Street address": "Mannerheimintie 1"}).items():
        page.get_by_label(label).fill(value)
    page.get_by_label("City").fill("Helsinki")
    page.get_by_role("button", name="Continue").click()
    shown = "Aino Virtanen, Mannerheimvägen 1, 96100 Helsingfors"
    expect(page.locator(".deliver-to")).to_contain_text(shown)
    page.get_by_label("Checkout steps").get_by_role("link", name="Address").click()
    expect(page.get_by_label("Street address")).to_have_value("Mannerheimintie 1")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")


def test_pointer_drawn_late(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(PRODUCT, "pointer_drawn_late"))
    dot = page.locator(".own-pointer__dot")
    page.mouse.move(300, 300)
    page.wait_for_timeout(900)
    page.mouse.move(700, 400)
    page.wait_for_timeout(200)
    box = dot.bounding_box()
    assert box and abs(box["x"] + 7 - 300) < 2, "it is still where the hand was"
    page.wait_for_timeout(800)
    box = dot.bounding_box()
    assert box and abs(box["x"] + 7 - 700) < 2 and abs(box["y"] + 7 - 400) < 2
    button = page.get_by_role("button", name="Add to basket")
    assert button.evaluate("node => getComputedStyle(node).cursor") == "none"
    button.click()
    expect(page.get_by_role("link", name="View basket")).to_be_visible()


def test_old_listing_kept(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit("/", "old_listing_kept"))
    page.get_by_role("link", name="Backpacks", exact=True).click()
    links = page.get_by_role("main").get_by_role("link", name=BACKPACK)
    expect(links).to_have_count(2)
    links.first.click()
    expect(page.get_by_text("no longer available")).to_be_visible()
    page.go_back()
    links.nth(1).click()
    page.get_by_role("button", name="Add to basket").wait_for()
    page.goto(page.url.replace(PRODUCT, "/catalogue/category/cooking_3/"))
    assert page.locator(".product-card").count() == 3


def test_several_of_them_at_once_let_one_buy(visit: Visit) -> None:
    page = visit(
        GATEWAY, "address_in_swedish", "courier_gone", "footnotes_far_below",
        "modern_format_cut_off", "stylesheet_refused", "wallet_not_ready",
    )  # fmt: skip
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Continue").click()
    for label, value in ADDRESS.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue to payment").click()
    review_card(page)
    page.get_by_role("button", name="Place order").click()
    page.wait_for_url("**/thank-you/")


def test_no_page_of_theirs_is_there_without_them(visit: Visit) -> None:
    page = visit("/")
    for path in (
        "products/kaarna-18-l-small-backpack/", "where-am-i/", "courier-today/", "stock-notes/",
        "suggestions/?q=te",
    ):  # fmt: skip
        answer = page.request.get(page.url + path)
        assert answer.status == 404, path
    assert page.request.get(page.url + PAYMENT[1:]).ok
