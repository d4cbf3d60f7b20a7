"""What the pages about studies and people show. Templates print these and compute nothing.

Every ``str`` is ready to be read; ``href`` is an address within the report. Texts that people
wrote are kept as they came, without characters that would turn the direction of what follows.
"""

from __future__ import annotations

from dataclasses import dataclass

from kitka.analyzer.report.live_pages import LivePart, NoteRow
from kitka.analyzer.report.parts import (
    Bar,
    Figure,
    FindingRow,
    Link,
    OutcomeText,
    RateText,
)
from kitka.analyzer.report.review_pages import PrecisionPart

# ---------------------------------------------------------------- what was said about a session


@dataclass(frozen=True)
class CountingForm:
    """Leaves a session out of every figure, with a reason, or takes it in again."""

    action: str
    excluded: bool
    suggested: str
    """What stands in the field for the reason at first."""
    about: str
    """What is decided about, for those who hear the form."""
    back: str = ""
    """``study``: to the study's page afterwards, not to the session's."""


@dataclass(frozen=True)
class MediaPart:
    """A recording made elsewhere. ``kind`` is audio or video, empty where no browser plays it."""

    name: str
    kind: str
    href: str
    offset_s: float
    about: str


@dataclass(frozen=True)
class SaidPart:
    """Beside the log of a session: what its participant and its researcher said."""

    badges: tuple[str, ...]
    said: str
    excluded: str
    study: Link | None
    answers: tuple[Figure, ...]
    notes: tuple[NoteRow, ...]
    media: tuple[MediaPart, ...]
    form: CountingForm
    beside: str
    """The page beside the session while it is under way."""
    note_action: str


# ---------------------------------------------------------------- study


@dataclass(frozen=True)
class StudyRow:
    """A study in the overview."""

    href: str
    title: str
    name: str
    version: str
    shop: str
    invited: str
    finished: str
    bar: Bar
    under_way: str


@dataclass(frozen=True)
class Stage:
    """One stage of the way: how many came so far, of those who were invited."""

    name: str
    count: int
    of: str
    bar: Bar


@dataclass(frozen=True)
class OutcomeShare:
    outcome: OutcomeText
    rate: RateText
    bar: Bar


@dataclass(frozen=True)
class Measure:
    """A figure with its interval: ``value``, below it what it is of and how sure it is."""

    label: str
    value: str
    note: str


@dataclass(frozen=True)
class ReasonShare:
    """How many sessions without success a reason explains best; ``published`` is what a survey
    elsewhere says of it, with its year, empty where there is none."""

    title: str
    rate: RateText
    bar: Bar
    published: str
    sessions: tuple[Link, ...]


@dataclass(frozen=True)
class StudyTask:
    """One task over the sessions of one version."""

    number: int
    title: str
    about: str
    """The protocol: think-aloud is never counted together with silent."""
    href: str
    n: str
    outcomes: tuple[OutcomeShare, ...]
    reasons: tuple[ReasonShare, ...]
    reasons_note: str
    measures: tuple[Measure, ...]
    frictions: str
    findings: tuple[FindingRow, ...]
    hidden: str = ""
    """How many findings are not open; empty for none."""


@dataclass(frozen=True)
class AnswerRow:
    label: str
    count: str
    bar: Bar


@dataclass(frozen=True)
class Quote:
    text: str
    person: str
    session: Link | None
    language: str


@dataclass(frozen=True)
class QuestionPart:
    """The answers to one question. ``rows`` for what can be counted, ``quotes`` for words."""

    text: str
    about: str
    n: str
    summary: str
    rows: tuple[AnswerRow, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class QuestionGroup:
    title: str
    questions: tuple[QuestionPart, ...]


@dataclass(frozen=True)
class DoubtedSession:
    link: Link
    form: CountingForm


@dataclass(frozen=True)
class Doubt:
    """Somebody should look at these sessions; ``title`` says why they stand here."""

    person: str
    title: str
    why: str
    sessions: tuple[DoubtedSession, ...]


@dataclass(frozen=True)
class PersonSession:
    link: Link
    outcome: OutcomeText
    marks: tuple[str, ...]
    said: str
    """What the person said, where it is not what the outcome says."""


@dataclass(frozen=True)
class PersonRow:
    pseudonym: str
    marks: tuple[str, ...]
    state: OutcomeText
    where: str
    source: str
    link: str
    """The personal link, empty where it leads nowhere any more."""
    code: str
    sessions: tuple[PersonSession, ...]


@dataclass(frozen=True)
class InviteForm:
    """``open_link`` is empty while the study is closed to those without a personal link."""

    action: str
    open_action: str
    open_link: str
    most: int


@dataclass(frozen=True)
class StudyPage:
    """``/studies/<name>``: one version of a study; versions are never counted together."""

    title: str
    name: str
    facts: tuple[Measure, ...]
    versions: tuple[Link, ...]
    version_note: str
    live: LivePart
    stages: tuple[Stage, ...]
    apart: tuple[Measure, ...]
    tasks: tuple[StudyTask, ...]
    groups: tuple[QuestionGroup, ...]
    suspicions: tuple[Doubt, ...]
    left_out: tuple[Doubt, ...]
    people: tuple[PersonRow, ...]
    invite: InviteForm | None
    notice: str
    erase: str
    retention: str
    precision: PrecisionPart | None = None
