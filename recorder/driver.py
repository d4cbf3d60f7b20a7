"""The driver as a producer: its own clock, its own events, its own numbered batches."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence

import msgspec

from kitka.recorder.model import Batch, DriverEvent


def wall_ms() -> float:
    """The recorder's wall clock, ms since 1970."""
    return time.time() * 1000


class DriverLog:
    """Collects driver events and hands them over in batches through ``keep``."""

    def __init__(self, keep: Callable[[Sequence[Batch]], bool]) -> None:
        self._keep = keep
        self._page = secrets.token_hex(16)
        self._seq = 0
        self._pending: list[msgspec.Raw] = []
        self._origin = wall_ms() - time.monotonic() * 1000

    def now(self) -> float:
        """ms on the driver's monotonic clock."""
        return time.monotonic() * 1000

    def emit(self, event: DriverEvent) -> None:
        """Events wait for the next :meth:`flush`: listeners run while Playwright is busy."""
        self._pending.append(msgspec.Raw(msgspec.json.encode(event)))

    def flush(self) -> None:
        if not self._pending:
            return
        batch = Batch(
            producer="driver",
            stream="signals",
            page=self._page,
            seq=self._seq,
            clock_origin=self._origin,
            sent=self.now(),
            events=tuple(self._pending),
        )
        self._keep([batch])
        self._seq += 1
        self._pending.clear()
