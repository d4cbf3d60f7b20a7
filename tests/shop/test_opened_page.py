"""Pages, promises and the way in `opened/`: that each flaw does what it says."""

import re
from collections.abc import Callable

import pytest
from buying import (
    ADDRESS,
    ADDRESS_PAGE,
    BASKET,
    EMAIL,
    METHOD,
    PAYMENT,
    PRODUCT,
    go_to_payment,
    go_to_provider,
    review_card,
    total,
)
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]

BACKPACK = "Kaarna 18 L small backpack"
BACKPACKS = "/catalogue/category/backpacks_1/"


def test_picture_is_a_page(visit: Visit) -> None:
    page = visit("/", "picture_is_a_page")
    with page.expect_response("**/media/**?w=320") as answer:
        page.get_by_role("link", name="Backpacks", exact=True).click()
    assert (answer.value.status, answer.value.headers["content-type"][:9]) == (200, "text/html")
    picture = page.get_by_role("img", name=BACKPACK)
    assert picture.count() == 1
    expect(picture).to_be_visible()
    page.wait_for_load_state()
    assert picture.evaluate("image => [image.complete, image.naturalWidth]") == [True, 0]
    box = picture.bounding_box()
    assert box and abs(box["width"] - box["height"]) < 2, "its place is kept"
    assert page.locator("main img").nth(1).evaluate("image => image.naturalWidth") > 0
    page.get_by_role("link", name=BACKPACK).click()
    page.wait_for_load_state()
    assert page.get_by_role("img", name=BACKPACK).evaluate("image => image.naturalWidth") > 0


def test_pickup_points_blocked(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(BASKET, "pickup_points_blocked"))
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url.split("?")[0]))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    go_to_payment_method(page)
    page.wait_for_load_state("networkidle")
    assert any(url.endswith("/pickup-points") for url in failed), failed
    assert any("CORS" in text for text in said)
    expect(page.locator(".pickup-points")).to_contain_text("Loading the pickup points")
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")


def go_to_payment_method(page: Page) -> None:
    page.get_by_role("button", name="Proceed to checkout").click()
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Continue").click()
    for label, value in ADDRESS.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-method/")


def test_alarm_of_another_call(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(BASKET, "alarm_of_another_call"))
    page.get_by_label("Quantity").fill("2")
    page.get_by_role("button", name="Update").click()
    expect(page.locator(".alert-danger")).to_contain_text("Your change was not saved")
    expect(page.get_by_text("Your basket total is now")).to_be_visible()
    expect(page.locator("[data-basket-count]")).to_have_text("2")
    page.reload()
    assert total(page) == "€98.00"


def test_fee_at_the_bank(visit: Visit) -> None:
    page = visit(PAYMENT, "fee_at_the_bank")
    page.get_by_label("Pay at the bank").check()
    page.get_by_role("button", name="Review order").click()
    page.get_by_role("button", name="Place order").wait_for()
    assert total(page) == "€53.90"
    page.get_by_role("button", name="Place order").click()
    expect(page.locator("[data-amount]")).to_have_text("€55.85")
    page.get_by_role("button", name="Pay €").click()
    page.wait_for_url("**/thank-you/")
    assert total(page) == "€55.85"
    expect(page.locator("[data-surcharge]")).to_have_text("€1.95")


def test_discount_not_taken_off(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(METHOD, "discount_not_taken_off"))
    assert page.get_by_text("Trail week").count() == 0
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")
    for _ in range(2):
        summary = page.get_by_label("Summary")
        expect(summary.get_by_text("−€4.90")).to_be_visible()
        assert total(page) == "€53.90"
        if "payment-details" in page.url:
            review_card(page)
            page.get_by_role("button", name="Place order").wait_for()
    page.get_by_role("button", name="Place order").click()
    page.wait_for_url("**/thank-you/")
    assert (total(page), page.get_by_text("Trail week").count()) == ("€53.90", 0)


def test_price_of_an_experiment(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(PRODUCT, "price_of_an_experiment"))
    price = page.locator("[data-price-of=kaarna-18-l-small-backpack]")
    expect(price).to_have_text("€49.00 €39.20")
    assert price.locator("s").inner_text() == "€49.00"
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_role("link", name="View basket").click()
    expect(price).to_have_text("€49.00")
    assert total(page) == "€49.00"


def test_summary_from_store(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(BASKET, "summary_from_store"))
    page.get_by_label("Quantity").fill("2")
    page.get_by_role("button", name="Update").click()
    page.get_by_text("Your basket total is now").wait_for()
    page.get_by_role("button", name="Proceed to checkout").click()
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-address/")
    summary = page.get_by_label("Summary")
    expect(summary.locator(".summary-lines")).to_contain_text(f"1 × {BACKPACK}")
    assert summary.locator("[data-line-amount]").inner_text() == "€49.00"
    assert (total(page), summary.locator(".sums dd").first.inner_text()) == ("€49.00", "€49.00")
    for label, value in ADDRESS.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-method/")
    expect(summary.locator(".summary-lines")).to_contain_text(f"2 × {BACKPACK}")
    assert total(page) == "€102.90"


def test_the_summary_is_right_after_another_look_at_the_basket(visit: Visit) -> None:
    page = visit(BASKET, "summary_from_store")
    page.get_by_label("Quantity").fill("2")
    page.get_by_role("button", name="Update").click()
    page.get_by_text("Your basket total is now").wait_for()
    page.reload()
    page.get_by_role("button", name="Proceed to checkout").click()
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-address/")
    assert total(page) == "€98.00"


def test_invalid_date(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit("/", "invalid_date"))
    page.goto(page.url + "order-status/")
    page.get_by_label("Order number").fill("100001")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Show my order").click()
    expect(page.get_by_text("Expected to arrive")).to_have_text("Expected to arrive: Invalid Date")


def test_back_to_empty_basket(visit: Visit) -> None:
    page = visit(PAYMENT, "back_to_empty_basket")
    go_to_provider(page)
    page.get_by_role("button", name="Pay €").click()
    page.wait_for_url("**/payment-return/**")
    expect(page.get_by_text("Your basket is empty.")).to_be_visible()
    expect(page.locator("[data-basket-count]")).to_have_text("0")
    page.reload()
    page.wait_for_url("**/thank-you/")
    assert total(page) == "€53.90"


def test_survey_over_order(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(PAYMENT, "survey_over_order"))
    review_card(page)
    button = page.get_by_role("button", name="Place order")
    layer = page.get_by_role("dialog", name="Customer survey")
    expect(layer).to_be_visible()
    box = button.bounding_box()
    assert box
    on_top = "([x, y]) => document.elementFromPoint(x, y).closest('.survey') !== null"
    assert page.evaluate(on_top, [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2])
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    page.frame_locator(".survey iframe").get_by_role("button", name="No thanks").click()
    expect(layer).to_have_count(0)
    button.click()
    page.wait_for_url("**/thank-you/")


def test_cards_mixed_up(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit("/", "cards_mixed_up"))
    page.get_by_role("link", name="Backpacks", exact=True).click()
    card = page.locator(".product-card").filter(has_text=BACKPACK)
    expect(card.locator(".price_color")).to_have_text("€49.00")
    card.get_by_role("link", name=BACKPACK).click()
    expect(page.get_by_role("heading", name="Tunturi 28 L day backpack")).to_be_visible()
    page.go_back()
    page.get_by_role("main").get_by_role("link", name="Home").click()
    page.get_by_role("link", name=BACKPACK).click()
    expect(page.get_by_role("heading", name=BACKPACK)).to_be_visible()


def test_help_centre_maze(visit: Visit) -> None:
    page = visit("/", "help_centre_maze")
    page.get_by_role("contentinfo").get_by_role("link", name="Exchange a product").click()
    titles = []
    for name in (
        "Exchanges and returns", "How do I exchange a product?", "Read on in",
        "Products that have been sent", "I still need help", "I want to exchange a product",
    ):  # fmt: skip
        titles.append(page.get_by_role("heading", level=1).inner_text())
        page.get_by_role("main").get_by_role("link", name=name).click()
    assert len(set(titles)) == 6
    page.get_by_role("button", name="Send the request").wait_for()


def test_every_link_of_the_help_centre_leads_somewhere(visit: Visit) -> None:
    page = visit("/help/", "help_centre_maze")
    links = page.locator("main li a").evaluate_all("links => links.map((link) => link.href)")
    for link in links:
        answer = page.goto(link)
        assert answer and answer.status == 200, link


def test_words_corrected(visit: Visit) -> None:
    page = visit("/", "words_corrected")
    for words in ("tent", "light tent", "two person tent"):
        page.get_by_label("Search products").fill(words)
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_text("Showing results for")).to_contain_text(words)
        cards = page.locator(".product-card")
        assert cards.count() >= 2
        assert cards.filter(has_text=re.compile(r"tent\b")).count() == 0
        expect(page.get_by_role("status")).to_contain_text(f"{cards.count()} products found")
    page.get_by_label("Search products").fill("backpack")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".product-card")).to_have_count(3)
    page.get_by_role("link", name="All products").first.click()
    expect(page.get_by_role("main").get_by_role("link", name="Loue 2 tent")).to_be_visible()


@pytest.mark.parametrize("touch", [False, True])
def test_footer_runs_away(visit: Visit, errors: Callable[[Page], Page], touch: bool) -> None:
    page = errors(visit("/", "footer_runs_away", touch=touch))
    headings = page.locator("main h2")
    before = headings.count()
    for more in range(1, 6):
        page.keyboard.press("End")
        expect(headings).to_have_count(before + more)
        expect(page.get_by_role("link", name="Order status")).not_to_be_in_viewport()
    page.keyboard.press("End")
    expect(page.get_by_role("link", name="Order status")).to_be_in_viewport()
    page.get_by_role("link", name="Order status").click()
    page.wait_for_url("**/order-status/")


def test_tip_under_the_pointer(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(METHOD, "tip_under_the_pointer"))
    box = page.locator(".option-card").nth(1).bounding_box()
    assert box
    page.evaluate(
        "() => { window.flips = 0; new MutationObserver(() => { window.flips += 1; }).observe("
        "document.querySelector('.choice-tip'), {attributes: true, attributeFilter: ['hidden']}) }"
    )
    page.mouse.move(box["x"] + 100, box["y"] + 30)
    page.mouse.move(box["x"] + 104, box["y"] + 32)
    page.wait_for_function("window.flips > 5")  # the pointer rests
    page.mouse.move(10, 10)
    expect(page.locator(".choice-tip")).to_be_hidden()
    page.get_by_label("Pickup point").press("ArrowDown")
    expect(page.get_by_label("Home delivery")).to_be_checked()
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")


def test_no_tip_under_a_finger(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "tip_under_the_pointer")
    for label, value in ADDRESS.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Home delivery").check()
    expect(page.locator("[data-order-total]")).to_have_text("€58.90")


def test_all_of_them_at_once_let_one_buy(visit: Visit) -> None:
    page = visit(
        BASKET, "alarm_of_another_call", "discount_not_taken_off", "pickup_points_blocked",
        "summary_from_store", "survey_over_order", "tip_under_the_pointer",
    )  # fmt: skip
    go_to_payment(page)
    review_card(page)
    page.frame_locator(".survey iframe").get_by_role("button", name="No thanks").click()
    page.get_by_role("button", name="Place order").click()
    page.wait_for_url("**/thank-you/")
