"""What the report's pages ask for, answered from one workspace file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from kitka.analyzer.narrative import timeline_entries
from kitka.analyzer.report.cohorts import cohort_of
from kitka.analyzer.report.source import Asset, Occurrence, ReplayPage, RrwebEvent, Screenshot
from kitka.analyzer.results import Friction, SessionResult, TimelineEntry
from kitka.analyzer.study.findings import ids_of
from kitka.analyzer.study.scenario_results import Finding, ScenarioReport
from kitka.recorder.model import Scenario, StepMark
from kitka.workspace.reviews import WorkspaceReviews
from kitka.workspace.shared import SharedWorkspace
from kitka.workspace.studies import WorkspaceStudies


class WorkspaceSource:
    """Implements :class:`kitka.analyzer.report.source.Source`, and knows studies.

    It must have a connection of its own: what others write to the file is seen by its version,
    which a connection's own changes do not touch.
    """

    def __init__(self, path: str | Path) -> None:
        self._shared = SharedWorkspace(path)
        self.studies = WorkspaceStudies(self._shared)
        self.reviews = WorkspaceReviews(self._shared)

    def close(self) -> None:
        self._shared.close()

    # ------------------------------------------------------------ scenarios

    def scenario_reports(self) -> Sequence[ScenarioReport]:
        return self._shared.reports()

    def scenario_report(
        self, name: str, cohort: str, label: str = "", device: str = ""
    ) -> ScenarioReport | None:
        whole = next((r for r in self._of(name) if cohort_of(r) == cohort), None)
        if whole is None or not (label or device):
            return whole
        every = len(self._shared.results())
        sessions = list(self.sessions(name, cohort, label, device, limit=every))
        reports = self._shared.reports_of(sessions)
        if not reports:
            return None
        # What there is to choose from does not shrink with the choice.
        return msgspec.structs.replace(reports[0], labels=whole.labels, devices=whole.devices)

    def _of(self, name: str) -> list[ScenarioReport]:
        return [report for report in self._shared.reports() if report.scenario == name]

    def scenario(self, name: str) -> Scenario | None:
        return self._shared.scenarios().get(name)

    def scenario_title(self, name: str) -> str:
        scenario = self.scenario(name)
        return scenario.title if scenario else name

    # ------------------------------------------------------------ sessions

    def sessions(
        self,
        scenario: str = "",
        cohort: str = "",
        label: str = "",
        device: str = "",
        limit: int = 200,
    ) -> Sequence[SessionResult]:
        chosen = [
            result
            for result in reversed(self._shared.results())
            if (not scenario or result.scenario == scenario)
            and (not cohort or cohort_of(result) == cohort)
            and (not label or result.label == label)
            and (not device or result.device == device)
        ]
        return chosen[:limit]

    def session(self, session: str) -> SessionResult | None:
        return next((r for r in self._shared.results() if r.id == session), None)

    def timeline(self, session: str) -> Sequence[TimelineEntry]:
        result, log = self.session(session), self._shared.log(session)
        if result is None or log is None:
            return ()
        return timeline_entries(log, result)

    def screenshots(self, session: str) -> Sequence[Screenshot]:
        log = self._shared.log(session)
        if log is None:
            return ()
        found = [
            Screenshot(
                hash=event.screenshot,
                step=event.name,
                at_s=(batch.clock_origin + event.t + batch.offset_ms - log.session.started) / 1000,
                width=event.width,
                height=event.height,
                page=event.page,
                view=event.shown_view,
            )
            for batch in log.batches
            for event in batch.events
            if isinstance(event, StepMark) and event.screenshot
        ]
        return sorted(found, key=lambda picture: picture.at_s)

    def replay(self, session: str) -> Sequence[ReplayPage]:
        log = self._shared.log(session)
        if log is None:
            return ()
        offsets = {batch.page: batch.offset_ms for batch in log.batches}
        pages: dict[str, list[RrwebEvent]] = {}
        with self._shared.store() as store:
            for item in store.replay(session):
                event: RrwebEvent = msgspec.json.decode(item.event)
                if not isinstance(event.get("timestamp"), int | float):
                    continue  # not an rrweb event; a page may send what it likes
                shift = offsets.get(item.page, 0.0) - log.session.started
                event["timestamp"] = event["timestamp"] + shift
                pages.setdefault(item.page, []).append(event)
        return [ReplayPage(page, tuple(events)) for page, events in pages.items()]

    # ------------------------------------------------------------ assets

    def assets(self, session: str) -> Mapping[str, str]:
        with self._shared.store() as store:
            return store.addresses(session)

    def asset(self, digest: str) -> Asset | None:
        with self._shared.store() as store:
            found = store.asset(digest)
        return Asset(found.type, found.content) if found else None

    # ------------------------------------------------------------ findings

    def finding(self, finding: str) -> Finding | None:
        known = self._findings()
        exact = next((one for one in known if one.id == finding), None)
        return exact or next((one for one in known if finding in one.ids), None)

    def _findings(self) -> list[Finding]:
        """Those that are no problem last."""
        reports = self.scenario_reports()
        found = [one for report in reports for one in report.findings]
        return [*found, *(one for report in reports for one in report.excepted)]

    def occurrences(self, finding: str) -> Sequence[Occurrence]:
        known = self.finding(finding)
        if known is None:
            return ()
        ids = set(known.ids)
        return [
            Occurrence(result.id, friction)
            for result in reversed(self._shared.results())
            if result.id in known.session_ids
            for friction in (*result.frictions, *result.excepted)
            if not ids.isdisjoint(ids_of(result, friction))
        ]

    def finding_of(self, session: str, friction: Friction) -> str:
        result = self.session(session)
        ids = set(ids_of(result, friction)) if result else set()
        return next((one.id for one in self._findings() if not ids.isdisjoint(one.ids)), "")
