"""The benign traps: each does what it should, and nothing on their pages goes wrong."""

from collections.abc import Iterator
from typing import Any

import pytest
from buying import PRODUCT
from playwright.sync_api import Browser, Page, expect

from kitka.demo_shop import DemoShop
from kitka.demo_shop.traps import TRAPS

NO_PRINTER = "window.print = () => { window.printed = true; }"


@pytest.fixture
def trapped(shop: DemoShop) -> Iterator[DemoShop]:
    shop.set_traps(True)
    yield shop
    shop.set_traps(False)


def opened(browser: Browser, address: str, **options: Any) -> tuple[Page, list[str]]:
    """The page, and a list that fills with whatever goes wrong on it."""
    page = browser.new_context(**options).new_page()
    page.set_default_timeout(8000)
    trouble: list[str] = []
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("response", lambda r: trouble.append(r.url) if r.status >= 400 else None)
    page.add_init_script(NO_PRINTER)
    page.goto(address)
    return page, trouble


@pytest.mark.parametrize("width", [1280, 390])
def test_every_trap_is_on_its_page_and_nothing_is_wrong(
    trapped: DemoShop, browser: Browser, width: int
) -> None:
    viewport = {"width": width, "height": 800}
    page, trouble = opened(browser, f"{trapped.url}/", viewport=viewport)
    for where in ("guide", "product"):
        if where == "guide":
            page.get_by_role("link", name="Buying guide").click()
        else:
            page.goto(trapped.url + PRODUCT)
        here = page.eval_on_selector_all("[data-trap]", "all => all.map(e => e.dataset.trap)")
        assert sorted(here) == sorted(t.name for t in TRAPS.values() if t.where == where)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert trouble == []
    page.context.close()


def test_they_are_there_only_while_they_are_on(shop: DemoShop, browser: Browser) -> None:
    page, trouble = opened(browser, f"{shop.url}/guide/")
    assert trouble[0].endswith("/guide/") or "404" in trouble[0]
    page.goto(shop.url + PRODUCT)
    assert page.locator("[data-trap]").count() == 0
    page.context.close()


def test_what_is_pressed_answers(trapped: DemoShop, browser: Browser) -> None:
    page, trouble = opened(browser, f"{trapped.url}/guide/")

    def trap(name: str) -> Any:
        return page.locator(f"[data-trap={name}]")

    for _ in range(3):
        page.get_by_role("button", name="More persons").click()
    expect(trap("stepper").locator("output")).to_have_text("5")
    expect(page.get_by_role("button", name="Fewer nights")).to_be_disabled()
    page.get_by_role("button", name="Next picture").click()
    expect(page.get_by_role("img", name="Tunturi 28 L day backpack")).to_be_visible()
    month = trap("calendar").locator("strong").inner_text()
    page.get_by_role("button", name="Next month").click()
    expect(trap("calendar").locator("strong")).not_to_have_text(month)
    expect(trap("calendar").get_by_role("button", name="7", exact=True)).to_be_disabled()
    before = page.evaluate("document.querySelector('[data-trap=canvas_preview]').toDataURL()")
    trap("canvas_preview").click()
    after = page.evaluate("document.querySelector('[data-trap=canvas_preview]').toDataURL()")
    assert after != before
    favourite = trap("favourite")
    with page.expect_response("**/guide/favourite"):
        favourite.click()
        assert favourite.get_attribute("aria-pressed") == "true"  # before the server has answered
    page.get_by_role("tab", name="Winter").click()
    expect(page.get_by_text("two mats")).to_be_visible()
    for _ in range(2):
        count = trap("load_more").locator("li").count()
        page.get_by_role("button", name="Show more").click()
        expect(trap("load_more").locator("li")).to_have_count(count + 6)
    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("window.printed") is True
    with page.expect_download() as download:
        page.get_by_role("link", name="Packing list (PDF)").click()
    assert download.value.suggested_filename == "packing-list.pdf"
    with page.expect_popup() as chart:
        trap("new_tab").click()
    expect(chart.value.get_by_role("heading", name="Size chart")).to_be_visible()
    page.get_by_role("button", name="Only necessary").click()
    expect(trap("cookie_banner")).to_be_hidden()
    assert trouble == []
    page.context.close()


def test_what_is_typed_is_helped_along(trapped: DemoShop, browser: Browser) -> None:
    page, trouble = opened(browser, f"{trapped.url}/guide/")
    page.get_by_label("Digit 1").focus()
    page.keyboard.type("123456")
    assert page.get_by_label("Digit 6").input_value() == "6"
    for label, text, reads in (
        ("Mobile phone", "0401234567", "040 123 4567"),
        ("Gift card", "6035710012345678", "6035 7100 1234 5678"),
        ("Postcode abroad", "sw1a 1aa", "SW1A 1AA"),
    ):
        page.get_by_label(label).press_sequentially(text)
        assert page.get_by_label(label).input_value() == reads
    page.get_by_label("What is missing here?").press_sequentially("Sauna")
    expect(page.locator("#g-left")).to_have_text("195 characters left")
    page.get_by_role("combobox", name="Find gear").press_sequentially("tent")
    page.get_by_role("option", name="Loue 2 tent").click()
    assert page.get_by_role("combobox", name="Find gear").input_value() == "Loue 2 tent"
    page.get_by_role("button", name="Send me the list").click()
    expect(page.locator("#guide-thanks")).to_have_text("The list is on its way.")
    assert trouble == []
    page.context.close()


def test_what_is_dragged_follows(trapped: DemoShop, browser: Browser) -> None:
    page, trouble = opened(browser, f"{trapped.url}/guide/")
    handle = page.get_by_role("slider", name="Compare packed and unpacked")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box
    page.mouse.move(box["x"] + 22, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + 82, box["y"] + 50, steps=5)
    page.mouse.up()
    expect(handle).to_have_attribute("aria-valuenow", "75")
    page.locator("[data-trap=zoom_image]").dblclick()
    expect(page.locator("[data-trap=zoom_image]")).to_have_class("zoom zoom--near")
    page.locator(".trips__end").scroll_into_view_if_needed()
    expect(page.locator(".trips li").nth(11)).to_be_attached()
    assert trouble == []
    page.context.close()
