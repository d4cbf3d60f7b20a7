"""What the pages about studies and people ask for, and what they may change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from kitka.analyzer.results import SessionResult, TimelineEntry
from kitka.recorder.model import (
    Answer,
    Exclusion,
    Note,
    Participant,
    Record,
    Session,
    StudyVersion,
)

Whereabouts = Literal["shop", "paying", "away", "hidden", "paused", "answering"]


class LivePerson(Record, frozen=True):
    """Where one participant is now. ``last_sign`` and ``since`` are ms since 1970.

    ``session`` is empty for who answers questions; ``reached`` and ``towards`` are steps, ``page``
    the title of the page shown last, ``task`` the scenario's title.
    """

    participant: str
    state: Whereabouts
    last_sign: float
    since: float
    session: str = ""
    task: str = ""
    reached: str = ""
    towards: str = ""
    page: str = ""
    pilot: bool = False
    automated: bool = False


class Live(Record, frozen=True):
    """Everybody who is under way in a study, and how many of its sessions have ended."""

    people: tuple[LivePerson, ...] = ()
    ended: int = 0


class LiveLog(Record, frozen=True):
    """One session as it stands: what the page beside it shows."""

    person: LivePerson
    entries: tuple[TimelineEntry, ...]
    notes: tuple[Note, ...]
    over: bool
    """It has ended; nothing more will come."""


class MediaFile(Record, frozen=True):
    """A recording made elsewhere. Its start is ``offset_s`` seconds after that of the session
    (negative: it began before); ``size`` is bytes."""

    id: str
    name: str
    type: str
    offset_s: float
    size: int


class StudySource(Protocol):
    """What is known of studies and people. ``name`` is a study's name."""

    def newest(self) -> Sequence[StudyVersion]:
        """The newest version of every study, by name."""

    def versions(self, name: str) -> Sequence[StudyVersion]:
        """The oldest first; empty where there is no such study."""

    def study_name(self, study: str) -> str:
        """The name of the study with this id, ``""`` where there is none."""

    def participants(self, name: str) -> Sequence[Participant]:
        """Everybody who was invited, in the order of their pseudonyms."""

    def answers(self, name: str) -> Sequence[Answer]:
        """Everything that the participants of a study answered."""

    def sessions(self, name: str) -> Sequence[SessionResult]:
        """All sessions of all versions, the oldest first: pilot, automated, excluded ones too."""

    def record(self, session: str) -> Session | None:
        """What the recorder keeps of one session; it may be new since the results."""

    def session_answers(self, session: str) -> Sequence[Answer]: ...

    def notes(self, session: str) -> Sequence[Note]:
        """By the moment that they belong to."""

    def media(self, session: str) -> Sequence[MediaFile]: ...

    def media_bytes(self, session: str, media: str, start: int, length: int) -> bytes:
        """``length`` bytes from ``start`` on; fewer at the end."""

    def live(self, name: str, now: float) -> Live:
        """Who is where at ``now`` (ms since 1970). Cheap enough to be asked every 2 s."""

    def live_log(self, session: str) -> LiveLog | None:
        """One session up to its last sign. Cheap enough to be asked every 2 s."""

    def invite(self, name: str, number: int, *, pilot: bool, at: float) -> Sequence[Participant]:
        """``number`` more people, ``at`` ms since 1970."""

    def is_open(self, name: str) -> bool:
        """Whether who has the study's own link, without a token, may take part."""

    def open(self, name: str, may: bool) -> None:
        """Let those with the open link join, or no longer."""

    def count(self, session: str, exclusion: Exclusion | None) -> None:
        """Leave a session out of every figure, or (None) take it in again."""

    def save_note(self, note: Note) -> None:
        """Keep a note, or replace the one with its id."""

    def remove_note(self, note: Note) -> None: ...
