"""What the pages work with: the store, its lock, the clock, and one person's standing."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from kitka.recorder.driver import wall_ms
from kitka.recorder.model import Answer, Participant, Record, Session, Study, StudyVersion
from kitka.recorder.participants.journey import Stage, stage
from kitka.recorder.store import Store

PEOPLE = "kitka.people"
"""Key of the :class:`People` in ``app.extensions``."""


class Rate:
    """At most ``most`` times in ``per_ms``, for everybody together: no address is kept to tell
    people apart by."""

    def __init__(self, most: int, per_ms: float = 60_000.0) -> None:
        self.most = most
        self.per_ms = per_ms
        self._times: deque[float] = deque()

    def allows(self, at: float) -> bool:
        """May it happen once more at ``at`` (ms)?"""
        while self._times and self._times[0] <= at - self.per_ms:
            self._times.popleft()
        return len(self._times) < self.most

    def count(self, at: float) -> None:
        self._times.append(at)


@dataclass
class People:
    """``base_url``: where participants reach this server, without a slash at its end. ``now``: ms
    since 1970. ``erased`` is called when somebody was erased and sees to the file's free pages;
    where there is none, the erasing itself does. ``lock`` is held around everything that one
    request reads and writes."""

    store: Store
    base_url: str
    now: Callable[[], float] = wall_ms
    erased: Callable[[], None] | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)
    code_tries: Rate = field(default_factory=lambda: Rate(10))
    joins: Rate = field(default_factory=lambda: Rate(30))

    def standing(self, token: str) -> Standing | None:
        """Who has this personal link, and where they are; None for nobody."""
        participant = self.store.participant_by_token(token)
        return self.standing_of(participant) if participant else None

    def standing_of(self, participant: Participant) -> Standing | None:
        versions = self.store.study_versions(participant.study)
        if not versions:
            return None
        version = next((v for v in versions if v.hash == participant.version), versions[-1])
        sessions = [s for s in self.store.sessions_of(participant.id) if s.study == version.study]
        answers = self.store.answers(participant=participant.id)
        now_at = stage(version.document, participant, sessions, answers)
        return Standing(participant, version, tuple(sessions), tuple(answers), now_at)


class Standing(Record, frozen=True):
    """One person in a study. Before consent ``version`` is the newest, afterwards their own."""

    participant: Participant
    version: StudyVersion
    sessions: tuple[Session, ...]
    answers: tuple[Answer, ...]
    stage: Stage

    @property
    def study(self) -> Study:
        return self.version.document


def people() -> People:
    return cast(People, current_app.extensions[PEOPLE])
