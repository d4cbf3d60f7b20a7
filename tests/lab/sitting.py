"""A lab session as it is held: a process of its own, and a person at its window."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, expect
from support import events

from kitka.recorder.browser import find_browser
from kitka.recorder.model import Session
from kitka.recorder.store import Store


class Person:
    """Sits at the window that the lab opened: the same browser, reached from outside."""

    def __init__(self, browser: Browser, shop: str) -> None:
        self.browser = browser
        self.page = self._find(shop)
        self.page.set_default_timeout(10_000)

    def _find(self, shop: str) -> Page:
        (context,) = self.browser.contexts
        page = context.pages[0] if context.pages else context.wait_for_event("page")
        page.wait_for_url(f"{shop}/**")
        return page

    def sees_bar(self) -> None:
        self.page.locator("html > [data-kitka-bar]").wait_for(state="attached")

    def press_in_bar(self, *labels: str) -> None:
        """Press buttons of the bar, one after the other. Its shadow root is closed: they are found
        as a screen reader finds them and pressed where they are."""
        cdp = self.page.context.new_cdp_session(self.page)
        for label in labels:
            x, y = self._place(cdp, label)
            self.page.mouse.click(x, y)

    def _place(self, cdp: Any, label: str) -> tuple[float, float]:
        deadline = time.monotonic() + 15
        while True:
            nodes = cdp.send("Accessibility.getFullAXTree")["nodes"]
            there = [n["name"]["value"] for n in nodes if _is_button(n)]
            assert time.monotonic() < deadline, f"no button {label} among {there}"
            button = next((n for n in nodes if _is_button(n, label)), None)
            if button is not None:
                box = cdp.send("DOM.getBoxModel", {"backendNodeId": button["backendDOMNodeId"]})
                quad = box["model"]["border"]
                return (quad[0] + quad[4]) / 2, (quad[1] + quad[5]) / 2
            self.page.wait_for_timeout(50)  # lets the page draw it


def _is_button(node: dict[str, Any], label: str = "") -> bool:
    role, name = node.get("role", {}).get("value"), node.get("name", {}).get("value")
    return role == "button" and (not label or name == label)


class Lab:
    """A running ``kitka lab``."""

    def __init__(self, process: subprocess.Popen[str], db: Path, said: list[str]) -> None:
        self.process = process
        self.db = db
        self.said = said

    @property
    def link(self) -> str:
        return next(line for line in self.said if "researcher's page" in line).split(": ", 1)[1]

    def replayed(self) -> bool:
        """Whether there is a replay of its session."""
        with Store.open(self.db) as store:
            return next(store.replay(self.session().id), None) is not None

    def session(self) -> Session:
        with Store.open(self.db) as store:
            (session,) = store.sessions()
            return session

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)

    def hears(self, words: str) -> None:
        """Wait for a line with these words."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if words in line:
                return
        raise AssertionError(f"never said: {words}")

    def end(self, *, left: bool = True) -> tuple[int, str, Session | None]:
        """Wait for its end: exit code, the last lines it said, the session that it left."""
        out, errors = self.process.communicate(timeout=60)
        assert "Traceback" not in errors, errors
        return self.process.returncode, out, self.session() if left else None


Begin = Callable[..., tuple[Lab, Person]]


def kept(db: Path, session: str, kind: type) -> list:
    with Store.open(db) as store:
        return events(store, session, kind)


def look_around(person: Person) -> None:
    person.sees_bar()
    person.page.get_by_role("link", name="Backpacks").first.click()
    person.page.get_by_role("link", name="Kaarna 18 L small backpack").click()
    person.page.get_by_role("button", name="Add to basket").click()
    person.page.get_by_role("link", name="View basket").click()
    expect(person.page.locator("[data-basket-count]")).to_have_text("1")


def end_process(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.kill()
    process.wait()
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def reachable_browser(folder: Path, playwright: Playwright, port: int) -> Path:
    """A browser that can also be reached from outside, as a person's hands would."""
    found = find_browser(playwright)
    assert found is not None
    real = found.executable or playwright.chromium.executable_path
    path = folder / "browser"
    path.write_text(f'#!/bin/sh\nexec {real} --remote-debugging-port={port} "$@"\n')
    path.chmod(0o755)
    return path
