"""Presses, and what is set and chosen: that each flaw does what it says."""

from collections.abc import Callable

import pytest
from buying import (
    ADDRESS,
    ADDRESS_PAGE,
    BASKET,
    GATEWAY,
    METHOD,
    PAYMENT,
    PRODUCT,
    review_card,
    total,
)
from playwright.sync_api import Dialog, Locator, Page, expect

Visit = Callable[..., Page]
Watch = Callable[[Page], Page]

BACKPACK = "Kaarna 18 L small backpack"
BACKPACKS = "/catalogue/category/backpacks_1/"
FOUR_PRESSES = "button => { for (let press = 0; press < 4; press += 1) button.click(); }"


def press_at(page: Page, target: Locator) -> None:
    """With a mouse that goes where the control is, whatever lies over it."""
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def on_top_of(target: Locator) -> str:
    """The class of what a press in the middle of it would meet."""
    return str(
        target.evaluate(
            """node => {
              const at = node.getBoundingClientRect();
              return document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2).className;
            }"""
        )
    )


def text_of(page: Page) -> str:
    return page.locator("body").inner_text()


def dialogs_of(page: Page) -> list[tuple[str, str]]:
    """Fills with kind and words of each dialog of the browser; all are answered with OK."""
    said: list[tuple[str, str]] = []

    def answer(dialog: Dialog) -> None:
        said.append((dialog.type, dialog.message))
        dialog.accept("M")

    page.on("dialog", answer)
    return said


# ------------------------------------------------------------------ what lies over it


def test_faded_menu_stays(visit: Visit, errors: Watch) -> None:
    page = errors(visit(BACKPACKS, "faded_menu_stays"))
    card, panel = page.get_by_role("link", name=BACKPACK), page.locator(".ideas")
    expect(panel).to_have_css("opacity", "0")
    assert on_top_of(card) == "ideas"
    press_at(page, card)
    assert page.url.endswith(BACKPACKS)
    page.get_by_role("button", name="Ideas").click()
    expect(panel).to_have_css("opacity", "1")
    card.press("Enter")
    page.wait_for_url(f"**{PRODUCT}")


def test_label_lies_on_field(visit: Visit, errors: Watch) -> None:
    page = errors(visit(PAYMENT, "label_lies_on_field"))
    field = page.get_by_label("Name on card")
    press_at(page, field)
    expect(field).not_to_be_focused()
    page.get_by_label("Security code").press("Tab")
    expect(field).to_be_focused()
    assert "form-control" in on_top_of(field)
    review_card(page)
    page.get_by_role("heading", name="Review your order").wait_for()


# ------------------------------------------------------------------ no answer


def test_stars_lead_nowhere(visit: Visit, errors: Watch) -> None:
    page = errors(visit(PRODUCT, "stars_lead_nowhere"))
    before = text_of(page)
    page.get_by_role("link", name="38 reviews").click()
    assert page.url.endswith("#reviews")
    assert (text_of(page), page.evaluate("scrollY")) == (before, 0)


def test_answer_has_no_height(visit: Visit, errors: Watch) -> None:
    page = errors(visit("/exchange/", "answer_has_no_height"))
    button = page.get_by_role("button", name="What does an exchange cost?")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#answer-0")).to_have_css("height", "0px")


def test_euro_sign_in_comparison(visit: Visit, errors: Watch) -> None:
    page = errors(visit("/search/?q=tent", "euro_sign_in_comparison"))
    before = page.locator(".product-grid").inner_text()
    page.get_by_label("Highest price").press("Home")
    expect(page.locator("output")).to_have_text("€0")
    assert page.locator(".product-grid").inner_text() == before


def test_one_each_unsaid(visit: Visit, errors: Watch) -> None:
    page = errors(visit(BASKET, "one_each_unsaid"))
    quantity, before = page.get_by_label("Quantity"), total(page)
    quantity.fill("2")
    page.get_by_role("button", name="Update").click()
    page.get_by_text("Your basket total is now").wait_for()
    expect(quantity).to_have_value("1")
    assert total(page) == before


def test_optional_phone_counted(visit: Visit, errors: Watch) -> None:
    page = errors(visit(ADDRESS_PAGE, "optional_phone_counted"))
    for label, value in ADDRESS.items():
        page.get_by_label(label).fill(value)
    button, before = page.get_by_role("button", name="Continue"), text_of(page)
    expect(button).to_be_disabled()
    press_at(page, button)
    assert text_of(page) == before
    page.get_by_label("Phone number (optional)").fill("+358 40 123 4567")
    button.click()
    page.wait_for_url(f"**{METHOD}")


def test_cheapest_way_greyed(visit: Visit, errors: Watch) -> None:
    page = errors(visit(METHOD, "cheapest_way_greyed"))
    pickup, before = page.get_by_role("radio", name="Pickup point €4.90"), text_of(page)
    expect(pickup).to_be_disabled()
    expect(page.get_by_role("radio", name="Home delivery")).to_be_checked()
    expect(page.locator("[data-delivery-cost]")).to_have_text("€9.90")
    press_at(page, pickup)
    assert text_of(page) == before
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url(f"**{PAYMENT}")


# ------------------------------------------------------------------ errors, waits


def test_order_answered_by_timeout(visit: Visit) -> None:
    page = visit(PAYMENT, "order_answered_by_timeout")
    review_card(page)
    button = page.get_by_role("button", name="Place order")
    button.wait_for()
    before = text_of(page)
    with page.expect_response("**/preview/") as answer:
        button.click()
    assert (answer.value.status, text_of(page)) == (504, before)
    button.click()
    page.wait_for_url("**/thank-you/")


def test_icon_has_no_split(visit: Visit) -> None:
    page = visit("/", "icon_has_no_split")
    field = page.get_by_label("Search products")
    field.fill("tent")
    with page.expect_event("pageerror") as thrown:
        press_at(page, page.get_by_role("button", name="Search"))
    assert "split is not a function" in str(thrown.value)
    assert page.evaluate("location.pathname") == "/"
    field.press("Enter")
    page.wait_for_url("**/search/?q=tent")


@pytest.mark.parametrize(
    ("flaw", "place", "deed"),
    [
        (
            "mail_domain_compared",
            GATEWAY,
            """() => {
              const field = document.getElementById("id_username");
              field.value = "aino@e";
              field.dispatchEvent(new Event("input", { bubbles: true }));
            }""",
        ),
        (
            "visit_packed_on_leaving",
            BACKPACKS,
            "() => { dispatchEvent(new Event('beforeunload')); }",
        ),
    ],
)
def test_the_page_stands_still(
    visit: Visit, errors: Watch, flaw: str, place: str, deed: str
) -> None:
    page = errors(visit(place, flaw))
    took = page.evaluate(
        f"() => {{ const from = performance.now(); ({deed})(); return performance.now() - from; }}"
    )
    assert took > 600


# ------------------------------------------------------------------ dialogs


def test_digits_only_shouted(visit: Visit, errors: Watch) -> None:
    page = errors(visit(PAYMENT, "digits_only_shouted"))
    said = dialogs_of(page)
    field = page.get_by_label("Card number")
    field.press_sequentially("4111 11")
    expect(field).to_have_value("411111")
    assert said == [("alert", "Only digits are allowed in this field!")]


def test_reason_asked_by_prompt(visit: Visit, errors: Watch) -> None:
    page = errors(visit("/exchange/", "reason_asked_by_prompt"))
    said = dialogs_of(page)
    page.get_by_label("What is the reason?").select_option(label="Wrong size")
    expect(page.get_by_label("Anything else")).to_have_value("Size needed: M")
    assert said == [("prompt", "Which size do you need instead?")]


# ------------------------------------------------------------------ pressed again


def test_copied_without_a_word(visit: Visit, errors: Watch) -> None:
    page = errors(visit(BASKET, "copied_without_a_word"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    before = text_of(page)
    page.get_by_role("button", name="Copy the code").click()
    page.wait_for_function("async () => await navigator.clipboard.readText() === 'RETKI10'")
    assert text_of(page) == before


def test_double_press_guard(visit: Visit, errors: Watch) -> None:
    page = errors(visit(METHOD, "double_press_guard"))
    button, day = page.get_by_role("button", name="Next day"), page.locator(".delivery-day output")
    expect(day).to_have_text("Monday")
    button.evaluate(FOUR_PRESSES)
    expect(day).to_have_text("Tuesday")


def test_parent_entry_opens_first(visit: Visit, errors: Watch) -> None:
    page = errors(visit("/", "parent_entry_opens_first"))
    link, before = page.get_by_role("link", name="Backpacks").first, text_of(page)
    link.click()
    assert (page.evaluate("location.pathname"), text_of(page)) == ("/", before)
    link.click()
    page.wait_for_url(f"**{BACKPACKS}")


def test_first_add_makes_session(visit: Visit, errors: Watch) -> None:
    page = errors(visit(PRODUCT, "first_add_makes_session"))
    button, before = page.get_by_role("button", name="Add to basket"), text_of(page)
    with page.expect_navigation():
        button.click()
    assert page.url.endswith(PRODUCT)
    assert text_of(page) == before
    button.click()
    expect(page.locator("[data-basket-count]")).to_have_text("1")
