"""Participants, their answers, and the keys with which their pages write."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

import msgspec

from kitka.recorder.intake import pack
from kitka.recorder.model import Answer, Batch, Exclusion, Note, Participant, Record, Session
from kitka.recorder.store.studies import StudyTables

_CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that are taken for each other."""


class OpenSession(Record, frozen=True):
    """A session that a page may write to, and what it has used of its bounds."""

    session: Session
    last_sign: float
    bytes: int
    batches: int


def key_hash(key: str) -> str:
    """Keys are kept as their hash: who reads the file cannot write as somebody's page."""
    return hashlib.sha256(key.encode()).hexdigest()


class PeopleTables(StudyTables):
    """The people of a study."""

    # ------------------------------------------------------------ participants

    def add_participants(
        self,
        study: str,
        number: int,
        *,
        at: float,
        pilot: bool = False,
        source: dict[str, str] | None = None,
    ) -> list[Participant]:
        """Invite ``number`` more people to the study with this id: P01, P02… in order."""
        with self._transaction():
            used = self._scalar(
                "select max(cast(substr(pseudonym, 2) as integer)) from participants"
                " where study = ?",
                study,
            )
            people = [
                Participant(
                    id=secrets.token_hex(16),
                    study=study,
                    pseudonym=f"P{(used or 0) + index:02d}",
                    token=secrets.token_urlsafe(24),
                    code="".join(secrets.choice(_CODE_LETTERS) for _ in range(8)),
                    created=at,
                    pilot=pilot,
                    source=source or {},
                )
                for index in range(1, number + 1)
            ]
            self._db.table("participants").insert_all(_participant_row(p) for p in people)
        return people

    def save_participant(self, participant: Participant) -> None:
        """Replace what is known of a participant. Nobody who was erased comes back by this."""
        row = _participant_row(participant)
        with self._transaction():
            self._db.execute(
                "update participants set code = ?, document = ? where id = ?",
                (row["code"], row["document"], row["id"]),
            )

    def participants(self, study: str) -> list[Participant]:
        """Everybody of the study with this id, in the order of their pseudonyms."""
        rows = self._rows(
            "select document from participants where study = ? and document is not null"
            " order by length(pseudonym), pseudonym",
            study,
        )
        return [_participant(row["document"]) for row in rows]

    def participant(self, id: str) -> Participant | None:
        return self._one("id", id)

    def participant_by_token(self, token: str) -> Participant | None:
        return self._one("token", token)

    def participant_by_code(self, code: str) -> Participant | None:
        return self._one("code", code) if code else None

    def participants_called(self, pseudonym: str) -> list[Participant]:
        """Everybody with this pseudonym: each study begins with a P01 of its own."""
        rows = self._rows(
            "select document from participants where pseudonym = ? collate nocase"
            " and document is not null",
            pseudonym,
        )
        return [_participant(row["document"]) for row in rows]

    def _one(self, column: str, value: str) -> Participant | None:
        row = next(self._rows(f"select document from participants where {column} = ?", value), None)
        return _participant(row["document"]) if row and row["document"] else None

    # ------------------------------------------------------------ answers and notes

    def save_answers(self, answers: Sequence[Answer]) -> None:
        """Keep each answer; one given again to the same item replaces the first."""
        with self._transaction():
            for answer in answers:
                self._db.execute(
                    "insert into answers (id, session, participant, item, value, at)"
                    " values (?, ?, ?, ?, ?, ?) on conflict (participant, item, session)"
                    " do update set value = excluded.value, at = excluded.at",
                    (
                        secrets.token_hex(16),
                        answer.session,
                        answer.participant,
                        answer.item,
                        answer.value,
                        answer.at,
                    ),
                )

    def answers(self, *, participant: str = "", session: str = "") -> list[Answer]:
        """What one person said, or what was said of one session, in order."""
        column, value = ("participant", participant) if participant else ("session", session)
        rows = self._rows(
            f"select participant, item, value, at, session from answers where {column} = ?"
            " order by at, rowid",
            value,
        )
        return [Answer(**row) for row in rows]

    def save_note(self, note: Note) -> None:
        with self._transaction():
            self._db.table("notes").upsert(
                {"id": note.id, "session": note.session, "at_s": note.at_s, "tag": note.tag,
                 "text": note.text, "author": note.author},
                pk="id",
            )  # fmt: skip

    def delete_note(self, id: str) -> None:
        with self._transaction():
            self._db.execute("delete from notes where id = ?", (id,))

    # ------------------------------------------------------------ sessions of people

    def sessions_of(self, participant: str) -> list[Session]:
        """The attempts of one person, the oldest first."""
        rows = self._rows(
            "select document from sessions where participant = ? order by started, rowid",
            participant,
        )
        return [msgspec.json.decode(row["document"], type=Session) for row in rows]

    def open_session(self, session: Session, key: str) -> None:
        """Begin a session to which pages that know ``key`` may write."""
        self.save_session(session)
        with self._transaction():
            self._db.table("session_keys").insert(
                {"hash": key_hash(key), "session": session.id, "last_sign": session.started,
                 "bytes": 0, "batches": 0}
            )  # fmt: skip

    def session_of_key(self, key: str) -> OpenSession | None:
        row = next(
            self._rows(
                "select document, last_sign, k.bytes, batches from session_keys k"
                " join sessions s on s.id = k.session where hash = ?",
                key_hash(key),
            ),
            None,
        )
        if row is None:
            return None
        session = msgspec.json.decode(row["document"], type=Session)
        return OpenSession(session, row["last_sign"], row["bytes"], row["batches"])

    def add_page_batches(
        self, key: str, session: str, batches: Sequence[Batch], *, size: int, received: float
    ) -> int:
        """Store what a participant's page sent, each batch once, and count it against the
        session's bounds in the same transaction. Returns how many were new."""
        rows = [
            (session, b.page, b.stream, b.seq, b.producer, b.clock_origin, b.sent, received,
             pack(b))
            for b in batches
        ]  # fmt: skip
        with self._transaction():
            cursor = self._db.conn.executemany(
                "insert or ignore into batches values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
            )
            self._db.execute(
                "update session_keys set last_sign = ?, bytes = bytes + ?, batches = batches + ?"
                " where hash = ?",
                (received, size, len(rows), key_hash(key)),
            )
        return cursor.rowcount

    def last_signs(self) -> dict[str, float]:
        """session → ms since 1970 of its last sign, of every session that is still open."""
        rows = self._rows(
            "select session, max(last_sign) as last from session_keys k"
            " join sessions s on s.id = k.session where s.ended = '' group by session"
        )
        return {row["session"]: row["last"] for row in rows}

    def close_idle(self, *, before: float) -> list[str]:
        """End every open session of a participant whose last sign is older than ``before``."""
        idle = [session for session, last in self.last_signs().items() if last < before]
        for id in idle:
            session = self.session(id)
            if session is not None:
                self.save_session(msgspec.structs.replace(session, ended="idle"))
        return idle

    def exclude_session(self, session: str, exclusion: Exclusion | None) -> None:
        """Leave a session out of every figure, or take it in again (None)."""
        known = self.session(session)
        if known is not None:
            self.save_session(msgspec.structs.replace(known, excluded=exclusion))


def _participant_row(participant: Participant) -> dict[str, object]:
    return {
        "id": participant.id,
        "study": participant.study,
        "pseudonym": participant.pseudonym,
        "token": participant.token,
        "code": participant.code,
        "created": participant.created,
        "document": msgspec.json.encode(participant).decode(),
    }


def _participant(document: str) -> Participant:
    return msgspec.json.decode(document, type=Participant)
