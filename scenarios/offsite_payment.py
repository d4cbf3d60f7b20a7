"""Two small backpacks, paid on the payment provider's own page."""

from typing import Any

from playwright.sync_api import Page

from kitka.scenarios.parts import to_delivery_method, to_payment, to_product_and_basket


def run(page: Page, step: Any) -> None:
    to_product_and_basket(page, step)
    to_delivery_method(page, step)
    to_payment(page, step)
    with step("Review"):
        page.get_by_label("Pay at the bank").check()
        page.get_by_role("button", name="Review order").click()
        page.get_by_role("button", name="Place order and pay").wait_for()
    with step("Order placed"):
        page.get_by_role("button", name="Place order and pay").click()
        page.get_by_role("button", name="Pay €").click()
        page.wait_for_url("**/thank-you/")
