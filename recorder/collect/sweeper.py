"""What a server does once a minute: end idle sessions, erase people whose retention is over."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence

from kitka.recorder.driver import wall_ms
from kitka.recorder.errors import KitkaError
from kitka.recorder.sessions import close_idle
from kitka.recorder.store import Receipt, Store

_SOME_TIME_S = 600.0
_SHARE = 10.0
"""As a multiple of what the last cleaning took: so long nobody is held up by another."""

log = logging.getLogger("kitka.sweeper")


class Sweeper:
    """A thread of its own with a connection of its own, which it closes at its end.

    ``store`` is that connection, ``now`` ms since 1970, ``seconds`` monotonic. ``told`` gets a
    receipt of everybody who was erased, with the exported copies that somebody has to delete by
    hand.
    """

    def __init__(
        self,
        store: Store,
        *,
        every_s: float = 60.0,
        now: Callable[[], float] = wall_ms,
        told: Callable[[Sequence[Receipt]], None] | None = None,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._every_s = every_s
        self._now = now
        self._told = told or _log_receipts
        self._seconds = seconds
        self._scrubbed = float("-inf")
        self._took = 0.0
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
            self._scrub()
        except KitkaError as error:
            log.error("%s", error)
        except Exception:  # a thread that ended would leave people's data where they are
            log.exception("this round failed; the next one tries again")

    def _scrub(self) -> None:
        """Cleaning holds up whoever writes: those who come and go by an open link must not be able
        to ask for it all the time."""
        if not self._store.unscrubbed or self._seconds() < self._not_before(
            self._store.scrub_is_due
        ):
            return
        began = self._seconds()
        self._store.scrub()
        self._scrubbed = self._seconds()
        self._took = self._scrubbed - began

    def _not_before(self, due: bool) -> float:
        wait = min(_SHARE * self._took, self._every_s) if due else _SOME_TIME_S
        return self._scrubbed + wait

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
