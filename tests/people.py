"""People in tests: real browsers that take part in a study as participants do."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from support import KITKA

from kitka.demo_shop import DemoShop
from kitka.recorder.browser import ensure_browser, launch
from kitka.recorder.model import Participant, StudyVersion
from kitka.recorder.scenario import filled_data, find_scenario, load_scenario, load_script
from kitka.recorder.shops import Shop
from kitka.recorder.store import Store
from kitka.recorder.study import keep_study, load_study

UNMARKED = ["--disable-blink-features=AutomationControlled"]
"""Chromium then does not say that it is driven: these stand in for people, not for robots."""


def now_ms() -> float:
    return time.time() * 1000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """``kitka serve`` as a process of its own, on a port that stays the same over restarts."""

    arguments: tuple[str, ...] = ()

    def __init__(self, db: Path) -> None:
        self.db = db
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.said = ""
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [*KITKA, "serve", "--db", str(self.db), "--port", str(self.port), *self.arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        self.said = self._process.stdout.readline()
        assert "report: http" in self.said, self.said

    def kill(self) -> None:
        """As a crash would: the server has a worker process, too."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()

    def stop(self) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.communicate(timeout=20)

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


STUDY = """\
title = "Two ways to buy"
shop = "{shop}"
tasks = [{tasks}]
languages = ["en", "fi"]
fresh = "/fresh/"
segments = ["buying_for"]
[heading]
en = "A study of an outdoor shop"
fi = "Tutkimus retkeilykaupasta"
[consent]
controller = "Example Outdoors Ltd"
contact = "research@example.com"
[buyer]
first_name = "Aino"
last_name = "Virtanen"
email = "aino+{{participant}}@example.com"
address = "Mannerheimintie 1"
postcode = "00100"
city = "Helsinki"
[questions]
after = ["seq", "hesitated"]
end = ["ease", "feel"]
"""


def begin_study(
    store: Store, shop: DemoShop, folder: Path, *tasks: str, people: int = 1
) -> tuple[StudyVersion, list[Participant]]:
    """A study of the demo shop and the people invited to it."""
    file = folder / "outdoor.toml"
    names = ", ".join(f'"{task}"' for task in tasks)
    file.write_text(STUDY.format(shop=shop.url, tasks=names), encoding="utf-8")
    study = load_study(file, shop=Shop(url=shop.url, payment=(shop.payment_url,)))
    version = keep_study(store, study, at=now_ms())
    return version, store.add_participants(version.study, people, at=now_ms())


@contextlib.contextmanager
def open_people_browser() -> Iterator[tuple[Playwright, Browser]]:
    """A browser for one thread that looks like somebody's own."""
    with sync_playwright() as playwright:
        browser = launch(playwright, ensure_browser(playwright), extra=UNMARKED)
        yield playwright, browser
        browser.close()


def as_person(browser: Browser, device: dict[str, Any] | None = None) -> BrowserContext:
    """A context without the word Headless in its user agent."""
    options = dict(device or {"viewport": {"width": 1280, "height": 800}})
    agent = options.pop("user_agent", None)
    if agent is None:
        page = browser.new_page()
        agent = str(page.evaluate("navigator.userAgent")).replace("Headless", "")
        page.close()
    context = browser.new_context(**options, user_agent=agent)
    context.set_default_timeout(15_000)
    return context


class Person:
    """Somebody with a personal link."""

    def __init__(self, page: Page, link: str, *, language: str) -> None:
        self.page = page
        self.link = link
        self.language = language

    def go_to_shop(self) -> None:
        """From the link over consent and questions into the shop."""
        page = self.page
        page.goto(self.link)
        if page.locator("html").get_attribute("lang") != self.language:
            page.get_by_text("Suomi" if self.language == "fi" else "English", exact=True).click()
        self.answer("Aloita" if self.language == "fi" else "Begin")
        for box in page.get_by_role("checkbox").all():
            box.check()
        self.answer()  # consent
        page.get_by_role("radio").first.check()
        self.answer()  # segments
        self.fill_in()
        self.answer()  # expectations
        self.start_task()

    def start_task(self) -> None:
        self.answer()
        self.wait_for_bar()

    def answer(self, button: str = "") -> None:
        """Press the page's button and wait for what comes."""
        page = self.page
        found = page.locator("main").get_by_role("button", name=button or None)  # type: ignore[arg-type]
        with page.expect_navigation():
            found.first.click()

    def fill_in(self, scale: int = 0) -> None:
        """Something for every question of the page; on a scale its box number ``scale``."""
        page = self.page
        for group in page.get_by_role("group").all():
            radios = group.get_by_role("radio").all()
            if radios:
                radios[min(scale, len(radios) - 1)].check()
        for area in page.get_by_role("textbox").all():
            area.fill("Quick & easy <b>I hope</b>")

    def wait_for_bar(self) -> None:
        self.page.wait_for_selector("[data-kitka-bar]", state="attached")

    def press_bar(self, *names: str) -> None:
        """Press buttons of the task bar one after the other. Its shadow root is closed to scripts,
        so they are found in the accessibility tree and pressed where they stand."""
        for name in names:
            x, y = self._place(name)
            self.page.mouse.click(x, y)

    def _place(self, name: str) -> tuple[float, float]:
        cdp = self.page.context.new_cdp_session(self.page)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            tree = cdp.send("Accessibility.getFullAXTree")
            for node in tree["nodes"]:
                told = (node.get("role", {}).get("value"), node.get("name", {}).get("value"))
                if told == ("button", name):
                    with contextlib.suppress(Exception):  # it moved while we looked
                        box = cdp.send(
                            "DOM.getContentQuads", {"backendNodeId": node["backendDOMNodeId"]}
                        )["quads"][0]
                        cdp.detach()
                        return (box[0] + box[4]) / 2, (box[1] + box[5]) / 2
            self.page.wait_for_timeout(50)
        raise AssertionError(f"the bar shows no button “{name}”")

    def walk(self, scenario: str, *, until: str = "") -> None:
        """Do in the shop what the scenario's script does, up to the step called ``until``."""
        path = find_scenario(scenario)
        data = filled_data(load_scenario(path), now_ms().hex()[-8:])
        with contextlib.suppress(Enough):
            load_script(path)(self.page, Steps(data, until))


class Enough(Exception):
    """Far enough."""


class Steps:
    """What a script calls ``step``, for somebody who stops before one of them."""

    def __init__(self, data: dict[str, str], until: str) -> None:
        self.data = data
        self._until = until

    @contextlib.contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        if name == self._until:
            raise Enough
        yield


def text_of(page: Page) -> str:
    """What a page says, on one line."""
    return re.sub(r"\s+", " ", page.locator("body").inner_text())
