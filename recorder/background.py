"""Work beside the script: calls of Playwright's sync API that do not hold up the caller."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import TypeVar

from greenlet import getcurrent, greenlet
from playwright.sync_api import BrowserContext

T = TypeVar("T")

_PATIENCE_S = 5.0
_NOWHERE = "http://nowhere.invalid"


def in_background(work: Callable[[], object]) -> None:
    """Begin ``work``, which may call Playwright; it goes on while the caller waits for others.

    Playwright runs each event handler in a greenlet of its own, whose parent is the one that runs
    the event loop; this starts one in the same way. ``work`` handles its own errors.
    """
    asyncio.get_running_loop().call_soon(lambda: greenlet(work).switch())


def begin(work: Callable[[], T]) -> Future[T]:
    """The same for ``work`` whose result or error somebody wants to know."""
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except Exception as error:
            done.set_exception(error)

    in_background(run)
    return done


def wait_while(context: BrowserContext, busy: Callable[[], bool]) -> None:
    """Let work in the background come to its end, for at most 5 s."""
    deadline = time.monotonic() + _PATIENCE_S
    while busy() and time.monotonic() < deadline:
        context.cookies(_NOWHERE)  # any call lets the others go on


def patiently(context: BrowserContext, work: Callable[[], T]) -> T | None:
    """What ``work`` returns or raises, None where that takes more than 5 s.

    Chromium keeps back what is said to a page that is on its way to another one until that one
    answers, and Playwright knows no limit: a shop that never answers would hold us up for good.
    """
    done = begin(work)
    wait_while(context, lambda: not done.done())
    return done.result() if done.done() else None


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """While Playwright runs, Ctrl-C raises KeyboardInterrupt in the caller's own code only.

    A signal meets the process wherever it is, mostly in Playwright's event loop; raised there, it
    would end up in a listener's log, or leave the loop unusable. So it is thrown at the caller.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caller, loop = getcurrent(), asyncio.get_running_loop()

    def interrupt(*_: object) -> None:
        if getcurrent() is caller:
            raise KeyboardInterrupt
        loop.call_soon_threadsafe(lambda: caller.throw(KeyboardInterrupt))

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
