"""Opened flaws of the forms at the till: that each does what it says."""

from collections.abc import Callable

import pytest
from buying import (
    ADDRESS_PAGE,
    EMAIL,
    GATEWAY,
    METHOD,
    PAYMENT,
    fill_address,
    press,
    review_card,
    statuses,
    trouble_when_loaded,
)
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


@pytest.mark.parametrize(
    ("flaw", "place"),
    [
        ("code_by_email_delayed", GATEWAY),
        ("address_not_in_register", ADDRESS_PAGE),
        ("invoice_address_anew", PAYMENT),
        ("slot_just_taken", METHOD),
        ("expiry_takes_two_of_four", PAYMENT),
    ],
)
def test_nothing_else_goes_wrong_on_its_page(visit: Visit, flaw: str, place: str) -> None:
    page = visit(place, flaw)
    assert trouble_when_loaded(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_code_by_email_delayed(visit: Visit) -> None:
    page = visit(GATEWAY, "code_by_email_delayed")
    sent = statuses(page, "/email-code/")
    page.get_by_label("E-mail address").fill(EMAIL)
    code = page.get_by_label("Code from our e-mail")
    code.click()
    expect(page.get_by_text("We have sent six digits")).to_be_visible()
    press(page, "Continue")
    assert code.evaluate("field => field.matches(':invalid:focus')")
    press(page, "Send the code again")
    expect(page.get_by_text("We have sent a new code")).to_be_visible()
    code.fill("482913")
    press(page, "Continue")
    page.wait_for_url("**/shipping-address/")
    assert sent == [202, 202]


def test_address_not_in_register(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "address_not_in_register")
    fill_address(page)
    street, told = page.get_by_label("Street address"), page.locator(".in-register")
    expect(told).to_have_text("This address is not in the register of addresses.")
    press(page, "Continue")
    expect(street).to_be_focused()
    street.fill("Kuusitie 4 A")
    street.blur()
    expect(told).to_have_text("This address is not in the register of addresses.")
    street.fill("Kuusitie 4 A 1")
    press(page, "Continue")
    page.wait_for_url("**/shipping-method/")


def test_no_other_size(visit: Visit) -> None:
    page = visit("/exchange/", "no_other_size")
    page.get_by_label("Order number").fill("100001")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Which product?").select_option(label="Kaarna 18 L small backpack")
    page.get_by_label("What is the reason?").select_option(label="Wrong size")
    page.get_by_label("Another size or colour").check()
    assert page.get_by_text("in stock").count() == 0
    press(page, "Send the request")
    refused = page.locator(".field-wish .error-block")
    expect(refused).to_have_text("No other size or colour of it is in stock. Choose another wish.")
    assert page.get_by_label("Order number").input_value() == "100001"
    page.get_by_label("My money back").check()
    press(page, "Send the request")
    page.wait_for_url("**/exchange/received/")


def test_invoice_address_anew(visit: Visit) -> None:
    page = visit(PAYMENT, "invoice_address_anew")
    review_card(page)
    street = page.get_by_label("Billing street")
    assert street.evaluate("field => field.matches(':invalid:focus')")
    for name in ("street", "postcode", "city"):
        page.get_by_label(f"Billing {name}").fill("Kuusitie 4")
    press(page, "Review order")
    page.locator("#place_order_form").wait_for()
    page.go_back()
    page.get_by_label("Pay at the bank").check()
    expect(street).to_be_hidden()


def test_slot_just_taken(visit: Visit) -> None:
    page = visit(METHOD, "slot_just_taken")
    slots = page.get_by_label("Delivery slot")
    for slot in ("Tuesday, 16–18", "Tuesday, 18–20"):
        slots.select_option(slot)
        press(page, "Continue to payment")
        expect(page.get_by_role("alert")).to_contain_text(f"{slot} has just been taken.")
    slots.select_option("Wednesday, 16–18")
    press(page, "Continue to payment")
    page.wait_for_url("**/payment-details/")


def test_expiry_takes_two_of_four(visit: Visit) -> None:
    page = visit(PAYMENT, "expiry_takes_two_of_four")
    field, told = page.get_by_role("textbox", name="Valid until"), page.locator(".expiry-told")
    for _ in range(2):
        field.clear()
        field.press_sequentially("12/2040")
        field.blur()
        expect(field).to_have_value("12/20")
        expect(told).to_have_text("Your card has expired.")
    field.fill("")
    year = page.get_by_label("Expiry year").evaluate("list => list.options[3].text.trim()")
    field.press_sequentially(f"12{year[2:]}")
    field.blur()
    expect(told).to_have_text("")
    page.get_by_label("Card number").fill("4111 1111 1111 1111")
    page.get_by_label("Security code").fill("123")
    page.get_by_label("Name on card").fill("Aino Virtanen")
    press(page, "Review order")
    hidden = page.locator("#place_order_form [name^=expiry_month]")
    hidden.first.wait_for(state="attached")
    assert [one.input_value() for one in hidden.all()] == ["12", year]
