"""What a server does once a minute: end idle sessions, erase people whose retention is over."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from kitka.recorder.driver import wall_ms
from kitka.recorder.errors import KitkaError
from kitka.recorder.sessions import close_idle
from kitka.recorder.store import Receipt, Store

log = logging.getLogger("kitka.sweeper")


class Sweeper:
    """A thread of its own with a connection of its own, which it closes at its end.

    ``store`` is that connection, ``now`` ms since 1970. ``told`` gets a receipt of everybody who
    was erased, with the exported copies that somebody has to delete by hand.
    """

    def __init__(
        self,
        store: Store,
        *,
        every_s: float = 60.0,
        now: Callable[[], float] = wall_ms,
        told: Callable[[Sequence[Receipt]], None] | None = None,
    ) -> None:
        self._store = store
        self._every_s = every_s
        self._now = now
        self._told = told or _log_receipts
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name="kitka-sweeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def nudge(self) -> None:
        """Sweep now: somebody was erased, and their bytes still stand in free pages."""
        self._wake.set()

    def stop(self) -> None:
        """Returns when the thread has ended and the connection is closed."""
        self._stopping = True
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()
        else:
            self._store.close()

    def sweep(self) -> None:
        """One round. What fails is said and tried again in the next."""
        try:
            now = self._now()
            close_idle(self._store, now)
            receipts = self._store.erase_expired(now, scrub=False)
            if receipts:
                self._told(receipts)
            if self._store.unscrubbed:
                self._store.scrub()
        except KitkaError as error:
            log.error("%s", error)

    def _work(self) -> None:
        try:
            while not self._stopping:
                self.sweep()
                self._wake.wait(self._every_s)
                self._wake.clear()
        finally:
            self._store.close()


def _log_receipts(receipts: Sequence[Receipt]) -> None:
    for receipt in receipts:
        copies = f"; delete these copies by hand: {', '.join(receipt.copies)}" * bool(
            receipt.copies
        )
        log.warning(
            "erased %s of %s, whose retention was over: %d rows, %d bytes, receipt %s%s",
            receipt.who,
            receipt.study,
            sum(held.rows for held in receipt.tables),
            receipt.bytes,
            receipt.hash[:16],
            copies,
        )
