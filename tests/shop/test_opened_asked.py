"""Opened forms that ask, refuse and forget: that each flaw does what it says."""

from collections.abc import Callable

import pytest
from buying import (
    ADDRESS,
    ADDRESS_PAGE,
    EMAIL,
    METHOD,
    PAYMENT,
    fill_address,
    review_card,
    trouble_when_loaded,
)
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


def find_order(page: Page) -> None:
    page.get_by_label("Order number").fill("100001")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Show my order").click()


def ask_for_exchange(page: Page) -> None:
    page.get_by_label("Order number").fill("100001")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Which product?").select_option(label="Kaarna 18 L small backpack")
    page.get_by_label("What is the reason?").select_option("size")
    page.get_by_label("Another size or colour").check()
    page.get_by_role("button", name="Send the request").click()


def test_serial_number_wanted(visit: Visit) -> None:
    page = visit("/exchange/", "serial_number_wanted")
    field = page.get_by_label("Serial number")
    field.fill("100001")
    page.get_by_label("Order number").click()
    expect(page.get_by_role("alert")).to_have_text("This is not a serial number.")
    field.fill("")
    ask_for_exchange(page)
    assert field.evaluate("field => field.validity.valueMissing")
    field.fill("RT-1842-5567")
    expect(page.get_by_role("alert")).to_have_count(0)
    ask_for_exchange(page)
    page.wait_for_url("**/exchange/received/")


def test_caret_jumps(visit: Visit) -> None:
    page = visit(PAYMENT, "caret_jumps")
    field = page.get_by_label("Name on card")
    field.press_sequentially("Aino Vinen")
    assert field.input_value() == "AINO VINEN"
    for _ in range(3):
        field.press("ArrowLeft")
    field.press_sequentially("rta")
    assert field.input_value() == "AINO VIRNENTA"
    field.press("Control+a")
    field.press_sequentially("Aino Virtanen")
    assert field.input_value() == "AINO VIRTANEN"
    review_card(page)
    page.wait_for_url("**/preview/")


def test_checkpoint_eats_form(visit: Visit) -> None:
    page = visit(PAYMENT, "checkpoint_eats_form")
    review_card(page)
    page.get_by_role("heading", name="Checking your browser").wait_for()
    page.wait_for_url("**/payment-details/")
    for label in ("Card number", "Security code", "Name on card"):
        assert page.get_by_label(label).input_value() == ""
    assert page.get_by_role("alert").count() == 0
    review_card(page)
    page.get_by_role("button", name="Place order").click()
    page.wait_for_url("**/thank-you/")


def test_umlaut_refused(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "umlaut_refused")
    fill_address(page, **{"Last name": "Mäkelä"})
    expect(page.locator(".error-block")).to_have_count(0)
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".error-block")).to_contain_text("letters A to Z")
    assert page.get_by_label("Street address").input_value() == "Kuusitie 4"
    page.get_by_label("Last name").fill("Makela")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-method/")


def test_echo_comes_late(visit: Visit) -> None:
    page = visit(ADDRESS_PAGE, "echo_comes_late")
    field = page.get_by_label("Street address")
    with page.expect_response("**/street/**"):
        field.press_sequentially("Kuusi")
        field.press_sequentially("tie")
    expect(field).to_have_value("Kuus")
    field.press_sequentially(" 4")
    assert field.input_value() == "Kuus 4"
    field.fill("")
    field.press_sequentially("Kuusitie 4")
    fill_address(page)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-method/")


def test_locker_finder(visit: Visit) -> None:
    page = visit(METHOD, "locker_finder")
    go_on = page.get_by_role("button", name="Continue to payment")
    go_on.click()
    street, postcode = page.get_by_label("Your street"), page.get_by_label("Your postcode")
    assert street.evaluate("field => field.validity.valueMissing && field.value === ''")
    street.fill(ADDRESS["Street address"])
    postcode.fill(ADDRESS["Postcode"])
    page.get_by_role("button", name="Find pickup points").click()
    expect(page.get_by_label("Parcel locker, Kamppi")).to_be_checked()
    go_on.click()
    page.wait_for_url("**/payment-details/")


def test_no_finder_for_home_delivery(visit: Visit) -> None:
    page = visit(METHOD, "locker_finder")
    page.get_by_label("Home delivery").check()
    expect(page.get_by_label("Your street")).to_be_hidden()
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")


def test_answer_out_of_sight(visit: Visit) -> None:
    page = visit("/exchange/", "answer_out_of_sight")
    message = page.get_by_label("Anything else we should know?")
    before = page.locator("body").inner_text()
    for _ in range(2):
        with page.expect_response(lambda r: r.request.method == "POST") as answered:
            ask_for_exchange(page)
        assert "Tell us which size" in answered.value.text()
        assert page.locator("body").inner_text() == before
        assert message.evaluate("field => field !== document.activeElement")
    message.fill("24 litres")
    ask_for_exchange(page)
    page.wait_for_url("**/exchange/received/")
    expect(page.locator("[data-exchange-number]")).to_contain_text("EX-")


def test_letters_in_a_picture(visit: Visit) -> None:
    page = visit("/order-status/", "letters_in_a_picture")
    field = page.get_by_label("Letters in the picture")
    picture = page.locator("img.letters")
    shown = []
    for letters in ("q7OIBO", "l8oO1S"):
        page.wait_for_function("image => image.naturalWidth > 0", arg=picture.element_handle())
        shown.append(picture.get_attribute("src"))
        field.fill(letters)
        find_order(page)
        expect(page.locator(".error-block")).to_contain_text("did not match")
        assert (page.get_by_label("Order number").input_value(), field.input_value()) == (
            "100001",
            "",
        )
    assert len(set(shown)) == 2 and picture.get_attribute("src") not in shown
    field.fill("K4NPT3")
    find_order(page)
    page.wait_for_selector("[data-order-status]")


@pytest.mark.parametrize(
    ("flaw", "place"),
    [
        ("serial_number_wanted", "/exchange/"),
        ("caret_jumps", PAYMENT),
        ("checkpoint_eats_form", PAYMENT),
        ("umlaut_refused", ADDRESS_PAGE),
        ("echo_comes_late", ADDRESS_PAGE),
        ("locker_finder", METHOD),
        ("answer_out_of_sight", "/exchange/"),
        ("letters_in_a_picture", "/order-status/"),
    ],
)
def test_nothing_else_goes_wrong_on_its_page(visit: Visit, flaw: str, place: str) -> None:
    page = visit(place, flaw)
    assert trouble_when_loaded(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.set_viewport_size({"width": 393, "height": 850})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
