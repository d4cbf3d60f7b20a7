"""What the analyzer says: the shapes that the store keeps, the report renders, the JSON exports.

All times are seconds from the session's start, all durations seconds.
"""

from __future__ import annotations

from typing import Literal

from kitka.recorder.model import Actor, Record, Rect

OutcomeKind = Literal["completed", "gave_up", "abandoned", "off_site", "failed"]
FailedBy = Literal["", "script", "shop", "recorder"]


class Element(Record, frozen=True):
    """The identity of an element over sessions."""

    role: str = ""
    name: str = ""
    selector: str = ""
    test_id: str | None = None


class Evidence(Record, frozen=True):
    """Why a rule fired: a sentence, the numbers behind it, and the events at their moments.

    ``page`` and ``view`` name the view on which it can be looked at; ``rect`` is the element's
    place there (CSS px of the viewport at that moment).
    """

    text: str
    values: dict[str, float | str] = {}
    moments: tuple[float, ...] = ()
    page: str = ""
    view: int = -1
    rect: Rect | None = None


class Friction(Record, frozen=True):
    """One occurrence that a rule found. ``cost_s`` is the time it took from the shopper.

    ``step`` is the step that was being worked towards (the next one not reached yet).
    """

    rule: str
    step: str
    element: Element | None
    at_s: float
    cost_s: float
    evidence: Evidence


class StepResult(Record, frozen=True):
    """One step. ``duration_s`` from the step before to this one; ``machine_s`` of it was waiting
    for the shop (navigations and the requests that a press started); ``marked_s`` is the script's
    own timing."""

    name: str
    reached: bool
    optional: bool = False
    at_s: float | None = None
    duration_s: float | None = None
    machine_s: float | None = None
    marked_s: float | None = None
    url: str = ""
    screenshot: str = ""
    vitals: dict[str, float] = {}
    error: str = ""


class Abandoned(Record, frozen=True):
    """Where an attempt ended without success: the last step reached (``""`` none), the last
    element touched, what came just before (rule of the last friction, else last event kind) and
    the seconds between it and the end."""

    step: str
    element: Element | None
    after: str
    at_s: float
    since_s: float = 0.0
    url: str = ""


class TimelineEntry(Record, frozen=True):
    """One line of the session page."""

    at_s: float
    kind: str
    text: str
    detail: str = ""
    element: Element | None = None
    page: str = ""
    view: int = -1
    level: Literal["", "step", "friction", "error", "muted"] = ""


class SessionResult(Record, frozen=True):
    """The analysis of one session."""

    id: str
    scenario: str
    actor: Actor
    outcome: OutcomeKind
    label: str
    device: str
    network: str
    browser: str
    started: float
    duration_s: float
    steps: tuple[StepResult, ...]
    frictions: tuple[Friction, ...]
    abandoned: Abandoned | None = None
    failed_by: FailedBy = ""
    error: str = ""
    drifted: tuple[str, ...] = ()
    """Steps that the script called done and the page never showed."""
    not_applicable: dict[str, str] = {}
    """Rules that could not be judged in this session, and why."""
    gaps: int = 0
    attempt: int = 1
    webdriver: bool = False
    participant: str = ""
    reference: str = ""
    """Hash of the reference that relative rules were judged against; empty without one."""


class Reference(Record, frozen=True):
    """A versioned snapshot of what other sessions showed: ``hash`` stands in every result that
    was judged against it, ``sessions`` is its n."""

    hash: str
    sessions: int


class Impact(Record, frozen=True):
    """Factors of a finding's priority (``method.md`` §8; see ``findings.py``)."""

    frequency: float
    low: float
    high: float
    impact: int
    persistence: float


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


class Rate(Record, frozen=True):
    """``x`` of ``n`` with its adjusted-Wald interval (Agresti & Coull 1998), 0–1."""

    x: int
    n: int
    low: float
    high: float


class ScenarioReport(Record, frozen=True):
    """All sessions of one scenario and one actor: outcomes, path, findings. Never pools actors."""

    scenario: str
    title: str
    actor: Actor
    sessions: int
    outcomes: dict[str, int]
    completion: Rate
    """Completed of all sessions except ``failed`` by ``recorder``."""
    steps: tuple[StepSummary, ...]
    findings: tuple[Finding, ...]
    durations: tuple[float, ...] = ()
    median_s: float | None = None
    labels: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    rules_version: str = ""
