"""Flaws of forms, each in a browser: that they do what they say, and how one gets by."""

from collections.abc import Callable

import pytest
from buying import ADDRESS_PAGE, EMAIL, GATEWAY, PAYMENT, fill_address, review_card
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]

CARD = "4111 1111 1111 1111"


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def typed(page: Page, label: str, text: str) -> str:
    """What a field holds after ``text`` was typed into it and it was left."""
    field = page.get_by_label(label)
    field.press_sequentially(text)
    page.get_by_label("First name").focus()
    return field.input_value()


def accepted(page: Page) -> None:
    page.wait_for_url("**/shipping-method/")


def test_form_drawn_empty(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "form_drawn_empty")
    fill_address(page)
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("could not save your address")
    assert page.get_by_label("First name").input_value() == ""
    fill_address(page)
    go_on(page)
    accepted(page)


def test_one_error_at_a_time(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "one_error_at_a_time")
    fill_address(page)
    go_on(page)
    city, phone = page.get_by_label("City"), page.get_by_label("Phone number")
    expect(city).to_have_attribute("aria-invalid", "true")
    assert phone.get_attribute("aria-invalid") is None
    city.fill("ROVANIEMI")
    go_on(page)
    expect(phone).to_have_attribute("aria-invalid", "true")
    phone.fill("040 123 4567")
    go_on(page)
    accepted(page)


def test_phone_checked_late(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "phone_checked_late")
    phone = page.get_by_role("textbox", name="Phone number", exact=True)
    fill_address(page)
    phone.fill("040 123 4567")
    page.get_by_label("City").focus()
    assert phone.get_attribute("aria-invalid") is None
    go_on(page)
    expect(phone).to_have_attribute("aria-invalid", "true")
    phone.fill("+358 40 123 4567")
    go_on(page)
    accepted(page)


def test_silent_server_refusal(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "silent_server_refusal")
    fill_address(page)
    with page.expect_navigation():
        go_on(page)
    assert page.url.endswith("/shipping-address/")
    assert page.locator("[role=alert], .error-block, [aria-invalid=true]").count() == 0
    assert page.get_by_label("City").input_value() == "Rovaniemi"
    page.get_by_label("Phone number").fill("040 123 4567")
    go_on(page)
    accepted(page)


def test_silent_script_refusal(visit: Visit) -> None:
    page = visit(PAYMENT, "silent_script_refusal")
    review_card(page, CARD)
    assert page.url.endswith("/payment-details/")
    assert page.locator("[role=alert], .error-block").count() == 0
    page.get_by_label("Card number").fill(CARD.replace(" ", ""))
    page.get_by_role("button", name="Review order").click()
    page.wait_for_url("**/preview/")


def test_hidden_required_field(visit: Visit) -> None:
    page = visit(GATEWAY, "hidden_required_field")
    page.get_by_label("E-mail address").fill(EMAIL)
    go_on(page)
    assert page.url.endswith("/checkout/")
    assert not page.get_by_label("Business ID").is_visible()
    page.get_by_label("I buy for a company").check()
    page.get_by_label("Business ID").fill("1234567-8")
    go_on(page)
    page.wait_for_url("**/shipping-address/")


@pytest.mark.parametrize(
    ("flaw", "label", "text", "arrives"),
    [
        ("phone_cut_short", "Phone number", "040 123 4567", "040 123 45"),
        ("digits_swallowed", "Street address", "Mannerheimintie 1", "Mannerheimintie "),
        ("postcode_jumps_on", "Postcode", "00100", "0010"),
    ],
)
@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "touch"])
def test_what_is_typed_does_not_arrive(
    visit: Visit, flaw: str, label: str, text: str, arrives: str, touch: bool
) -> None:
    page = visit(ADDRESS_PAGE, flaw, touch=touch)
    page.get_by_label(label).focus()
    page.keyboard.type(text)
    assert page.get_by_label(label).input_value() == arrives
    page.goto(page.url)
    fill_address(page)  # what is filled in at once, as a browser does it, gets through
    go_on(page)
    accepted(page)


def test_the_last_digit_of_the_postcode_lands_in_the_city(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "postcode_jumps_on")
    page.get_by_label("Postcode").focus()
    page.keyboard.type("00170")
    assert page.get_by_label("City").input_value() == "0"


def test_city_overwritten(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "city_overwritten")
    fill_address(page, Postcode="00100")
    page.get_by_label("City").fill("")
    assert typed(page, "City", "Helsinki") == "Vantaa"
    go_on(page)
    accepted(page)


def test_paste_refused(visit: Visit) -> None:
    page = visit(GATEWAY, "paste_refused")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<input id=source value=a@b.fi>')")
    page.locator("#source").press("Control+a")
    page.locator("#source").press("Control+c")
    field = page.get_by_label("E-mail address")
    field.press("Control+v")
    assert field.input_value() == ""
    field.press_sequentially(EMAIL)
    assert field.input_value() == EMAIL


def test_card_number_picky(visit: Visit) -> None:
    page = visit(PAYMENT, "card_number_picky")
    field, complaint = page.get_by_label("Card number"), page.locator("#id_number_check")
    for number, said in ((CARD, "spaces"), (CARD.replace(" ", ""), "dashes")):
        field.fill(number)
        field.blur()
        expect(complaint).to_contain_text(said)
    review_card(page, CARD.replace(" ", "-"))
    page.wait_for_url("**/preview/")


@pytest.mark.parametrize(
    ("flaw", "label", "text"),
    [
        ("asks_email_twice", "E-mail address of the recipient", EMAIL),
        ("asks_identity_code", "Personal identity code", "010190-123D"),
    ],
)
def test_one_field_more(visit: Visit, flaw: str, label: str, text: str) -> None:
    page = visit(ADDRESS_PAGE, flaw)
    fill_address(page)
    go_on(page)  # the browser says that it is required
    assert page.url.endswith("/shipping-address/")
    page.get_by_label(label).fill(text)
    go_on(page)
    accepted(page)


def test_all_that_spoils_typing_at_once(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "phone_cut_short", "digits_swallowed", "city_overwritten")
    assert typed(page, "Street address", "Kuusitie 4") == "Kuusitie "
    assert typed(page, "Phone number", "040 123 4567") == "040 123 45"
    page.get_by_label("Postcode").fill("96100")
    assert typed(page, "City", "Rovaniemi") == "Helsinki"
