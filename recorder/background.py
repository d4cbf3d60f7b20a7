"""Work beside the script: calls of Playwright's sync API that do not hold up the caller."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from collections.abc import Callable, Iterator

from greenlet import getcurrent, greenlet


def in_background(work: Callable[[], object]) -> None:
    """Begin ``work``, which may call Playwright; it goes on while the caller waits for others.

    Playwright runs each event handler in a greenlet of its own, whose parent is the one that runs
    the event loop; this starts one in the same way. ``work`` handles its own errors.
    """
    asyncio.get_running_loop().call_soon(lambda: greenlet(work).switch())


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
