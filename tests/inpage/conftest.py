"""A real browser and server; every batch is decoded strictly, as the contract says."""

from __future__ import annotations

import functools
import json
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from inpage.bar import PHONE, Tried, built
from inpage.serving import Handler, Server
from inpage.standin import KEY, Recorder, Shop, running
from playwright.sync_api import Browser, BrowserContext, Page

from kitka.recorder.model import AnyEvent, Batch, Load, PageConfig, Seek

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BUNDLE = ROOT / "recorder" / "inpage" / "dist" / "recorder.js"
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def bundle() -> str:
    """The bundle's source, built anew where it is older than what it is made of."""
    sources = [*BUNDLE.parents[1].glob("**/*.ts"), ROOT / "build.mjs"]
    newest = max(source.stat().st_mtime for source in sources)
    if not BUNDLE.exists() or BUNDLE.stat().st_mtime < newest:
        subprocess.run(["node", "build.mjs"], cwd=ROOT, check=True, capture_output=True)
    return BUNDLE.read_text()


# ---------------------------------------------------------------- server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    handler = functools.partial(Handler, directory=str(HERE / "pages"))
    with Server(("127.0.0.1", 0), handler) as running:
        running.held = threading.Event()
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.held.set()
        running.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def shop(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}"


# ---------------------------------------------------------------- browser


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1000, "height": 700})
    yield opened
    opened.close()


# ---------------------------------------------------------------- what arrives


class Log:
    """Everything that reached the binding, as received and as decoded."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.raw: list[str] = []
        self.batches: list[Batch] = []
        self.page_errors: list[str] = []
        self.console: list[str] = []
        self.broken = 0
        """How many calls of the binding are still to fail."""
        page.on("pageerror", lambda error: self.page_errors.append(error.message))
        page.on("console", lambda message: self.console.append(message.text))

    def receive(self, batches: str) -> None:
        """Takes what the page hands over: a JSON list of batches."""
        if self.broken > 0:
            self.broken -= 1
            raise RuntimeError("not stored")
        for raw in msgspec.json.decode(batches, type=list[msgspec.Raw]):
            batch = msgspec.json.decode(raw, type=Batch)
            if batch.stream == "signals":
                for event in batch.events:
                    _strict(event)
            self.raw.append(bytes(raw).decode())
            self.batches.append(batch)

    def events(self, kind: type | None = None, page_id: str | None = None) -> list[Any]:
        """Signals in the order of their sequence numbers, doubles taken once."""
        rows = {(b.page, b.seq): b for b in self.batches if b.stream == "signals"}
        wanted = [b for b in rows.values() if page_id is None or b.page == page_id]
        found = [
            _strict(raw)
            for b in sorted(wanted, key=lambda b: (b.clock_origin, b.seq))
            for raw in b.events
        ]
        return [event for event in found if kind is None or isinstance(event, kind)]

    def replay(self) -> list[dict[str, Any]]:
        rows = {(b.page, b.seq): b for b in self.batches if b.stream == "replay"}
        return [json.loads(bytes(raw)) for b in rows.values() for raw in b.events]

    def pages(self) -> list[str]:
        return list(dict.fromkeys(b.page for b in self.batches))

    def checkpoint(self) -> dict[str, Any]:
        answer: dict[str, Any] = self.page.evaluate(
            "window[Symbol.for('kitka.recorder')].checkpoint()"
        )
        assert answer["faults"] == [], answer["faults"]
        return answer

    def flush(self) -> None:
        self.page.evaluate("window[Symbol.for('kitka.recorder')].flush()")
        self.checkpoint()

    def wait(self, condition: Callable[[], Any], what: str = "", seconds: float = 15) -> Any:
        """Lets the browser speak until ``condition`` holds.

        Playwright's own pause does the listening: ``evaluate`` blocks during a navigation.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := condition():
                return found
            self.page.wait_for_timeout(20)
        raise AssertionError(
            f"never came: {what}; have {[type(e).__name__ for e in self.events()]}"
        )

    def wait_for(self, kind: type, **wanted: Any) -> Any:
        def matching() -> Any:
            for event in self.events(kind):
                if all(getattr(event, name) == value for name, value in wanted.items()):
                    return event
            return None

        return self.wait(matching, f"{kind.__name__} {wanted}")

    def containing(self, needle: str) -> list[str]:
        """The batches (both streams) in which ``needle`` stands; how a leak is found."""
        plain = json.dumps(needle)[1:-1]
        return [raw for raw in self.raw if needle in raw or plain in raw]


def _strict(raw: msgspec.Raw) -> Any:
    """Decodes one signal, and refuses a key that its type does not have."""
    event = msgspec.json.decode(raw, type=AnyEvent)
    sent = msgspec.json.decode(raw)
    known = set(type(event).__struct_fields__) | {"kind"}
    assert set(sent) <= known, f"{sent['kind']} has unknown {set(sent) - known}"
    return event


Record = Callable[..., Log]


@pytest.fixture
def record(context: BrowserContext, bundle: str, shop: str) -> Record:
    """``record(page=None, **config)``: a page (a new one unless given) that is recorded."""

    def begin(page: Page | None = None, *, binding: bool = True, **options: Any) -> Log:
        page = page or context.new_page()
        seek = tuple(Seek(what=what, value=value) for what, value in options.pop("seek", ()))
        config = PageConfig(origins=options.pop("origins", (shop,)), seek=seek, **options)
        log = Log(page)
        if binding:
            page.expose_function("__kitka", log.receive)
        page.add_init_script(init_script(bundle, config))
        return log

    return begin


def init_script(bundle: str, config: PageConfig) -> str:
    start = f"kitka.start({msgspec.json.encode(config).decode()})"
    return f"(() => {{ try {{ {bundle}; {start} }} catch {{}} }})()"


@pytest.fixture
def as_script() -> Callable[[str, PageConfig], str]:
    return init_script


@pytest.fixture
def signals(record: Record, shop: str) -> Log:
    log = record(total=".total", delivery=".delivery")
    log.page.goto(f"{shop}/signals.html")
    log.wait_for(Load)
    return log


@pytest.fixture
def presses(record: Record, shop: str) -> Log:
    log = record()
    log.page.goto(f"{shop}/presses.html")
    log.wait_for(Load)
    return log


# ---------------------------------------------------------------- participants


@pytest.fixture
def collector(bundle: str) -> Iterator[Recorder]:
    """The recorder's server."""
    with running(Recorder()) as started:
        yield started


@pytest.fixture
def site(collector: Recorder) -> Iterator[Shop]:
    """A shop whose pages carry the script."""
    with running(Shop(collector)) as started:
        collector.wake_with(origins=(started.origin,))
        yield started


class Visitor:
    """Somebody in front of a page, and what the recorder heard of it."""

    def __init__(self, page: Page, collector: Recorder) -> None:
        self.page = page
        self.collector = collector
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(error.message))
        page.on("console", lambda message: self.errors.append(message.text))

    def wait(self, condition: Callable[[], Any], what: str = "", seconds: float = 15) -> Any:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := condition():
                return found
            self.page.wait_for_timeout(20)
        kinds = [type(event).__name__ for event in self.collector.events()]
        raise AssertionError(f"never came: {what}; have {kinds} {self.errors}")

    def wait_for(self, kind: type, **wanted: Any) -> Any:
        def matching() -> Any:
            for event in self.collector.events(kind):
                if all(getattr(event, name) == value for name, value in wanted.items()):
                    return event
            return None

        return self.wait(matching, f"{kind.__name__} {wanted}")

    def follow(self, origin: str, path: str = "/", fragment: str = f"#kitka={KEY}") -> None:
        """Follows a personal link and waits until the page is recorded."""
        self.page.goto(f"{origin}{path}{fragment}")
        self.wait_for_recorder()

    def wait_for_recorder(self) -> None:
        self.page.wait_for_function("Symbol.for('kitka.recorder') in window")

    def stored(self) -> dict[str, Any]:
        """Everything that is kept in the browser for this page."""
        found: dict[str, Any] = self.page.evaluate(
            "({ local: {...localStorage}, session: {...sessionStorage}, cookie: document.cookie })"
        )
        return found


@pytest.fixture
def visitor(context: BrowserContext, collector: Recorder) -> Visitor:
    return Visitor(context.new_page(), collector)


# ---------------------------------------------------------------- the task bar


@pytest.fixture(scope="session")
def taskbar() -> str:
    return built()


@pytest.fixture
def tried(context: BrowserContext, taskbar: str, shop: str) -> Tried:
    return Tried(context.new_page(), taskbar, shop)


@pytest.fixture
def phone(browser: Browser, taskbar: str, shop: str) -> Iterator[Tried]:
    context = browser.new_context(**PHONE)
    yield Tried(context.new_page(), taskbar, shop)
    context.close()
