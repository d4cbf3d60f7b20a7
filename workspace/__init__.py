"""The store and the analyzer together: results that are always those of the newest rules.

This is where what was recorded meets what it means; the command and the server both go through
here, so neither says SQL nor computes.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from itertools import groupby
from pathlib import Path

import msgspec
from msgspec.structs import replace

from kitka.analyzer.analyze import analyze, rules_version, summarize
from kitka.analyzer.results import Friction, Reference, SessionResult
from kitka.analyzer.rules import Rule
from kitka.analyzer.study.cohorts import versions_of
from kitka.analyzer.study.exceptions import exceptions_hash, exceptions_of
from kitka.analyzer.study.reference import reference_of
from kitka.analyzer.study.reviews import with_standings
from kitka.analyzer.study.scenario_results import ScenarioReport
from kitka.recorder.model import Record, Scenario, Session, SessionLog
from kitka.recorder.scenario import scenario_hash
from kitka.recorder.sessions import LATE_MS, LONGEST_MS
from kitka.recorder.store import FindingRow, FrictionRow, Store

_result = msgspec.json.Decoder(SessionResult)

Progress = Callable[[int, int], None]
"""Called with (sessions analysed, sessions to analyse)."""


class _Job(Record, frozen=True):
    """One session with all that its result depends on, but for the log."""

    session: Session
    scenario: Scenario
    reference: Reference | None
    version: str
    """Rules, scenario, exceptions and reference."""
    exceptions: frozenset[str]
    """Places that are said to be no problem."""
    made_from: str
    """Digest of the session's row and its notes, which people may change afterwards."""


class Workspace:
    """One database and everything the analyzer knows about it."""

    def __init__(self, store: Store, now: Callable[[], float] = time.time) -> None:
        self.store = store
        self._now = now

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

        Outdated: other rules, another version of the scenario, another way of its script, other
        habits of people, another exception, a note, an answer or a decision about the session. A
        session to which more may come is analysed each time. Steps are recognised from the log, so
        sessions recorded under an older version of a scenario are cut by its newest.
        """
        sessions = self._sessions()  # before the scenarios: each session's is there by then
        scenarios = self.scenarios()
        scripts = [session for session in sessions if session.actor == "script"]
        people = [session for session in sessions if session.actor != "script"]
        found = self._up_to_date(scripts, scenarios, {}, executor, progress)
        # What is usual among people stands in their results: of those that are known already,
        # then of the new ones. Only where these change it are all judged by it once more.
        known = self._seen(people, scenarios)
        before = _references(scenarios, [*found.values(), *known.values()])
        new = [session for session in people if session.id not in known]
        found |= self._up_to_date(new, scenarios, before, executor, progress)
        usual = _references(scenarios, [*found.values(), *known.values()])
        rest = [
            session for session in people
            if session.id in known or usual[session.scenario] != before[session.scenario]
        ]  # fmt: skip
        found |= self._up_to_date(rest, scenarios, usual, executor, progress)
        return [found[session.id] for session in sessions]

    def judged(
        self, rules: Sequence[Rule], *, progress: Progress | None = None
    ) -> list[SessionResult]:
        """One result per session by other rules than those in use: nothing of it is kept."""
        scenarios = self.scenarios()
        reviews = self.store.reviews()
        references = _references(scenarios, self.results())
        sessions = self._sessions()
        found = []
        for done, session in enumerate(sessions, 1):
            scenario = scenarios[session.scenario]
            found.append(
                analyze(
                    self.store.log(session),
                    scenario,
                    rules,
                    references.get(session.scenario),
                    exceptions_of(reviews, session.scenario),
                )
            )
            if progress:
                progress(done, len(sessions))
        return found

    def _sessions(self) -> list[Session]:
        """All sessions; who is excluded as a person is excluded in each."""
        sessions = self.store.sessions()
        studies = {s.study for s in sessions if s.study and s.actor == "participant"}
        excluded = {
            person.id: person.excluded
            for study in studies
            for person in self.store.participants(study)
            if person.excluded
        }
        return [
            replace(s, excluded=s.excluded or excluded[s.participant])
            if s.participant in excluded else s
            for s in sessions
        ]  # fmt: skip

    def _up_to_date(
        self,
        sessions: Sequence[Session],
        scenarios: dict[str, Scenario],
        references: dict[str, Reference | None],
        executor: Executor | None,
        progress: Progress | None,
    ) -> dict[str, SessionResult]:
        reviews = self.store.reviews()
        exceptions = {name: exceptions_of(reviews, name) for name in scenarios}
        versions = {
            name: _version(scenario, exceptions[name], references.get(name))
            for name, scenario in scenarios.items()
        }
        jobs = [
            _Job(s, scenarios[s.scenario], references.get(s.scenario), versions[s.scenario],
                 exceptions[s.scenario], self._digest(s))
            for s in sessions
        ]  # fmt: skip
        kept = self._kept(jobs)
        found = {
            job.session.id: result
            for job in jobs
            if (result := kept.get(job.session.id)) and self._is_over(job.session)
        }
        stale = [job for job in jobs if job.session.id not in found]
        for done, (job, result) in enumerate(_analysed(self.store, stale, executor), 1):
            found[job.session.id] = result
            if job.session.ended and result != kept.get(job.session.id):
                self._keep(job, result)  # what has not changed must not look like a change
            if progress:
                progress(done, len(stale))
        return found

    def _seen(
        self, people: Sequence[Session], scenarios: dict[str, Scenario]
    ) -> dict[str, SessionResult]:
        """The results in the file of sessions that are over, whatever they were judged against:
        what they observed does not depend on it."""
        documents = {
            name: self.store.results_under(f"{rules_version()}:{scenario_hash(scenario)}")
            for name, scenario in scenarios.items()
        }
        found = {}
        for session in people:
            document = documents[session.scenario].get(session.id)
            if document is not None and self._is_over(session):
                result = _result.decode(document)
                if result.made_from == self._digest(session):
                    found[session.id] = result
        return found

    def _digest(self, session: Session) -> str:
        """Of the session's row, its notes and the answers about it."""
        person = session.actor == "participant"
        notes = self.store.notes(session.id) if person else []
        answers = self.store.answers(session=session.id) if person else []
        row = msgspec.json.encode((session, notes, answers), order="sorted")
        return hashlib.sha256(row).hexdigest()[:16]

    def _kept(self, jobs: Sequence[_Job]) -> dict[str, SessionResult]:
        """The results in the file that were made from the same."""
        known = {
            (version, session): document
            for version in {job.version for job in jobs}
            for session, document in self.store.results(version).items()
        }
        found = {}
        for job in jobs:
            document = known.get((job.version, job.session.id))
            result = _result.decode(document) if document is not None else None
            if result is not None and result.made_from == job.made_from:
                found[job.session.id] = result
        return found

    def _is_over(self, session: Session) -> bool:
        """Whether nothing more can come: what pages of people kept may arrive after the end."""
        if session.actor == "script" or not session.ended:
            return bool(session.ended)
        end = session.said_at + LATE_MS if session.said_at else session.started + LONGEST_MS
        return self._now() * 1000 > end

    def _keep(self, job: _Job, result: SessionResult) -> None:
        rows = [_friction_row(friction) for friction in result.frictions]
        document = msgspec.json.encode(result)
        session = job.session
        self.store.save_result(session.id, session.scenario, job.version, document, rows)

    def reports(
        self,
        results: Sequence[SessionResult] | None = None,
        everything: Sequence[SessionResult] | None = None,
    ) -> list[ScenarioReport]:
        """One report per scenario and cohort; ``results`` to look at some sessions only. Where a
        finding stands is judged by ``everything`` there is."""
        chosen = self.results() if results is None else results
        reviews = self.store.reviews()
        if everything is None:
            everything = self.results() if reviews and results is not None else chosen
        scenarios = self.scenarios()
        studies = sorted({r.study for r in chosen if r.study and r.actor == "participant"})
        versions = versions_of(v for study in studies for v in self.store.study_versions(study))
        by_name = sorted(chosen, key=lambda r: r.scenario)
        reports = [
            report
            for name, group in groupby(by_name, key=lambda r: r.scenario)
            for report in summarize(list(group), scenarios[name], versions)
        ]
        return with_standings(reports, reviews, everything, scenarios)

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


def _references(
    scenarios: Iterable[str], results: Sequence[SessionResult]
) -> dict[str, Reference | None]:
    return {name: reference_of(_of(results, name)) for name in scenarios}


def _of(results: Iterable[SessionResult], scenario: str) -> list[SessionResult]:
    return [result for result in results if result.scenario == scenario]


def _version(scenario: Scenario, exceptions: frozenset[str], reference: Reference | None) -> str:
    excepted = exceptions_hash(exceptions)
    parts = [rules_version(), scenario_hash(scenario), *([f"x{excepted}"] if excepted else [])]
    return ":".join([*parts, *([reference.hash] if reference else [])])


def _analysed(
    store: Store, jobs: Sequence[_Job], executor: Executor | None
) -> Iterable[tuple[_Job, SessionResult]]:
    logs: Iterable[SessionLog] = (store.log(job.session) for job in jobs)
    mapped = executor.map(_analyse, jobs, logs) if executor else map(_analyse, jobs, logs)
    return zip(jobs, mapped, strict=True)


def _analyse(job: _Job, log: SessionLog) -> SessionResult:
    result = analyze(log, job.scenario, reference=job.reference, exceptions=job.exceptions)
    return replace(result, made_from=job.made_from)


def _friction_row(friction: Friction) -> FrictionRow:
    element = msgspec.json.encode(friction.element).decode() if friction.element else ""
    return FrictionRow(friction.rule, friction.step, element, friction.at_s, friction.cost_s)
