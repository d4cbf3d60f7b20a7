"""Walks a task as a participant comes, nothing injected, and looks at each page on the way.

The script is held up before each of its calls until the page at hand was looked at; the network is
left alone. (To hold back the request for the next page does not do: while one is under way,
Chromium answers no question about the page that is still there.)
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from playwright._impl._sync_base import SyncBase
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Error,
    Frame,
    Locator,
    Page,
    Request,
    Response,
)

from kitka.recorder.model import Record
from kitka.recorder.redact import error_line
from kitka.recorder.scenario import Script
from kitka.recorder.setup_causes import Seen, Tag, is_of_policy
from kitka.recorder.shops import origin_of

_TAG_MS = 2_000
"""A script that is not there by then does not come: tag managers take their time."""
_WAKES_MS = 5_000
"""Nor does a page wake."""
_LOOK_MS = 50
_BATCHES = "/kitka/batches"
_AWAKE = 'Symbol.for("kitka.recorder") in window'
_TAGS = 'script[src*="/kitka.js"], script[data-src*="/kitka.js"]'
_MARKS = ("data-cookieconsent", "data-category", "data-consent", "data-type", "data-src")


class Walked(Record, frozen=True):
    """What was seen on the way. ``error``: why the script did not come to its end, if so."""

    pages: tuple[Seen, ...]
    error: str = ""


class _Document:
    """One document of the shop while it is shown."""

    def __init__(self, page: Page, url: str, *, first: bool) -> None:
        self.page = page
        self.origin = origin_of(url)
        self.paths = [urlsplit(url).path or "/"]
        self.first = first
        self.looked = False
        self.awake = False
        self.tags: tuple[Tag, ...] = ()
        self.complaints: list[str] = []
        self.failed: dict[str, str] = {}
        self.answered: dict[str, int] = {}

    @property
    def settled(self) -> bool:
        """Nothing more is to be learnt by waiting."""
        refused = any(status >= 400 for status in self.answered.values())
        sent = self.awake and _BATCHES in self.answered
        return sent or refused or bool(self.failed) or bool(self.complaints)

    def seen(self) -> list[Seen]:
        """One for each route that the document showed."""
        return [
            Seen(
                origin=self.origin,
                path=path,
                first=self.first,
                awake=self.awake,
                tags=self.tags,
                complaints=tuple(self.complaints),
                failed=dict(self.failed),
                answered=dict(self.answered),
            )
            for path in dict.fromkeys(self.paths)
        ]


class Walk:
    """Calling it is the script's ``step``."""

    def __init__(
        self,
        context: BrowserContext,
        *,
        base_url: str,
        elsewhere: tuple[str, ...],
        data: dict[str, str],
        short: str,
    ) -> None:
        self.context = context
        self.data = data
        self.short = short
        self._base_url = base_url
        self._elsewhere = elsewhere
        self._done: list[_Document] = []
        self._shown: dict[Page, _Document] = {}
        self._coming: set[Page] = set()
        self._looking = False
        context.on("page", self._on_page)
        context.on("request", self._on_request)
        context.on("requestfailed", self._on_failed)
        context.on("response", self._on_response)
        context.on("console", self._on_console)

    def go(self, address: str, script: Script) -> Walked:
        """Open the shop at ``address`` and walk the script, which may raise what it likes."""
        error = ""
        with _before_each_call(self._look_at_all):
            try:
                page = self.context.new_page()
                page.goto(address)
                script(page, self)
            except (Exception, SystemExit) as raised:
                error = error_line(raised, self.data.values())
            with contextlib.suppress(Error):
                self._look_at_all()
        return Walked(tuple(seen for document in self._done for seen in document.seen()), error)

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Only a name here: whether it was reached is read from the log."""
        yield

    __call__ = step

    # ------------------------------------------------------------ documents

    def _on_page(self, page: Page) -> None:
        page.on("framenavigated", self._on_navigated)
        page.on("close", self._on_close)

    def _on_close(self, page: Page) -> None:
        self._shown.pop(page, None)

    def _on_request(self, request: Request) -> None:
        page = _page_of(request)
        if page is not None and _is_document(request):
            self._coming.add(page)

    def _on_navigated(self, frame: Frame) -> None:
        page = frame.page
        if frame.parent_frame is not None or not frame.url.startswith("http"):
            return
        known = self._shown.get(page)
        if page not in self._coming and known is not None:
            known.paths.append(urlsplit(frame.url).path or "/")
            return
        self._coming.discard(page)
        # One that nobody looked at was no page of its own: it redirected, or began anew.
        self._shown.pop(page, None)
        if origin_of(frame.url) not in self._elsewhere:
            self._shown[page] = _Document(page, frame.url, first=not self._done)

    # ------------------------------------------------------------ looking

    def _look_at_all(self) -> None:
        """Look at every page that is new, also at those that come meanwhile."""
        if self._looking:
            return  # these are our own calls
        self._looking = True
        try:
            while document := next((d for d in self._shown.values() if not d.looked), None):
                self._look(document)
        finally:
            self._looking = False

    def _look(self, document: _Document) -> None:
        """Wait until the document is awake and has sent something, or shows why not."""
        begun = time.monotonic()
        while self._is_shown(document):
            with contextlib.suppress(Error):  # gone while we asked
                told = _ask(document.page)
                if not self._is_shown(document):
                    return  # it was the next one that answered
                document.awake, document.tags = told
            patience = _WAKES_MS if document.tags else _TAG_MS
            if document.settled or (time.monotonic() - begun) * 1000 > patience:
                document.looked = True
                self._done.append(document)
                return
            with contextlib.suppress(Error):
                self.context.wait_for_event("close", timeout=_LOOK_MS)

    def _is_shown(self, document: _Document) -> bool:
        return self._shown.get(document.page) is document

    def _at_recorder(self, request: Request) -> tuple[_Document, str] | None:
        page = _page_of(request)
        document = self._shown.get(page) if page is not None else None
        if document is None or origin_of(request.url) != origin_of(self._base_url):
            return None
        return document, urlsplit(request.url).path

    def _on_failed(self, request: Request) -> None:
        found = self._at_recorder(request)
        if found:
            found[0].failed[found[1]] = request.failure or "no answer"

    def _on_response(self, response: Response) -> None:
        found = self._at_recorder(response.request)
        if found:
            found[0].answered[found[1]] = response.status

    def _on_console(self, message: ConsoleMessage) -> None:
        document = self._shown.get(message.page) if message.page else None
        if document is not None and is_of_policy(message.text):
            document.complaints.append(message.text)


@contextlib.contextmanager
def _before_each_call(work: Callable[[], None]) -> Iterator[None]:
    """Do ``work`` before each call of Playwright's. It has no public place for that."""
    original = SyncBase._sync

    def after_work(self: SyncBase, awaitable: Any) -> Any:
        work()
        return original(self, awaitable)

    SyncBase._sync = after_work  # type: ignore[method-assign]
    try:
        yield
    finally:
        SyncBase._sync = original  # type: ignore[method-assign]


def _ask(page: Page) -> tuple[bool, tuple[Tag, ...]]:
    awake = bool(page.evaluate(_AWAKE))
    return awake, tuple(map(_tag, page.locator(_TAGS).all()))


def _page_of(request: Request) -> Page | None:
    """None for what belongs to no page: a service worker's, one of a page that is gone."""
    with contextlib.suppress(Error):
        return request.frame.page
    return None


def _is_document(request: Request) -> bool:
    with contextlib.suppress(Error):
        return request.is_navigation_request() and request.frame.parent_frame is None
    return False


def _tag(script: Locator) -> Tag:
    def given(name: str) -> str:
        return script.get_attribute(name, timeout=1_000) or ""

    marks = tuple(f'{name}="{given(name)}"' for name in _MARKS if given(name))
    return Tag(str(script.evaluate("(script) => script.src")), given("type"), marks)
