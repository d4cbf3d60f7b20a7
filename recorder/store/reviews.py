"""What researchers decide: reviews of findings, marks beside frictions."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from kitka.recorder.model import Mark, Review
from kitka.recorder.store.file import DatabaseFile


class ReviewTables(DatabaseFile):
    """Reviews are only ever added: together they are a finding's history."""

    def add_review(self, review: Review) -> None:
        """Keep one more review. The same again, by its id, changes nothing."""
        row = msgspec.structs.asdict(review)
        row["places"] = msgspec.json.encode(review.places).decode()
        with self._transaction():
            self._db.table("reviews").insert(row, ignore=True)

    def reviews(self, scenario: str = "") -> list[Review]:
        """The oldest first; of one scenario, or all."""
        rows = self._rows(
            "select id, finding, scenario, places, status, who, why, at, label, since from reviews"
            " where ? in (scenario, '') order by at, rowid",
            scenario,
        )
        return [
            Review(**{**row, "places": msgspec.json.decode(row["places"], type=tuple[str, ...])})
            for row in rows
            if row["places"]
        ]

    def save_mark(self, mark: Mark) -> bool:
        """Keep a mark; of the same person on the same friction only the last. False where the
        session was erased meanwhile: then nothing is kept."""
        with self._transaction():
            if not self._scalar("select 1 from sessions where id = ?", mark.session):
                return False
            if mark.verdict != "missed":
                self._db.execute(
                    "delete from marks where session = ? and rule = ? and at_s = ? and who = ?"
                    " and verdict <> 'missed'",
                    (mark.session, mark.rule, mark.at_s, mark.who),
                )
            self._db.table("marks").insert(msgspec.structs.asdict(mark), pk="id", replace=True)
        return True

    def delete_mark(self, session: str, id: str) -> None:
        """Take back one mark of a session."""
        with self._transaction():
            self._db.execute("delete from marks where session = ? and id = ?", (session, id))

    def marks(self, session: str = "") -> dict[str, list[Mark]]:
        """session → its marks, the oldest first; of one session, or of all."""
        found: dict[str, list[Mark]] = defaultdict(list)
        for row in self._rows(
            "select id, session, verdict, rule, at_s, who, at, text from marks"
            " where ? in (session, '') order by at, rowid",
            session,
        ):
            found[row["session"]].append(Mark(**row))
        return dict(found)
