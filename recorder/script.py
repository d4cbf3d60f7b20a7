"""Runs a scenario's script in Playwright: one attempt, or a plan of them."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Error, Playwright, sync_playwright

from kitka.recorder.background import interruptible
from kitka.recorder.browser import (
    Found,
    close,
    ensure_browser,
    find_browser,
    launch,
    missing_browser,
)
from kitka.recorder.errors import BrowserError, KitkaError
from kitka.recorder.model import Record, Scenario
from kitka.recorder.recording import Recording, record
from kitka.recorder.redact import error_line
from kitka.recorder.scenario import Script, load_scenario, load_script
from kitka.recorder.shops import Shop
from kitka.recorder.store import Store
from kitka.recorder.tracing import keep_trace, start_trace

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = "Pixel 7"


class Attempt(Record, frozen=True):
    """What to do once: which script, in which shop, as which device."""

    scenario: str
    """Path of the scenario's TOML file."""
    shop: Shop
    device: str = "desktop"
    network: str = ""
    label: str = ""
    engine: str = "chromium"
    headed: bool = False
    number: int = 1
    trace: Literal["off", "on", "on-failure"] = "off"
    study: str = ""
    audit: bool = False
    """Audit the page of each step, in time that does not count."""


class Attempted(Record, frozen=True):
    """What came of it. ``session`` is empty where none could be begun."""

    attempt: Attempt
    session: str = ""
    error: str = ""
    traced: bool = False


def device_options(playwright: Playwright, device: str, engine: str) -> dict[str, Any]:
    """Context options of ``desktop``, ``phone`` or any of Playwright's device names."""
    if device == "desktop":
        return dict(DESKTOP)
    name = PHONE if device == "phone" else device
    if name not in playwright.devices:
        near = [known for known in playwright.devices if device.lower() in known.lower()][:3]
        hint = f" (near: {', '.join(near)})" if near else ""
        raise BrowserError(f"--device {device}: not desktop, phone or a Playwright device{hint}")
    options = dict(playwright.devices[name])
    options.pop("default_browser_type", None)
    if engine == "firefox":
        options.pop("is_mobile", None)  # Firefox refuses it
    return options


@contextlib.contextmanager
def open_browser(
    *, engine: str = "chromium", headed: bool = False, install: bool = False
) -> Iterator[tuple[Playwright, Browser]]:
    """A running browser. Raises BrowserError with the command to type where there is none."""
    # Ctrl-C reaches the whole process group. Playwright's driver and the browser inherit "ignore",
    # so that what is being recorded can still be closed in an orderly way.
    before = _ignore_interrupts()
    try:
        starting = sync_playwright()
        playwright = starting.start()
        try:
            if install:
                ensure_browser(playwright, engine)
            browser = launch(playwright, _found(playwright, engine), headed=headed)
        except BaseException:
            playwright.stop()
            raise
    finally:
        before()
    try:
        with interruptible():
            yield playwright, browser
    finally:
        with contextlib.suppress(Error):
            browser.close()
        with contextlib.suppress(Error):
            playwright.stop()


def _found(playwright: Playwright, engine: str) -> Found:
    found = find_browser(playwright, engine)
    if found is None:
        raise BrowserError(missing_browser(engine))
    return found


def _ignore_interrupts() -> Callable[[], object]:
    try:
        old = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not the main thread: nothing to restore
        return lambda: None
    return lambda: signal.signal(signal.SIGINT, old)


def run_attempt(
    playwright: Playwright, browser: Browser, attempt: Attempt, store: Store
) -> Attempted:
    """One scripted session. A script that raises is a session with an outcome, not an error here.

    Raises KitkaError for wrong use (no such device, no script), StoreError where the database
    fails.
    """
    path = Path(attempt.scenario)
    scenario, script = load_scenario(path), load_script(path)
    options = device_options(playwright, attempt.device, attempt.engine)
    options |= attempt.shop.context_options()
    try:
        context = browser.new_context(**options)
    except Error as gone:  # the browser itself has gone, or takes no such setting
        return Attempted(attempt, error=error_line(gone))
    recording: Recording | None = None
    error, traced = "", False
    try:
        prepare = attempt.shop.prepare()
        if prepare is not None:
            prepare_context(context, prepare)
        if attempt.trace != "off":
            start_trace(context)
        try:
            with _recording(context, scenario, attempt, store) as recording:
                if attempt.audit:
                    recording.audit_with(options)
                _walk(context, scenario, script, recording)
        except KitkaError:
            raise
        except (Exception, SystemExit) as raised:  # a script that exits has not passed
            error = error_line(raised, scenario.data.values())
        finally:
            if attempt.trace != "off" and recording is not None:
                keep = attempt.trace == "on" or bool(error)
                typed = (*recording.data.values(), *attempt.shop.secrets)
                traced = keep_trace(context, store, recording.id, keep=keep, secrets=typed)
    finally:
        close(context)
    return Attempted(attempt, recording.id if recording else "", error, traced)


def _recording(
    context: BrowserContext, scenario: Scenario, attempt: Attempt, store: Store
) -> contextlib.AbstractContextManager[Recording]:
    return record(
        context,
        scenario,
        db=store,
        actor="script",
        label=attempt.label,
        origins=attempt.shop.own_origins,
        payment_origins=attempt.shop.payment,
        network=attempt.network,
        shop=attempt.shop.name or attempt.shop.origin,
        device=attempt.device,
        attempt=attempt.number,
        study=attempt.study,
    )


def _walk(
    context: BrowserContext, scenario: Scenario, script: Script, recording: Recording
) -> None:
    page = context.pages[0] if context.pages else context.new_page()
    page.goto(scenario.start)
    script(page, recording)


def prepare_context(context: BrowserContext, prepare: Callable[[Any], None]) -> None:
    """Call a shop's ``before`` with a page of its own: what it does stands in no log."""
    page = context.new_page()
    try:
        prepare(page)
    except Exception as error:
        raise KitkaError(f"before = …: {error_line(error)}") from None
    finally:
        with contextlib.suppress(Error):
            page.close()


def run_attempts(
    attempts: Sequence[Attempt], db: str | Path, *, jobs: int = 1, install: bool = False
) -> Iterator[Attempted]:
    """Run a plan; results come as they are ready, with ``jobs`` > 1 in worker processes."""
    first = attempts[0]
    if jobs <= 1:
        with (
            Store.open(db) as store,
            open_browser(engine=first.engine, headed=first.headed, install=install) as opened,
        ):
            playwright, browser = opened
            for attempt in attempts:
                if not browser.is_connected():  # it died: that spoils one session, not the plan
                    found = _found(playwright, first.engine)
                    browser = launch(playwright, found, headed=first.headed)
                yield run_attempt(playwright, browser, attempt, store)
        return
    Store.open(db).close()  # create and migrate once, before the workers meet
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(attempts)), mp_context=context) as pool:
        futures = [pool.submit(_run_alone, attempt, str(db)) for attempt in attempts]
        try:
            for future in as_completed(futures):
                yield _result(future, attempts[futures.index(future)])
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _result(future: Future[Attempted], attempt: Attempt) -> Attempted:
    try:
        return future.result()
    except BrokenProcessPool:
        return Attempted(attempt, error="its worker process died")


def _run_alone(attempt: Attempt, db: str) -> Attempted:
    """A worker's share: a browser of its own, so that one crash spoils one session."""
    with Store.open(db) as store, open_browser(engine=attempt.engine, headed=attempt.headed) as b:
        return run_attempt(*b, attempt, store)
