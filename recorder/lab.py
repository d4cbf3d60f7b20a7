"""A moderated session: a person at this machine, in a visible browser, everything injected.

Nobody drives the browser: what happens is the person's doing, and this only waits, so that
Playwright's events go on being handled, until somebody ends the session.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, Literal

import msgspec
from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page, Playwright
from playwright.sync_api import TimeoutError as Late

from kitka.recorder.browser import close
from kitka.recorder.errors import BrowserError, ShopError
from kitka.recorder.lab_bar import SAID, bar_script
from kitka.recorder.model import Bar, Participant, Protocol, Record, SaidWhat, Scenario, Session
from kitka.recorder.recording import Recording, record
from kitka.recorder.redact import error_line
from kitka.recorder.script import device_options, open_browser, prepare_context
from kitka.recorder.shops import Shop
from kitka.recorder.store import Store

EndedBy = Literal["done", "stop", "leave", "window", "note", "interrupted"]

_SLICE_MS = 200
_NOTES_S = 1.0
_PARTING_MS = 2_500
"""How long the bar's last word stands before the window closes."""


class LabPlan(Record, frozen=True):
    """One session at this machine. ``bar`` is what the task bar says, ``study`` an id."""

    scenario: Scenario
    shop: Shop
    participant: Participant
    bar: Bar
    study: str = ""
    study_version: str = ""
    task: int = -1
    protocol: Protocol = "silent"
    device: str = "desktop"
    engine: str = "chromium"
    headless: bool = False
    replay: bool = False
    pilot: bool = False


class Held(Record, frozen=True):
    """A session that is over. ``keep`` is false where the person wants nothing kept."""

    session: str
    ended_by: EndedBy
    keep: bool = True


def check_screen() -> None:
    """Raises BrowserError where no window can be shown."""
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        raise BrowserError(
            "a person needs a window, and this machine has no screen ($DISPLAY is not set); "
            "type the command on the desktop itself, not over ssh"
        )


def hold_session(plan: LabPlan, store: Store, ready: Callable[[str], None]) -> Held:
    """Open the window, record until the session ends, close it. ``ready`` gets the session's id.

    Ctrl-C ends it in order too: what a person did is handed over and kept, as ``interrupted``.
    Raises KitkaError where it cannot begin, StoreError when the database fails.
    """
    if not plan.headless:
        check_screen()
    with (
        open_browser(engine=plan.engine, headed=not plan.headless) as (playwright, browser),
        _window(playwright, browser, plan) as context,
    ):
        prepare = plan.shop.prepare()
        if prepare is not None:
            prepare_context(context, prepare)
        with _recording(context, plan, store) as recording:
            lab = _Lab(context, recording, store, plan)
            ready(recording.id)
            ended_by = lab.hold()
        if ended_by == "interrupted":
            store.change_session(recording.id, _interrupted)
        elif lab.said and not plan.headless:
            lab.part()
    return Held(recording.id, ended_by, lab.keep)


@contextlib.contextmanager
def _window(playwright: Playwright, browser: Browser, plan: LabPlan) -> Iterator[BrowserContext]:
    options: dict[str, Any] = device_options(playwright, plan.device, plan.engine)
    if plan.device == "desktop" and not plan.headless:
        options = {"no_viewport": True}  # the page follows the window, whose size is the person's
    context = browser.new_context(
        **{**options, "locale": plan.bar.language, **plan.shop.context_options()}
    )
    try:
        yield context
    finally:
        close(context)


def _recording(
    context: BrowserContext, plan: LabPlan, store: Store
) -> contextlib.AbstractContextManager[Recording]:
    attempts = [
        session
        for session in store.sessions_of(plan.participant.id)
        if session.scenario == plan.scenario.name
    ]
    return record(
        context,
        plan.scenario,
        db=store,
        actor="participant",
        origins=plan.shop.own_origins,
        payment_origins=plan.shop.payment,
        replay=plan.replay,
        buyer=[detail.value for detail in plan.bar.buyer],
        shop=plan.shop.name or plan.shop.origin,
        device=plan.device,
        attempt=len(attempts) + 1,
        participant=plan.participant.id,
        pseudonym=plan.participant.pseudonym,
        study=plan.study,
        study_version=plan.study_version,
        task=plan.task,
        language=plan.bar.language,
        protocol=plan.protocol,
        pilot=plan.pilot,
    )


class _Lab:
    """Waits beside one session, and knows who may end it: the person, the window, a note."""

    def __init__(
        self, context: BrowserContext, recording: Recording, store: Store, plan: LabPlan
    ) -> None:
        self.said: SaidWhat | None = None
        self.keep = True
        self._context = context
        self._recording = recording
        self._store = store
        self._start = plan.scenario.start
        self._script = bar_script(plan.bar, plan.shop.own_origins)
        self._crashed: list[Page] = []
        self._dialogs: list[Dialog] = []
        self._looked_at_notes = time.monotonic()
        context.expose_binding(SAID, self._on_said)
        context.add_init_script(self._script)
        context.on("page", self._on_page)
        if not plan.headless:
            context.on("dialog", self._on_dialog)

    # ------------------------------------------------------------ begin, wait, end

    def hold(self) -> EndedBy:
        try:
            self._open_shop()
            ended_by = self._wait()
        except KeyboardInterrupt:
            ended_by = "interrupted"
        if self.said:
            self._recording.say(self.said)
        for dialog in self._dialogs:  # an open one would hold up the page's last word
            with contextlib.suppress(Error):
                dialog.dismiss()
        return ended_by

    def _open_shop(self) -> None:
        page = self._context.pages[0] if self._context.pages else self._context.new_page()
        try:
            page.goto(self._start, wait_until="commit")
        except Error as error:
            if not page.is_closed() and not isinstance(error, Late):
                raise ShopError(f"{self._start}: cannot be opened: {error_line(error)}") from None

    def _wait(self) -> EndedBy:
        """Let events be handled, a slice at a time, until the session ends."""
        while True:
            if self.said:
                return self.said
            if not self._anything_open():
                return "window"
            if self._noted_end():
                return "note"
            self._mend_crashed()
            self._recording.keep_up()
            self._slice()

    def _slice(self) -> None:
        """Bound to no page: tabs come, go and crash."""
        with contextlib.suppress(Error):
            self._context.wait_for_event("page", timeout=_SLICE_MS)

    def _anything_open(self) -> bool:
        """The last tab may close a moment before the next one opens."""
        if not self._pages():
            self._slice()
        return bool(self._pages())

    def _pages(self) -> list[Page]:
        return [page for page in self._context.pages if not page.is_closed()]

    def _noted_end(self) -> bool:
        """Whether the researcher ended the task, asked of the file about once a second."""
        now = time.monotonic()
        if now - self._looked_at_notes < _NOTES_S:
            return False
        self._looked_at_notes = now
        return any(note.tag == "end" for note in self._store.notes(self._recording.id))

    def _mend_crashed(self) -> None:
        """A crashed tab takes no reload from us: its address opens in a new one."""
        while self._crashed:
            old = self._crashed.pop()
            with contextlib.suppress(Error):
                new = self._context.new_page()
                old.close()
                new.goto(old.url, wait_until="commit")

    def part(self) -> None:
        """Let the bar's last word stand for a moment."""
        with contextlib.suppress(Error, KeyboardInterrupt):
            self._context.wait_for_event("close", timeout=_PARTING_MS)

    # ------------------------------------------------------------ what the browser tells

    def _on_said(self, source: object, what: str, keep: bool = True) -> None:
        if self.said is None and what in ("done", "stop", "leave"):
            self.said = what  # type: ignore[assignment]
            self.keep = bool(keep)

    def _on_page(self, page: Page) -> None:
        page.on("crash", self._on_crash)
        with contextlib.suppress(Error):  # gone again before we could look at it
            if page.opener() is not None:
                # As for the recorder itself: a window that a page opens runs no init script.
                page.on("domcontentloaded", self._start_bar)
                self._start_bar(page)

    def _on_crash(self, page: Page) -> None:
        self._crashed.append(page)

    def _start_bar(self, page: Page) -> None:
        with contextlib.suppress(Error):
            if page.url.startswith("http"):
                page.evaluate(self._script)

    def _on_dialog(self, dialog: Dialog) -> None:
        """A second listener: the recorder leaves the answer to the person."""
        self._dialogs[:] = [dialog]


def _interrupted(session: Session) -> Session:
    return msgspec.structs.replace(session, ended="interrupted")
