"""Records real rrweb streams from the small shop beside this file, as the recorder would."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import msgspec
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from kitka.analyzer.report.source import Asset, ReplayPage, Screenshot
from kitka.recorder.model import Rect

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RECORDER = """
import { record } from "@rrweb/record";
const page = Array.from(crypto.getRandomValues(new Uint8Array(8)), (b) => b.toString(16)).join("");
if (window === window.top && location.protocol === "http:") {
  const start = () => record({
    inlineStylesheet: false,
    emit: (event) => window.kitkaReplay(page, JSON.stringify(event)),
  });
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
}
"""
APART_S = 8.0
"""Seconds put between two documents, so that moments of the replay lie apart."""


@dataclass
class Recording:
    """What the store would hold of one session."""

    pages: list[ReplayPage] = field(default_factory=list)
    assets: dict[str, str] = field(default_factory=dict)
    stored: dict[str, Asset] = field(default_factory=dict)
    shots: list[Screenshot] = field(default_factory=list)
    duration_s: float = 0.0
    rect: Rect | None = None
    """Where the postcode field was."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Tests print nothing."""


@contextmanager
def shop() -> Iterator[str]:
    """The shop's address while it is open."""
    handler = partial(_Quiet, directory=str(HERE / "shop"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def bundle() -> str:
    """``@rrweb/record`` as one script for a page."""
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    command = [str(esbuild), "--bundle", "--format=iife", "--minify"]
    return subprocess.check_output(command, input=RECORDER, cwd=ROOT, text=True)


class Recorder:
    """Collects what one browser context's pages send, and what they loaded."""

    def __init__(self, browser: Browser, width: int = 1100, height: int = 700) -> None:
        size = ViewportSize(width=width, height=height)
        self.context: BrowserContext = browser.new_context(viewport=size)
        self.events: dict[str, list[dict[str, Any]]] = {}
        self.recording = Recording()
        self.context.expose_binding("kitkaReplay", self._receive)
        self.context.add_init_script(bundle())
        self.page: Page = self.context.new_page()

    def _receive(self, source: object, page: str, event: str) -> None:
        self.events.setdefault(page, []).append(msgspec.json.decode(event))

    def picture(self, step: str) -> None:
        digest = self._store(Asset("image/png", self.page.screenshot()))
        size = self.page.viewport_size or {"width": 0, "height": 0}
        number = len(self.recording.shots)
        page = list(self.events)[-1]
        shot = Screenshot(digest, step, number * APART_S, size["width"], size["height"], page, 0)
        self.recording.shots.append(shot)

    def keep_assets(self) -> None:
        loaded = self.page.evaluate("performance.getEntriesByType('resource').map((e) => e.name)")
        for url in loaded:
            if url in self.recording.assets or url.endswith(".js") or "evil" in url:
                continue
            answer = self.context.request.get(url)
            kept = Asset(answer.headers.get("content-type", ""), answer.body())
            self.recording.assets[url] = self._store(kept)

    def finish(self) -> Recording:
        """Events on the session's clock: each document starts ``APART_S`` after the one before."""
        for number, (page, events) in enumerate(self.events.items()):
            first = events[0]["timestamp"]
            moved = number * APART_S * 1000 - first
            kept = tuple({**event, "timestamp": event["timestamp"] + moved} for event in events)
            self.recording.pages.append(ReplayPage(page, kept))
            self.recording.duration_s = kept[-1]["timestamp"] / 1000
        self.context.close()
        return self.recording

    def _store(self, asset: Asset) -> str:
        digest = hashlib.sha256(asset.body).hexdigest()
        self.recording.stored[digest] = asset
        return digest


def record_purchase(browser: Browser, base: str) -> Recording:
    """Front page, product, an address form that comes back once, the order."""
    recorder = Recorder(browser)
    page = recorder.page
    page.goto(f"{base}/front.html")
    settle(recorder, "Front page")
    page.mouse.move(200, 300, steps=4)
    page.click("#next")
    settle(recorder, "Product page")
    page.click("#add")
    page.wait_for_selector("#next:visible")
    page.click("#next")
    settle(recorder, "Delivery address")
    box = page.locator("#postcode").bounding_box()
    assert box is not None
    recorder.recording.rect = Rect(box["x"], box["y"], box["width"], box["height"])
    page.fill("#name", "Matti Meikäläinen")
    page.fill("#postcode", "100")
    page.click("#send")
    page.wait_for_selector("[role=alert]")
    page.fill("#postcode", "00100")
    page.click("#send")
    page.wait_for_url("**/placed.html*")
    settle(recorder, "Order placed")
    return recorder.finish()


def record_hostile(browser: Browser, base: str) -> Recording:
    recorder = Recorder(browser)
    recorder.context.route("http://evil.example/**", lambda route: route.abort())
    recorder.page.goto(f"{base}/hostile.html", wait_until="domcontentloaded")
    settle(recorder, "Hostile")
    return recorder.finish()


def settle(recorder: Recorder, step: str) -> None:
    """Waits until the recorder has drawn this document, then keeps its assets and a picture."""
    seen = len(recorder.recording.shots)
    for _ in range(200):
        whole = sum(any(e["type"] == 2 for e in events) for events in recorder.events.values())
        if whole > seen:
            break
        recorder.page.wait_for_function("() => new Promise(requestAnimationFrame)")
    recorder.keep_assets()
    recorder.picture(step)
