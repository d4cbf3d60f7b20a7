"""A guest looks at an order and asks for an exchange."""

from typing import Any

from playwright.sync_api import Page

from kitka.scenarios.parts import PATIENCE_MS


def run(page: Page, step: Any) -> None:
    page.set_default_timeout(PATIENCE_MS)
    with step("Order status"):
        page.get_by_role("contentinfo").get_by_role("link", name="Order status").click()
        page.get_by_label("Order number").fill(step.data["order"])
        page.get_by_label("E-mail address").fill(step.data["email"])
        page.get_by_role("button", name="Show my order").click()
        page.locator("[data-order-status]").first.wait_for()
    with step("Exchange form"):
        page.get_by_role("contentinfo").get_by_role("link", name="Exchange a product").click()
        page.get_by_role("button", name="Send the request").wait_for()
    with step("Exchange requested"):  # the shop knows the order by now
        page.get_by_label("Which product?").select_option(label=step.data["product"])
        page.get_by_label("What is the reason?").select_option("Wrong size")
        page.get_by_label("Another size or colour").check()
        page.get_by_role("button", name="Send the request").click()
        page.locator("[data-exchange-number]").wait_for()
