"""The way of a person in a real browser: by keyboard, without JavaScript, into a real page."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import msgspec
import pytest
from participants.axe import axe
from participants.stages import STAGES
from participants.walk import PHONE, Site
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kitka.recorder.shops import Shop
from kitka.recorder.store import Store


class ShopPage(BaseHTTPRequestHandler):
    """A page on another origin, where the shop would be."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>The shop</title><p id='from'></p>")
        self.server.asked.append(self.headers.get("Referer"))  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def shop() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), ShopPage)
    server.asked = []  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site(store: Store, shop: ThreadingHTTPServer) -> Site:
    return Site(store, shop=Shop(url=f"http://127.0.0.1:{shop.server_port}"))


@pytest.fixture
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without JavaScript."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}, user_agent=PHONE
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


def press(page: Page, act: str) -> None:
    page.locator(f"button[value={act}]").click()


def test_the_whole_way_without_javascript(
    site: Site, served: str, plain: BrowserContext, shop: ThreadingHTTPServer
) -> None:
    person = site.invite(language="fi")
    page = plain.new_page()
    page.goto(f"{served}{person.path}?lang=fi")
    press(page, "begin")
    for box in ("age", "record"):
        page.locator(f"#{box}").check()
    press(page, "agree")
    for question in ("buying_for", "customer", "device_known"):
        page.locator(f"#q-{question}-1").check()
    press(page, "answer")
    press(page, "answer")
    for said in ("done", "stop"):
        press(page, "start")
        # A redirect out of a form: browsers hold it to form-action.
        expect(page).to_have_title("The shop")
        assert page.url.startswith(f"http://127.0.0.1:{shop.server_port}/#kitka=")
        page.goto(f"{served}/p/next")
        press(page, said)
        page.locator("#q-seq-3").check()
        page.locator("#q-hesitated-1").check()
        page.locator("[id='q-hesitated.what']").fill("Toimitus")
        press(page, "answer")
    page.locator("#q-stopped_why").fill("Kulut")
    press(page, "answer")
    page.get_by_label("Lisäkulut olivat").check()
    press(page, "answer")
    for question in ("ease", "feel", "for_me", "expected"):
        page.locator(f"#q-{question}-5").check()
    press(page, "answer")
    expect(page.locator("h1")).to_have_text("Kiitos!")
    assert person.known.finished and person.known.language == "fi"
    assert person.known.automated is False
    told = [referer for referer in shop.asked if referer]  # type: ignore[attr-defined]
    assert not any(served in referer for referer in told)


def test_back_leads_to_where_one_is(site: Site, served: str, plain: BrowserContext) -> None:
    person = site.invite()
    person.to_task()
    page = plain.new_page()
    page.goto(served + person.path)
    press(page, "start")
    expect(page).to_have_title("The shop")
    page.go_back()
    expect(page.locator("button[value=return]")).to_be_visible()
    press(page, "return")
    expect(page).to_have_title("The shop")
    assert len(person.now.sessions) == 1


def test_by_keyboard(site: Site, served: str, context: BrowserContext) -> None:
    person = site.invite()
    STAGES["after"][0](person)
    page = context.new_page()
    page.goto(served + person.path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("id", "q-seq-1")
    assert (
        page.evaluate("getComputedStyle(document.activeElement.closest('.box')).outlineStyle")
        == "solid"
    )
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    expect(focused).to_have_attribute("id", "q-hesitated.what")
    page.keyboard.type("The postcode")
    page.keyboard.press("Tab")
    expect(focused).to_have_text("Go on")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Your task")
    kept = {answer.item: answer.value for answer in person.now.answers}
    assert (kept["seq"], kept["hesitated"]) == ("5", "yes")
    assert kept["hesitated.what"] == "The postcode"


def test_what_is_heard_of_a_scale(site: Site, served: str, context: BrowserContext) -> None:
    person = site.invite()
    STAGES["after"][0](person)
    page = context.new_page()
    page.goto(served + person.path)
    scale = page.get_by_role("group", name="Overall, this task was")
    names = ["1 very difficult", *"23456", "7 very easy"]
    for place, name in enumerate(names):
        radio = scale.get_by_role("radio").nth(place)
        expect(radio).to_have_accessible_name(name)


def test_errors_are_told_and_lead_to_their_fields(
    site: Site, served: str, context: BrowserContext
) -> None:
    person = site.invite()
    STAGES["after"][0](person)
    page = context.new_page()
    page.goto(served + person.path)
    press(page, "answer")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(page).to_have_title("Error: About the task you just did – A study of an outdoor shop")
    expect(page.get_by_role("group", name="Overall")).to_have_accessible_description(
        "Choose an answer."
    )
    page.reload()  # sends the form again
    expect(summary).to_be_visible()
    summary.get_by_role("link").first.click()
    expect(page.locator("#q-seq-1")).to_be_focused()


def test_a_driven_browser_is_told_apart(site: Site, served: str, browser: Browser) -> None:
    """Its user agent is a person's; ``navigator.webdriver`` is not."""
    person = site.invite()
    context = browser.new_context(user_agent=PHONE)
    page = context.new_page()
    page.goto(served + person.path)
    press(page, "begin")
    expect(page.locator("h1")).to_have_text("What is recorded, and your consent")
    assert person.known.automated
    context.close()


def test_the_link_is_copied_inside_an_app(site: Site, served: str, browser: Browser) -> None:
    person = site.invite()
    context = browser.new_context(user_agent=f"{PHONE} Instagram 355.0")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served)
    page = context.new_page()
    page.goto(served + person.path)
    button = page.get_by_role("button", name="Copy the link")
    button.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == served + person.path
    context.close()


def test_dark_pages_are_sound_too(site: Site, served: str, browser: Browser) -> None:
    context = browser.new_context(color_scheme="dark", user_agent=PHONE)
    page = context.new_page()
    for name in ("consent incomplete", "in shop, details", "after, hesitated", "withdraw"):
        person = site.invite()
        bring, touch = STAGES[name]
        page.goto(served + bring(person))
        if touch:
            touch(page)
            page.wait_for_load_state()
        assert axe(page) == [], name
    context.close()


def test_a_study_without_replay_does_not_ask_for_it(
    site: Site, served: str, context: BrowserContext
) -> None:
    study = msgspec.structs.replace(site.file.study, replay=False, clips=False)
    site.store.save_study(study, at=1.0)
    person = site.invite()
    person.send("begin")
    page = context.new_page()
    page.goto(served + person.path)
    assert page.get_by_role("checkbox").count() == 2
