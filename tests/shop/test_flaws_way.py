"""Flaws that lead astray, and those of the page itself: that they do what they say."""

from collections.abc import Callable

from buying import METHOD, PAYMENT, PRODUCT, review_card
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]

PHOTO = "Kaarna 18 L small backpack"


def test_category_leads_astray(visit: Visit) -> None:
    page = visit("/", "category_leads_astray")
    page.get_by_role("link", name="Backpacks", exact=True).click()
    expect(page.get_by_role("heading", name="Tents and sleeping")).to_be_visible()
    page.goto(page.url.split("/catalogue")[0])
    page.get_by_role("main").get_by_role("link", name="Backpacks").click()
    expect(page.get_by_role("link", name=PHOTO)).to_be_visible()


def test_no_total_at_payment(visit: Visit) -> None:
    page = visit(PAYMENT, "no_total_at_payment")
    assert page.locator("[data-order-total], [data-delivery-cost]").count() == 0
    review_card(page)
    expect(page.locator("[data-order-total]")).to_have_text("€53.90")


def test_size_guide_circle(visit: Visit) -> None:
    page = visit(PRODUCT, "size_guide_circle")
    for _ in range(2):
        page.get_by_role("link", name="Which size is right for me?").click()
        page.get_by_role("link", name="See the size on the product's page").click()
        expect(page.get_by_role("button", name="Add to basket")).to_be_visible()


def test_search_exact_only(visit: Visit) -> None:
    page = visit("/", "search_exact_only")
    for words, found in (("tent", 0), ("small backpack", 0), ("Loue 2", 1)):
        page.get_by_label("Search products").fill(words)
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("status")).to_contain_text(f"{found} product")
        assert page.locator(".product-card").count() == found


def test_forced_extras(visit: Visit) -> None:
    page = visit(PRODUCT, "forced_extras")
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_role("link", name="No thanks").click()
    page.get_by_role("heading", name="Insure").wait_for()
    page.get_by_role("link", name="No thanks").click()
    page.wait_for_url("**/catalogue/")
    page.get_by_role("link", name="Basket, 1 item").click()
    page.get_by_role("button", name="Proceed to checkout").wait_for()


def test_hover_menu_flickers(visit: Visit) -> None:
    page = visit("/", "hover_menu_flickers")
    button = page.get_by_role("button", name="Categories")
    panel = page.locator(".hover-menu__panel")
    expect(panel).to_be_hidden()
    box = button.bounding_box()
    assert box
    x, y = box["x"] + 10, box["y"] + 10
    page.mouse.move(x, y)
    expect(panel).to_be_visible()
    page.mouse.move(x, box["y"] + box["height"] + 6)  # slowly, across the gap
    expect(panel).to_be_hidden()


def test_button_far_below(visit: Visit) -> None:
    page = visit(PRODUCT, "button_far_below")
    box = page.get_by_role("button", name="Add to basket").bounding_box()
    assert box and box["y"] > 8 * 800


def test_carrier_codes(visit: Visit) -> None:
    page = visit(METHOD, "carrier_codes")
    assert "Pickup" not in page.locator("#shipping-method-form").inner_text()
    page.get_by_label("2104 HD-EVE").check()
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")


def test_estimate_fails(visit: Visit) -> None:
    page = visit("/", "estimate_fails")
    with page.expect_response("**/delivery-estimate/**") as answer:
        page.goto(page.url.rstrip("/") + PRODUCT)
    assert answer.value.status == 503
    expect(page.locator(".in-stock")).to_contain_text("– in Rovaniemi")


def test_widget_crashes(visit: Visit) -> None:
    page = visit("/", "widget_crashes")
    with page.expect_event("pageerror") as error:
        page.goto(page.url.rstrip("/") + PRODUCT)
    assert error.value.name == "TypeError"


def test_late_banner(visit: Visit) -> None:
    page = visit(PRODUCT, "late_banner")
    button = page.get_by_role("button", name="Add to basket")
    before = button.bounding_box()
    page.locator(".campaign").wait_for()
    assert before
    x, y = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2
    page.mouse.click(x, y)
    page.wait_for_url("**/delivery-and-returns/")


def test_heavy_picture(visit: Visit) -> None:
    page = visit("/", "heavy_picture")
    page.goto(page.url.rstrip("/") + PRODUCT, wait_until="commit")
    page.get_by_role("button", name="Add to basket").wait_for()
    picture = page.get_by_role("img", name=PHOTO)
    assert picture.evaluate("image => image.complete") is False
    picture.evaluate("image => image.decode()")
    taken = "performance.getEntriesByName(document.querySelector('main img').src)[0].duration"
    assert page.evaluate(taken) >= 5000


def test_unclear_label(visit: Visit) -> None:
    page = visit(PAYMENT, "unclear_label")
    assert page.get_by_text("Security code").count() == 0
    page.get_by_role("textbox", name="CVx2 / 4DBC").fill("123")
    expect(page.locator(".field-ccv small")).to_have_count(0)
