"""The audit of a script's pages: run at the end of each step, in time that does not count.

What a page tells about itself comes from the bundle ``audit.js`` (``inpage/audit``). Tab is tried
in a copy of the page, opened by its address with the session's cookies in a context of its own, so
that no field of the recorded page is left and no error provoked there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec
from playwright.sync_api import Error, Page

from kitka.recorder.background import patiently
from kitka.recorder.browser import close
from kitka.recorder.driver import DriverLog
from kitka.recorder.keyboard_walk import Stop, hits_of
from kitka.recorder.model import Aside, Audit, AuditHit, Record
from kitka.recorder.pictures import Checkpoint
from kitka.recorder.redact import error_line

BUNDLE = Path(__file__).resolve().parent / "inpage" / "dist" / "audit.js"
MOST_TABS = 120
_PATIENCE_MS = 10_000
Keyboard = Literal["", "tried", "not reachable"]


class Audited(Record, frozen=True):
    """What the bundle says of a page."""

    fields: int = 0
    elements: int = 0
    touch: bool = False
    hits: tuple[AuditHit, ...] = ()
    error: str = ""


class Auditor:
    """Audits the pages of one scripted session.

    ``look`` asks a page for a checkpoint: None where it is not the shop's. ``options`` are those
    that the session's browser context was made with. ``last`` is the step at which nothing is left
    to be filled in: its page is not opened again, an order must not be counted twice.
    """

    def __init__(
        self,
        log: DriverLog,
        look: Callable[[Page], Checkpoint | None],
        options: Mapping[str, Any],
        last: str,
    ) -> None:
        self._log = log
        self._look = look
        self._options = options
        self._last = last

    def audit(self, page: Page, step: str) -> None:
        """Look at the page that ended ``step`` and tell the log. Never raises Playwright's errors:
        what went wrong stands in the event."""
        begun = self._log.now()
        with suppress(Error):
            shown = patiently(page.context, lambda: self._look(page))
            if shown is None:
                return
            self._log.emit(Aside(t=begun, what="audit", state="begin"))
            try:
                self._log.emit(self._audited(page, step, shown))
            finally:
                self._log.emit(Aside(t=self._log.now(), what="audit", state="end"))
                self._log.flush()

    def _audited(self, page: Page, step: str, shown: Checkpoint) -> Audit:
        found, error = Audited(), ""
        keyboard: Keyboard = ""
        walked: tuple[AuditHit, ...] = ()
        try:
            found = msgspec.convert(page.evaluate(_run()), Audited)
            keyboard, walked = self._keyboard(page, step)
        except (Error, msgspec.ValidationError) as wrong:
            error = error_line(wrong)
        return Audit(
            t=self._log.now(),
            step=step,
            page=shown.page,
            shown_view=shown.view,
            url=urlsplit(page.url).path,
            fields=found.fields,
            elements=found.elements,
            touch=found.touch,
            hits=(*found.hits, *walked),
            keyboard=keyboard,
            error=error or found.error,
        )

    def _keyboard(self, page: Page, step: str) -> tuple[Keyboard, tuple[AuditHit, ...]]:
        browser = page.context.browser
        if browser is None or step == self._last:
            return "", ()
        state = page.context.storage_state()
        context = browser.new_context(**{**self._options, "storage_state": state})
        try:
            context.add_init_script(f"globalThis.kitkaAudit = {_module()}")
            copy = context.new_page()
            copy.set_default_timeout(_PATIENCE_MS)
            answer = copy.goto(page.url)
            there = answer is not None and answer.ok
            if not there or urlsplit(copy.url)[:3] != urlsplit(page.url)[:3]:
                return "not reachable", ()
            return "tried", hits_of(*_walk(copy))
        finally:
            close(context)


def _walk(copy: Page) -> tuple[list[Stop | None], int]:
    """Where Tab goes from the beginning of the page, and how many places there are."""
    known = int(copy.evaluate("kitkaAudit.tabbable()"))
    stops: list[Stop | None] = []
    for _ in range(min(MOST_TABS, 2 * known + 4)):
        copy.keyboard.press("Tab")
        told = copy.evaluate("kitkaAudit.stop()")
        stops.append(msgspec.convert(told, Stop) if told else None)
        if told is None and len(stops) > 1:
            break  # past the last one
    return stops, known


@lru_cache(maxsize=1)
def bundle() -> str:
    return BUNDLE.read_text(encoding="utf-8")


def _run() -> str:
    """An expression that leaves no global behind."""
    return f"{_module()}.audit()"


def _module() -> str:
    return f"(() => {{ {bundle()}\nreturn kitkaAudit; }})()"
