"""How long a walk may last, whatever it hangs in."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

import psutil

LONGEST_S = 600.0
"""Several times the longest walk on a busy machine."""


@contextlib.contextmanager
def at_most(seconds: float = LONGEST_S) -> Iterator[None]:
    """End what the block waits for after ``seconds``: our browsers are killed, and Playwright says
    so where it was called. Nothing gentler helps against a page or a driver that never answers, for
    evaluating and closing know no timeout."""
    timer = threading.Timer(seconds, _kill_browsers)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _kill_browsers() -> None:
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if "--remote-debugging-pipe" in process.cmdline():
                process.kill()
