"""The demo shop as shoppers meet it: the real process, real Chromium, no sleeps."""

import concurrent.futures
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from buying import (
    ADDRESS,
    EMAIL,
    Shopper,
    fill_basket,
    go_to_payment,
    go_to_provider,
    review_card,
    total,
)
from playwright.sync_api import Browser, Page, expect

from kitka.demo_shop import DemoShop, DemoShopError, serve
from kitka.demo_shop.flaws import FLAWS, UnknownFlaw, check_names

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def running() -> Iterator[DemoShop]:
    with serve() as shop:
        yield shop


@pytest.fixture
def shop(running: DemoShop) -> Iterator[DemoShop]:
    """The module's shop with every flaw off again afterwards."""
    yield running
    running.set_flaws([])


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP)
    context.set_default_timeout(8000)
    yield context.new_page()
    context.close()


# --- buying --------------------------------------------------------------------------------


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE, {"width": 360, "height": 740}])
def test_guest_buys_two_small_backpacks_by_card_in_a_clean_shop(
    shop: DemoShop, browser: Browser, viewport: Any
) -> None:
    context = browser.new_context(viewport=viewport)
    context.set_default_timeout(8000)
    page = context.new_page()
    trouble = watch_for_trouble(page, shop)
    fill_basket(page, shop)
    assert total(page) == "€98.00"
    assert page.locator("[data-delivery-cost]").inner_text() == "from €4.90"
    assert page.locator("[data-basket-count]").inner_text() == "2"
    go_to_payment(page)
    assert (total(page), page.locator("[data-delivery-cost]").inner_text()) == ("€102.90", "€4.90")
    review_card(page)
    page.get_by_role("heading", name="Review your order").wait_for()
    assert total(page) == "€102.90"
    page.get_by_role("button", name="Place order").click()
    page.wait_for_url("**/checkout/thank-you/")
    assert total(page) == "€102.90"
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert trouble == []
    context.close()


def watch_for_trouble(page: Page, shop: DemoShop) -> list[str]:
    """Console errors, exceptions, failed answers, requests to elsewhere, layout shifts."""
    trouble: list[str] = []
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on(
        "response", lambda r: trouble.append(f"{r.status} {r.url}") if r.status >= 400 else None
    )
    page.on("request", lambda r: None if r.url.startswith(shop.url) else trouble.append(r.url))
    page.expose_function("layoutShifted", lambda value: trouble.append(f"layout shift {value}"))
    page.add_init_script(
        """new PerformanceObserver(list => { for (const e of list.getEntries())
             if (!e.hadRecentInput && e.value > 0.02) layoutShifted(e.value);
           }).observe({type: "layout-shift", buffered: true});"""
    )
    return trouble


def test_the_total_follows_the_choice_of_delivery(shop: DemoShop, page: Page) -> None:
    fill_basket(page, shop, quantity=1)
    go_to_payment(page)
    page.get_by_role("link", name="Delivery", exact=True).click()
    page.get_by_label("Home delivery").check()
    assert (total(page), page.locator("[data-delivery-cost]").inner_text()) == ("€58.90", "€9.90")
    page.get_by_role("button", name="Continue to payment").click()
    assert total(page) == "€58.90"


def test_form_errors_are_tied_to_their_fields(shop: DemoShop, page: Page) -> None:
    fill_basket(page, shop, quantity=1)
    go_to_payment(page)
    review_card(page, "4111 1111 1111 1112")
    field = page.get_by_label("Card number")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("valid credit card number"))
    assert page.url.endswith("/checkout/preview/")
    assert page.locator("#payment-form").is_visible()


def test_a_declined_card_leads_back_to_the_payment_step(shop: DemoShop, page: Page) -> None:
    fill_basket(page, shop, quantity=1)
    go_to_payment(page)
    review_card(page, "4000 0000 0000 0002")
    page.get_by_role("button", name="Place order").click()
    expect(page.get_by_role("alert").first).to_contain_text("declined the card")
    review_card(page)
    page.get_by_role("button", name="Place order").click()
    page.wait_for_url("**/checkout/thank-you/")


def test_offsite_payment_declined_cancelled_left_by_back_and_paid(
    shop: DemoShop, page: Page
) -> None:
    fill_basket(page, shop, quantity=1)
    go_to_payment(page)
    go_to_provider(page)
    assert page.url.startswith(shop.payment_url)
    assert page.locator("[data-amount]").inner_text() == "€53.90"
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_role("alert")).to_contain_text("declined")
    assert "/checkout/payment-details/" in page.url
    go_to_provider(page)
    page.get_by_role("button", name="Cancel and return").click()
    expect(page.get_by_role("status")).to_contain_text("cancelled the payment")
    assert "/checkout/payment-details/" in page.url
    go_to_provider(page)
    page.goto(f"{shop.url}/basket/")  # gave up there: the basket is still full
    assert total(page) == "€49.00"
    page.goto(f"{shop.url}/checkout/payment-details/")
    go_to_provider(page)
    page.get_by_role("button", name="Pay €53.90").click()
    page.wait_for_url("**/checkout/thank-you/")
    assert total(page) == "€53.90"


def test_a_forged_payment_is_refused(shop: DemoShop) -> None:
    shopper = Shopper(shop)
    shopper.fill_basket()
    shopper.give_address()
    shopper.choose_delivery()
    shopper.send("/checkout/preview/", payment_method="hosted", action="place_order")
    shopper.send("/checkout/payment-return/?token=eyJyZXN1bHQiOiJwYWlkIn0.x.y")
    assert "could not verify" in shopper.send("/checkout/payment-details/")[1]


def test_orders_use_up_no_stock_even_in_parallel(shop: DemoShop) -> None:
    """Twelve orders of a hundred pieces each: no stock would last, were it counted."""
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(lambda _: Shopper(shop).buy(100), range(12)))
    assert len(set(numbers)) == 12
    assert "In stock" in Shopper(shop).send("/catalogue/kaarna-18-l-small-backpack_1/")[1]


# --- afterwards ----------------------------------------------------------------------------


def test_order_status_and_exchange_for_guests(shop: DemoShop, page: Page) -> None:
    number = Shopper(shop).buy()
    page.goto(f"{shop.url}/")
    page.get_by_role("contentinfo").get_by_role("link", name="Order status").click()
    page.get_by_label("Order number").fill(number)
    page.get_by_label("E-mail address").fill("somebody@else.example")
    page.get_by_role("button", name="Show my order").click()
    expect(page.get_by_role("alert")).to_contain_text("no order")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Show my order").click()
    expect(page.locator("[data-order-status]")).to_have_text("Being packed")

    page.get_by_role("contentinfo").get_by_role("link", name="Exchange a product").click()
    page.get_by_label("Order number").fill(number)
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Which product?").select_option(label="Nuotio enamel mug")
    page.get_by_label("What is the reason?").select_option(label="Wrong size")
    page.get_by_label("Another size or colour").check()
    page.get_by_role("button", name="Send the request").click()
    product = page.get_by_label("Which product?")
    expect(product).to_have_accessible_description("This product is not in the order.")
    product.select_option(label="Kaarna 18 L small backpack")
    page.get_by_role("button", name="Send the request").click()
    expect(page.locator("[data-exchange-number]")).to_contain_text("EX-")


# --- flaws ---------------------------------------------------------------------------------


def test_dead_button(shop: DemoShop, page: Page) -> None:
    shop.set_flaws(["dead_button"])
    fill_basket(page, shop, quantity=1)
    requests: list[str] = []
    page.wait_for_load_state()
    before = page.locator("body").inner_html()
    page.on("request", lambda request: requests.append(request.url))
    page.get_by_role("button", name="Proceed to checkout").click()
    assert page.locator("body").inner_html() == before
    assert page.url == f"{shop.url}/basket/" and requests == []
    page.get_by_role("link", name="Continue to checkout").click()
    page.wait_for_url("**/checkout/")


def test_js_error_on_click(shop: DemoShop, page: Page) -> None:
    shop.set_flaws(["js_error_on_click"])
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.name or ""))
    fill_basket(page, shop, quantity=1)  # the form is sent all the same
    assert errors == ["TypeError"]
    assert total(page) == "€49.00"


def test_late_cost(shop: DemoShop, page: Page) -> None:
    shop.set_flaws(["late_cost"])
    fill_basket(page, shop, quantity=1)
    go_to_payment(page)
    assert total(page) == "€53.90"
    review_card(page)
    expect(page.locator("[data-surcharge]")).to_have_text("€4.90")
    assert (total(page), page.locator("[data-delivery-cost]").inner_text()) == ("€58.80", "€4.90")
    page.get_by_role("button", name="Place order").click()
    page.wait_for_url("**/checkout/thank-you/")
    assert total(page) == "€58.80"


def test_late_cost_is_charged_by_the_provider_too(shop: DemoShop, page: Page) -> None:
    shop.set_flaws(["late_cost"])
    fill_basket(page, shop, quantity=1)
    go_to_payment(page)
    go_to_provider(page)
    page.get_by_role("button", name="Pay €58.80").click()
    page.wait_for_url("**/checkout/thank-you/")


def test_slow_step(shop: DemoShop) -> None:
    shopper = Shopper(shop)
    shopper.fill_basket()
    began = time.monotonic()
    assert shopper.give_address()[0] == 302
    quick = time.monotonic() - began
    shop.set_flaws(["slow_step"])
    began = time.monotonic()
    assert shopper.give_address()[0] == 302
    slow = time.monotonic() - began
    assert slow >= 3.0 and slow > quick


def test_server_error(shop: DemoShop) -> None:
    shop.set_flaws(["server_error"])
    shopper = Shopper(shop)
    shopper.fill_basket()
    shopper.give_address()
    status, text = shopper.choose_delivery()
    assert status == 500 and "Something went wrong" in text
    assert 'href="/checkout/shipping-method/"' in text and "Traceback" not in text
    assert shopper.choose_delivery()[0] == 302


def test_form_refused_empty(shop: DemoShop) -> None:
    shop.set_flaws(["form_refused_empty"])
    shopper = Shopper(shop)
    shopper.fill_basket()
    status, text = shopper.give_address()
    assert status == 200 and "could not check this postcode" in text
    assert not any(f'value="{value}"' in text for value in ADDRESS.values())
    assert shopper.give_address()[0] == 302


def test_each_flaw_is_described_and_a_typo_names_the_nearest(shop: DemoShop) -> None:
    assert all(flaw.rule and flaw.step and flaw.title for flaw in FLAWS.values())
    with pytest.raises(UnknownFlaw, match="dead_button"):
        check_names(["dead_buton"])
    with pytest.raises(DemoShopError, match="dead_button"):
        shop.set_flaws(["dead_buton"])


# --- beginning anew ------------------------------------------------------------------------


def test_reset_forgets_orders_and_baskets(shop: DemoShop) -> None:
    shopper, other = Shopper(shop), Shopper(shop)
    number = shopper.buy()
    other.fill_basket()
    shop.reset()
    text = Shopper(shop)
    text.send("/order-status/")
    assert "no order" in text.send("/order-status/", order_number=number, email=EMAIL)[1]
    assert "Your basket is empty" in other.send("/basket/")[1]
    assert Shopper(shop).buy() == "100002"  # the shop opens with one order
