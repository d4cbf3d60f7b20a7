"""Search for a tent and look at the first one."""

from typing import Any

from playwright.sync_api import Page

from kitka.scenarios.parts import PATIENCE_MS


def run(page: Page, step: Any) -> None:
    page.set_default_timeout(PATIENCE_MS)
    with step("Search results"):
        page.get_by_label("Search products").fill(step.data["words"])
        page.get_by_role("button", name="Search").click()
        page.get_by_role("link", name="tent").first.wait_for()
    with step("Product page"):
        page.get_by_role("main").get_by_role("link", name="tent").first.click()
        page.get_by_role("button", name="Add to basket").wait_for()
