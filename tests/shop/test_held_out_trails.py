"""Held-out flaws of the way through the shop and of its sums: that each does what it says."""

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
    total,
)
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
Watched = Callable[[Page], Page]

BACKPACK = "Kaarna 18 L small backpack"
BACKPACKS = "/catalogue/category/backpacks_1/"


def fill_address(page: Page) -> None:
    for label, value in ADDRESS.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Continue").click()


# ------------------------------------------------------------------ sums


def test_packing_charge_unspoken(visit: Visit, errors: Watched) -> None:
    page = errors(visit(BASKET, "packing_charge_unspoken"))
    assert total(page) == "€56.90"
    page.get_by_label("Quantity").fill("2")
    page.get_by_role("button", name="Update").click()
    expect(page.get_by_text("Your basket total is now")).to_contain_text("€105.90")
    assert total(page) == "€105.90"
    expect(page.locator("[data-line-amount]")).to_have_text("€98.00")
    page.get_by_role("button", name="Proceed to checkout").click()
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-address/")
    assert total(page) == "€105.90"
    fill_address(page)
    page.wait_for_url("**/shipping-method/")
    page.get_by_label("Home delivery").check()
    assert total(page) == "€115.80"
    page.get_by_label("Pickup point").check()
    assert total(page) == "€110.80"
    page.get_by_label("Checkout steps").get_by_role("link", name="Address").click()
    page.wait_for_url("**/shipping-address/")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")
    assert total(page) == "€110.80"
    review_card(page)
    expect(page.locator("[data-order-total]")).to_have_text("€110.80")
    assert page.get_by_text("acking").count() == 0
    page.get_by_role("button", name="Place order").click()
    page.wait_for_url("**/thank-you/")
    expect(page.locator("[data-surcharge]")).to_have_text("€7.90")
    assert total(page) == "€110.80"


def test_point_read_as_thousands(visit: Visit, errors: Watched) -> None:
    page = errors(visit(METHOD, "point_read_as_thousands"))
    assert total(page) == "€53.90"
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")
    assert total(page) == "€5,390.00"
    expect(page.locator("[data-delivery-cost]")).to_have_text("€4.90")
    review_card(page)
    page.get_by_role("button", name="Place order").wait_for()
    assert total(page) == "€53.90"


# ------------------------------------------------------------------ round about


def test_quiz_before_the_packs(visit: Visit, errors: Watched) -> None:
    page = errors(visit("/", "quiz_before_the_packs"))
    page.get_by_label("Categories").get_by_role("link", name="Backpacks").click()
    expect(page.get_by_text("Question 1 of 5")).to_be_visible()
    page.evaluate("window.same = true")
    for number in range(2, 6):
        page.locator(".pack-quiz a").first.click()
        expect(page.get_by_text(f"Question {number} of 5")).to_be_visible()
        assert page.url.endswith(f"/pack-finder/{number}/")
    assert page.evaluate("window.same")
    page.locator(".pack-quiz a").first.click()
    expect(page.locator(".product-card")).to_have_count(3)
    page.get_by_role("link", name=BACKPACK).click()
    page.get_by_role("button", name="Add to basket").wait_for()


def test_terms_signed_elsewhere(visit: Visit, errors: Watched) -> None:
    page = errors(visit(BASKET, "terms_signed_elsewhere"))
    page.get_by_role("button", name="Proceed to checkout").click()
    expect(page.get_by_role("heading", name="Before your first order")).to_be_visible()
    assert page.get_by_role("main").get_by_role("link").count() == 0
    for name in ("Delivery and returns", "terms of sale", "Forms", "Declaration of acceptance"):
        page.get_by_role("link", name=name).click()
    expect(page.get_by_text("Your acceptance has been noted.")).to_be_visible()
    page.get_by_role("link", name="Basket, 1 item").click()
    page.get_by_role("button", name="Proceed to checkout").click()
    page.wait_for_url("**/checkout/")


def test_region_asked_forever(visit: Visit, errors: Watched) -> None:
    page = errors(visit("/", "region_asked_forever"))
    page.get_by_label("Categories").get_by_role("link", name="Backpacks").click()
    for _ in range(3):
        expect(page.get_by_role("heading", name="Where do you live?")).to_be_visible()
        with page.expect_navigation():
            page.get_by_role("link", name="Finland").click()
    kept = [cookie for cookie in page.context.cookies() if cookie["name"] == "region"]
    assert [cookie["path"] for cookie in kept] == ["/your-region/"]
    page.get_by_role("link", name="Look round without a region").click()
    page.get_by_role("link", name=BACKPACK).click()
    page.get_by_label("Breadcrumb").get_by_role("link", name="Backpacks").click()
    expect(page.locator(".product-card")).to_have_count(3)


def test_back_key_reloads(visit: Visit, errors: Watched) -> None:
    page = errors(visit(BACKPACKS, "back_key_reloads"))
    page.get_by_role("link", name=BACKPACK).click()
    page.wait_for_url(f"**{PRODUCT}")
    for _ in range(3):
        with page.expect_event("load"):
            page.go_back(wait_until="commit")
        assert page.url.endswith(PRODUCT)
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_role("link", name="View basket").click()
    page.wait_for_url("**/basket/")


# ------------------------------------------------------------------ to and fro


def test_folds_pull_page_up(visit: Visit, errors: Watched) -> None:
    page = errors(visit(PRODUCT, "folds_pull_page_up"))
    for name in ("Straps and back", "Measures and pockets"):
        head = page.get_by_role("button", name=name)
        head.scroll_into_view_if_needed()
        at = page.evaluate("window.scrollY")
        head.click()
        expect(head).to_have_attribute("aria-expanded", "true")
        box = head.bounding_box()
        assert box and box["y"] < 0, "it begins above the window"
        assert page.evaluate("window.scrollY") == at
        expect(page.locator(".fold__text:visible")).to_have_count(1)
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_role("link", name="View basket").wait_for()


def test_cards_shy_of_scrolling(visit: Visit, errors: Watched) -> None:
    page = errors(visit("/", "cards_shy_of_scrolling"))
    card = page.locator(".product-card").first
    page.mouse.move(600, 400)
    for by, seen in ((600, "0"), (-150, "1"), (150, "0"), (-150, "1")):
        page.mouse.wheel(0, by)
        expect(card).to_have_css("opacity", seen)


def test_film_before_product(visit: Visit, errors: Watched) -> None:
    page = errors(visit(PRODUCT, "film_before_product"))
    expect(page.locator(".product-film")).to_be_in_viewport()
    for told in page.locator("main h1, main .price_color, main form button").all():
        box = told.bounding_box()
        assert box and box["y"] > 800, "it is below the window"
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_role("link", name="View basket").wait_for()


def test_list_served_in_swedish(visit: Visit, errors: Watched) -> None:
    page = errors(visit("/", "list_served_in_swedish"))
    menu = page.get_by_label("Categories").get_by_role("link", name="Backpacks")
    menu.click()
    expect(page.get_by_role("heading", name="Ryggsäckar")).to_be_visible()
    expect(page.get_by_text("Kaarna 18 L liten ryggsäck")).to_be_visible()
    page.go_back()
    menu.click()
    page.get_by_role("link", name=BACKPACK).click()
    page.get_by_role("button", name="Add to basket").wait_for()


def test_pickup_code_needs_number(visit: Visit, errors: Watched) -> None:
    page = errors(visit(METHOD, "pickup_code_needs_number"))
    missing = page.get_by_text("We have no mobile number of yours.")
    expect(missing).to_be_visible()
    page.get_by_label("Checkout steps").get_by_role("link", name="Address").click()
    page.get_by_label("Phone number (optional)").fill("040 123 4567")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue to payment").wait_for()
    expect(missing).to_be_hidden()


def test_till_under_strange_name(visit: Visit, errors: Watched) -> None:
    page = errors(visit(PAYMENT, "till_under_strange_name"))
    expect(page.get_by_role("heading", name="Payment to Demo Merchant 2")).to_be_visible()
    expect(page.get_by_text("Retki & Co").filter(visible=True)).to_have_count(0)
    review_card(page)
    expect(page.get_by_role("link", name="Retki & Co")).to_be_visible()


# ------------------------------------------------------------------ stopping short


def test_mobile_for_partners(visit: Visit, errors: Watched) -> None:
    page = errors(visit(ADDRESS_PAGE, "mobile_for_partners"))
    field = page.get_by_role("textbox", name="Mobile number, for us and our 214 partners")
    assert field.evaluate("field => field.required")
    field.fill("040 123 4567")
    fill_address(page)
    page.wait_for_url("**/shipping-method/")


def test_months_in_finnish_order(visit: Visit, errors: Watched) -> None:
    page = errors(visit(PAYMENT, "months_in_finnish_order"))
    months = page.get_by_role("combobox", name="Expiry month")
    names = months.locator("option").all_inner_texts()
    assert names[0] == "elokuu" and len(names) == 12 and names == sorted(names)
    months.select_option(label="joulukuu")
    assert months.input_value() == "12"
    review_card(page)
    page.get_by_role("button", name="Place order").wait_for()


# ------------------------------------------------------------------ the pointer


def test_spinner_over_delivery(visit: Visit, errors: Watched) -> None:
    page = errors(visit(METHOD, "spinner_over_delivery"))
    covered = "document.elementFromPoint(innerWidth / 2, 300).closest('.comparing') !== null"
    assert page.evaluate(covered)
    page.wait_for_selector(".comparing", state="detached", timeout=15_000)
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")


def test_tiles_run_past(visit: Visit, errors: Watched) -> None:
    page = errors(visit("/", "tiles_run_past"))
    tile = page.locator(".band").get_by_role("link", name=BACKPACK)
    first = tile.bounding_box()
    assert first
    moved = "([tile, x]) => Math.abs(tile.getBoundingClientRect().x - x) > 60"
    page.wait_for_function(moved, arg=[tile.element_handle(), first["x"]])
    direction = "getComputedStyle(document.querySelector('.band ul')).animationDirection"
    page.locator(".band").scroll_into_view_if_needed()
    box = page.locator(".band").bounding_box()
    assert box and page.evaluate(direction) == "normal"
    turned = False
    for step in range(120):  # over a gap between two tiles nothing turns: on to the next one
        page.mouse.move(box["x"] + 300 + 5 * step, box["y"] + 100)
        turned = turned or page.evaluate(direction) == "reverse"
    assert turned


# ------------------------------------------------------------------ the search


@pytest.mark.parametrize(
    ("flaw", "found"),
    [("short_words_unindexed", (0, 2, 0)), ("stories_found_first", (0, 0, 0))],
)
def test_searches_in_vain(visit: Visit, errors: Watched, flaw: str, found: tuple[int, ...]) -> None:
    page = errors(visit("/", flaw))
    main = page.get_by_role("main")
    for words, count in zip(("tent", "light tent", "two person tent"), found, strict=True):
        page.get_by_label("Search products").fill(words)
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Search results for “{words}”")
        expect(page.locator(".product-card")).to_have_count(count)
        assert main.get_by_role("link", name="tent").count() == 0
    if flaw == "stories_found_first":
        page.goto(page.url.partition("?")[0] + "?q=tent")
        page.get_by_role("link", name="Shop", exact=True).click()
        expect(page.locator(".product-card")).not_to_have_count(0)
        page.go_back()
        main.get_by_role("link", name="With children").click()
        expect(page.get_by_role("heading", name="With children")).to_be_visible()
    page.get_by_role("link", name="All products").first.click()
    expect(main.get_by_role("link", name="Loue 2 tent")).to_be_visible()


def test_no_page_of_theirs_is_there_without_them(visit: Visit) -> None:
    page = visit(GATEWAY)
    shop = page.url.removesuffix(GATEWAY)
    for path in (
        "/pack-finder/1/", "/terms-of-sale/", "/your-region/", "/compare-carriers/",
        "/stories/children-outdoors/",
    ):  # fmt: skip
        assert page.request.get(shop + path).status == 404, path
