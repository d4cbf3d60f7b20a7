"""Fields and forms of `held_out/`: that each flaw does what it says, and how one gets by."""

import re
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
    fill_address,
    review_card,
    total,
    trouble_when_loaded,
)
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


def go_on(page: Page, name: str = "Continue") -> None:
    page.get_by_role("button", name=name, exact=True).click()


def to_review(visit: Visit, flaw: str) -> Page:
    page = visit(PAYMENT, flaw)
    review_card(page)
    page.wait_for_url("**/preview/")
    return page


def to_exchange(visit: Visit, flaw: str) -> Page:
    """The form, filled in as far as it is the same in every shop."""
    page = visit("/exchange/", flaw)
    page.get_by_label("Order number").fill("100001")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Which product?").select_option(label="Kaarna 18 L small backpack")
    page.get_by_label("What is the reason?").select_option("size")
    page.get_by_label("Another size or colour").check()
    return page


# ------------------------------------------------------------------ left, or struggled with


def test_birthday_month_by_month(visit: Visit) -> None:
    page = visit(GATEWAY, "birthday_month_by_month")
    field = page.get_by_label("Date of birth")
    page.get_by_label("E-mail address").fill(EMAIL)
    go_on(page)
    expect(page.get_by_role("alert")).to_have_text("Please give your date of birth.")
    expect(field).to_be_focused()
    heading = page.locator(".birthday__head button").nth(1)
    before = heading.inner_text()
    for _ in range(12):
        page.get_by_role("button", name="Previous month").click()
    this_month, year = before.split()
    expect(heading).to_have_text(f"{this_month} {int(year) - 1}")
    field.press("PageUp")
    expect(heading).not_to_have_text(f"{this_month} {int(year) - 1}")
    heading.click()
    page.get_by_role("button", name="1990").click()
    page.get_by_role("button", name="14").click()
    assert re.fullmatch(r"14 \w+ 1990", field.input_value())
    go_on(page)
    page.wait_for_url("**/shipping-address/")


def test_bank_code_card(visit: Visit) -> None:
    page = to_review(visit, "bank_code_card")
    go_on(page, "Place order")
    field = page.get_by_label("Code number 17 of your code card")
    go_on(page, "Confirm")
    expect(field).to_be_focused()  # the browser's bubble
    field.fill("4821")
    go_on(page, "Confirm")
    page.wait_for_url("**/thank-you/")


def test_essex_in_the_word_filter(visit: Visit) -> None:
    page = visit(METHOD, "essex_in_the_word_filter")
    field, told = page.get_by_label("Greeting on the parcel"), page.get_by_role("alert")
    for greeting in ("Happy hiking, with love from Essex", "Happy hiking from Essex"):
        field.fill(greeting)
        with page.expect_response("**/word-filter/"):
            field.press("Tab")
        expect(told).to_have_text("This text contains words that are not allowed.")
    go_on(page, "Continue to payment")
    expect(field).to_be_focused()
    field.fill("Happy hiking")
    field.press("Tab")
    expect(told).to_have_text("")
    go_on(page, "Continue to payment")
    page.wait_for_url("**/payment-details/")


def test_card_number_in_dots(visit: Visit) -> None:
    page = visit(PAYMENT, "card_number_in_dots")
    field, told = page.get_by_label("Card number"), page.get_by_role("alert")
    style = "field => getComputedStyle(field).webkitTextSecurity"
    assert field.evaluate(style) == "disc"
    for number in ("4111 1111 1111 1111 1", "4111 1111 1111 111", "4111 1111 1111 1121"):
        field.fill(number)
        field.press("Tab")
        expect(told).to_have_text("Please check your card number.")
    review_card(page)
    page.wait_for_url("**/preview/")


# ------------------------------------------------------------------ lost, late, over and over


def test_country_posts_back(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "country_posts_back")
    expect(page.get_by_label("Country")).to_have_value("SE")
    fill_address(page)
    page.get_by_label("Country").select_option("FI")
    page.wait_for_url("**/shipping-address/?country=FI")
    expect(page.get_by_label("Country")).to_have_value("FI")
    assert [page.get_by_label(label).input_value() for label in ADDRESS] == [""] * len(ADDRESS)
    fill_address(page)
    go_on(page)
    page.wait_for_url("**/shipping-method/")


def test_enter_presses_clear(visit: Visit) -> None:
    page = visit("/order-status/", "enter_presses_clear")
    number, email = page.get_by_label("Order number"), page.get_by_label("E-mail address")
    for enter in (True, False):
        number.fill("100001")
        email.fill(EMAIL)
        if not enter:
            break
        with page.expect_navigation():
            email.press("Enter")
        assert (number.input_value(), email.input_value()) == ("", "")
        expect(page.get_by_role("alert")).to_have_count(0)
    go_on(page, "Show my order")
    page.wait_for_selector("[data-order-status]")


def test_space_behind_the_address(visit: Visit) -> None:
    page = visit(GATEWAY, "space_behind_the_address")
    field = page.get_by_label("E-mail address")
    field.fill(EMAIL + " ")
    field.press("Tab")
    assert page.locator(".error-block").count() == 0
    go_on(page)
    expect(page.locator(".error-block")).to_contain_text("valid email address")
    assert field.input_value() == EMAIL + " "
    field.fill(EMAIL)
    go_on(page)
    page.wait_for_url("**/shipping-address/")


def test_optional_wish_too_short(visit: Visit) -> None:
    page = to_exchange(visit, "optional_wish_too_short")
    field = page.get_by_label("Anything else we should know?")
    field.press_sequentially("One with 24 litres, please.")
    go_on(page, "Send the request")
    expect(field).to_be_focused()
    assert field.evaluate("field => field.validity.tooShort")
    field.press_sequentially(" The other one is too small for me.")
    go_on(page, "Send the request")
    page.wait_for_url("**/exchange/received/")


def test_code_gone_each_time(visit: Visit) -> None:
    page = visit(PAYMENT, "code_gone_each_time")
    review_card(page)
    expect(page.get_by_role("alert")).to_contain_text("Please send the form again")
    code = page.get_by_label("Security code")
    assert page.get_by_label("Card number").input_value().replace(" ", "") == "4" + "1" * 15
    assert page.get_by_label("Name on card").input_value() == "Aino Virtanen"
    assert code.input_value() == ""
    go_on(page, "Review order")
    expect(code).to_be_focused()
    code.fill("123")
    go_on(page, "Review order")
    go_on(page, "Place order")
    page.wait_for_url("**/thank-you/")


def test_step_counts_from_one(visit: Visit) -> None:
    page = to_exchange(visit, "step_counts_from_one")
    field = page.get_by_label("How many litres should it hold?")
    for litres in ("25", "30"):
        field.fill(litres)
        go_on(page, "Send the request")
        expect(field).to_be_focused()
        assert field.evaluate("field => field.validity.stepMismatch")
    field.fill("26")
    go_on(page, "Send the request")
    page.wait_for_url("**/exchange/received/")


# ------------------------------------------------------------------ spoilt


def test_space_trimmed_at_once(visit: Visit) -> None:
    page = visit(PAYMENT, "space_trimmed_at_once")
    field = page.get_by_label("Name on card")
    field.press_sequentially("Aino Virtanen")
    assert field.input_value() == "AinoVirtanen"
    for _ in "Virtanen":
        field.press("ArrowLeft")
    field.press("Space")
    assert field.input_value() == "Aino Virtanen"


def test_slash_goes_to_search(visit: Visit) -> None:
    page = visit("/exchange/", "slash_goes_to_search")
    field, search = page.get_by_label("Anything else"), page.get_by_label("Search products")
    field.click()
    page.keyboard.type("green and/or blue")
    assert (field.input_value(), search.input_value()) == ("green and", "or blue")


def test_quantity_never_empty(visit: Visit) -> None:
    page = visit(BASKET, "quantity_never_empty")
    field = page.get_by_label("Quantity")
    field.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    assert field.input_value() == "1"
    page.keyboard.press("2")
    assert field.input_value() == "12"
    page.keyboard.press("Control+a")
    page.keyboard.press("2")
    assert field.input_value() == "2"
    go_on(page, "Update")
    page.get_by_text("Your basket total is now").wait_for()
    assert total(page) == "€98.00"


# ------------------------------------------------------------------ asked again


def test_estimate_forgets_postcode(visit: Visit) -> None:
    page = visit(BASKET, "estimate_forgets_postcode")
    page.get_by_label("Your postcode").fill("96100")
    go_on(page, "Work out delivery")
    expect(page.locator("#estimate-shown")).to_contain_text("To 96100: pickup point €4.90")
    go_on(page, "Proceed to checkout")
    page.get_by_label("E-mail address").fill(EMAIL)
    go_on(page)
    expect(page.get_by_label("Postcode")).to_have_value("")


def test_number_for_the_arrival(visit: Visit) -> None:
    page = visit(METHOD, "number_for_the_arrival")
    field = page.get_by_label("Mobile number for the arrival text")
    go_on(page, "Continue to payment")
    expect(field).to_be_focused()
    field.fill("40 123 4567")
    go_on(page, "Continue to payment")
    page.wait_for_url("**/payment-details/")


def test_search_asks_again(visit: Visit) -> None:
    page = visit("/", "search_asks_again")
    page.get_by_label("Search products").fill("tent")
    page.get_by_label("Search products").press("Enter")
    field = page.get_by_label("What are you looking for?")
    expect(field).to_have_value("")
    expect(page.locator("main h3")).to_have_count(0)
    field.fill("tent")
    go_on(page, "Find")
    page.get_by_role("link", name="tent").first.wait_for()


# ------------------------------------------------------------------ refused without a word


def test_toast_never_comes_in(visit: Visit) -> None:
    page = visit(METHOD, "toast_never_comes_in")
    page.get_by_label("Pickup point").check()
    before = page.locator("body").inner_text()
    for _ in range(2):
        with page.expect_response("**/shipping-method/") as got:
            go_on(page, "Continue to payment")
        assert not got.value.json()["ok"]
        expect(page.locator(".toast-note")).to_have_text(re.compile("is full"))
        expect(page.locator(".toast-note")).to_be_hidden()
    assert page.locator("body").inner_text() == before
    page.get_by_label("Home delivery").check()
    go_on(page, "Continue to payment")
    page.wait_for_url("**/payment-details/")


def test_smiley_without_slot(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "smiley_without_slot")
    fill_address(page, Instructions="Behind the green gate 🙂")
    before = page.locator("body").inner_text()
    for _ in range(2):
        with page.expect_response("**/shipping-address/") as got:
            go_on(page)
        assert list(got.value.json()["errors"]) == ["deliveryNotes"]
    assert page.locator("body").inner_text() == before
    page.get_by_label("Instructions").fill("Behind the green gate")
    go_on(page)
    page.wait_for_url("**/shipping-method/")


@pytest.mark.parametrize(
    ("place", "flaws"),
    [
        (GATEWAY, ("birthday_month_by_month", "space_behind_the_address")),
        (METHOD, ("essex_in_the_word_filter", "number_for_the_arrival", "toast_never_comes_in")),
        (PAYMENT, ("card_number_in_dots", "space_trimmed_at_once", "code_gone_each_time")),
        (ADDRESS_PAGE, ("country_posts_back", "smiley_without_slot")),
        (BASKET, ("quantity_never_empty", "estimate_forgets_postcode")),
        ("/order-status/", ("enter_presses_clear",)),
        ("/exchange/", ("optional_wish_too_short", "step_counts_from_one", "slash_goes_to_search")),
        ("/search/?q=tent", ("search_asks_again",)),
    ],
)
def test_nothing_else_goes_wrong_on_their_pages(
    visit: Visit, place: str, flaws: tuple[str, ...]
) -> None:
    page = visit(place, *flaws)
    assert trouble_when_loaded(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
