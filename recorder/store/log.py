"""Scenarios, sessions, and the batches that make up a session's log."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import msgspec

from kitka.recorder.errors import StoreError
from kitka.recorder.intake import pack, unpack_raw, unpack_signals
from kitka.recorder.model import (
    Answer,
    Batch,
    ClockedEvents,
    Gap,
    Note,
    Record,
    Scenario,
    Session,
    SessionLog,
)
from kitka.recorder.scenario import scenario_hash, without_data
from kitka.recorder.store.clocks import Arrival, Placing, place_pages
from kitka.recorder.store.file import DatabaseFile


class ReplayEvent(Record, frozen=True):
    """One rrweb event as JSON, of document ``page``."""

    page: str
    event: msgspec.Raw


class LogTables(DatabaseFile):
    """What was recorded."""

    def add_scenario(self, scenario: Scenario, *, at: float) -> str:
        """Keep this version of a scenario; its content hash is returned. ``at``: ms since 1970."""
        key = scenario_hash(scenario)
        row = {
            "hash": key,
            "name": scenario.name,
            "title": scenario.title,
            "document": msgspec.json.encode(without_data(scenario)).decode(),
            "created": at,
        }
        with self._transaction():
            self._db.table("scenarios").insert(row, ignore=True)
        return key

    def scenarios(self) -> list[Scenario]:
        """The newest version of every scenario, by name."""
        rows = self._rows("select document from scenarios order by created, rowid")
        newest = {s.name: s for s in (_scenario(row["document"]) for row in rows)}
        return [newest[name] for name in sorted(newest)]

    def scenario_version(self, hash: str) -> Scenario | None:
        """One version of a scenario by its content hash."""
        row = next(self._rows("select document from scenarios where hash = ?", hash), None)
        return _scenario(row["document"]) if row else None

    def ensure_study(self, name: str, *, shop: str, at: float) -> str:
        """The id of the study called ``name``; it begins now if there is none. ``at``: ms."""
        row = next(self._rows("select id from studies where name = ?", name), None)
        if row:
            return str(row["id"])
        id = secrets.token_hex(16)
        with self._transaction():
            self._db.table("studies").insert({"id": id, "name": name, "shop": shop, "created": at})
        return id

    def save_session(self, session: Session) -> None:
        """Insert a session, or replace what is known of it. Raises StoreError where its study or
        participant is not known."""
        row = {
            "id": session.id,
            "scenario": session.scenario,
            "scenario_hash": session.scenario_hash,
            "study": session.study or None,
            "participant": session.participant or None,
            "actor": session.actor,
            "label": session.label,
            "started": session.started,
            "ended": session.ended,
            "document": msgspec.json.encode(session).decode(),
        }
        with self._transaction():
            for what, table in (("study", "studies"), ("participant", "participants")):
                known = row[what] is None or self._scalar(
                    f"select 1 from {table} where id = ?", row[what]
                )
                if not known:
                    raise StoreError(f"{self.path}: no {what} has the id {row[what]}; add it first")
            self._db.table("sessions").upsert(row, pk="id")

    def change_session(self, id: str, change: Callable[[Session], Session]) -> Session | None:
        """Read, change and write a session in one transaction: what others decide about it in the
        meantime is not lost, and one that was erased does not come back."""
        with self._transaction():
            found = self.session(id)
            if found is None:
                return None
            changed = change(found)
            if changed != found:
                self._db.execute(
                    "update sessions set ended = ?, document = ? where id = ?",
                    (changed.ended, msgspec.json.encode(changed).decode(), id),
                )
        return changed

    def session(self, id: str) -> Session | None:
        row = next(self._rows("select document from sessions where id = ?", id), None)
        return _session(row["document"]) if row else None

    def sessions(self, *, scenario: str | None = None) -> list[Session]:
        """All sessions, the oldest first."""
        where, values = ("where scenario = ?", [scenario]) if scenario else ("", [])
        sql = f"select document from sessions {where} order by started, id"
        return [_session(row["document"]) for row in self._rows(sql, *values)]

    # ------------------------------------------------------------ the log

    def add_batches(self, session: str, batches: Sequence[Batch], *, received: float) -> int:
        """Store each batch once, all in one transaction. ``received``: ms since 1970.

        Returns how many were new.
        """
        rows = [
            (
                session,
                batch.page,
                batch.stream,
                batch.seq,
                batch.producer,
                batch.clock_origin,
                batch.sent,
                received,
                pack(batch),
            )
            for batch in batches
        ]
        with self._transaction():
            cursor = self._db.conn.executemany(
                "insert or ignore into batches values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
            )
        return cursor.rowcount

    def log(self, session: Session) -> SessionLog:
        """Everything that the analyzer reads of one session, with every producer's clock mapped to
        ours: of pages that came over the network as :mod:`kitka.recorder.store.clocks` says."""
        rows = self._rows(
            "select page, seq, producer, clock_origin, sent, received, events from batches"
            " where session = ? and stream = 'signals' order by rowid",
            session.id,
        )
        batches: list[ClockedEvents] = []
        delays: dict[str, float] = {}
        for row in rows:
            transit = row["received"] - row["clock_origin"] - row["sent"]
            delays[row["page"]] = min(transit, delays.get(row["page"], transit))
            batches.append(
                ClockedEvents(
                    page=row["page"],
                    seq=row["seq"],
                    producer=row["producer"],
                    clock_origin=row["clock_origin"],
                    events=unpack_signals(row["events"]),
                )
            )
        placings = {page: _here(delay) for page, delay in delays.items()}
        if self._came_over_the_network(session.id):
            placings |= place_pages(self._arrivals(session.id), _firsts(batches), session.started)
        return SessionLog(
            session=session,
            batches=tuple(_placed(batch, placings[batch.page]) for batch in batches),
            gaps=tuple(self.gaps(session.id)),
            notes=tuple(self.notes(session.id)),
            answers=tuple(self.answers(session=session.id)),
        )

    def _came_over_the_network(self, session: str) -> bool:
        """Pages of scripts and of the lab run on this machine, by its clock, and have no key."""
        return bool(self._scalar("select 1 from session_keys where session = ? limit 1", session))

    def _arrivals(self, session: str) -> dict[str, list[Arrival]]:
        """page → when what it sent was sent and came, of both streams; not what we told."""
        found: dict[str, list[Arrival]] = defaultdict(list)
        for row in self._rows(
            "select page, clock_origin, sent, received from batches"
            " where session = ? and producer = 'page'",
            session,
        ):
            found[row["page"]].append(Arrival(row["clock_origin"] + row["sent"], row["received"]))
        return found

    def answers(self, *, participant: str = "", session: str = "") -> list[Answer]:
        """What one person said, or what was said of one session, in order."""
        column, value = ("participant", participant) if participant else ("session", session)
        rows = self._rows(
            f"select participant, item, value, at, session from answers where {column} = ?"
            " order by at, rowid",
            value,
        )
        return [Answer(**row) for row in rows]

    def notes(self, session: str) -> list[Note]:
        """What was noted beside one session, by the moment it belongs to."""
        rows = self._rows(
            "select id, session, at_s, tag, text, author from notes where session = ?"
            " order by at_s, rowid",
            session,
        )
        return [Note(**row) for row in rows]

    def gaps(self, session: str) -> Iterator[Gap]:
        """Sequence numbers that are missing between the ones that arrived."""
        rows = self._rows(
            "select page, stream, max(seq) as last, count(*) as n from batches"
            " where session = ? group by page, stream having n <= last",
            session,
        )
        for row in list(rows):
            there = self._rows(
                "select seq from batches where session = ? and page = ? and stream = ?",
                session,
                row["page"],
                row["stream"],
            )
            missing = set(range(row["last"] + 1)) - {r["seq"] for r in there}
            yield Gap(row["page"], row["stream"], tuple(sorted(missing)))

    def replay(self, session: str) -> Iterator[ReplayEvent]:
        """The rrweb events of a session in the order of their documents and batches."""
        for row in self._rows(
            "select page, events from batches where session = ? and stream = 'replay'"
            " order by clock_origin, page, seq",
            session,
        ):
            for event in unpack_raw(row["events"]):
                yield ReplayEvent(row["page"], event)


def _here(delay: float) -> Placing:
    """For a producer on this machine. A batch cannot arrive before it was sent: where the smallest
    delay of a page is negative, its clock runs ahead by at least that much and is set back. The
    smallest delay bounds the error."""
    offset = min(0.0, delay)
    return Placing(offset, abs(delay - offset))


def _firsts(batches: Sequence[ClockedEvents]) -> dict[str, float]:
    """page → its first event by its own clock (ms since 1970)."""
    found: dict[str, float] = {}
    for batch in batches:
        for event in batch.events:
            at = batch.clock_origin + event.t
            found[batch.page] = min(at, found.get(batch.page, at))
    return found


def _placed(batch: ClockedEvents, placing: Placing) -> ClockedEvents:
    return msgspec.structs.replace(
        batch, offset_ms=placing.offset_ms, uncertainty_ms=placing.uncertainty_ms
    )


def _scenario(document: str) -> Scenario:
    return msgspec.json.decode(document, type=Scenario)


def _session(document: str) -> Session:
    return msgspec.json.decode(document, type=Session)
