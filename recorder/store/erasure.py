"""Removing people: every row about them, and what is left of it in the pages of the file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

import msgspec

from kitka.recorder.errors import StoreError
from kitka.recorder.model import Participant, Record, StudyVersion
from kitka.recorder.store.holdings import Held, HoldingTables, Inventory

DAY_MS = 86_400_000.0
_SCRUB = "scrub"
"""Setting: rows were deleted, and their bytes may still stand in free pages."""
_SCRUB_SOME_TIME = "scrub some time"
"""The same of people of whom no more was known than that they opened a page."""
_DAYS = 90
"""For whom no study says it."""


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
        studies: dict[str, list[StudyVersion]] = {}
        for row in self._rows(
            "select document from participants where document is not null order by rowid"
        ):
            person = msgspec.json.decode(row["document"], type=Participant)
            if person.study not in studies:
                studies[person.study] = self.study_versions(person.study)
            last = self._last_of(person)
            if last and now - last > _days(person, studies[person.study]) * DAY_MS:
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
        # By an open link somebody came with what a panel knows of them.
        came = max(person.created, person.opened) if person.source else 0.0
        if not (consented or started or person.declined or came):
            return 0.0
        return max(consented, started or 0.0, signs or 0.0, came, person.declined,
                   person.finished, person.left)  # fmt: skip

    def _erase(
        self, inventory: Callable[[], Inventory], participant: str, at: float, *, scrub: bool
    ) -> Receipt:
        with self._explained():
            # What is deleted is overwritten with zeros where it stands.
            self._db.execute("PRAGMA secure_delete = ON")
        with self._transaction():
            held = inventory()
            asked = self.participant(participant) if participant else None
            for table, where, values in self._parts(participant, held.sessions):
                self._db.execute(f"delete from {table} where {where}", tuple(values))
            if participant:
                self._db.execute(
                    "update participants set document = json_set(document, '$.same_browser_as', '')"
                    " where document ->> 'same_browser_as' = ?",
                    (participant,),
                )
            told = asked is None or asked.consent is not None or asked.source
            said = any(part.table in ("sessions", "answers") for part in held.tables)
            self._db.execute(
                "insert into settings (name, value) values (?, ?)"
                " on conflict (name) do update set value = excluded.value",
                (_SCRUB if told or said else _SCRUB_SOME_TIME, repr(at)),
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
        return self.scrub_is_due or self.setting(_SCRUB_SOME_TIME) is not None

    @property
    def scrub_is_due(self) -> bool:
        """Did they tell more of somebody than that a page was opened?"""
        return self.setting(_SCRUB) is not None

    def scrub(self) -> None:
        """Write the file anew without what was deleted, and empty the write-ahead log.

        ``secure_delete`` alone is not enough: what was replaced or moved before, by a SQLite that
        does not overwrite (only some are built so), stands in free pages. Needs as much free disk
        as the file has, and holds up those who write meanwhile. Raises StoreError where another
        program reads the file or there is no room.
        """
        asked = {name: self.setting(name) or "" for name in (_SCRUB, _SCRUB_SOME_TIME)}
        with self._explained():
            self._db.execute("VACUUM")
            busy = self._scalar("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            raise StoreError(
                f"{self.path}: the rows are deleted, but the file cannot be cleaned of their bytes"
                " while another program reads it; end that one and type kitka erase --expired"
            )
        with self._transaction():
            for setting in asked.items():
                self._db.execute("delete from settings where name = ? and value = ?", setting)

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


def _days(person: Participant, versions: Sequence[StudyVersion]) -> int:
    """For how long data of this person are kept: as consented, or shorter if the study says so."""
    documents = {v.hash: v.document for v in versions}
    newest = versions[-1].document if versions else None
    said = documents.get(person.version, newest)
    days = said.retention_days if said else _DAYS
    consented = person.consent.retention_days if person.consent else 0
    return min(consented, days) if consented else days


def _signed(receipt: Receipt) -> Receipt:
    return msgspec.structs.replace(receipt, hash=receipt_hash(receipt))
