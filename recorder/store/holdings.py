"""Everything that the file holds about one person, table by table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kitka.recorder.errors import StoreError
from kitka.recorder.intake import unpack_bytes
from kitka.recorder.model import Record
from kitka.recorder.store.keys import KeyTables, upload_hash

_OF_SESSIONS = (
    "session_keys", "batches", "traces", "media", "results", "frictions", "notes", "marks",
    "asset_addresses", "copies",
)  # fmt: skip


class Held(Record, frozen=True):
    """What one table holds about somebody."""

    table: str
    rows: int
    bytes: int


class Inventory(Record, frozen=True):
    """Everything that the file holds about one person or session. ``copies``: exported files."""

    who: str
    study: str
    sessions: tuple[str, ...]
    tables: tuple[Held, ...]
    copies: tuple[str, ...] = ()

    @property
    def bytes(self) -> int:
        return sum(held.bytes for held in self.tables)


class Person(Record, frozen=True):
    """Somebody who can be erased; ``study`` is its name."""

    id: str
    pseudonym: str
    study: str


class HoldingTables(KeyTables):
    """What is known of a person."""

    def people(self, *, called: str = "", study: str = "") -> list[Person]:
        """By pseudonym (or id) and study's name, as far as given."""
        rows = self._rows(
            "select p.id, p.pseudonym, coalesce(s.name, '') as study from participants p"
            " left join studies s on s.id = p.study where (? in ('', p.id) or"
            " p.pseudonym = ? collate nocase) and ? in ('', s.name) order by s.name, p.rowid",
            called,
            called,
            study,
        )
        return [Person(**row) for row in rows]

    def inventory(self, participant: str) -> Inventory:
        """Rows and bytes per table about the participant with this id."""
        who = next((p for p in self.people(called=participant) if p.id == participant), None)
        if who is None:
            raise StoreError(f"{self.path}: nobody has the id {participant}")
        return self._inventory(who.pseudonym, who.study, participant, self._attempts(participant))

    def session_inventory(self, session: str) -> Inventory:
        """Rows and bytes per table about one session alone."""
        known = self.session(session)
        if known is None:
            raise StoreError(f"{self.path}: no session has the id {session}")
        name = self._scalar("select name from studies where id = ?", known.study) or ""
        return self._inventory(f"session {session}", name, "", (session,))

    def _attempts(self, participant: str) -> tuple[str, ...]:
        rows = self._rows("select id from sessions where participant = ?", participant)
        return tuple(row["id"] for row in rows)

    def _inventory(
        self, who: str, study: str, participant: str, sessions: tuple[str, ...]
    ) -> Inventory:
        held = [self._held(*part) for part in self._parts(participant, sessions)]
        copies = self._rows(
            f"select distinct path from copies where session in {_marks(sessions)} order by path",
            *sessions,
        )
        return Inventory(
            who,
            study,
            sessions,
            tuple(part for part in held if part.rows),
            tuple(row["path"] for row in copies),
        )

    def _parts(
        self, participant: str, sessions: tuple[str, ...]
    ) -> list[tuple[str, str, Sequence[str]]]:
        """(table, condition, values) of all that is about somebody, what refers to it first."""
        marks, hashes = _marks(sessions), self._own_assets(sessions)
        return [
            *((table, f"session in {marks}", sessions) for table in _OF_SESSIONS),
            ("answers", f"participant = ? or session in {marks}", (participant or "-", *sessions)),
            ("findings", self._findings(sessions), (*sessions, *sessions)),
            ("assets", f"hash in {_marks(hashes)}", hashes),
            ("sessions", f"id in {marks}", sessions),
            ("participants", "id = ?", (participant,)),
        ]

    @staticmethod
    def _findings(sessions: tuple[str, ...]) -> str:
        """Findings are rebuilt. What they say of a scenario was counted with this person in it."""
        counted = f"select scenario from sessions where id in {_marks(sessions)}"
        mentioned = " or instr(document, ?) > 0" * len(sessions)
        return f"(actor = 'participant' and scenario in ({counted})){mentioned}"

    def _held(self, table: str, where: str, values: Sequence[str]) -> Held:
        size = " + ".join(
            f"case typeof({column}) when 'blob' then length({column})"
            f" when 'text' then length(cast({column} as blob)) when 'null' then 0 else 8 end"
            for column in (f'"{name}"' for name in self._db.table(table).columns_dict)
        )
        row = next(
            self._rows(
                f"select count(*) as rows, coalesce(sum({size}), 0) as bytes"
                f" from {table} where {where}",
                *values,
            )
        )
        return Held(table, row["rows"], row["bytes"])

    def _own_assets(self, sessions: tuple[str, ...]) -> tuple[str, ...]:
        """Hashes of what these sessions refer to and no other does: by address, or as the
        screenshot of a step, which stands in the compressed events."""
        marks = _marks(sessions)
        rows = self._rows(
            f"select hash from asset_addresses where session in {marks} except"
            f" select hash from asset_addresses where session not in {marks}",
            *sessions,
            *sessions,
        )
        own = {row["hash"] for row in rows}
        pictures = self._rows("select hash from assets where type like 'image/%'")
        shown = {row["hash"].encode(): row["hash"] for row in pictures}
        own |= self._named(shown, f"in {marks}", sessions)
        elsewhere = self._rows(
            f"select hash from asset_addresses where session not in {marks}", *sessions
        )
        own -= {row["hash"] for row in elsewhere}
        # No upload is a screenshot: who was in a shop is erased without reading every script's log.
        shared = {hash.encode(): hash for hash in own - self._uploaded(own)}
        own -= self._named(shared, f"not in {marks}", sessions)
        return tuple(sorted(own))

    def _uploaded(self, hashes: Iterable[str]) -> set[str]:
        """Those of ``hashes`` that participants' pages uploaded: theirs cover the type, too."""
        found: set[str] = set()
        for hash in hashes:
            row = next(self._rows("select type, bytes from assets where hash = ?", hash), None)
            if row and upload_hash(row["type"], row["bytes"]) == hash:
                found.add(hash)
        return found

    def _named(self, hashes: dict[bytes, str], which: str, sessions: tuple[str, ...]) -> set[str]:
        """Those of ``hashes`` that the driver's events of some sessions name."""
        found: set[str] = set()
        if not hashes:
            return found
        for row in self._rows(
            "select events from batches where producer = 'driver' and stream = 'signals'"
            f" and session {which}",
            *sessions,
        ):
            for quoted in unpack_bytes(row["events"]).split(b'"screenshot":"')[1:]:
                hash = hashes.get(quoted.partition(b'"')[0])
                if hash:
                    found.add(hash)
        return found


def _marks(values: Sequence[str]) -> str:
    return f"({', '.join('?' * len(values))})"
