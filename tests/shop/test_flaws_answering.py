"""Flaws in which a press is answered wrongly, late or not at all: that they do what they say."""

import re
import time
from collections.abc import Callable

from buying import BASKET, EMAIL, GATEWAY, METHOD, PAYMENT, PRODUCT, review_card, total
from playwright.sync_api import Page, expect

from kitka.demo_shop import DemoShop

Visit = Callable[..., Page]


def update_to_two(page: Page) -> None:
    page.get_by_label("Quantity").fill("2")
    page.get_by_role("button", name="Update").click()


def test_slow_without_feedback(visit: Visit) -> None:
    page = visit(METHOD, "slow_without_feedback")
    before = page.locator("main").inner_html()
    began = time.monotonic()
    page.get_by_role("button", name="Continue to payment").click()
    page.get_by_role("button", name="Continue to payment").click()
    assert page.locator("main").inner_html() == before
    page.wait_for_url("**/payment-details/")
    assert time.monotonic() - began >= 4


def test_handler_lost_on_render(visit: Visit) -> None:
    page = visit(BASKET, "handler_lost_on_render")
    update_to_two(page)
    page.get_by_text("Your basket total is now").wait_for()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Proceed to checkout").click()
    assert (page.url[-8:], asked) == ("/basket/", [])
    page.reload()
    page.get_by_role("button", name="Proceed to checkout").click()
    page.wait_for_url("**/checkout/")


def test_zoom_icon_dead(visit: Visit) -> None:
    page = visit(PRODUCT, "zoom_icon_dead")
    page.wait_for_load_state()
    before = page.locator("body").inner_html()
    page.get_by_role("button", name="Zoom in").click()
    assert page.locator("body").inner_html() == before


def test_first_press_lost(visit: Visit) -> None:
    page = visit(GATEWAY, "first_press_lost")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Continue").click()
    assert page.url.endswith("/checkout/")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-address/")


def test_terms_box_far_away(visit: Visit) -> None:
    page = visit(PAYMENT, "terms_box_far_away")
    review_card(page)
    button = page.get_by_role("button", name="Place order")
    expect(button).to_be_disabled()
    page.get_by_label("I accept the terms").check()
    button.click()
    page.wait_for_url("**/thank-you/")


def test_invisible_veil(visit: Visit) -> None:
    page = visit(METHOD, "invisible_veil")
    button = page.get_by_role("button", name="Continue to payment")
    expect(page.locator(".veil")).to_have_css("opacity", "0")
    box = button.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert page.url.endswith("/shipping-method/")
    page.get_by_label("Home delivery").check()  # only the button is covered
    page.reload()
    button.click()
    page.wait_for_url("**/payment-details/")


def test_the_veil_lets_the_keyboard_through(visit: Visit) -> None:
    page = visit(METHOD, "invisible_veil")
    page.get_by_role("button", name="Continue to payment").press("Enter")
    page.wait_for_url("**/payment-details/")


def test_quantity_list_dead(visit: Visit) -> None:
    page = visit(BASKET, "quantity_list_dead")
    page.get_by_role("combobox", name="Quantity of Kaarna 18 L small backpack").select_option("2")
    assert total(page) == "€49.00"
    page.reload()
    assert total(page) == "€49.00"
    page.get_by_role("button", name="Proceed to checkout").click()
    page.wait_for_url("**/checkout/")


def test_confirm_before_address(visit: Visit) -> None:
    page = visit(GATEWAY, "confirm_before_address")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Continue").click()
    assert (asked, page.url.endswith("/checkout/")) == (["confirm"], True)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-address/")


def test_blocking_update(visit: Visit) -> None:
    page = visit(BASKET, "blocking_update")
    page.evaluate(
        "() => { window.blocked = new Promise(r => new PerformanceObserver(list => r("
        "list.getEntries()[0].duration)).observe({type: 'longtask'})) }"
    )
    update_to_two(page)
    assert page.evaluate("window.blocked") >= 1800
    page.get_by_text("Your basket total is now").wait_for()
    assert total(page) == "€98.00"


def test_looks_alike_but_stand_alone(visit: Visit) -> None:
    """Several at once, the way a careless release ships them."""
    page = visit(BASKET, "blocking_update", "handler_lost_on_render", "old_amounts", "dead_button")
    update_to_two(page)
    page.get_by_text("Your basket total is now").wait_for()
    page.get_by_role("link", name="Continue to checkout").click()
    page.wait_for_url(re.compile("/checkout/$"))


def test_flaws_are_off_by_default(shop: DemoShop, visit: Visit) -> None:
    page = visit(PRODUCT)
    assert page.locator("script[src*='/flaws/'], link[href*='/flaws/']").count() == 0
