"""Keys: what lets a shop's page write to one open session, and what it has used of its bounds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import msgspec

from kitka.recorder.intake import pack
from kitka.recorder.model import Batch, Participant, Record, Session
from kitka.recorder.store.assets import AssetTables, KnownAddress
from kitka.recorder.store.people import PeopleTables

_RECORDER = "recorder:collect"
"""The "page" of what the recorder itself has to say in a participant's log. No page of a shop can
call itself so: their ids are letters and digits."""

_KEYS = 8
"""That one session has at most: nobody goes on in more browsers than that."""


class OpenSession(Record, frozen=True):
    """A session that a page may write to, and what its keys together have used of its bounds.

    Moments in ms since 1970: ``last_sign`` of any of its keys, ``key_sign`` of the one that asks;
    a key that never woke counts from when it was made.
    """

    session: Session
    last_sign: float
    key_sign: float
    bytes: int
    batches: int


class Upload(Record, frozen=True):
    """What the pages of one session have uploaded themselves."""

    number: int
    bytes: int


def key_hash(key: str) -> str:
    """Keys are kept as their hash: who reads the file cannot write as somebody's page."""
    return hashlib.sha256(key.encode()).hexdigest()


def upload_hash(type: str, content: bytes) -> str:
    """Under which an upload is kept; never that of an asset that a script fetched."""
    return hashlib.sha256(type.encode() + b"\0" + content).hexdigest()


class KeyTables(PeopleTables, AssetTables):
    """Sessions that pages write to from elsewhere."""

    def commit_to_disk(self) -> None:
        """From now on a commit of this connection survives a power cut, not the process alone.

        A participant's attempt cannot be repeated, a script's can. Measured over HTTP, 8 clients
        beside the server on 2 cores: 500 requests a second are stored so, 1 050 without; a page
        sends at most 5.
        """
        self._db.execute("PRAGMA synchronous = FULL")

    # ------------------------------------------------------------ sessions and keys

    def open_session(self, session: Session, key: str) -> None:
        """Begin a session to which pages that know ``key`` may write."""
        self.save_session(session)
        self.add_key(session.id, key, at=session.started)

    def add_key(self, session: str, key: str, *, at: float) -> None:
        """One more key for a session: it goes on in another browser. ``at``: ms since 1970.

        Of more than a few the one that was silent for longest goes, and the new one takes over
        what it has used of the bounds.
        """
        with self._transaction():
            rows = self._rows(
                "select hash, bytes, batches from session_keys where session = ?"
                " order by last_sign desc, rowid desc",
                session,
            )
            gone = list(rows)[_KEYS - 1 :]
            for row in gone:
                self._db.execute("delete from session_keys where hash = ?", (row["hash"],))
            self._db.table("session_keys").insert(
                {"hash": key_hash(key), "session": session, "last_sign": at,
                 "bytes": sum(row["bytes"] for row in gone),
                 "batches": sum(row["batches"] for row in gone)}
            )  # fmt: skip

    def session_of_key(self, key: str) -> OpenSession | None:
        row = next(
            self._rows(
                "select document, k.last_sign as key_sign, max(other.last_sign) as last_sign,"
                " sum(other.bytes) as bytes, sum(other.batches) as batches from session_keys k"
                " join sessions s on s.id = k.session"
                " join session_keys other on other.session = k.session"
                " where k.hash = ? group by s.id",
                key_hash(key),
            ),
            None,
        )
        if row is None:
            return None
        session = msgspec.json.decode(row["document"], type=Session)
        return OpenSession(session, row["last_sign"], row["key_sign"], row["bytes"], row["batches"])

    def change_participant(self, id: str, change: Callable[[Participant], Participant]) -> None:
        """Read, change and write a participant in one transaction."""
        with self._transaction():
            found = self.participant(id)
            if found is not None:
                document = msgspec.json.encode(change(found)).decode()
                self._db.execute(
                    "update participants set document = ? where id = ?", (document, id)
                )

    # ------------------------------------------------------------ what pages send

    def add_page_batches(
        self, key: str, session: str, batches: Sequence[Batch], sizes: Sequence[int], *,
        received: float,
    ) -> int:  # fmt: skip
        """Store what a participant's page sent, each batch once, and count what is new, of
        ``sizes`` bytes each, against the session's bounds in the same transaction.

        Returns how many were new.
        """
        new = used = 0
        with self._transaction():
            for batch, size in zip(batches, sizes, strict=True):
                cursor = self._db.conn.execute(
                    "insert or ignore into batches values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (session, batch.page, batch.stream, batch.seq, batch.producer,
                     batch.clock_origin, batch.sent, received, pack(batch)),
                )  # fmt: skip
                new += cursor.rowcount
                used += size * cursor.rowcount
            self._db.execute(
                "update session_keys set bytes = bytes + ?, batches = batches + ? where hash = ?",
                (used, new, key_hash(key)),
            )
            self._sign(key, received)
        return new

    def delays(self, session: str, *, before: float) -> dict[str, float]:
        """page → the smallest delay, ms by its clock and ours, of what had come from it until
        ``before`` (ms since 1970)."""
        rows = self._rows(
            "select page, min(received - clock_origin - sent) as delay from batches"
            " where session = ? and producer = 'page' and received <= ? group by page",
            session,
            before,
        )
        return {row["page"]: row["delay"] for row in rows}

    def missing_before(self, session: str, page: str, stream: str, seq: int) -> int:
        """How many numbers are left out if ``seq`` is what comes next from this document."""
        last = self._scalar(
            "select max(seq) from batches where session = ? and page = ? and stream = ?",
            session,
            page,
            stream,
        )
        return max(0, seq - (last if last is not None else -1) - 1)

    def missing(self, session: str) -> int:
        """How many batches of a session never arrived, as far as later ones show it."""
        return int(
            self._scalar(
                "select coalesce(sum(missing), 0) from (select max(seq) + 1 - count(*) as missing"
                " from batches where session = ? group by page, stream)",
                session,
            )
        )

    def tell(self, session: str, event: msgspec.Raw, *, at: float, limit: int) -> None:
        """Note what the recorder saw for itself in a session's log, at most ``limit`` times."""
        with self._transaction():
            seq = self._scalar(
                "select coalesce(max(seq) + 1, 0) from batches where session = ? and page = ?",
                session,
                _RECORDER,
            )
            if seq < limit:
                batch = Batch("driver", "signals", _RECORDER, seq, at, 0.0, (event,))
                self._db.execute(
                    "insert into batches values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (session, _RECORDER, "signals", seq, "driver", at, 0.0, at, pack(batch)),
                )

    def sign(self, key: str, *, at: float) -> None:
        """A page with this key gave a sign of life."""
        with self._transaction():
            self._sign(key, at)

    def _sign(self, key: str, at: float) -> None:
        """What comes late, after the end, is no sign of life: it must not put off the last moment
        at which late batches are taken."""
        self._db.execute(
            "update session_keys set last_sign = max(last_sign, ?) where hash = ? and exists"
            " (select 1 from sessions s where s.id = session and s.ended = '')",
            (at, key_hash(key)),
        )

    # ------------------------------------------------------------ idle

    def last_signs(self) -> dict[str, float]:
        """session → ms since 1970 of its last sign, of every participant's session that is still
        open; one that a lab held has no key and is judged by what arrived."""
        rows = self._rows(
            "select s.id as session, max(s.started, coalesce(max(k.last_sign), 0),"
            " coalesce((select max(received) from batches b where b.session = s.id), 0)) as last"
            " from sessions s left join session_keys k on s.id = k.session"
            " where s.ended = '' and s.actor = 'participant' group by s.id"
        )
        return {row["session"]: row["last"] for row in rows}

    def close_idle(self, *, before: float) -> list[str]:
        """End every open session of a participant whose last sign is older than ``before``."""
        idle = [session for session, last in self.last_signs().items() if last < before]
        for id in idle:
            self.change_session(id, _idle)
        return idle

    # ------------------------------------------------------------ what pages were made of

    def script_addresses(self, shops: Sequence[str], urls: Sequence[str]) -> list[KnownAddress]:
        """What scripts' sessions at one of ``shops`` fetched from ``urls``, the newest of each.

        Participants' uploads are not among them: nobody's page says what another's looks like.
        """
        marks = ", ".join("?" * len(shops))
        found: list[KnownAddress] = []
        for url in urls:
            row = next(
                self._rows(
                    "select a.url, a.hash, a.etag, a.modified, a.fresh_until from asset_addresses a"
                    " join sessions s on s.id = a.session where a.url = ? and s.actor = 'script'"
                    f" and s.document ->> 'shop' in ({marks}) order by a.rowid desc limit 1",
                    url,
                    *shops,
                ),
                None,
            )
            if row:
                found.append(KnownAddress(**row))
        return found

    def uploads(self, session: str) -> Upload:
        """How much the pages of a session uploaded. What was taken over from a script does not
        count; it is told apart by what the shop's answer to the script said about its age."""
        row = next(
            self._rows(
                "select count(*) as number, coalesce(sum(length(s.bytes)), 0) as bytes"
                " from asset_addresses a join assets s on s.hash = a.hash where a.session = ?"
                " and a.etag = '' and a.modified = '' and a.fresh_until = 0",
                session,
            )
        )
        return Upload(row["number"], row["bytes"])

    def add_upload(self, session: str, url: str, type: str, content: bytes) -> None:
        """Keep what a participant's page read from ``url``; the first of one address stays.

        Its hash covers the type too, so an upload is never the same asset as one that a script
        fetched: who uploads a stylesheet as a picture spoils nobody else's replay.
        """
        key = upload_hash(type, content)
        with self._transaction():
            if self._scalar(
                "select 1 from asset_addresses where session = ? and url = ?", session, url
            ):
                return
            self._db.table("assets").insert(
                {"hash": key, "type": type, "bytes": content}, pk="hash", ignore=True
            )
            self._db.table("asset_addresses").insert(
                {"session": session, "url": url, "hash": key, "etag": "", "modified": "",
                 "fresh_until": 0.0},
                pk=("session", "url"),
            )  # fmt: skip


def _idle(session: Session) -> Session:
    return session if session.ended else msgspec.structs.replace(session, ended="idle")
