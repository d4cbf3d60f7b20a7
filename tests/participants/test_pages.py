"""Every page in a real browser, in both languages, on a phone and on a desk."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from participants.axe import axe
from participants.stages import INSTAGRAM, STAGES
from participants.walk import Site
from playwright.sync_api import Browser, Page

PICTURES = os.environ.get("KITKA_PICTURES")
"""A folder: a picture of every page is kept there."""
WIDTHS = {"phone": (360, 740), "desk": (1280, 800)}


@pytest.fixture
def window(browser: Browser) -> Iterator[Any]:
    """``window(language, agent)``: a new page, what it asks for and what it complains of."""
    contexts = []

    def window(language: str, agent: str | None) -> tuple[Page, list[str]]:
        context = browser.new_context(locale=language, user_agent=agent)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        told: list[str] = []
        page.on("console", lambda said: told.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda asked: told.append(asked.url))
        return page, told

    yield window
    for context in contexts:
        context.close()


def keep(page: Page, name: str, width: str, language: str) -> None:
    if PICTURES:
        file = f"{name.replace(', ', '-').replace(' ', '-')}.{language}.{width}.png"
        page.screenshot(path=Path(PICTURES) / file, full_page=True)


@pytest.mark.parametrize("name", STAGES)
@pytest.mark.parametrize("language", ["en", "fi"])
def test_every_page_is_sound(
    site: Site, served: str, window: Any, name: str, language: str
) -> None:
    bring, touch = STAGES[name]
    page, told = window(language, INSTAGRAM if "app" in name else None)
    page.goto(served + bring(site.invite(language=language)))
    if touch:
        touch(page)
        page.wait_for_load_state()
    for width, (wide, high) in WIDTHS.items():
        page.set_viewport_size({"width": wide, "height": high})
        keep(page, name, width, language)
        assert axe(page) == []
        room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert room[0] <= room[1], f"{name} is wider than {width}"
        assert small_targets(page) == []
    assert page.evaluate("document.documentElement.lang") == language
    assert page.locator("h1").count() == 1
    foreign = [one for one in told if not one.startswith(served)]
    assert [one for one in foreign if "the server responded with a status" not in one] == []


def small_targets(page: Page) -> list[str]:
    """Buttons and boxes that are less than 40 CSS pixels wide or high."""
    return json.loads(
        page.evaluate(
            """() => JSON.stringify([...document.querySelectorAll("button, .box, .tongues a")]
              .filter((it) => !it.hidden)
              .map((it) => [it.textContent.trim(), it.getBoundingClientRect()])
              .filter(([, box]) => box.width && (box.width < 40 || box.height < 40))
              .map(([text, box]) => `${text} ${box.width}x${box.height}`))"""
        )
    )


def test_a_page_that_is_not_sound_is_noticed(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src='x.png'><input><p style='color:#ccc'>pale</p></body>")
    ids = {told.split(" ")[0] for told in axe(page)}
    page.close()
    assert {"image-alt", "label", "color-contrast", "html-has-lang"} <= ids
