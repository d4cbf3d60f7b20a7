"""Removing people: every row about them, and what is left of it in the pages of the file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

import msgspec

from kitka.recorder.errors import StoreError
from kitka.recorder.model import Participant, Record
from kitka.recorder.store.holdings import Held, HoldingTables, Inventory

DAY_MS = 86_400_000.0
_SCRUB = "scrub"
"""Setting: rows were deleted, and their bytes may still stand in free pages."""


class Receipt(Record, frozen=True):
    """What was erased, ``at`` ms since 1970. ``left``: what is still to be done, in one line.

    ``hash`` is the sha256 of all the rest: who has the paper can show that it was not changed.
    """

    at: float
    who: str
    study: str
    sessions: int
    tables: tuple[Held, ...]
    bytes: int
    copies: tuple[str, ...] = ()
    left: str = ""
    hash: str = ""


class ErasureTables(HoldingTables):
    """The end of what is known of a person."""

    def add_copy(self, path: str, session: str, *, at: float) -> None:
        """Remember that something of a session was written to ``path``, so that a receipt can name
        it. ``at``: ms since 1970."""
        with self._transaction():
            self._db.table("copies").upsert(
                {"path": path, "session": session, "at": at}, pk=("path", "session")
            )

    def erase_participant(self, id: str, *, at: float, scrub: bool = True) -> Receipt:
        """Remove everything about one person, ``at`` ms since 1970.

        ``scrub=False`` leaves the free pages to a later :meth:`scrub` (a server's sweeper).
        """
        return self._erase(lambda: self.inventory(id), id, at, scrub=scrub)

    def erase_session(self, id: str, *, at: float, scrub: bool = True) -> Receipt:
        """Remove everything about one session; the person stays invited."""
        return self._erase(lambda: self.session_inventory(id), "", at, scrub=scrub)

    def erase_all(self, ids: Iterable[str], *, at: float, scrub: bool = True) -> list[Receipt]:
        """Remove several people; the file is rewritten once."""
        receipts = [self.erase_participant(id, at=at, scrub=False) for id in ids]
        left = self._scrubbed() if receipts and scrub else ""
        return [_signed(msgspec.structs.replace(receipt, left=left)) for receipt in receipts]

    def pilots(self, study: str) -> list[str]:
        """Ids of the pilot participants of the study with this id."""
        return [p.id for p in self.participants(study) if p.pilot]

    def erase_pilots(self, study: str, *, at: float) -> list[Receipt]:
        """Remove every pilot of the study with this id."""
        return self.erase_all(self.pilots(study), at=at)

    def expired(self, now: float) -> list[str]:
        """Ids of the people whose retention is over: so many days after their last sign.

        Who was only invited is none of them: nothing is known of that person.
        """
        found: list[str] = []
        for newest in self.newest_studies():
            versions = {v.hash: v.document for v in self.study_versions(newest.study)}
            for person in self.participants(newest.study):
                last = self._last_of(person)
                days = versions.get(person.version, newest.document).retention_days
                if last and now - last > days * DAY_MS:
                    found.append(person.id)
        return found

    def erase_expired(self, now: float, *, scrub: bool = True) -> list[Receipt]:
        """Remove everybody whose retention is over."""
        return self.erase_all(self.expired(now), at=now, scrub=scrub)

    def _last_of(self, person: Participant) -> float:
        """ms since 1970 of the last thing that is known of a person, 0 if nothing is."""
        signs = self._scalar(
            "select max(last_sign) from session_keys k join sessions s on s.id = k.session"
            " where s.participant = ?",
            person.id,
        )
        started = self._scalar("select max(started) from sessions where participant = ?", person.id)
        consented = person.consent.at if person.consent else 0.0
        if not (consented or started or person.declined):
            return 0.0
        return max(consented, started or 0.0, signs or 0.0, person.declined, person.finished,
                   person.left)  # fmt: skip

    def _erase(
        self, inventory: Callable[[], Inventory], participant: str, at: float, *, scrub: bool
    ) -> Receipt:
        with self._explained():
            # What is deleted is overwritten with zeros where it stands.
            self._db.execute("PRAGMA secure_delete = ON")
        with self._transaction():
            held = inventory()
            for table, where, values in self._parts(participant, held.sessions):
                self._db.execute(f"delete from {table} where {where}", tuple(values))
            self._db.execute(
                "insert into settings (name, value) values (?, ?)"
                " on conflict (name) do update set value = excluded.value",
                (_SCRUB, repr(at)),
            )
        receipt = Receipt(
            at, held.who, held.study, len(held.sessions), held.tables, held.bytes, held.copies
        )
        left = self._scrubbed() if scrub else ""
        return _signed(msgspec.structs.replace(receipt, left=left))

    # ------------------------------------------------------------ free pages

    @property
    def unscrubbed(self) -> bool:
        """Were rows deleted whose bytes may still stand in the file?"""
        return self.setting(_SCRUB) is not None

    def scrub(self) -> None:
        """Write the file anew without what was deleted, and empty the write-ahead log.

        ``secure_delete`` alone is not enough: what was replaced or moved before, by a SQLite that
        does not overwrite (only some are built so), stands in free pages. Needs as much free disk
        as the file has, and holds up those who write meanwhile. Raises StoreError where another
        program reads the file or there is no room.
        """
        asked = self.setting(_SCRUB)
        with self._explained():
            self._db.execute("VACUUM")
            busy = self._scalar("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            raise StoreError(
                f"{self.path}: the rows are deleted, but the file cannot be cleaned of their bytes"
                " while another program reads it; end that one and type kitka erase --expired"
            )
        with self._transaction():
            self._db.execute(
                "delete from settings where name = ? and value = ?", (_SCRUB, asked or "")
            )

    def _scrubbed(self) -> str:
        try:
            self.scrub()
        except StoreError as error:
            return str(error)
        return ""


def receipt_hash(receipt: Receipt) -> str:
    """sha256 (hex) of everything else that the receipt says, as JSON with its keys in order."""
    bare = msgspec.structs.replace(receipt, hash="")
    return hashlib.sha256(msgspec.json.encode(bare, order="sorted")).hexdigest()


def _signed(receipt: Receipt) -> Receipt:
    return msgspec.structs.replace(receipt, hash=receipt_hash(receipt))
