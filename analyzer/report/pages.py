"""What the main pages of the report show. Templates print these and compute nothing.

Every ``str`` is ready to be read; ``href`` is an address within the report.
"""

from __future__ import annotations

from dataclasses import dataclass

from kitka.analyzer.report.audit_pages import AuditPart
from kitka.analyzer.report.parts import (
    Bar,
    Choice,
    ElementText,
    Figure,
    FindingRow,
    Link,
    OutcomeText,
    Picture,
    RateText,
    SessionRow,
)
from kitka.analyzer.report.review_pages import (
    PrecisionPart,
    ReviewPart,
    StatusFilter,
)
from kitka.analyzer.report.study_pages import StudyRow

# ---------------------------------------------------------------- overview


@dataclass(frozen=True)
class ScenarioRow:
    """A scenario as one cohort met it: what may not be pooled never shares a row."""

    href: str
    title: str
    name: str
    actor: str
    sessions: str
    completed: RateText
    completed_bar: Bar
    without: str
    """Which sessions the rate leaves out, and why; empty if none."""
    median: str
    median_n: str
    top: FindingRow | None
    findings: str
    hidden: str = ""
    """How many findings are not open; empty for none."""


@dataclass(frozen=True)
class OverviewPage:
    """``/``: every study and scenario of the workspace, the newest sessions."""

    heading: str
    studies: tuple[StudyRow, ...]
    scenarios: tuple[ScenarioRow, ...]
    sessions: tuple[SessionRow, ...]


# ---------------------------------------------------------------- scenario


@dataclass(frozen=True)
class OutcomeRow:
    outcome: OutcomeText
    count: str
    bar: Bar


@dataclass(frozen=True)
class StepRow:
    """One step over sessions. ``dropped`` is empty where nobody was lost."""

    number: int
    name: str
    optional: bool
    reached: str
    bar: Bar
    dropped: str
    median: str
    p90: str
    machine: str
    n: str
    frictions: int
    vitals: str
    screenshot: str
    """Address of the picture, empty if there is none."""
    against_script: str = ""
    """How many times as long people needed as the script, empty where that is not known."""


@dataclass(frozen=True)
class Dot:
    """One session in the chart of durations (seconds)."""

    seconds: float
    session: str
    href: str
    label: str
    stopped: bool


@dataclass(frozen=True)
class ChartStep:
    name: str
    median: float | None
    machine: float | None
    median_text: str
    machine_text: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class DurationChart:
    """Seconds per step: a dot per session, a line at the median, a bar for the machine's part."""

    steps: tuple[ChartStep, ...]
    description: str
    caption: str


@dataclass(frozen=True)
class ScenarioPage:
    """``/scenarios/<name>``: one scenario, one cohort, perhaps one label or device."""

    title: str
    name: str
    cohort: str
    cohorts: tuple[Link, ...]
    labels: tuple[Choice, ...]
    devices: tuple[Choice, ...]
    cohort_value: str
    filtered: bool
    reset: str
    figures: tuple[Figure, ...]
    completed: RateText
    without: str
    outcomes: tuple[OutcomeRow, ...]
    steps: tuple[StepRow, ...]
    chart: DurationChart | None
    findings: tuple[FindingRow, ...]
    sessions: tuple[SessionRow, ...]
    sessions_note: str
    rules_version: str
    statuses: StatusFilter | None = None
    precision: PrecisionPart | None = None
    audit: AuditPart | None = None
    pictured: bool = True
    """Some step has a screenshot."""
    unpictured: str = ""
    """Why others that were reached have none."""


# ---------------------------------------------------------------- finding


@dataclass(frozen=True)
class Factor:
    """One factor of a priority: ``0.38`` × …, and what it means."""

    name: str
    value: str
    meaning: str


@dataclass(frozen=True)
class OccurrenceText:
    """One friction with its evidence. ``still`` replays the moment where no screenshot exists."""

    number: int
    session: Link
    moment: Link
    outcome: OutcomeText
    about: str
    text: str
    values: tuple[Figure, ...]
    cost: str
    picture: Picture | None
    still: str


@dataclass(frozen=True)
class FindingPage:
    """``/findings/<id>``: what, where, how often, what it costs, what mends it, the evidence."""

    title: str
    rule: str
    scenario: Link
    actor: str
    step: str
    element: ElementText | None
    sessions: RateText
    cost: str
    occurrences: str
    labels: str
    priority: str
    level: str
    factors: tuple[Factor, ...]
    formula: str
    remedy: str
    evidence: tuple[OccurrenceText, ...]
    evidence_note: str
    seen: str = ""
    lost: str = ""
    lost_sessions: tuple[Link, ...] = ()
    review: ReviewPart | None = None
    """None where the source keeps nothing of what people decide."""


@dataclass(frozen=True)
class ProblemPage:
    """404 and 500: what happened and where to go from here."""

    code: int
    title: str
    text: str
