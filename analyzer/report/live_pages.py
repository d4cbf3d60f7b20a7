"""What is shown of people who are under way: the live list, and the page beside a session.

Templates print these and compute nothing; so do the pages' scripts with what they ask for anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from kitka.analyzer.report.parts import Link, TimeText

# ---------------------------------------------------------------- live


@dataclass(frozen=True)
class LiveRow:
    """Where one person is now. ``ago`` is as of the page's making; the page's script counts on
    from ``last_sign`` (ms since 1970)."""

    participant: str
    marks: tuple[str, ...]
    state: str
    tone: str
    task: str
    step: str
    page: str
    href: str
    """The page beside the session, empty for who is in none."""
    last_sign: float
    ago: str = ""


@dataclass(frozen=True)
class LivePart:
    """``ended`` counts the sessions that have ended: the figures of a page that was loaded with
    fewer are no longer those of now."""

    rows: tuple[LiveRow, ...]
    ended: int
    count: str
    data: str = ""
    """The address that tells it anew."""
    as_of: TimeText | None = None


# ---------------------------------------------------------------- beside a person


@dataclass(frozen=True)
class NoteRow:
    id: str
    at: str
    fragment: str
    seconds: float
    tag: str
    label: str
    text: str
    author: str


@dataclass(frozen=True)
class BesideEntry:
    at: str
    text: str
    detail: str
    level: str


@dataclass(frozen=True)
class BesideData:
    """What changes while one watches; asked for every second or two. Moments: ms since 1970."""

    state: str
    tone: str
    step: str
    page: str
    started: float
    last_sign: float
    paused: bool
    over: bool
    entries: tuple[BesideEntry, ...]
    notes: tuple[NoteRow, ...]


@dataclass(frozen=True)
class NoteButton:
    tag: str
    key: str
    label: str
    hint: str


@dataclass(frozen=True)
class BesidePage:
    """``/sessions/<id>/beside``: for the researcher, on a device that the participant does not
    see. ``data`` and ``notes`` are addresses."""

    session: Link
    participant: str
    task: str
    goal: str
    marks: tuple[str, ...]
    elapsed: str
    now: BesideData
    buttons: tuple[NoteButton, ...]
    data: str
    notes: str
