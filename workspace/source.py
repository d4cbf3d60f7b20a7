"""What the report's pages ask for, answered from one workspace file."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from kitka.analyzer.findings import finding_id, place_of
from kitka.analyzer.narrative import timeline_entries
from kitka.analyzer.report.source import Asset, Occurrence, ReplayPage, RrwebEvent, Screenshot
from kitka.analyzer.results import (
    Finding,
    Friction,
    ScenarioReport,
    SessionResult,
    TimelineEntry,
)
from kitka.recorder.model import Actor, SessionLog, StepMark
from kitka.workspace import Workspace


class WorkspaceSource:
    """Implements :class:`kitka.analyzer.report.source.Source`.

    Threads of the server share one connection, one at a time. What all pages need (results and
    reports) is computed again only when the file has changed.
    """

    def __init__(self, path: str | Path) -> None:
        self._workspace = Workspace.open(path)
        self._lock = threading.RLock()
        self._seen: int | None = None
        self._results: list[SessionResult] = []
        self._reports: list[ScenarioReport] = []

    def close(self) -> None:
        self._workspace.close()

    def _refresh(self) -> None:
        with self._lock:
            version = self._workspace.store.data_version()
            if version == self._seen:
                return
            self._results = self._workspace.results()
            self._reports = self._workspace.reports(self._results)
            self._seen = version  # read before: what comes meanwhile is seen the next time

    # ------------------------------------------------------------ scenarios

    def scenario_reports(self) -> Sequence[ScenarioReport]:
        self._refresh()
        return self._reports

    def scenario_report(
        self, name: str, actor: Actor, label: str = "", device: str = ""
    ) -> ScenarioReport | None:
        whole = next(
            (r for r in self.scenario_reports() if (r.scenario, r.actor) == (name, actor)), None
        )
        if whole is None or not (label or device):
            return whole
        chosen = self.sessions(name, actor, label, device, limit=len(self._results))
        with self._lock:
            reports = self._workspace.reports(chosen)
        if not reports:
            return None
        # What there is to choose from does not shrink with the choice.
        return msgspec.structs.replace(reports[0], labels=whole.labels, devices=whole.devices)

    def scenario_title(self, name: str) -> str:
        with self._lock:
            scenario = self._workspace.scenarios().get(name)
        return scenario.title if scenario else name

    # ------------------------------------------------------------ sessions

    def sessions(
        self,
        scenario: str = "",
        actor: Actor | None = None,
        label: str = "",
        device: str = "",
        limit: int = 200,
    ) -> Sequence[SessionResult]:
        self._refresh()
        chosen = [
            result
            for result in reversed(self._results)
            if (not scenario or result.scenario == scenario)
            and (actor is None or result.actor == actor)
            and (not label or result.label == label)
            and (not device or result.device == device)
        ]
        return chosen[:limit]

    def session(self, session: str) -> SessionResult | None:
        self._refresh()
        return next((r for r in self._results if r.id == session), None)

    def timeline(self, session: str) -> Sequence[TimelineEntry]:
        result, log = self.session(session), self._log(session)
        if result is None or log is None:
            return ()
        return timeline_entries(log, result)

    def screenshots(self, session: str) -> Sequence[Screenshot]:
        log = self._log(session)
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
        log = self._log(session)
        if log is None:
            return ()
        offsets = {batch.page: batch.offset_ms for batch in log.batches}
        pages: dict[str, list[RrwebEvent]] = {}
        with self._lock:
            for item in self._workspace.store.replay(session):
                event: RrwebEvent = msgspec.json.decode(item.event)
                if not isinstance(event.get("timestamp"), int | float):
                    continue  # not an rrweb event; a page may send what it likes
                shift = offsets.get(item.page, 0.0) - log.session.started
                event["timestamp"] = event["timestamp"] + shift
                pages.setdefault(item.page, []).append(event)
        return [ReplayPage(page, tuple(events)) for page, events in pages.items()]

    def _log(self, session: str) -> SessionLog | None:
        with self._lock:
            known = self._workspace.store.session(session)
            return self._workspace.store.log(known) if known else None

    # ------------------------------------------------------------ assets

    def assets(self, session: str) -> Mapping[str, str]:
        with self._lock:
            return self._workspace.store.addresses(session)

    def asset(self, digest: str) -> Asset | None:
        with self._lock:
            found = self._workspace.store.asset(digest)
        return Asset(found.type, found.content) if found else None

    # ------------------------------------------------------------ findings

    def finding(self, finding: str) -> Finding | None:
        return next(
            (f for report in self.scenario_reports() for f in report.findings if f.id == finding),
            None,
        )

    def occurrences(self, finding: str) -> Sequence[Occurrence]:
        known = self.finding(finding)
        if known is None:
            return ()
        return [
            Occurrence(result.id, friction)
            for result in reversed(self._results)
            if result.id in known.session_ids
            for friction in result.frictions
            if self._id_of(result, friction) == finding
        ]

    def finding_of(self, session: str, friction: Friction) -> str:
        result = self.session(session)
        return self._id_of(result, friction) if result else ""

    @staticmethod
    def _id_of(result: SessionResult, friction: Friction) -> str:
        return finding_id(result.scenario, result.actor, place_of(friction))
