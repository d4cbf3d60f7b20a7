"""What the report's pages ask for. The store answers in production, a sample in the tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from kitka.analyzer.results import Friction, SessionResult, TimelineEntry
from kitka.analyzer.study.scenario_results import Finding, ScenarioReport
from kitka.recorder.model import Record, Scenario

RrwebEvent = dict[str, Any]


class Screenshot(Record, frozen=True):
    """A picture of one view. ``hash`` names the asset, ``width`` × ``height`` are CSS pixels."""

    hash: str
    step: str
    at_s: float
    width: int
    height: int
    page: str = ""
    view: int = -1


class ReplayPage(Record, frozen=True):
    """The rrweb events of one document. ``timestamp`` is ms from the start of the session."""

    page: str
    events: tuple[RrwebEvent, ...]


class Occurrence(Record, frozen=True):
    """One friction of a finding, and the session that met it."""

    session: str
    friction: Friction


class Asset(Record, frozen=True):
    """Bytes by their hash, with the content type that the shop gave them."""

    content_type: str
    body: bytes


class Source(Protocol):
    """Everything the report reads. An empty filter (``""``) means: all."""

    def scenario_reports(self) -> Sequence[ScenarioReport]:
        """One report per scenario and cohort that has sessions, unfiltered."""

    def scenario_report(
        self, name: str, cohort: str, label: str = "", device: str = ""
    ) -> ScenarioReport | None:
        """The sessions of one cohort (named as :func:`cohorts.cohort_of` does); ``labels`` and
        ``devices`` list all there are to choose."""

    def scenario(self, name: str) -> Scenario | None:
        """Its newest version; None where it is no longer known."""

    def scenario_title(self, name: str) -> str:
        """The title for people; the name where the scenario is no longer known."""

    def sessions(
        self,
        scenario: str = "",
        cohort: str = "",
        label: str = "",
        device: str = "",
        limit: int = 200,
    ) -> Sequence[SessionResult]:
        """The newest first."""

    def session(self, session: str) -> SessionResult | None: ...

    def timeline(self, session: str) -> Sequence[TimelineEntry]:
        """In order of time. An entry of kind ``gap`` stands where batches never arrived."""

    def screenshots(self, session: str) -> Sequence[Screenshot]:
        """In order of time."""

    def replay(self, session: str) -> Sequence[ReplayPage]:
        """The replay stream, one entry per document, on the clock of the session."""

    def assets(self, session: str) -> Mapping[str, str]:
        """Absolute address → hash, for what the session's pages loaded and we keep."""

    def asset(self, digest: str) -> Asset | None: ...

    def finding(self, finding: str) -> Finding | None: ...

    def occurrences(self, finding: str) -> Sequence[Occurrence]:
        """Every friction behind a finding, the newest session first."""

    def finding_of(self, session: str, friction: Friction) -> str:
        """The id of the finding that a friction belongs to, ``""`` for none."""
