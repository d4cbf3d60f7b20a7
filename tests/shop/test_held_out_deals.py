"""Held-out flaws of accounts, costs, payments and what is said of them: each does what it says."""

from collections.abc import Callable
from urllib.parse import urljoin

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
    go_to_provider,
    press,
    review_card,
    total,
    trouble_when_loaded,
)
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
SCRIPTED = [
    ("outbox_never_emptied", METHOD),
    ("arrives_on_a_date", METHOD),
    ("translated_total_detached", BASKET),
    ("thanked_whatever_happens", "/exchange/"),
    ("code_judged_by_shape", BASKET),
]
PASSWORD = "Retki-2026-kesä"


def two(page: Page) -> None:
    page.get_by_label("Quantity").fill("2")
    press(page, "Update")
    page.get_by_text("Your basket total is now").wait_for()


def go_to(page: Page, place: str) -> None:
    page.goto(urljoin(page.url, place))


def be_a_guest(page: Page) -> None:
    page.get_by_label("E-mail address").fill(EMAIL)
    press(page, "Continue")


def give_address(page: Page) -> None:
    for label, value in ADDRESS.items():
        page.get_by_label(label).fill(value)
    press(page, "Continue")


def ask_for_exchange(page: Page) -> None:
    page.get_by_label("Order number").fill("100001")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Which product?").select_option(label="Kaarna 18 L small backpack")
    page.get_by_label("What is the reason?").select_option(label="Wrong size")
    page.get_by_label("Another size or colour").check()
    press(page, "Send the request")


@pytest.mark.parametrize(("flaw", "place"), SCRIPTED)
def test_nothing_else_goes_wrong_on_its_page(visit: Visit, flaw: str, place: str) -> None:
    page = visit(place, flaw)
    assert trouble_when_loaded(page) == []
    for width in (1280, 393):
        page.set_viewport_size({"width": width, "height": 850})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


# ------------------------------------------------------------------ told wrongly


def test_mail_down_request_kept(visit: Visit) -> None:
    page = visit("/exchange/", "mail_down_request_kept")
    ask_for_exchange(page)
    page.wait_for_url("**/exchange/received/")
    expect(page.get_by_role("alert")).to_contain_text("your request could not be sent")
    expect(page.locator("[data-exchange-number]")).not_to_be_empty()


def test_outbox_never_emptied(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "outbox_never_emptied")
    give_address(page)
    page.wait_for_url(f"**{METHOD}")
    expect(page.get_by_role("alert")).to_contain_text("Your delivery address could not be saved.")
    press(page, "Continue to payment")
    page.wait_for_url(f"**{PAYMENT}")
    assert page.get_by_role("alert").count() == 0


def test_thanked_whatever_happens(visit: Visit) -> None:
    page = visit(METHOD, "thanked_whatever_happens")
    go_to(page, "/exchange/")
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        ask_for_exchange(page)
    assert answered.value.status == 503
    expect(page.get_by_role("status")).to_contain_text("Your request has been sent.")
    press(page, "Send the request")
    page.wait_for_url("**/exchange/received/")


def test_code_judged_by_shape(visit: Visit) -> None:
    page = visit(BASKET, "code_judged_by_shape")
    two(page)
    page.get_by_label("Discount code").fill("trail10")
    with page.expect_response("**/discount-code/") as answered:
        press(page, "Apply")
    assert answered.value.json()["applied"] is False
    expect(page.get_by_text("The code TRAIL10 was added to your order.")).to_be_visible()
    assert total(page) == "€98.00"


# ------------------------------------------------------------------ accounts


def test_basket_for_members(visit: Visit) -> None:
    page = visit(PRODUCT, "basket_for_members")
    press(page, "Add to basket")
    page.wait_for_url("**/accounts/register/**")
    expect(page.get_by_role("status")).to_contain_text("Only customers can fill a basket.")
    page.get_by_label("Email address").fill("aino+member@example.com")
    for name in ("Password", "Confirm password"):
        page.get_by_label(name, exact=True).fill(PASSWORD)
    press(page, "Register")
    page.wait_for_url(f"**{PRODUCT}")
    press(page, "Add to basket")
    page.get_by_text("was added to your basket").wait_for()


def test_guests_below_ninety(visit: Visit) -> None:
    page = visit(BASKET, "guests_below_ninety")
    two(page)
    go_to(page, GATEWAY)
    be_a_guest(page)
    expect(page.get_by_role("alert")).to_contain_text("you can order for up to €90")
    assert page.get_by_label("Continue as a guest").count() == 0
    assert page.get_by_label("E-mail address").input_value() == EMAIL
    assert page.get_by_label("Create an account").is_checked()
    press(page, "Continue")
    page.wait_for_url("**/accounts/register/**")


# ------------------------------------------------------------------ costs and promises


def test_delivery_one_place_off(visit: Visit) -> None:
    page = visit(METHOD, "delivery_one_place_off")
    page.get_by_label("Pickup point").check()
    assert total(page) == "€53.90"
    press(page, "Continue to payment")
    page.get_by_text("Delivery: Home delivery").wait_for()
    assert total(page) == "€58.90"


def test_basket_of_last_spring(visit: Visit) -> None:
    page = visit(GATEWAY, "basket_of_last_spring")
    be_a_guest(page)
    page.get_by_text("1 × Nuotio enamel mug").wait_for()
    assert total(page) == "€61.90"
    go_to(page, GATEWAY)
    press(page, "Continue")
    page.wait_for_url(f"**{ADDRESS_PAGE}")
    assert total(page) == "€61.90"


def test_priced_by_delivery_zone(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "priced_by_delivery_zone")
    delivery = page.locator("[data-delivery-cost]")
    expect(delivery).to_have_text("from €4.90")
    give_address(page)
    page.wait_for_url(f"**{METHOD}")
    expect(delivery).to_have_text("€7.90")
    press(page, "Continue to payment")
    review_card(page)
    press(page, "Place order")
    page.wait_for_url("**/thank-you/")
    assert total(page) == "€56.90"


def test_arrives_on_a_date(visit: Visit) -> None:
    page = visit(BASKET, "arrives_on_a_date")
    promise = page.locator("[data-promise=delivery_time]")
    before = promise.inner_text()
    two(page)
    expect(promise).to_have_text(before)
    assert page.get_by_text("Delivered in").count() == 0
    go_to(page, GATEWAY)
    be_a_guest(page)
    expect(promise).to_have_text(before)
    give_address(page)
    page.wait_for_url(f"**{METHOD}")
    expect(promise).not_to_have_text(before)
    assert page.get_by_text("working days").count() == 0


# ------------------------------------------------------------------ payments


def test_bank_calls_too_late(visit: Visit) -> None:
    page = visit(PAYMENT, "bank_calls_too_late")
    go_to_provider(page)
    press(page, "Pay €")
    expect(page.get_by_role("alert")).to_contain_text("We have not received your payment.")
    page.reload()
    page.wait_for_url("**/thank-you/")
    assert total(page) == "€53.90"


def test_router_without_return_route(visit: Visit) -> None:
    page = visit(PAYMENT, "router_without_return_route")
    go_to_provider(page)
    press(page, "Pay €")
    page.get_by_role("heading", name="Page not found").wait_for()
    page.go_back()
    press(page, "Pay €")
    page.wait_for_url("**/thank-you/")
    assert total(page) == "€53.90"


def test_transaction_code_five(visit: Visit) -> None:
    page = visit(PAYMENT, "transaction_code_five")
    review_card(page)
    press(page, "Place order")
    page.get_by_text("05 Do not honour").wait_for()
    page.get_by_role("link", name="Try again").click()
    review_card(page)
    press(page, "Place order")
    page.wait_for_url("**/thank-you/")


def test_button_tells_of_refusal(visit: Visit) -> None:
    page = visit(PAYMENT, "button_tells_of_refusal")
    review_card(page)
    press(page, "Place order")
    page.get_by_role("button", name="Payment refused. Retry").click()
    page.wait_for_url("**/thank-you/")


# ------------------------------------------------------------------ what is forgotten or kept


def test_page_expired_early(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "page_expired_early")
    with page.expect_navigation() as gone:
        give_address(page)
    assert gone.value is not None and gone.value.status == 419
    page.get_by_text("Your session has expired").wait_for()
    page.go_back()
    give_address(page)
    page.wait_for_url(f"**{METHOD}")


def test_store_version_raised(visit: Visit) -> None:
    page = visit(METHOD, "store_version_raised")
    press(page, "Continue to payment")
    page.get_by_text("Your basket is empty.").wait_for()
    assert page.locator("#payment-form").count() == 0
    page.reload()
    assert total(page) == "€53.90"
    review_card(page)
    page.locator("#place_order_form").wait_for()


def test_tag_leaves_basket_out(visit: Visit) -> None:
    page = visit(GATEWAY, "tag_leaves_basket_out")
    be_a_guest(page)
    page.get_by_role("link", name="Back to basket").click()
    two(page)
    press(page, "Proceed to checkout")
    press(page, "Continue")
    page.wait_for_url(f"**{ADDRESS_PAGE}")
    page.get_by_text("1 × Kaarna").wait_for()
    assert total(page) == "€49.00"
    give_address(page)
    page.get_by_text("2 × Kaarna").wait_for()


def test_translated_total_detached(visit: Visit) -> None:
    page = visit("/catalogue/tunturi-28-l-day-backpack_2/", "translated_total_detached")
    press(page, "Add to basket")
    page.get_by_role("link", name="View basket").wait_for()
    go_to(page, PRODUCT)
    press(page, "Add to basket")
    page.get_by_role("link", name="View basket").click()
    assert total(page) == "€138.00"
    press(page, "Remove Tunturi 28 L day backpack")
    expect(page.locator("[data-line-amount]")).to_have_text(["€49.00"])
    expect(page.get_by_role("link", name="Basket, 1 item")).to_be_visible()
    assert total(page) == "€138.00"
    two(page)
    assert total(page) == "€98.00"
