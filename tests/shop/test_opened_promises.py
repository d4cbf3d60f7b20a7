"""What the shop says (opened flaws) and does not keep on the way through the checkout."""

from collections.abc import Callable

import pytest
from buying import (
    ADDRESS_PAGE,
    BASKET,
    EMAIL,
    METHOD,
    PAYMENT,
    PRODUCT,
    fill_address,
    go_to_provider,
    review_card,
    total,
    trouble_when_loaded,
)
from playwright.sync_api import Page, Response, expect

Visit = Callable[..., Page]


def test_account_after_all(visit: Visit) -> None:
    page = visit(METHOD, "account_after_all")
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/checkout/join/")
    assert page.get_by_text("guest").count() == 0
    password, go_on = page.get_by_label("Password"), page.get_by_role("button", name="go on")
    password.fill("Retki")
    go_on.click()
    expect(page.get_by_role("alert")).to_have_text("This password is too short.")
    password.fill("Retki-2026")
    go_on.click()
    page.wait_for_url("**/payment-details/")
    review_card(page)
    page.get_by_role("button", name="Place order").click()
    page.wait_for_url("**/thank-you/")


def test_bank_app_silent(visit: Visit) -> None:
    page = visit(PAYMENT, "bank_app_silent")
    review_card(page)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    button = page.get_by_role("button", name="Place order")
    button.click()
    expect(page.get_by_text("confirm the payment in your bank’s app")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Your bank did not approve this payment")
    assert "POST" not in sent and page.url.endswith("/preview/")
    button.click()
    page.wait_for_url("**/thank-you/")


def test_country_before_order(visit: Visit) -> None:
    page = visit(PAYMENT, "country_before_order")
    go_to_provider(page)
    page.get_by_role("button", name="Pay €").click()
    page.get_by_role("heading", name="Gear for short trips").wait_for()
    assert page.get_by_role("alert").count() == page.get_by_role("status").count() == 0
    page.go_back()
    page.get_by_role("button", name="Pay €").click()
    page.wait_for_url("**/thank-you/")
    assert total(page) == "€53.90"


def test_another_server_knows_nothing(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "another_server_knows_nothing")
    fill_address(page)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Your session is over")
    expect(page.get_by_label("First name")).to_have_count(0)
    page.get_by_role("link", name="Start again").click()
    page.wait_for_url("**/checkout/")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Continue").click()
    assert page.get_by_label("City").input_value() == ""
    fill_address(page)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-method/")
    assert total(page) == "€53.90"


def test_gives_up_too_early(visit: Visit) -> None:
    page = visit(PRODUCT, "gives_up_too_early")
    status: list[int] = []

    def heard(answer: Response) -> None:
        if "/basket/add/" in answer.url:
            status.append(answer.status)

    page.on("response", heard)
    page.get_by_role("button", name="Add to basket").click()
    told = page.locator(".added-or-not")
    expect(told).to_contain_text("The product was not added")
    expect(page.locator("[data-basket-count]")).to_have_text("1")
    assert status == [302]
    expect(told).to_contain_text("The product was not added")
    page.get_by_role("link", name="Basket, 1 item").click()
    assert total(page) == "€49.00"
    assert page.get_by_role("status").count() == 0


def test_update_rolled_back(visit: Visit) -> None:
    page = visit(BASKET, "update_rolled_back")
    for stored in ("1", "2"):
        page.get_by_label("Quantity").fill("2")
        with page.expect_response("**/basket/") as answered:
            page.get_by_role("button", name="Update").click()
        assert answered.value.status == 200
        expect(page.locator("#messages")).to_contain_text("Your basket total is now €98.00")
        expect(page.get_by_label("Quantity")).to_have_value(stored)
        expect(page.locator("[data-basket-count]")).to_have_text(stored)
        assert total(page) == ("€49.00" if stored == "1" else "€98.00")
        page.reload()
        assert page.get_by_label("Quantity").input_value() == stored


@pytest.mark.parametrize(
    ("flaw", "place"),
    [
        ("account_after_all", PAYMENT),
        ("bank_app_silent", PAYMENT),
        ("country_before_order", PAYMENT),
        ("another_server_knows_nothing", ADDRESS_PAGE),
        ("gives_up_too_early", PRODUCT),
        ("update_rolled_back", BASKET),
    ],
)
def test_nothing_else_goes_wrong_on_its_page(visit: Visit, flaw: str, place: str) -> None:
    page = visit(place, flaw)
    assert trouble_when_loaded(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
