"""Parts of the demo shop's path that several scripts walk. Plain Playwright."""

from typing import Any

from playwright.sync_api import Page

PATIENCE_MS = 10_000
"""Nobody waits longer for a shop (Miller 1968: ten seconds hold the attention)."""


def to_product_and_basket(page: Page, step: Any) -> None:
    """From the front page through the category; two small backpacks into the basket."""
    page.set_default_timeout(PATIENCE_MS)
    with step("Product page"):
        page.get_by_role("link", name="Backpacks").first.click()
        page.get_by_role("link", name="Kaarna 18 L small backpack").click()
        page.get_by_role("button", name="Add to basket").wait_for()
    with step("Basket"):
        page.get_by_role("button", name="Add to basket").click()
        page.get_by_role("link", name="View basket").click()
        page.get_by_label("Quantity").fill("2")
        page.get_by_role("button", name="Update").click()
        page.get_by_text("Your basket total is now").wait_for()


def to_delivery_method(page: Page, step: Any) -> None:
    """As a guest, to the choice of delivery."""
    with step("Guest details"):
        page.get_by_role("button", name="Proceed to checkout").click()
        page.wait_for_url("**/checkout/")
    with step("Delivery address"):
        page.get_by_label("E-mail address").fill(step.data["email"])
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url("**/shipping-address/")
    with step("Delivery method"):
        page.get_by_label("First name").fill(step.data["first_name"])
        page.get_by_label("Last name").fill(step.data["last_name"])
        page.get_by_label("Street address").fill(step.data["street"])
        page.get_by_label("Postcode").fill(step.data["postcode"])
        page.get_by_label("City").fill(step.data["city"])
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url("**/shipping-method/")


def to_payment(page: Page, step: Any) -> None:
    with step("Payment"):
        page.get_by_label("Pickup point").check()
        page.get_by_role("button", name="Continue to payment").click()
        page.wait_for_url("**/payment-details/")
