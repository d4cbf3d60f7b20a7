"""Sessions that end while a page is on its way to one that does not answer yet, or just then."""

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from support import LOOK_SCRIPT, LOOK_TOML, events

from kitka.recorder import background, record
from kitka.recorder.browser import close
from kitka.recorder.model import Click, StepMark
from kitka.recorder.scenario import load_scenario
from kitka.recorder.script import Attempt, run_attempt
from kitka.recorder.shops import Shop
from kitka.recorder.store import Store

FRONT = b"""<!doctype html><title>Shop</title>
<script>document.addEventListener("visibilitychange", () => {})</script>
<button onclick="location = '/basket/'">Basket</button>"""
LIMIT_S = 30


class Handler(BaseHTTPRequestHandler):
    """A front page, and a basket that is held back until somebody lets it go."""

    def do_GET(self) -> None:
        if self.path == "/basket/":
            self.server.asked.set()
            if not self.server.let_go.wait(LIMIT_S):
                self.server.too_late = True
        with contextlib.suppress(OSError):
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(FRONT)

    def log_message(self, *_: object) -> None:
        """Quiet."""


class SlowShop(ThreadingHTTPServer):
    daemon_threads = True
    too_late = False
    """Somebody has waited for the basket until it came by itself."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked, self.let_go = threading.Event(), threading.Event()
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def leave(self, page: Page) -> None:
        """Go to the front page, and be on the way to the basket."""
        self.asked.clear()
        self.let_go.clear()
        page.goto(self.url)
        page.mouse.click(**middle(page))
        while not self.asked.is_set():
            page.wait_for_timeout(10)


def middle(page: Page) -> dict[str, float]:
    box = page.locator("button").bounding_box()
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}


@pytest.fixture
def slow() -> Iterator[SlowShop]:
    with SlowShop() as shop:
        thread = threading.Thread(target=shop.serve_forever, daemon=True)
        thread.start()
        yield shop
        shop.let_go.set()
        shop.shutdown()
        thread.join()


@pytest.fixture
def look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(background, "_PATIENCE_S", 0.5)
    path = tmp_path / "look.toml"
    path.write_text(LOOK_TOML)
    return path


@contextlib.contextmanager
def limited() -> Iterator[None]:
    """Ctrl-C for whoever waits for good: a test that fails."""
    timer = threading.Timer(LIMIT_S, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    try:
        yield
    except KeyboardInterrupt:
        pytest.fail("waits for good")
    finally:
        timer.cancel()


@pytest.mark.parametrize("trace", ["off", "on"])
def test_a_shop_that_does_not_answer_ends_the_session_only(
    slow: SlowShop, look: Path, store: Store, playwright, browser: Browser, trace: str
) -> None:
    """With the picture of the step that failed."""
    look.with_suffix(".py").write_text(LOOK_SCRIPT.replace('"/basket/"', '"/basket/", timeout=500'))
    attempt = Attempt(scenario=str(look), shop=Shop(url=slow.url), trace=trace)
    done = run_attempt(playwright, browser, attempt, store)
    assert not slow.too_late
    assert "Timeout 500ms" in done.error and done.traced == (trace == "on")
    assert store.session(done.session).ended == "raised"
    (mark,) = events(store, done.session, StepMark)
    assert not mark.ok and mark.screenshot
    assert store.log(store.session(done.session)).gaps == ()


def test_a_session_that_ends_on_the_way_leaves_the_context_as_it_was(
    slow: SlowShop, look: Path, store: Store, context: BrowserContext
) -> None:
    page = context.new_page()
    for _ in range(2):
        with record(context, load_scenario(look), db=store) as session, session.step("Basket"):
            slow.leave(page)
        assert len(events(store, session.id, Click)) == 1
    assert not slow.too_late


def test_ctrl_c_does_not_wait_for_the_shop(
    slow: SlowShop, look: Path, store: Store, context: BrowserContext
) -> None:
    with (
        pytest.raises(KeyboardInterrupt),
        record(context, load_scenario(look), db=store) as session,
    ):
        slow.leave(context.new_page())
        raise KeyboardInterrupt
    assert not slow.too_late and store.session(session.id).ended == "interrupted"


def test_a_context_is_closed_though_a_page_arrives_just_then(
    slow: SlowShop, browser: Browser
) -> None:
    """Chromium forgets about half of them."""
    for _ in range(6):
        context = browser.new_context()
        slow.leave(context.new_page())
        slow.let_go.set()
        with limited():
            close(context)
        assert context not in browser.contexts
