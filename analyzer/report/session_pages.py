"""What the page of one session shows. Templates print these and compute nothing.

Every ``str`` is ready to be read; ``href`` is an address within the report, ``fragment`` a moment
of the session.
"""

from __future__ import annotations

from dataclasses import dataclass

from kitka.analyzer.report.parts import Bar, ElementText, Figure, Link, OutcomeText, TimeText
from kitka.analyzer.report.review_pages import ExceptedRow, MarkingPart
from kitka.analyzer.report.study_pages import SaidPart


@dataclass(frozen=True)
class TimelineRow:
    at: str
    fragment: str
    seconds: float
    kind: str
    text: str
    detail: str
    element: str
    level: str


@dataclass(frozen=True)
class FrictionRow:
    title: str
    at: str
    fragment: str
    step: str
    element: ElementText | None
    cost: str
    text: str
    finding: str
    """Address of the finding, empty if there is none."""


@dataclass(frozen=True)
class SessionStep:
    number: int
    name: str
    optional: bool
    reached: bool
    state: OutcomeText
    at: str
    fragment: str
    duration: str
    machine: str
    error: str
    screenshot: str


@dataclass(frozen=True)
class Shot:
    href: str
    caption: str
    at: str
    fragment: str
    width: int
    height: int


@dataclass(frozen=True)
class Marker:
    """A mark on the replay's track. ``kind``: step, friction, error, gap, note, end."""

    seconds: float
    kind: str
    text: str


@dataclass(frozen=True)
class ReasonRow:
    """One possible cause of an ending. ``bar`` is its weight, which ``weight`` says in words;
    ``before`` is how long before the end it was."""

    title: str
    text: str
    weight: str
    bar: Bar
    at: str
    fragment: str
    before: str
    step: str
    element: ElementText | None


@dataclass(frozen=True)
class Ending:
    """Where and how an attempt ended without success. Without any evidence ``reasons`` is empty
    and ``unknown`` says so."""

    text: str
    at: str
    fragment: str
    element: ElementText | None
    reasons: tuple[ReasonRow, ...] = ()
    unknown: str = ""


@dataclass(frozen=True)
class SessionPage:
    """``/sessions/<id>``: one attempt, watched and read side by side."""

    name: str
    scenario: Link
    outcome: OutcomeText
    started: TimeText
    facts: tuple[Figure, ...]
    ending: Ending | None
    error: str
    notices: tuple[str, ...]
    has_replay: bool
    jumps: bool
    """Moments can be gone to: in the replay, or in a recording made elsewhere."""
    skip_pauses: bool
    """Not where people are heard: they speak while nothing moves."""
    player: str
    length_s: float
    """Of the replay, on the session's clock."""
    markers: tuple[Marker, ...]
    timeline: tuple[TimelineRow, ...]
    frictions: tuple[FrictionRow, ...]
    steps: tuple[SessionStep, ...]
    shots: tuple[Shot, ...]
    not_applicable: tuple[Figure, ...]
    not_judged: str
    """How many rules that are."""
    said: SaidPart | None = None
    """What people say about it; None where the source knows no studies."""
    marking: MarkingPart | None = None
    """None where the source keeps nothing of what people decide."""
    excepted: tuple[ExceptedRow, ...] = ()
    excepted_note: str = ""


@dataclass(frozen=True)
class PlayerPage:
    """``/sessions/<id>/player``: the stage alone; the session page steers it."""

    name: str
    events: str
