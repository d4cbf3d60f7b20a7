"""Parts that pages share: a rate, an outcome, a row of a table. Templates print them.

Every ``str`` is ready to be read; ``href`` is an address within the report.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    text: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class RateText:
    """``11 of 12``; ``share`` and its 95 % ``interval`` only where n is 5 or more."""

    count: str
    share: str = ""
    interval: str = ""


@dataclass(frozen=True)
class TimeText:
    text: str
    iso: str


@dataclass(frozen=True)
class OutcomeText:
    """``tone``: good, stopped, away, void. ``icon`` says the same without colour."""

    label: str
    tone: str
    icon: str


@dataclass(frozen=True)
class ElementText:
    text: str
    selector: str
    test_id: str


@dataclass(frozen=True)
class Figure:
    """One key figure: its label, its value, and below it what it is a figure of."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Choice:
    value: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class Bar:
    """A bar within 100 units: ``full`` what was possible, ``part`` what happened.

    ``low`` to ``high`` is the interval of the share, drawn where there is a share.
    """

    part: float
    full: float = 100.0
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Picture:
    """A screenshot of ``width`` × ``height`` CSS px with, perhaps, one element marked in it."""

    href: str
    width: float
    height: float
    alt: str
    rect: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class StatusText:
    """The status of a finding. ``tone``: open, planned, mended, void."""

    label: str
    tone: str
    note: str = ""


@dataclass(frozen=True)
class FindingRow:
    href: str
    title: str
    priority: str
    level: str
    step: str
    element: ElementText | None
    sessions: RateText
    cost: str
    bar: Bar
    lost: str = ""
    """Sessions that it cost; empty for none."""
    seen: str = ""
    status: StatusText | None = None
    """None for one that is open and of which nothing was said."""


@dataclass(frozen=True)
class SessionRow:
    href: str
    name: str
    outcome: OutcomeText
    actor: str
    scenario: str
    label: str
    device: str
    network: str
    browser: str
    duration: str
    frictions: int
    started: TimeText
    ended_at: str = ""
    """The last step that a session without success reached."""
    person: str = ""
    marks: tuple[str, ...] = ()
