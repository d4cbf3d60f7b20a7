"""Participants, their answers, and the notes beside them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

import msgspec

from kitka.recorder.model import Answer, Exclusion, Note, Participant, Session
from kitka.recorder.store.studies import StudyTables

_CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that are taken for each other."""
_LAST = "last pseudonym {}"
"""Setting: the highest number that anybody of the study with this id ever had."""


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
        """Invite ``number`` more people to the study with this id: P01, P02… in order. Nobody is
        called as somebody who was erased was: papers and recordings may still say that name."""
        with self._transaction():
            used = self._scalar(
                "select max(cast(substr(pseudonym, 2) as integer)) from participants"
                " where study = ?",
                study,
            )
            last = max(used or 0, int(self.setting(_LAST.format(study)) or 0))
            people = [
                _new_participant(study, f"P{last + index:02d}", at, pilot, source or {})
                for index in range(1, number + 1)
            ]
            self._db.table("participants").insert_all(_participant_row(p) for p in people)
            self._db.table("settings").upsert(
                {"name": _LAST.format(study), "value": str(last + number)}, pk="name"
            )
        return people

    def ensure_participant(
        self, study: str, pseudonym: str, *, at: float, pilot: bool = False
    ) -> Participant:
        """Who is called so in the study with this id; invited now if there is nobody."""
        with self._transaction():
            row = next(
                self._rows(
                    "select document from participants where study = ?"
                    " and pseudonym = ? collate nocase and document is not null",
                    study,
                    pseudonym,
                ),
                None,
            )
            if row:
                return _participant(row["document"])
            participant = _new_participant(study, pseudonym, at, pilot, {})
            self._db.table("participants").insert(_participant_row(participant))
        return participant

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

    def exclude_session(self, session: str, exclusion: Exclusion | None) -> None:
        """Leave a session out of every figure, or take it in again (None)."""
        self.change_session(session, lambda s: msgspec.structs.replace(s, excluded=exclusion))


def _new_participant(
    study: str, pseudonym: str, at: float, pilot: bool, source: dict[str, str]
) -> Participant:
    return Participant(
        id=secrets.token_hex(16),
        study=study,
        pseudonym=pseudonym,
        token=secrets.token_urlsafe(24),
        code="".join(secrets.choice(_CODE_LETTERS) for _ in range(8)),
        created=at,
        pilot=pilot,
        source=source,
    )


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
