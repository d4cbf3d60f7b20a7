"""What the analyzer says of the sessions of a scenario: the shapes that the report renders and the
JSON exports. Of one session: ``results.py``.

All durations are seconds.
"""

from __future__ import annotations

from typing import Literal

from kitka.analyzer.audit_shapes import AuditFinding
from kitka.analyzer.results import Element
from kitka.recorder.model import Actor, Record, Status


class Impact(Record, frozen=True):
    """Factors of a finding's priority (see ``findings.py``)."""

    frequency: float
    low: float
    high: float
    impact: int
    persistence: float


class Standing(Record, frozen=True):
    """Where a finding stands: what was said of it last, and what the sessions since then show.

    Of a mended one: it holds from the first session of ``label``, else from ``since`` (ms since
    1970) on. ``without`` sessions worked towards the step since then and did not meet it;
    ``needed`` are enough to believe it. ``reopened_by``, begun at ``reopened_at`` (ms since 1970),
    is the first that did meet it: then ``status`` is open again.
    """

    status: Status = "open"
    who: str = ""
    why: str = ""
    at: float = 0.0
    label: str = ""
    since: float = 0.0
    without: int = 0
    needed: int = 0
    reopened_by: str = ""
    reopened_at: float = 0.0

    @property
    def verified(self) -> bool:
        return self.status == "mended" and 0 < self.needed <= self.without


class Seen(Record, frozen=True):
    """A session that met a finding: its label (may be empty), and when it began (ms since 1970)."""

    label: str = ""
    at: float = 0.0


class Finding(Record, frozen=True):
    """The frictions of one rule at one element, over the sessions of a scenario, ranked.

    ``sessions`` of ``of`` sessions that could have met it did. ``priority`` =
    lower bound of frequency × impact × (1 + persistence) / 2; 2 or more is high.
    """

    id: str
    scenario: str
    rule: str
    title: str
    step: str
    element: Element | None
    sessions: int
    of: int
    cost_s: float
    """Median seconds it cost a session that met it."""
    priority: float
    factors: Impact
    remedy: str
    session_ids: tuple[str, ...] = ()
    occurrences: int = 0
    labels: tuple[str, ...] = ()
    """Under which it was seen, in the order in which they came up."""
    places: tuple[str, ...] = ()
    """What is decided about it is kept by these (``places.py``), the surest key first."""
    ids: tuple[str, ...] = ()
    """All by which it can be asked for: ``id`` and those that it had or may get."""
    lost_ids: tuple[str, ...] = ()
    """Sessions without success that it explains best."""
    first: Seen = Seen()
    last: Seen = Seen()
    free_since: int = 0
    """Sessions that worked towards the step after the last that met it."""
    standing: Standing = Standing()

    @property
    def lost(self) -> int:
        return len(self.lost_ids)


class StepSummary(Record, frozen=True):
    """One step over sessions: ``reached`` of ``entered`` (those who had reached the step before).

    ``durations`` and ``machine`` hold one number per session that reached it (seconds).
    """

    name: str
    optional: bool
    entered: int
    reached: int
    durations: tuple[float, ...] = ()
    machine: tuple[float, ...] = ()
    median_s: float | None = None
    p90_s: float | None = None
    machine_median_s: float | None = None
    vitals: dict[str, float] = {}
    """Median per vital, lab values."""
    frictions: int = 0
    screenshot: str = ""
    against_script: Interval | None = None
    """How many times as long people needed as the script: ratio of geometric means, ``n`` people;
    None for scripts, and where either has no time."""


class Rate(Record, frozen=True):
    """``x`` of ``n`` with its adjusted-Wald interval (Agresti & Coull 1998), 0–1."""

    x: int
    n: int
    low: float
    high: float


class Interval(Record, frozen=True):
    """An estimate of ``n`` values with its interval; ``low`` and ``high`` are None for n < 2."""

    value: float
    n: int
    low: float | None = None
    high: float | None = None
    kind: Literal["mean", "geometric mean", "median", "ratio"] = "mean"


class Counted(Record, frozen=True):
    """How many sessions every figure is about, and why the others are not (reason → sessions)."""

    n: int = 0
    total: int = 0
    left_out: dict[str, int] = {}

    @property
    def text(self) -> str:
        """``n = 11 of 14: 1 recorder, 2 excluded``."""
        if self.n == self.total:
            return f"n = {self.n}"
        reasons = ", ".join(f"{count} {reason}" for reason, count in self.left_out.items())
        return f"n = {self.n} of {self.total}: {reasons}"


class ScenarioReport(Record, frozen=True):
    """Sessions of one scenario that may be compared: outcomes, path, findings.

    Actors are never pooled, nor studies, versions, protocols, pilots or automated visitors:
    ``cohort`` tells them apart (``""`` for scripts; ``checkout v2 · silent``, with ``· pilot`` or
    ``· automated`` behind it). Every figure is over the ``counted`` sessions; only ``outcomes``
    also holds those that failed by the recorder. ``sessions`` is ``counted.total``.
    """

    scenario: str
    title: str
    actor: Actor
    sessions: int
    outcomes: dict[str, int]
    completion: Rate
    """Completed without help, of those counted."""
    steps: tuple[StepSummary, ...]
    findings: tuple[Finding, ...]
    durations: tuple[float, ...] = ()
    """Of those who completed without help (seconds)."""
    median_s: float | None = None
    labels: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    rules_version: str = ""
    cohort: str = ""
    cohort_key: str = ""
    """What the cohort is by its own sessions: stable where a study's name is not known."""
    study: str = ""
    study_version: str = ""
    counted: Counted = Counted()
    time: Interval | None = None
    """Typical time of those who completed without help; its interval assumes that the logarithms
    of times are roughly normal."""
    said: dict[str, int] = {}
    """What people said at the end: done, stop, leave, nothing."""
    mistaken: int = 0
    assisted: int = 0
    """Completed with help: not in ``completion``'s x, but in its n."""
    paths: dict[str, int] = {}
    """How those who completed without help got there: direct, detours."""
    reasons: dict[str, int] = {}
    """The likeliest reason of each that ended without success, the most frequent first."""
    audit: tuple[AuditFinding, ...] = ()
    """What audited scripts showed: nobody has stumbled over it yet."""
    excepted: tuple[Finding, ...] = ()
    """Findings that are said to be no problem; in no figure."""
