"""Who is where now. Asked every few seconds by everybody who watches, so kept at hand."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

import msgspec

from kitka.analyzer.analyze import analyze
from kitka.analyzer.narrative import timeline_entries
from kitka.analyzer.report.study_source import Live, LiveLog, LivePerson
from kitka.recorder.model import Participant, Record, Scenario, Session
from kitka.workspace.shared import SharedWorkspace
from kitka.workspace.standing import Standing, standing

BETWEEN_MS = 900.0
"""However many watch, open sessions are looked at no more often than this."""
REST = 4.0
"""After each look so many times as long is left to those who record."""
LONGEST_MS = 10_000.0
IDLE_MS = 30 * 60_000.0
"""Without a sign for so long, nobody is there (as the design has it)."""

WATCHED = 8
"""Of so many sessions that somebody sits beside, what they show is kept at hand."""


class _Attempts(Record, frozen=True):
    """One participant with what the file says of them. ``answered``: ms of the last answer."""

    participant: Participant
    sessions: tuple[Session, ...]
    answered: float

    @property
    def open(self) -> Session | None:
        """The attempt that is under way: only the newest can be."""
        newest = self.sessions[-1] if self.sessions else None
        return newest if newest is not None and not newest.ended else None


class Watch:
    """Keeps where each open session stands, and reads its log again only after a new sign."""

    def __init__(self, shared: SharedWorkspace) -> None:
        self._shared = shared
        self._lock = threading.Lock()
        self._standings: dict[str, tuple[object, Standing]] = {}
        self._logs: dict[str, tuple[object, LiveLog]] = {}
        self._lives: dict[str, tuple[float, Live]] = {}
        """Study → until when (ms since 1970) this will do."""

    def live(self, study: str, now: float) -> Live:
        """``study``: its id; ``now``: ms since 1970."""
        with self._lock:
            until, known = self._lives.get(study, (0.0, None))
            if known is None or not 0 <= until - now <= LONGEST_MS:
                began = time.perf_counter()
                known = self._look(study, now)
                took = (time.perf_counter() - began) * 1000
                self._lives[study] = now + min(max(BETWEEN_MS, REST * took), LONGEST_MS), known
            return known

    def log(self, id: str) -> LiveLog | None:
        """One session as it stands, with the notes of now."""
        with self._lock:
            with self._shared.store() as store:
                session = store.session(id)
                notes = tuple(store.notes(id))
                sign = store.last_signs().get(id)
            if session is None:
                return None
            key = session, self._sign(sign)
            known = self._logs.get(id)
            if known is None or known[0] != key:
                known = key, self._read(session, sign)
                newest = list(self._logs.items())[1 - WATCHED :]
                self._logs = {**dict(newest), id: known}
            return msgspec.structs.replace(known[1], notes=notes)

    def _look(self, study: str, now: float) -> Live:
        with self._shared.store() as store:
            signs = store.last_signs()
            everybody = [
                _Attempts(
                    participant,
                    tuple(store.sessions_of(participant.id)),
                    max((a.at for a in store.answers(participant=participant.id)), default=0.0),
                )
                for participant in store.participants(study)
                if participant.opened or participant.started
            ]
        scenarios = self._shared.scenarios()
        people = [self._where(one, signs, scenarios) for one in everybody]
        here = [one for one in people if one and now - one.last_sign < IDLE_MS]
        kept = {one.session for one in here}
        self._standings = {id: known for id, known in self._standings.items() if id in kept}
        return Live(tuple(here), sum(1 for one in everybody for s in one.sessions if s.ended))

    def _where(
        self, one: _Attempts, signs: dict[str, float], scenarios: dict[str, Scenario]
    ) -> LivePerson | None:
        if one.open is None:
            return None if _gone(one.participant) else _answering(one)
        scenario = scenarios[one.open.scenario]
        sign = signs.get(one.open.id)
        return live_person(one.open, scenario, self._standing(one.open, scenario, sign), sign)

    def _standing(self, session: Session, scenario: Scenario, sign: float | None) -> Standing:
        with self._shared.store() as store:
            notes = tuple(note.id for note in store.notes(session.id))
            key = self._sign(sign), notes, scenario
            known = self._standings.get(session.id)
            if known is not None and known[0] == key:
                return known[1]
            log = store.log(session)
        fresh = standing(log, scenario)
        self._standings[session.id] = key, fresh
        return fresh

    def _sign(self, sign: float | None) -> float:
        """A session without a key (in the lab) has no sign: any change of the file may be one."""
        return sign if sign is not None else float(self._shared.version())

    def _read(self, session: Session, sign: float | None) -> LiveLog:
        scenario = self._shared.scenarios()[session.scenario]
        with self._shared.store() as store:
            log = store.log(session)
        person = live_person(session, scenario, standing(log, scenario), sign)
        entries = timeline_entries(log, analyze(log, scenario))
        return LiveLog(person, entries, log.notes, bool(session.ended))


def live_person(
    session: Session, scenario: Scenario, where: Standing, sign: float | None
) -> LivePerson:
    return LivePerson(
        participant=session.pseudonym or session.participant,
        state=where.state,
        last_sign=sign if sign is not None else session.started + where.last_s * 1000,
        since=session.started,
        session=session.id,
        task=scenario.title,
        reached=where.reached,
        towards=where.towards,
        page=where.page,
        pilot=session.pilot,
        automated=session.automated,
    )


def _gone(participant: Participant) -> bool:
    return bool(participant.finished or participant.declined or participant.left)


def _answering(one: _Attempts) -> LivePerson:
    """Opened the link and neither shops nor has finished: reads, agrees or answers."""
    participant = one.participant
    agreed = participant.consent.at if participant.consent else 0.0
    moments = [participant.opened, participant.started, agreed, one.answered]
    return LivePerson(
        participant=participant.pseudonym,
        state="answering",
        last_sign=max(moments + _ends(one.sessions)),
        since=agreed or participant.opened,
        pilot=participant.pilot,
        automated=participant.automated,
    )


def _ends(sessions: Sequence[Session]) -> list[float]:
    return [session.said_at for session in sessions]
