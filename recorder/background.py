"""Work beside the script: calls of Playwright's sync API that do not hold up the caller."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from greenlet import greenlet


def in_background(work: Callable[[], object]) -> None:
    """Begin ``work``, which may call Playwright; it goes on while the caller waits for others.

    Playwright runs each event handler in a greenlet of its own, whose parent is the one that runs
    the event loop; this starts one in the same way. ``work`` handles its own errors.
    """
    asyncio.get_running_loop().call_soon(lambda: greenlet(work).switch())
