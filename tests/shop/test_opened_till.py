"""Opened flaws of what is promised at the till: that each does what it says."""

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
    Shopper,
    fill_address,
    go_to_provider,
    press,
    review_card,
    statuses,
    total,
    trouble_when_loaded,
)
from playwright.sync_api import Page, expect

from kitka.demo_shop import DemoShop

Visit = Callable[..., Page]
SCRIPTED = [
    ("protection_preticked", PAYMENT),
    ("discount_runs_out", BASKET),
    ("counted_once_more", BASKET),
    ("free_delivery_badge", PAYMENT),
    ("header_from_cache", PRODUCT),
    ("carrier_knows_better", METHOD),
    ("tomorrow_on_product_page", PRODUCT),
    ("start_over_prefetched", ADDRESS_PAGE),
    ("update_without_body", BASKET),
    ("added_before_asked", PRODUCT),
]


def two(page: Page) -> None:
    page.get_by_label("Quantity").fill("2")
    press(page, "Update")


@pytest.mark.parametrize(("flaw", "place"), SCRIPTED)
def test_nothing_else_goes_wrong_on_its_page(visit: Visit, flaw: str, place: str) -> None:
    page = visit(place, flaw)
    assert trouble_when_loaded(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_protection_preticked(visit: Visit) -> None:
    page = visit(METHOD, "protection_preticked")
    assert total(page) == "€53.90"
    press(page, "Continue to payment")
    box = page.get_by_label("Shipping protection")
    assert box.is_checked() and total(page) == "€56.35"
    box.uncheck()
    expect(page.locator("[data-order-total]")).to_have_text("€53.90")
    box.check()
    expect(page.locator("[data-surcharge]")).to_have_text("€2.45")
    review_card(page)
    press(page, "Place order")
    page.wait_for_url("**/thank-you/")
    assert total(page) == "€56.35"


def test_discount_runs_out(visit: Visit) -> None:
    page = visit(BASKET, "discount_runs_out")
    assert total(page) == "€44.10"
    two(page)
    expect(page.locator("[data-order-total]")).to_have_text("€88.20")
    page.goto(page.url.replace(BASKET, GATEWAY))
    page.get_by_label("E-mail address").fill(EMAIL)
    press(page, "Continue")
    fill_address(page)
    assert total(page) == "€88.20"
    press(page, "Continue")
    page.get_by_label("Home delivery").check()
    assert total(page) == "€98.10"
    page.clock.install()
    press(page, "Continue to payment")
    expect(page.get_by_text("Trail week −10 %, ends in")).to_be_visible()
    assert total(page) == "€98.10"
    for _ in range(5):
        page.clock.run_for(1000)
    expect(page.get_by_text("Trail week −10 % has ended")).to_be_visible()
    assert total(page) == "€107.90"
    page.reload()
    assert total(page) == "€107.90" and page.get_by_text("Trail week").count() == 0


def test_counted_once_more(visit: Visit) -> None:
    page = visit(BASKET, "counted_once_more")
    two(page)
    expect(page.locator("[data-line-amount]")).to_have_text("€98.00")
    expect(page.locator("[data-order-total]")).to_have_text("€147.00")
    page.reload()
    assert total(page) == "€98.00"


def test_free_delivery_badge(visit: Visit) -> None:
    page = visit(PAYMENT, "free_delivery_badge")
    assert page.locator("[data-delivery-cost]").inner_text() == "€4.90"  # one piece only
    page.goto(page.url.replace(PAYMENT, BASKET))
    two(page)
    page.get_by_text("Your basket total is now").wait_for()
    page.goto(page.url.replace(BASKET, PAYMENT))
    assert page.locator(".sums dd").all_inner_texts() == ["€98.00", "Free", "€102.90"]
    review_card(page)
    page.locator("#place_order_form").wait_for()
    assert page.locator(".sums dd").all_inner_texts() == ["€98.00", "Free", "€102.90"]


def test_header_from_cache(visit: Visit) -> None:
    page = visit(PRODUCT, "header_from_cache")
    press(page, "Add to basket")
    page.get_by_text("was added to your basket").wait_for()
    for place in (PRODUCT, "/", "/catalogue/"):
        page.goto(re.sub(r"(?<=\d)/.*", place, page.url))
        expect(page.get_by_role("link", name="Basket, 0 items", exact=True)).to_have_text(
            re.compile(r"\b0\s*$")
        )
    page.get_by_role("link", name="Basket, 0 items").click()
    expect(page.locator("[data-basket-count]")).to_have_text("1")
    assert total(page) == "€49.00"


def test_carrier_knows_better(visit: Visit) -> None:
    page = visit(METHOD, "carrier_knows_better")
    time = page.locator("[data-promise=delivery_time]")
    expect(time).to_have_text("6–8 working days")
    expect(page.get_by_text("2–3 working days")).to_have_count(0)
    press(page, "Continue to payment")
    page.wait_for_url("**/payment-details/")
    expect(time).to_have_text("6–8 working days")
    page.goto(page.url.replace(PAYMENT, ADDRESS_PAGE))
    expect(time).to_have_text("2–3 working days")


def test_tomorrow_on_product_page(visit: Visit) -> None:
    page = visit(PRODUCT, "tomorrow_on_product_page")
    time = page.locator("[data-promise=delivery_time]")
    expect(time).to_have_text("1 working day, if you order within 2 h 14 min")
    press(page, "Add to basket")
    page.get_by_role("link", name="View basket").click()
    expect(time).to_have_text("2–3 working days")


def test_declined_in_finnish(visit: Visit) -> None:
    page = visit(PAYMENT, "declined_in_finnish")
    heard = statuses(page, "/payment-intents/")
    review_card(page)
    press(page, "Place order")
    expect(page.locator(".card-company")).to_contain_text("Maksua ei hyväksytty.")
    assert heard == [402] and page.url.endswith("/preview/")
    press(page, "Place order")
    page.wait_for_url("**/thank-you/")


def test_return_without_parameters(visit: Visit) -> None:
    page = visit(PAYMENT, "return_without_parameters")
    go_to_provider(page)
    press(page, "Pay €")
    page.wait_for_url("**/payment-details/")
    assert page.get_by_role("alert").count() == page.get_by_role("status").count() == 0
    assert total(page) == "€53.90"
    go_to_provider(page)
    press(page, "Pay €")
    page.wait_for_url("**/thank-you/")


def test_login_after_bank(visit: Visit) -> None:
    page = visit(PAYMENT, "login_after_bank")
    go_to_provider(page)
    press(page, "Pay €")
    page.wait_for_url("**/accounts/login/**")
    page.go_back()
    press(page, "Pay €")
    page.wait_for_url("**/thank-you/")
    assert total(page) == "€53.90"


def test_start_over_prefetched(visit: Visit) -> None:
    page = visit(BASKET, "start_over_prefetched")
    with page.expect_request_finished(lambda request: request.url.endswith("/fresh/")):
        page.goto(page.url.replace(BASKET, GATEWAY))
        page.get_by_label("E-mail address").fill(EMAIL)
        press(page, "Continue")
    page.wait_for_load_state("networkidle")
    fill_address(page)
    press(page, "Continue")
    page.get_by_text("Your basket is empty.").wait_for()
    assert page.url.endswith(BASKET)
    kept = page.evaluate("JSON.parse(sessionStorage.prefetched).map(one => new URL(one).pathname)")
    assert kept == [BASKET, "/fresh/"]


def test_reservation_released(shop: DemoShop) -> None:
    """Over HTTP; that the page asks, the next test tells."""
    shop.set_flaws(["reservation_released"])
    try:
        shopper = Shopper(shop)
        shopper.fill_basket()
        assert shopper.send("/basket-reservation/")[1] == '{"state": "released"}'
        page = shopper.send(BASKET)[1]
        assert "Your basket is empty." in page and "Your reservation has expired." in page
        shopper.fill_basket()
        assert shopper.send("/basket-reservation/")[1] == '{"state": "held"}'
        assert "€49.00" in shopper.send(BASKET)[1]
    finally:
        shop.set_flaws([])


def test_reservation_released_while_paying(visit: Visit) -> None:
    page = visit(PAYMENT, "reservation_released")
    page.get_by_label("Card number").press_sequentially("4111")
    page.wait_for_url("**/basket/")
    page.get_by_text("Your basket is empty.").wait_for()
    expect(page.get_by_role("alert")).to_contain_text("Your reservation has expired.")


def test_update_without_body(visit: Visit) -> None:
    page = visit(BASKET, "update_without_body")
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        two(page)
    assert answered.value.status == 204
    expect(page.get_by_role("alert")).to_contain_text("could not be updated")
    expect(page.locator("[data-order-total]")).to_have_text("€98.00")
    expect(page.get_by_role("link", name="Basket, 2 items")).to_be_visible()
    page.reload()
    assert (page.get_by_label("Quantity").input_value(), thrown) == ("2", [])
    assert page.get_by_role("alert").count() == page.get_by_role("status").count() == 0


def test_replica_knows_no_order(visit: Visit) -> None:
    page = visit(PAYMENT, "replica_knows_no_order")
    review_card(page)
    press(page, "Place order")
    page.wait_for_url("**/thank-you/")
    expect(page.get_by_role("alert")).to_contain_text("Your order could not be completed.")
    assert page.locator("[data-order-number]").inner_text().isdigit()


def test_added_before_asked(visit: Visit) -> None:
    page = visit(PRODUCT, "added_before_asked")
    heard = statuses(page, "/basket/add/")
    for count in ("0", "1"):
        with page.expect_response("**/basket/add/**"):
            press(page, "Add to basket")
        expect(page.get_by_role("link", name="Basket, 1 item")).to_be_visible()
        page.get_by_role("link", name="View basket").click()
        expect(page.locator("[data-basket-count]")).to_have_text(count)
        assert page.get_by_role("status").count() == 0
        page.goto(page.url.replace(BASKET, PRODUCT))
    assert heard == [409, 200]
