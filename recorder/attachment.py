"""Ties a recording to a Playwright browser context, whoever drives it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from playwright.sync_api import (
    BrowserContext,
    CDPSession,
    ConsoleMessage,
    Error,
    Frame,
    Page,
    WebError,
)
from playwright.sync_api import Dialog as NativeDialog

from kitka.recorder.background import begin, patiently, wait_while
from kitka.recorder.driver import DriverLog
from kitka.recorder.errors import KitkaError
from kitka.recorder.model import (
    Console,
    Crash,
    Dialog,
    JsError,
    OffSite,
    PageConfig,
    Tab,
    Unreachable,
)
from kitka.recorder.network import Network, throttle
from kitka.recorder.redact import redact
from kitka.recorder.shops import origin_of

BUNDLE = Path(__file__).resolve().parent / "inpage" / "dist" / "recorder.js"

NO_JSON = re.compile(
    r"^(?!Failed to execute).*(is not valid JSON|JSON input|JSON at position)", re.S
)
"""What V8's parser says. Of a body that is there already the page itself hears."""
QUOTED = re.compile(r",? ?(?:\.\.\.)?\".*(?= is not valid JSON)", re.DOTALL)

_attached: set[int] = set()


def init_script(config: PageConfig) -> str:
    """The in-page recorder with its configuration. It may run in the top frame only: init scripts
    run in every frame, and in rrweb's helper frames a page became five times slower."""
    if not BUNDLE.is_file():
        raise KitkaError(
            f"{BUNDLE.name} is not built; type: pip install -e . (or npm ci && npm run build)"
        )
    bundle = BUNDLE.read_text(encoding="utf-8")
    start = f"kitka.start({msgspec.json.encode(config).decode()})"
    return f"(() => {{ if (window !== window.top) return; {bundle}\n{start} }})()"


class Attachment:
    """Everything that listens on a context while a session is recorded.

    ``receive`` gets what pages hand over through the binding and says whether it is stored.
    """

    def __init__(
        self,
        context: BrowserContext,
        config: PageConfig,
        receive: Callable[[str], bool],
        log: DriverLog,
        *,
        network: Network | None,
        keep_console: bool,
    ) -> None:
        if id(context) in _attached:
            raise KitkaError("this browser context is being recorded already; end that one first")
        self.context = context
        self.closed = False
        self._config = config
        self._script = init_script(config)
        self._receive = receive
        self._log = log
        self._network = network
        self._keep_console = keep_console
        self._cdp: dict[Page, CDPSession | None] = {}
        self._away = False
        self._undo = contextlib.ExitStack()

    # ------------------------------------------------------------ attach and detach

    def __enter__(self) -> Attachment:
        script = self._script
        context = self.context
        try:
            self._undo.enter_context(context.expose_binding(self._config.binding, self._on_binding))
        except Error as error:
            raise KitkaError(f"this context cannot be recorded: {error}") from None
        self._undo.enter_context(context.add_init_script(script))
        _attached.add(id(context))
        self._listen("page", self._on_page)
        self._listen("close", self._on_close)
        self._listen("dialog", self._on_dialog)
        self._listen("weberror", self._on_web_error)
        if self._keep_console:
            self._listen("console", self._on_console)
        if self._network is not None:
            self._slow_new_pages()
        for page in context.pages:
            self._watch(page)
            with contextlib.suppress(Error):  # a page that is just leaving gets the init script
                patiently(context, partial(page.evaluate, script))
        return self

    def __exit__(self, *_: object) -> None:
        _attached.discard(id(self.context))
        if not self.closed:
            undone = begin(self._undo.close)
            with contextlib.suppress(Error):
                self.wait_or_stop(lambda: not undone.done())
                undone.done() and undone.result()

    def wait_or_stop(self, busy: Callable[[], bool]) -> None:
        """Wait 5 s for work in the background; then a page may no longer keep it up by being on
        its way to another one (see :func:`~kitka.recorder.background.patiently`)."""
        wait_while(self.context, busy)
        if busy():
            self.stop_loading()
            wait_while(self.context, busy)

    def stop_loading(self) -> None:
        """Every page stays where it is."""
        for page in self.context.pages:
            with contextlib.suppress(Error):
                cdp = self.cdp(page)
                if cdp is not None:
                    cdp.send("Page.stopLoading")

    def _slow_new_pages(self) -> None:
        """The page event comes too late to slow down a ``goto`` right after ``new_page``: so a new
        page is handed out only when it is slow. Tabs that the shop opens are slowed as they come.
        """
        context, original = self.context, self.context.new_page

        def new_page() -> Page:
            page = original()
            self._throttle(page)
            return page

        context.new_page = new_page  # type: ignore[method-assign]
        self._undo.callback(lambda: vars(context).pop("new_page", None))

    def _throttle(self, page: Page) -> None:
        cdp = self.cdp(page)
        if cdp is not None and self._network is not None:
            throttle(cdp, self._network)

    def _listen(self, name: str, handler: Callable[..., Any]) -> None:
        self.context.on(name, handler)  # type: ignore[call-overload]
        self._undo.callback(self.context.remove_listener, name, handler)

    # ------------------------------------------------------------ pages

    def cdp(self, page: Page) -> CDPSession | None:
        """A DevTools session of ``page``, None where the engine has none."""
        if page not in self._cdp:
            try:
                self._cdp[page] = self.context.new_cdp_session(page)
            except Error:
                self._cdp[page] = None
        return self._cdp[page]

    def _watch(self, page: Page) -> None:
        for name, handler in (
            ("framenavigated", self._on_navigated),
            ("crash", self._on_crash),
            ("close", self._on_page_close),
        ):
            page.on(name, handler)  # type: ignore[call-overload]
            self._undo.callback(page.remove_listener, name, handler)
        self._throttle(page)

    def _on_page(self, page: Page) -> None:
        self._log.emit(Tab(t=self._log.now(), state="opened"))
        with contextlib.suppress(Error):  # gone again before we could look at it
            self._watch(page)
            if page.opener() is not None:
                page.on("domcontentloaded", self._start_in_popup)
                if page.url.startswith("http"):
                    self._start_in_popup(page)

    def _start_in_popup(self, page: Page) -> None:
        """A window that a page opens keeps its ``window`` from ``about:blank`` to the shop's first
        document: Chromium runs init scripts in the former only. Starting twice does nothing."""
        if not page.url.startswith("http"):
            return
        with contextlib.suppress(Error, KeyError):
            page.remove_listener("domcontentloaded", self._start_in_popup)
            page.evaluate(self._script)

    def _on_page_close(self, page: Page) -> None:
        self._cdp.pop(page, None)
        self._log.emit(Tab(t=self._log.now(), state="closed"))

    def _on_close(self, _: BrowserContext) -> None:
        self.closed = True

    def _on_crash(self, _: Page) -> None:
        self._log.emit(Crash(t=self._log.now()))

    # ------------------------------------------------------------ what pages and the browser tell

    def _on_binding(self, source: Any, payload: str) -> bool:
        return self._receive(payload)

    def _on_navigated(self, frame: Frame) -> None:
        if frame.parent_frame is not None:
            return
        if frame.url.startswith("chrome-error:"):
            # Told by the browser's own error page: to listen for failed requests would cost 3 %.
            self._log.emit(Unreachable(t=self._log.now(), url="", reason="no answer"))
        if not frame.url.startswith("http"):
            return
        origin = origin_of(frame.url)
        payment = origin in self._config.elsewhere
        away = not self._is_shop(frame.url)
        if away or self._away:
            self._log.emit(OffSite(t=self._log.now(), origin=origin, away=away, payment=payment))
        self._away = away

    def _is_shop(self, url: str) -> bool:
        """What pages of others say (a payment provider's) is not kept."""
        origin, config = origin_of(url), self._config
        if origin in config.elsewhere:
            return False
        return not config.origins or origin in config.origins

    def _on_console(self, message: ConsoleMessage) -> None:
        page = message.page
        if message.type in ("error", "warning") and page and self._is_shop(page.url):
            self._log.emit(
                Console(t=self._log.now(), level=message.type, text=redact(message.text))
            )

    def _on_web_error(self, found: WebError) -> None:
        """What ``Response.json()`` rejects with no page hears of in Chromium: it comes from no
        script, and the window is told nothing of such errors. Everything else it tells itself."""
        page, error = found.page, found.error
        unread = NO_JSON.search(error.message) is not None
        unheard = unread and "JSON.parse" not in (error.stack or "")
        if page and self._is_shop(page.url) and unheard:
            # What it quotes is what the shop had answered.
            text = redact(QUOTED.sub("", f"SyntaxError: {error.message}"))
            self._log.emit(JsError(t=self._log.now(), message=text, rejection=True))

    def _on_dialog(self, dialog: NativeDialog) -> None:
        page = dialog.page
        # What it says may repeat what was typed, which only the page can mask: its Alert has it.
        self._log.emit(Dialog(t=self._log.now(), type=dialog.type, message=""))
        if _listeners(page) > 0 or _listeners(self.context) > 1:
            return  # the script answers its own dialogs; one of the context's is ours
        with contextlib.suppress(Error):
            # As Playwright does where nobody listens: leave allowed, all else dismissed.
            dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss()


def _listeners(target: object) -> int:
    """How many listen for dialogs. Playwright has no public way to ask."""
    implementation = getattr(target, "_impl_obj", None)
    listeners: list[object] = getattr(implementation, "listeners", lambda _: [])("dialog")
    return len(listeners)
