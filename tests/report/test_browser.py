"""The report in a browser: the replay is the recorded page, and nothing in it acts."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import FrameLocator, Page, expect

from kitka.analyzer.report import replay
from kitka.server import create_app

Served = Callable[[Flask], str]


@pytest.fixture
def base(samples: ModuleType, recordings: dict[str, Any], served: Served) -> str:
    sample = samples.full()
    samples.add_recorded(sample, recordings["purchase"])
    samples.add_recorded(sample, recordings["hostile"], "hostile")
    return served(create_app(sample))


def recorded(page: Page) -> FrameLocator:
    """The recorded document: the sandboxed frame within the player within the session page."""
    return page.frame_locator("#stage").frame_locator("iframe")


def settled(page: Page) -> None:
    """The replay stands at the moment that the address names."""
    expect(page.locator("#clock")).to_contain_text("/")


def shown(page: Page, at: str) -> None:
    expect(page.locator("#clock")).to_contain_text(f"{at} /")


def test_the_replay_shows_the_recorded_page_with_its_styles(base: str, watched: Any) -> None:
    page = watched.page
    page.goto(f"{base}/sessions/recorded")
    heading = recorded(page).locator("h1")
    expect(heading).to_have_text("Syksyn reput")
    expect(heading).to_have_css("color", "rgb(12, 84, 60)")
    expect(recorded(page).locator("a.go").first).to_have_css("background-color", "rgb(31, 77, 58)")
    loaded = "(image) => image.complete && image.naturalWidth"
    assert recorded(page).locator("img").first.evaluate(loaded) == 200
    expect(page.locator("#address")).to_contain_text("/front.html")
    assert watched.foreign(base) == []
    assert watched.complaints == []


def test_an_address_with_a_moment_opens_there(base: str, watched: Any) -> None:
    page = watched.page
    page.goto(f"{base}/sessions/recorded#t=24.0")
    expect(recorded(page).locator("h1")).to_have_text("Kiitos tilauksesta!")
    expect(page.locator("#address")).to_contain_text("/placed.html")


def test_an_entry_of_the_timeline_jumps_to_its_moment(base: str, watched: Any) -> None:
    page = watched.page
    page.goto(f"{base}/sessions/recorded")
    settled(page)
    page.locator("#entries a", has_text="Product page").first.click()
    expect(recorded(page).locator("h1")).to_have_text("Kevyt päiväreppu, 20 l")
    current = page.locator("#entries [aria-current=true]")
    expect(current).to_contain_text("Product page")
    page.locator("#entries a", has_text="Front page").first.click()
    expect(recorded(page).locator("h1")).to_have_text("Syksyn reput")


def test_the_keyboard_steers_the_replay(base: str, watched: Any) -> None:
    page = watched.page
    page.goto(f"{base}/sessions/recorded")
    settled(page)
    page.locator("#next").press("Enter")
    shown(page, "0:16.2")
    expect(page.locator("#entries [aria-current=true]")).to_contain_text("sent 3 times")
    page.locator("#seek").press("ArrowLeft")
    shown(page, "0:11.2")
    page.locator("#play").focus()
    page.keyboard.press("Space")
    expect(page.locator("#play-label")).to_have_text("Pause")
    page.keyboard.press("Space")
    expect(page.locator("#play-label")).to_have_text("Play")


def test_playing_to_the_end_skips_pauses_and_stops(base: str, watched: Any) -> None:
    page = watched.page
    page.goto(f"{base}/sessions/recorded")
    settled(page)
    page.locator("#speed").select_option("8")
    page.locator("#play").click()
    expect(recorded(page).locator("h1")).to_have_text("Kiitos tilauksesta!", timeout=15_000)
    expect(page.locator("#play-label")).to_have_text("Play", timeout=15_000)
    assert watched.complaints == []


def hostile_traces(page: Page) -> list[object]:
    """What the recorded page's scripts would have left in any of the documents."""
    return [frame.evaluate("window.ran ?? null") for frame in page.frames[:2]]


def test_a_hostile_page_is_shown_and_does_nothing(base: str, watched: Any) -> None:
    page = watched.page
    page.goto(f"{base}/sessions/hostile")
    view = recorded(page)
    expect(view.locator("#mark")).to_have_text("Hostile view")
    expect(view.locator("#mark")).to_have_css("color", "rgb(1, 2, 3)")
    assert watched.complaints == []
    # Everything a reader could try, though the frame is inert and takes no pointer.
    view.locator("#link").dispatch_event("click")
    view.locator("#mark").dispatch_event("click")
    view.locator("button").dispatch_event("click")
    expect(view.locator("#mark")).to_be_visible()
    assert hostile_traces(page) == [None, None]
    assert watched.foreign(base) == []


def test_the_lock_holds_without_the_disarming(
    base: str, watched: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sandbox and policy alone: raw recorded content runs nothing and reaches nothing."""
    monkeypatch.setattr(replay, "_disarmed", lambda event, disarmer, mapper: event)
    page = watched.page
    reached: list[str] = []
    page.context.route("http://evil.example/**", lambda route: (reached.append(1), route.abort()))
    page.goto(f"{base}/sessions/hostile")
    view = recorded(page)
    expect(view.locator("#mark")).to_have_text("Hostile view")
    view.locator("#link").dispatch_event("click")
    view.locator("#mark").dispatch_event("click")
    view.locator("button").dispatch_event("click")
    expect(view.locator("#mark")).to_be_visible()
    assert hostile_traces(page) == [None, None]
    assert reached == []
    sandbox = page.frame_locator("#stage").locator("iframe").get_attribute("sandbox")
    assert sandbox == "allow-same-origin"


def test_a_replay_that_cannot_be_read_says_so(
    base: str, watched: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = watched.page
    page.route("**/replay.json", lambda route: route.fulfill(status=500, body=""))
    page.goto(f"{base}/sessions/recorded")
    expect(page.locator("#broken")).to_contain_text("The replay cannot be shown")
    expect(page.locator("#play")).to_be_disabled()


def test_a_finding_without_a_screenshot_shows_the_moment(base: str, watched: Any) -> None:
    page = watched.page
    page.goto(f"{base}/sessions/recorded/player#t=16.2&still=1&rect=32,200,400,40")
    expect(page.frame_locator("iframe").locator("h1")).to_have_text("Toimitusosoite")
    expect(page.locator(".spot")).to_be_visible()
    assert watched.complaints == []


PAGES = [
    "/",
    "/scenarios/guest_checkout?actor=script",
    "/scenarios/guest_checkout?actor=participant",
    "/findings/f-rage",
    "/sessions/recorded",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [360, 1600])
def test_every_page_fits_and_breaks_no_policy(
    base: str, watched: Any, path: str, width: int
) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{base}{path}", wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watched.complaints == []
    assert watched.foreign(base) == []


@pytest.mark.parametrize("path", [*PAGES, "/nowhere"])
def test_every_page_has_its_landmarks_and_labels(base: str, watched: Any, path: str) -> None:
    page = watched.page
    page.goto(f"{base}{path}")
    for landmark in ("header", "main", "footer", "h1"):
        assert page.locator(landmark).count() == 1, landmark
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll('a, button, select, input:not([type=hidden])')]
            .filter((one) => !(one.textContent.trim() || one.labels?.length
                || one.getAttribute('aria-label') || one.querySelector('img[alt]')))
            .map((one) => one.outerHTML)"""
    )
    assert unnamed == []
    assert page.locator("img:not([alt]), iframe:not([title])").count() == 0
    assert page.locator("table:not(:has(caption))").count() == 0


def test_the_chart_leads_to_a_session(base: str, watched: Any) -> None:
    page = watched.page
    page.goto(f"{base}/scenarios/guest_checkout?actor=script")
    canvas = page.locator("#durations-chart canvas")
    expect(canvas).to_be_visible()
    described = page.locator("#durations-chart").get_attribute("aria-label")
    assert described is not None and "Delivery address" in described
