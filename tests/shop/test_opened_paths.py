"""Flaws of pages, of accounts and of the way: that each does what it says, and nothing else."""

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
    trouble_when_loaded,
)
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]

BACKPACK = "Kaarna 18 L small backpack"
BACKPACKS = "/catalogue/category/backpacks_1/"
LCP = """() => { window.painted = 0; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.painted = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true}); }"""


# ------------------------------------------------------------------ the way


def test_basket_link_left_out(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(PRODUCT, "basket_link_left_out"))
    page.get_by_role("button", name="Add to basket").click()
    expect(page.get_by_text("was added to your basket.")).to_be_visible()
    assert page.get_by_role("link", name="basket").count() == 0
    page.get_by_role("link", name="Log in").click()
    page.get_by_role("link", name="Basket, 1 item").click()
    page.get_by_role("button", name="Proceed to checkout").click()
    page.wait_for_url("**/checkout/")


def test_lockers_by_number(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(METHOD, "lockers_by_number"))
    lockers = page.locator(".lockers label")
    assert lockers.count() == 120
    numbers = [int(text.split()[0]) for text in lockers.all_inner_texts()]
    assert numbers == sorted(numbers)
    assert lockers.filter(has_text="00100").count() == 8
    assert page.evaluate("document.documentElement.scrollHeight / innerHeight") > 6
    lockers.nth(60).click()
    expect(page.locator("[data-order-total]")).to_have_text("€53.90")
    page.get_by_label("Home delivery").check()
    expect(page.locator("[data-order-total]")).to_have_text("€58.90")
    page.get_by_label("Pickup point").check()
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")


def test_letter_not_unwanted(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(GATEWAY, "letter_not_unwanted"))
    page.get_by_role("checkbox", name="do not wish to be left out").uncheck()
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-address/")


def test_basket_changed_again(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(BASKET, "basket_changed_again"))
    lines = page.locator(".basket-lines").inner_text()
    for _ in range(3):
        with page.expect_navigation():
            page.get_by_role("button", name="Proceed to checkout").click()
        expect(page.get_by_text("Your basket was changed at")).to_be_visible()
        assert page.url.endswith(BASKET)
        assert page.locator(".basket-lines").inner_text() == lines
    page.get_by_role("button", name="Proceed to checkout").click()
    page.wait_for_url("**/checkout/")


def test_search_in_one_department(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit("/", "search_in_one_department"))
    page.evaluate("window.same = true")
    for words in ("tent", "light tent", "two person tent"):
        page.get_by_label("Search products").fill(words)
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Search results for “{words}”")
        expect(page.get_by_role("status")).to_have_text("0 products found in Backpacks")
        assert "/search/?q=" in page.url
    assert page.evaluate("window.same")
    page.get_by_label("Department").select_option(label="Everywhere")
    page.get_by_label("Search products").fill("tent")
    page.get_by_label("Search products").press("Enter")
    expect(page.get_by_role("main").get_by_role("link", name="Loue 2 tent")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("status")).to_contain_text("found")


def test_voucher_elsewhere(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(METHOD, "voucher_elsewhere"))
    assert page.get_by_text("oucher").count() == 0
    page.get_by_role("button", name="Continue to payment").click()
    expect(page.get_by_text("You redeem it where you choose the delivery.")).to_be_visible()
    page.get_by_label("Checkout steps").get_by_role("link", name="Delivery").click()
    page.get_by_role("button", name="Continue to payment").wait_for()
    assert page.get_by_text("oucher").count() == 0


def test_hint_closes_itself(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(PAYMENT, "hint_closes_itself"))
    icon = page.get_by_role("button", name="What is this?")
    text = page.locator(".hint-place__text")
    for _ in range(2):
        icon.hover()
        expect(text).to_be_visible()
        expect(text).to_be_hidden()  # the pointer is still there
        page.mouse.move(10, 10)
    review_card(page)
    page.get_by_role("button", name="Place order").wait_for()


def test_measurements_untranslated(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(PRODUCT, "measurements_untranslated"))
    page.get_by_role("link", name="Measurements and capacity").click()
    expect(page.get_by_text("not available in your language yet")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Add to basket").wait_for()


def test_filter_counts_stale(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(BACKPACKS, "filter_counts_stale"))
    page.evaluate("window.same = true")
    for _ in range(2):
        page.get_by_role("link", name="Up to 20 litres (2)").click()
        expect(page.get_by_text("0 products")).to_be_visible()
        assert (page.locator(".product-card").count(), "volume=0-20" in page.url) == (0, True)
        page.go_back()
        expect(page.locator(".product-card")).to_have_count(3)
    assert page.evaluate("window.same")
    page.get_by_role("link", name=BACKPACK).click()
    page.get_by_role("button", name="Add to basket").wait_for()


@pytest.mark.parametrize("touch", [False, True])
def test_reservation_scrolls_up(visit: Visit, errors: Callable[[Page], Page], touch: bool) -> None:
    page = errors(visit(PAYMENT, "reservation_scrolls_up", touch=touch))
    for _ in range(2):
        page.evaluate("window.scrollTo(0, 400)")
        assert page.evaluate("window.scrollY") > 100
        page.wait_for_function("window.scrollY === 0")
    review_card(page)
    page.get_by_role("button", name="Place order").wait_for()


# ------------------------------------------------------------------ pages


def find_order(page: Page) -> None:
    page.goto(page.url + "order-status/")
    page.get_by_label("Order number").fill("100001")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Show my order").click()


def test_pictures_of_old_host(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit("/", "pictures_of_old_host"))
    failed: list[str | None] = []
    page.on("requestfailed", lambda request: failed.append(request.failure))
    find_order(page)
    picture = page.get_by_role("img", name=BACKPACK)
    expect(picture).to_be_visible()
    page.wait_for_load_state()
    assert picture.evaluate("image => [image.complete, image.naturalWidth]") == [True, 0]
    assert failed and all("net::ERR" in str(failure) for failure in failed)


def test_picture_revoked(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(PRODUCT, "picture_revoked"))
    picture = page.get_by_role("img", name=BACKPACK)
    page.wait_for_function(
        "() => { const p = document.querySelector('.product-page__picture');"
        "return p.src.startsWith('blob:') && p.complete && !p.naturalWidth; }"
    )
    expect(picture).to_be_visible()
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_role("link", name="View basket").wait_for()


def test_best_sellers_cut_off(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit("/", "best_sellers_cut_off"))
    with page.expect_event("requestfailed") as failed:
        page.get_by_role("link", name="Backpacks", exact=True).click()
    assert failed.value.url.endswith("/best-sellers/")
    assert "CONTENT_LENGTH_MISMATCH" in str(failed.value.failure)
    expect(page.locator(".best-sellers")).to_contain_text("Loading …")
    page.get_by_role("link", name=BACKPACK).click()
    page.get_by_role("button", name="Add to basket").wait_for()


def test_order_page_at_capacity(visit: Visit) -> None:
    page = visit("/", "order_page_at_capacity")
    with page.expect_response("**/accounts/order-status/**") as answer:
        find_order(page)
    assert answer.value.status == 503
    expect(page.get_by_text("503 Service Unavailable")).to_be_visible()
    page.reload()
    expect(page.locator("[data-order-status]")).to_be_visible()


def test_slider_plugin_missing(visit: Visit) -> None:
    page = visit(BACKPACKS, "slider_plugin_missing")
    assert trouble_when_loaded(page) == []
    with page.expect_event("pageerror") as error:
        page.get_by_role("link", name="Home").click()
    assert str(error.value).endswith("slick is not a function")
    page.get_by_role("link", name=BACKPACK).click()
    page.get_by_role("button", name="Add to basket").wait_for()


def test_boundary_keeps_quiet(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(ADDRESS_PAGE, "boundary_keeps_quiet"))
    with page.expect_console_message(lambda said: said.type == "error") as said:
        page.reload()
    assert said.value.text.startswith("ERROR TypeError: Cannot read properties of null")
    for label, value in ADDRESS.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-method/")


def test_total_not_filled_in(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(BASKET, "total_not_filled_in"))
    page.get_by_label("Quantity").fill("2")
    page.get_by_role("button", name="Update").click()
    expect(page.get_by_text("Your basket total is now")).to_contain_text("is now %(total)s.")
    expect(page.locator("[data-order-total]")).to_have_text("€98.00")
    page.get_by_role("button", name="Proceed to checkout").click()
    page.wait_for_url("**/checkout/")


def test_instalments_nan(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(PRODUCT, "instalments_nan"))
    expect(page.get_by_text("or 4 × €NaN a month")).to_be_visible()
    assert "NaN" not in page.locator("main").evaluate("main => main.textContent")  # a shadow tree
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_role("link", name="View basket").click()
    page.wait_for_url("**/basket/")
    assert page.locator("pay-later").count() == 0


def test_hidden_until_tested(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(BACKPACKS, "hidden_until_tested"))
    assert page.evaluate("getComputedStyle(document.documentElement).opacity") == "1"
    page.get_by_role("link", name=BACKPACK).click()
    page.wait_for_url(f"**{PRODUCT}")
    assert page.evaluate("getComputedStyle(document.documentElement).opacity") == "0"
    page.evaluate(LCP)
    page.wait_for_function("window.painted > 4000")
    page.reload()
    page.wait_for_selector("html:not(.async-hide)", timeout=2000)
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_role("link", name="View basket").wait_for()


# ------------------------------------------------------------------ accounts


def test_password_to_order(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(PAYMENT, "password_to_order"))
    review_card(page)
    button = page.get_by_role("button", name="Create account and place order")
    button.click()
    field = page.get_by_label("Password for your account")
    assert field.evaluate("field => field.validity.valueMissing")
    assert page.get_by_text("guest").count() == 0
    field.fill("Retki-2026-kesä")
    button.click()
    page.wait_for_url("**/thank-you/")


def test_known_address(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(GATEWAY, "known_address"))
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Welcome back!")).to_be_visible()
    assert page.get_by_text("guest").count() == 0
    page.get_by_label("Password").fill("whatever")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("This password is not right.")).to_be_visible()
    page.goto(page.url)
    page.get_by_label("E-mail address").fill("somebody.else@example.com")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-address/")


def test_some_of_them_at_once_let_one_buy(visit: Visit) -> None:
    page = visit(
        GATEWAY, "letter_not_unwanted", "boundary_keeps_quiet", "lockers_by_number",
        "voucher_elsewhere", "reservation_scrolls_up", "hint_closes_itself", "password_to_order",
    )  # fmt: skip
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Continue").click()
    for label, value in ADDRESS.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue to payment").click()
    review_card(page)
    page.get_by_label("Password for your account").fill("Retki-2026-kesä")
    page.get_by_role("button", name="place order").click()
    page.wait_for_url("**/thank-you/")


def test_no_page_of_theirs_is_there_without_them(visit: Visit) -> None:
    page = visit("/")
    for path in ("info/measurements/", "reserved-until/", "best-sellers/"):
        assert page.request.get(page.url + path).status == 404, path
