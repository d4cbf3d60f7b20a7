"""The task bar by keyboard, by screen reader and by thumb."""

from __future__ import annotations

import pytest
from inpage.bar import EN, HOST, ROOT, texts
from playwright.sync_api import expect

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def test_by_keyboard_alone(tried):
    tried.open("taskbar_checkout.html?plain")
    assert tried.page.evaluate("document.activeElement === document.body")
    tried.page.locator("a", has_text="Returns").focus()
    page = tried.page
    page.keyboard.press("Tab")
    assert tried.focused() == EN["task"]
    page.keyboard.press("Enter")
    expect(tried.button(EN["task"])).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(tried.button(EN["task"])).to_have_attribute("aria-expanded", "false")
    assert tried.focused() == EN["task"]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert tried.focused() == EN["done"]
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert tried.focused() == EN["close"]
    page.keyboard.press("Tab")
    assert tried.focused() == EN["done_yes"]
    page.keyboard.press("Enter")
    expect(page.locator(HOST).get_by_role("status")).to_have_text(EN["thanks"])
    assert "say done True" in tried.told()


def test_a_press_of_a_screen_reader_has_no_pointer(tried):
    tried.open("taskbar_checkout.html?plain")
    tried.button(EN["task"]).evaluate("button => button.click()")
    expect(tried.button(EN["task"])).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("language", ["en", "fi"])
def test_axe_finds_nothing_serious(phone, language):
    words = texts(language)
    phone.open("taskbar_checkout.html?plain", language=language, next="https://kitka.example")
    phone.page.evaluate(AXE.read_text())
    for path in (["task"], ["details"], ["menu"], ["menu", "leave"], ["done"], ["menu", "pause"]):
        phone.press(*(words[key] for key in path))
        found = phone.page.evaluate(f"axe.run('{HOST}')")
        grave = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
        assert [(v["id"], v["nodes"][0]["html"]) for v in grave] == []
        assert found["passes"]
        if path[-1] != "pause":
            phone.press(words["close"])


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("language", ["en", "fi"])
def test_one_row_of_thumb_sized_buttons(phone, width, language):
    phone.page.set_viewport_size({"width": width, "height": 640})
    phone.open("taskbar_checkout.html?plain", language=language)
    boxes = [
        button.bounding_box() for button in phone.page.locator(HOST).get_by_role("button").all()
    ]
    assert len(boxes) == 5
    assert all(box and box["width"] >= 44 and box["height"] >= 44 for box in boxes)
    assert len({round(box["y"] + box["height"] / 2) for box in boxes if box}) == 1
    assert phone.page.locator(HOST).evaluate("host => host.offsetHeight <= 60")
    overflowing = "button => button.scrollWidth > button.clientWidth"
    assert not any(
        b.evaluate(overflowing) for b in phone.page.locator(HOST).get_by_role("button").all()
    )
