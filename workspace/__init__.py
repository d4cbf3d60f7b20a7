"""The store and the analyzer together: results that are always those of the newest rules.

This is where what was recorded meets what it means; the command and the server both go through
here, so neither says SQL nor computes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from itertools import groupby
from pathlib import Path

import msgspec

from kitka.analyzer.analyze import analyze, rules_version, summarize
from kitka.analyzer.results import Friction, ScenarioReport, SessionResult
from kitka.recorder.model import Scenario, Session, SessionLog
from kitka.recorder.scenario import scenario_hash
from kitka.recorder.store import FindingRow, FrictionRow, Store

_result = msgspec.json.Decoder(SessionResult)

Progress = Callable[[int, int], None]
"""Called with (sessions analysed, sessions to analyse)."""


class Workspace:
    """One database and everything the analyzer knows about it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._scenarios: dict[str, Scenario] = {}

    @classmethod
    def open(cls, path: str | Path) -> Workspace:
        """Raises StoreError where there is no such database of ours."""
        return cls(Store.open(path, create=False))

    def close(self) -> None:
        self.store.close()

    def scenarios(self) -> dict[str, Scenario]:
        """The newest version of every scenario, by name."""
        return {scenario.name: scenario for scenario in self.store.scenarios()}

    def results(
        self, *, executor: Executor | None = None, progress: Progress | None = None
    ) -> list[SessionResult]:
        """One result per session, the oldest first; what is new or outdated is analysed now.

        A session that is still open is analysed each time. Steps are recognised from the log, so
        sessions recorded under an older version of a scenario are cut by its newest.
        """
        sessions = self.store.sessions()  # before the scenarios: each session's is there by then
        scenarios = self.scenarios()
        versions = {
            name: f"{rules_version()}:{scenario_hash(scenario)}"
            for name, scenario in scenarios.items()
        }
        kept = {
            session: (version, document)
            for version in set(versions.values())
            for session, document in self.store.results(version).items()
        }
        stale = [
            session
            for session in sessions
            if not session.ended or kept.get(session.id, ("",))[0] != versions[session.scenario]
        ]
        fresh: dict[str, SessionResult] = {}
        analysed = _analysed(self.store, stale, scenarios, executor)
        for done, (session, result) in enumerate(analysed, 1):
            fresh[session.id] = result
            if session.ended:
                self._keep(session, result, versions[session.scenario])
            if progress:
                progress(done, len(stale))
        return [
            fresh[session.id] if session.id in fresh else _result.decode(kept[session.id][1])
            for session in sessions
        ]

    def _keep(self, session: Session, result: SessionResult, version: str) -> None:
        rows = [_friction_row(friction) for friction in result.frictions]
        document = msgspec.json.encode(result)
        self.store.save_result(session.id, session.scenario, version, document, rows)

    def reports(self, results: Sequence[SessionResult] | None = None) -> list[ScenarioReport]:
        """One report per scenario and actor; ``results`` to look at some sessions only."""
        chosen = self.results() if results is None else results
        scenarios = self.scenarios()
        by_name = sorted(chosen, key=lambda r: r.scenario)
        return [
            report
            for name, group in groupby(by_name, key=lambda r: r.scenario)
            for report in summarize(list(group), scenarios[name])
        ]

    def save_findings(self, reports: Iterable[ScenarioReport]) -> None:
        """Keep the findings of ``reports`` in columns, for those who read the file itself."""
        rows = [
            FindingRow(
                finding.id,
                report.scenario,
                report.actor,
                finding.rule,
                finding.step,
                finding.priority,
                msgspec.json.encode(finding),
            )
            for report in reports
            for finding in report.findings
        ]
        self.store.save_findings(rules_version(), rows)


def _analysed(
    store: Store,
    sessions: Sequence[Session],
    scenarios: dict[str, Scenario],
    executor: Executor | None,
) -> Iterable[tuple[Session, SessionResult]]:
    logs: Iterable[SessionLog] = (store.log(session) for session in sessions)
    chosen = [scenarios[session.scenario] for session in sessions]
    mapped = executor.map(analyze, logs, chosen) if executor else map(analyze, logs, chosen)
    return zip(sessions, mapped, strict=True)


def _friction_row(friction: Friction) -> FrictionRow:
    element = msgspec.json.encode(friction.element).decode() if friction.element else ""
    return FrictionRow(friction.rule, friction.step, element, friction.at_s, friction.cost_s)
