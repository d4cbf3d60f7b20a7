"""Presses, amounts and promises that were opened: that each flaw does what it says."""

from collections.abc import Callable

from buying import (
    ADDRESS,
    ADDRESS_PAGE,
    BASKET,
    EMAIL,
    GATEWAY,
    METHOD,
    PAYMENT,
    PRODUCT,
    press_at,
    review_card,
    total,
)
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
Watch = Callable[[Page], Page]

BACKPACK = "Kaarna 18 L small backpack"
PRESSED = """() => {
  const seen = [];
  addEventListener("click", event => seen.push(event.target.className), true);
  return seen;
}"""
"""Begins a list of what presses arrive at."""
FOUR_PRESSES = """() => {
  const arrow = document.querySelector('[aria-label="Next picture"]');
  for (let press = 0; press < 4; press += 1) arrow.click();
}"""


def update_to_two(page: Page) -> None:
    page.get_by_label("Quantity").fill("2")
    page.get_by_role("button", name="Update").click()
    page.get_by_text("Your basket total is now").wait_for()


def give_address(page: Page) -> None:
    for label, value in ADDRESS.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-method/")


def give_email(page: Page) -> None:
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-address/")


# ------------------------------------------------------------------ presses


def test_snow_over_hero(visit: Visit, errors: Watch) -> None:
    page = errors(visit("/", "snow_over_hero"))
    button = page.get_by_role("link", name="See all products")
    expect(button).to_be_visible()
    pressed = page.evaluate_handle(PRESSED)
    press_at(page, button)
    assert (pressed.json_value(), page.url.count("/catalogue/")) == (["snow"], 0)
    button.press("Enter")
    page.wait_for_url("**/catalogue/")


def test_the_snow_falls(visit: Visit) -> None:
    page = visit("/", "snow_over_hero")
    before = page.evaluate("document.querySelector('.snow').toDataURL()")
    page.wait_for_function("was => document.querySelector('.snow').toDataURL() !== was", arg=before)
    page.get_by_role("main").get_by_role("link", name="Backpacks").first.click()
    page.wait_for_url("**/category/**")


def test_toggled_twice(visit: Visit, errors: Watch) -> None:
    page = errors(visit(METHOD, "toggled_twice"))
    button = page.get_by_role("button", name="Pickup points near you")
    before = page.locator("body").inner_html()
    button.click()
    expect(page.locator("#pickup-list")).to_be_hidden()
    assert page.locator("body").inner_html() == before
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")


def test_gift_switch_springs_back(visit: Visit, errors: Watch) -> None:
    page = errors(visit(BASKET, "gift_switch_springs_back"))
    update_to_two(page)
    switch = page.get_by_role("switch", name="Wrap it as a gift (free)")
    for _ in range(2):
        expect(switch).not_to_be_checked()
        with page.expect_response(lambda answer: answer.request.method == "POST") as saved:
            switch.click()
        assert saved.value.status == 204
        expect(switch).not_to_be_checked()
    page.get_by_role("button", name="Proceed to checkout").click()
    page.wait_for_url("**/checkout/")


def test_colour_not_chosen(visit: Visit, errors: Watch) -> None:
    page = errors(visit(PRODUCT, "colour_not_chosen"))
    button = page.get_by_role("button", name="Add to basket")
    expect(button).to_be_disabled()
    before = page.locator("main").inner_text()
    press_at(page, button)
    assert page.locator("main").inner_text() == before
    page.get_by_label("Lake").check()
    button.click()
    expect(page.locator("[data-basket-count]")).to_have_text("1")


def test_chunk_gone(visit: Visit) -> None:
    page = visit("/", "chunk_gone")
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(page.url + "order-status/")
    for reloaded in (False, True):
        if reloaded:
            page.reload()
        page.get_by_label("Order number").fill("100001")
        page.get_by_label("E-mail address").fill(EMAIL)
        if reloaded:
            page.get_by_role("button", name="Show my order").click()
            page.wait_for_url("**/accounts/order-status/**")
            continue
        with page.expect_event("pageerror"), page.expect_response("**/chunks/**") as answer:
            page.get_by_role("button", name="Show my order").click()
        assert (answer.value.status, page.url[-14:]) == (404, "/order-status/")
    assert len(failed) == 1 and "dynamically imported module" in failed[0]


def test_postcode_looked_up(visit: Visit, errors: Watch) -> None:
    page = errors(visit(ADDRESS_PAGE, "postcode_looked_up"))
    page.evaluate(
        "() => { window.blocked = new Promise(r => new PerformanceObserver(list => r("
        "list.getEntries()[0].duration)).observe({type: 'longtask'})) }"
    )
    page.get_by_label("Postcode").press_sequentially(ADDRESS["Postcode"])
    assert page.evaluate("window.blocked") >= 2400
    give_address(page)


def test_leaving_guard(visit: Visit, errors: Watch) -> None:
    page = errors(visit(PAYMENT, "leaving_guard"))
    asked: list[str] = []
    page.get_by_label("Pay at the bank").click()
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("button", name="Review order").click()
    page.get_by_role("button", name="Place order and pay").click()
    page.get_by_role("heading", name="Confirm your payment").wait_for()
    assert asked == ["beforeunload"]


def test_carousel_drops_presses(visit: Visit, errors: Watch) -> None:
    page = errors(visit(PRODUCT, "carousel_drops_presses"))
    arrow = page.get_by_role("button", name="Next picture")
    place = page.locator(".gliding__place")
    expect(place).to_have_text("1 / 4")
    page.evaluate(FOUR_PRESSES)
    expect(place).to_have_text("2 / 4")
    expect(arrow).to_be_enabled()
    for _ in range(2):  # whoever keeps on gets there
        was = place.inner_text()
        while place.inner_text() == was:
            arrow.click()
    expect(place).to_have_text("4 / 4")


def test_stale_version(visit: Visit, errors: Watch) -> None:
    page = errors(visit(BASKET, "stale_version"))
    update_to_two(page)
    before = page.locator("body").inner_html()
    with page.expect_response("**/graphql/") as answer:
        page.get_by_role("button", name="Proceed to checkout").click()
    assert (answer.value.status, "errors" in answer.value.json()) == (200, True)
    assert (page.url[-8:], page.locator("body").inner_html()) == ("/basket/", before)
    page.get_by_role("button", name="Proceed to checkout").click()
    page.wait_for_url("**/checkout/")


def test_an_unchanged_basket_is_of_the_right_version(visit: Visit) -> None:
    page = visit(BASKET, "stale_version")
    page.get_by_role("button", name="Proceed to checkout").click()
    page.wait_for_url("**/checkout/")


def test_analytics_holds_link(visit: Visit, errors: Watch) -> None:
    page = errors(visit("/", "analytics_holds_link"))
    page.get_by_role("link", name="Backpacks", exact=True).click()
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    before = page.evaluate("performance.now()")
    link = page.get_by_role("link", name=BACKPACK)
    page.evaluate(
        "addEventListener('pagehide', () => sessionStorage.setItem('left', performance.now()))"
    )
    link.click()
    link.click()
    assert asked == []
    page.wait_for_url("**/kaarna**")
    assert float(page.evaluate("sessionStorage.getItem('left')")) - before >= 4000
    assert sum("kaarna" in url and "media" not in url for url in asked) == 1


# ------------------------------------------------------------------ amounts and promises


def test_delivery_per_parcel(visit: Visit, errors: Watch) -> None:
    page = errors(visit(BASKET, "delivery_per_parcel"))
    update_to_two(page)
    page.get_by_role("button", name="Proceed to checkout").click()
    give_email(page)
    give_address(page)
    delivery = page.locator("[data-delivery-cost]")
    assert (total(page), delivery.inner_text()) == ("€102.90", "€4.90")
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")
    assert (total(page), delivery.inner_text()) == ("€107.80", "€9.80")
    review_card(page)
    page.wait_for_url("**/preview/")
    assert total(page) == "€107.80"
    page.get_by_role("button", name="Place order").click()
    page.wait_for_url("**/thank-you/")
    assert (total(page), delivery.inner_text()) == ("€107.80", "€9.80")


def test_delivery_added_up(visit: Visit, errors: Watch) -> None:
    page = errors(visit(METHOD, "delivery_added_up"))
    delivery = page.locator("[data-delivery-cost]")
    assert total(page) == "€53.90"
    page.get_by_label("Home delivery").check()
    assert (total(page), delivery.inner_text()) == ("€63.80", "€9.90")
    page.get_by_label("Pickup point").check()
    assert (total(page), delivery.inner_text()) == ("€68.70", "€4.90")
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")
    assert total(page) == "€53.90"


def test_snapshot_on_back(visit: Visit, errors: Watch) -> None:
    page = errors(visit(BASKET, "snapshot_on_back"))
    update_to_two(page)
    page.get_by_role("button", name="Proceed to checkout").click()
    page.wait_for_url("**/checkout/")
    page.go_back()
    page.wait_for_url("**/basket/")
    assert (total(page), page.get_by_label("Quantity").input_value()) == ("€49.00", "1")
    expect(page.locator("[data-basket-count]")).to_have_text("1")
    page.get_by_role("button", name="Proceed to checkout").click()
    give_email(page)
    assert total(page) == "€98.00"


def test_the_snapshot_is_gone_after_a_reload(visit: Visit) -> None:
    page = visit(BASKET, "snapshot_on_back")
    update_to_two(page)
    page.goto(page.url.split("/basket")[0] + GATEWAY)
    page.go_back()
    assert total(page) == "€49.00"
    page.reload()
    assert total(page) == "€98.00"


def test_free_delivery_net(visit: Visit, errors: Watch) -> None:
    page = errors(visit(BASKET, "free_delivery_net"))
    delivery = page.locator("[data-delivery-cost]")
    assert delivery.inner_text() == "from €4.90"
    update_to_two(page)
    assert delivery.inner_text() == "€0.00"
    page.get_by_role("button", name="Proceed to checkout").click()
    give_email(page)
    assert (delivery.inner_text(), total(page)) == ("from €4.90", "€98.00")
    give_address(page)
    assert (delivery.inner_text(), total(page)) == ("€4.90", "€102.90")
