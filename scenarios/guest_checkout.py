"""Two small backpacks, bought as a guest and paid by card. Plain Playwright."""

from typing import Any

from playwright.sync_api import Page

from kitka.scenarios.parts import to_delivery_method, to_payment, to_product_and_basket


def run(page: Page, step: Any) -> None:
    to_product_and_basket(page, step)
    to_delivery_method(page, step)
    to_payment(page, step)
    with step("Review"):
        page.get_by_label("Card", exact=True).check()
        page.get_by_label("Card number").fill(step.data["card_number"])
        page.get_by_label("Expiry year").select_option(index=3)
        page.get_by_label("Security code").fill(step.data["card_code"])
        page.get_by_label("Name on card").fill(step.data["card_name"])
        page.get_by_role("button", name="Review order").click()
        page.get_by_role("button", name="Place order").wait_for()
    with step("Order placed"):
        page.get_by_role("button", name="Place order").click()
        page.wait_for_url("**/thank-you/")
