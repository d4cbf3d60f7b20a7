"""What one session may send: enough for any real one, too little to do harm with.

A page of the demo shop sends about 10 kB of signals and 35 kB of replay; an hour of constant use is
about 12 MB in 9 000 batches.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

MB = 1024 * 1024

REQUEST_BYTES = 4 * MB
REQUEST_BATCHES = 200
SAID_BYTES = 1024
"""A key and a word."""
WANTED_BYTES = 512 * 1024
SESSION_BYTES = 64 * MB
EVENT_BYTES = 256
"""What one event counts for at least: millions of tiny ones would hold up the analysis."""
SESSION_BATCHES = 20_000
SESSION_MISSING = 5_000
"""Numbers left out between those that arrived: each is listed in the report."""
SESSION_COMPLAINTS = 20
"""Batches that were not in the form of the contract, as noted in the session's log."""

ASSET_BYTES = 2 * MB
ASSETS_BYTES = 30 * MB
ASSETS = 400
WANTED_URLS = 1_000
URL_CHARACTERS = 4_096

FREE_BYTES = 200 * MB
"""With less free disk nothing more is taken: pages keep what they have and try again."""

KEY_CHARACTERS = 128
REQUESTS_A_SECOND = 30.0
REQUESTS_AT_ONCE = 90.0
"""After an outage a page catches up; what it hands over then comes in a burst."""


class Rates:
    """A token bucket per session, in memory. ``seconds`` is a monotonic clock.

    Only sessions that exist get one, so made-up keys fill no memory; full buckets are forgotten.
    """

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._buckets: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait_for(self, session: str) -> float:
        """Take one request. 0.0: go on; else the seconds after which to try again."""
        now = self._seconds()
        with self._lock:
            left, since = self._buckets.get(session, (REQUESTS_AT_ONCE, now))
            left = min(REQUESTS_AT_ONCE, left + (now - since) * REQUESTS_A_SECOND)
            if left < 1.0:
                return (1.0 - left) / REQUESTS_A_SECOND
            self._buckets[session] = (left - 1.0, now)
            if len(self._buckets) > 1_000:
                self._forget(now)
        return 0.0

    def _forget(self, now: float) -> None:
        full_after = REQUESTS_AT_ONCE / REQUESTS_A_SECOND
        self._buckets = {
            session: bucket
            for session, bucket in self._buckets.items()
            if now - bucket[1] < full_after
        }
