"""One workspace file for all threads of a server, with what every page needs kept at hand."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.scenario_results import ScenarioReport
from kitka.recorder.model import Scenario, SessionLog
from kitka.recorder.store import Store
from kitka.workspace import Workspace


class SharedWorkspace:
    """Threads share one connection, one at a time.

    Results and reports are computed again only when the file has changed. A connection sees the
    changes of others, never its own: who writes here says so with :meth:`changed`.
    """

    def __init__(self, path: str | Path) -> None:
        self.workspace = Workspace.open(path)
        self._lock = threading.RLock()
        self._seen: int | None = None
        self._results: list[SessionResult] = []
        self._reports: list[ScenarioReport] = []

    def close(self) -> None:
        """Waits for who is reading: SQLite does not survive being closed under them."""
        with self._lock:
            self.workspace.close()

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store, for one thread at a time."""
        with self._lock:
            yield self.workspace.store

    def version(self) -> int:
        """Differs whenever somebody else has changed the file."""
        with self._lock:
            return self.workspace.store.data_version()

    def changed(self) -> None:
        """What is at hand no longer holds."""
        with self._lock:
            self._seen = None

    def results(self) -> list[SessionResult]:
        """Every session, the oldest first."""
        self._refresh()
        return self._results

    def reports(self) -> list[ScenarioReport]:
        self._refresh()
        return self._reports

    def reports_of(self, results: list[SessionResult]) -> list[ScenarioReport]:
        with self._lock:
            return self.workspace.reports(results, self.results())

    def scenarios(self) -> dict[str, Scenario]:
        with self._lock:
            return self.workspace.scenarios()

    def log(self, session: str) -> SessionLog | None:
        with self._lock:
            known = self.workspace.store.session(session)
            return self.workspace.store.log(known) if known else None

    def _refresh(self) -> None:
        with self._lock:
            version = self.workspace.store.data_version()
            if version == self._seen:
                return
            self._results = self.workspace.results()
            self._reports = self.workspace.reports(self._results, self._results)
            self._seen = version  # read before: what comes meanwhile is seen the next time
