"""What is shown of what researchers decide. Templates print these and compute nothing."""

from __future__ import annotations

from dataclasses import dataclass

from kitka.analyzer.report.parts import Bar, Choice, Link, RateText, StatusText, TimeText

# ---------------------------------------------------------------- a finding's status


@dataclass(frozen=True)
class HistoryRow:
    """One line of a finding's history. ``session`` where a session reopened it."""

    status: StatusText
    when: TimeText
    who: str
    why: str
    session: Link | None


@dataclass(frozen=True)
class ReviewPart:
    """The status of a finding, its history, and the form that changes it. ``exception`` says what
    "not a problem" means here; empty otherwise."""

    status: StatusText
    exception: str
    history: tuple[HistoryRow, ...]
    action: str
    choices: tuple[Choice, ...]
    labels: tuple[str, ...]
    who: str


@dataclass(frozen=True)
class StatusFilter:
    """Which findings a list shows, and how many it hides."""

    tabs: tuple[Link, ...]
    hidden: str
    value: str


# ---------------------------------------------------------------- marks


@dataclass(frozen=True)
class MarkButtons:
    """The marks of one friction: what was said, what the two buttons send, and where the mark of
    the one who looks is taken back (empty where there is none)."""

    said: str
    tone: str
    real: str
    false: str
    about: str
    remove: str


@dataclass(frozen=True)
class MissedRow:
    at: str
    fragment: str
    title: str
    text: str
    who: str
    remove: str
    """Where it is taken back; empty for a friction that newer rules find no more."""


@dataclass(frozen=True)
class MarkingPart:
    """Marks beside a session's frictions. ``buttons``: one per friction, in their order."""

    action: str
    who: str
    buttons: tuple[MarkButtons, ...]
    missed: tuple[MissedRow, ...]
    rules: tuple[Choice, ...]
    longest: str


@dataclass(frozen=True)
class ExceptedRow:
    """A friction at a place that is said to be no problem."""

    title: str
    at: str
    fragment: str
    text: str
    finding: str


@dataclass(frozen=True)
class PrecisionRow:
    rule: str
    rate: RateText
    bar: Bar
    marked: str
    disputed: str
    missed: str


@dataclass(frozen=True)
class PrecisionPart:
    """How often the rules were right here, by those who looked; ``whole`` is all rules together,
    ``agreements`` a line for every two who marked the same."""

    rows: tuple[PrecisionRow, ...]
    whole: PrecisionRow
    agreements: tuple[str, ...]
