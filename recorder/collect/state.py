"""What the recorder's endpoints share: one connection, one thread at a time, and the clocks."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from kitka.recorder.collect.bodies import Batches, Refused, Wanted, is_address, is_http
from kitka.recorder.collect.bounds import (
    ASSETS,
    ASSETS_BYTES,
    EVENT_BYTES,
    FREE_BYTES,
    REQUEST_BATCHES,
    SESSION_BATCHES,
    SESSION_BYTES,
    SESSION_COMPLAINTS,
    SESSION_MISSING,
    Rates,
)
from kitka.recorder.collect.bundles import BundleFiles
from kitka.recorder.driver import wall_ms
from kitka.recorder.intake import RejectedBatch, check_page_batch
from kitka.recorder.model import Awake, Batch, Console, Participant, SaidWhat, StudyVersion
from kitka.recorder.redact import redact
from kitka.recorder.sessions import (
    awake,
    end_session,
    may_say,
    sent_in_time,
    study_version,
    takes_batches,
)
from kitka.recorder.shops import origin_of
from kitka.recorder.store import OpenSession, Store

_REMEMBERED_S = 10.0


class CollectState:
    """The store behind the endpoints. ``now``: ms since 1970; ``seconds``: monotonic."""

    def __init__(
        self,
        store: Store,
        base_url: str,
        *,
        bundles: BundleFiles | None = None,
        now: Callable[[], float] = wall_ms,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        store.commit_to_disk()
        self.base_url = base_url.rstrip("/")
        self.bundles = bundles or BundleFiles()
        self.now = now
        self.rates = Rates(seconds)
        self._store = store
        self._lock = threading.RLock()
        self._seconds = seconds
        self._free: tuple[float, int] = (float("-inf"), 0)
        self._origins: tuple[float, frozenset[str]] = (float("-inf"), frozenset())

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store, for one thread at a time."""
        with self._lock:
            yield self._store

    def check_room(self) -> None:
        """Raises Refused (503) while the disk is nearly full; looked up again after 10 s."""
        since, free = self._free
        if self._seconds() - since > _REMEMBERED_S:
            try:
                free = shutil.disk_usage(Path(self._store.path).resolve().parent).free
            except OSError:
                free = FREE_BYTES  # SQLite will tell
            self._free = (self._seconds(), free)
        if free < FREE_BYTES:
            raise Refused(503, "the recorder's disk is nearly full", retry_after=_REMEMBERED_S)

    # ------------------------------------------------------------ who asks

    def session_of(self, key: str) -> tuple[OpenSession, StudyVersion]:
        """The session that ``key`` writes to. Raises Refused (404, 429)."""
        with self._lock:
            opened = self._store.session_of_key(key)
            study = study_version(self._store, opened.session) if opened else None
        if opened is None or study is None:
            raise Refused(404, "no session has this key")
        return opened, study

    def known_origins(self) -> frozenset[str]:
        """Every origin that any study declares; looked up again after 10 s."""
        with self._lock:
            since, origins = self._origins
            if self._seconds() - since > _REMEMBERED_S:
                studies = self._store.newest_studies()
                origins = frozenset(o for study in studies for o in study.document.origins)
                self._origins = (self._seconds(), origins)
            return origins

    # ------------------------------------------------------------ what they ask

    def awake(self, key: str, opened: OpenSession) -> Awake:
        addresses = self.bundles.addresses(self.base_url)
        with self._lock:
            told = awake(self._store, opened, base_url=self.base_url, bundles=addresses)
            if told is None:
                raise Refused(404, "the study of this session is gone")
            self._store.sign(key, at=self.now())
        return told

    def takes(self, opened: OpenSession) -> bool:
        """May a page of this session still hand over what it holds?"""
        with self._lock:
            return takes_batches(self._store, opened, self.now())

    def replays(self, opened: OpenSession, study: StudyVersion) -> bool:
        """Did this person agree to pictures of what they do, in a study that asks for them?"""
        with self._lock:
            person = self._store.participant(opened.session.participant)
        consent = person.consent if person else None
        return study.document.replay and consent is not None and consent.replay

    def keep(self, body: Batches, study: StudyVersion) -> bool:
        """Store what is good; it is committed, to the disk, when this returns. Has the session
        ended? What a page recorded after that is dropped, and so is a replay nobody agreed to.

        Raises Refused: 410 where it ended long ago, 400 where a batch is not in the form of the
        contract, 413 where it is over the bounds. The others of the same request are stored all
        the same.
        """
        if len(body.batches) > REQUEST_BATCHES:
            raise Refused(413, f"more than {REQUEST_BATCHES} batches at once")
        good: list[tuple[Batch, int]] = []
        complaint = ""
        for raw in body.batches:
            try:
                batch = check_page_batch(bytes(raw))
            except RejectedBatch as error:
                complaint = complaint or str(error)
            else:
                good.append((batch, max(len(bytes(raw)), EVENT_BYTES * len(batch.events))))
        self.check_room()
        at = self.now()
        with self._lock:
            opened = self._opened(body.key)
            if not takes_batches(self._store, opened, at):
                raise Refused(410, "the session is over")
            session = opened.session.id
            good = self._wanted_of(good, opened, study, at)
            fitting = self._fitting(opened, good)
            batches, sizes = [b for b, _ in fitting], [size for _, size in fitting]
            self._store.add_page_batches(body.key, session, batches, sizes, received=at)
            if complaint:
                text = redact(f"a batch was not in the form of the contract: {complaint}")
                event = msgspec.json.encode(Console(t=0.0, level="recorder", text=text))
                self._store.tell(session, msgspec.Raw(event), at=at, limit=SESSION_COMPLAINTS)
        if len(fitting) < len(good):
            raise Refused(413, "the session is over its bounds")
        if complaint:
            raise Refused(400, f"not in the form of the contract: {complaint}")
        return bool(opened.session.ended)

    def _opened(self, key: str) -> OpenSession:
        """As it is now: another request may have ended or erased it a moment ago."""
        opened = self._store.session_of_key(key)
        if opened is None:
            raise Refused(404, "no session has this key")
        return opened

    def _wanted_of(
        self,
        good: Sequence[tuple[Batch, int]],
        opened: OpenSession,
        study: StudyVersion,
        at: float,
    ) -> list[tuple[Batch, int]]:
        """Without what was seen after the end, and without a replay that nobody agreed to."""
        streams = ("signals", "replay") if self.replays(opened, study) else ("signals",)
        in_time = sent_in_time(self._store, opened, [batch for batch, _ in good], at)
        return [
            (batch, size)
            for (batch, size), early in zip(good, in_time, strict=True)
            if early and batch.stream in streams
        ]

    def _fitting(
        self, used: OpenSession, good: Sequence[tuple[Batch, int]]
    ) -> list[tuple[Batch, int]]:
        """The batches that are within the session's bounds."""
        total, missing = used.bytes, 0
        kept: list[tuple[Batch, int]] = []
        last: dict[tuple[str, str], int] = {}
        for batch, size in good:
            place = (batch.page, batch.stream)
            left_out = self._left_out(used.session.id, batch, last.get(place))
            if left_out and missing == 0:
                missing = self._store.missing(used.session.id)
            within = (
                total + size <= SESSION_BYTES
                and used.batches + len(kept) < SESSION_BATCHES
                and missing + left_out <= SESSION_MISSING
            )
            if within:
                total, missing = total + size, missing + left_out
                last[place] = max(batch.seq, last.get(place, batch.seq))
                kept.append((batch, size))
        return kept

    def _left_out(self, session: str, batch: Batch, last: int | None) -> int:
        if last is not None and last >= batch.seq - 1:
            return 0
        before = self._store.missing_before(session, batch.page, batch.stream, batch.seq)
        return before if last is None else min(before, batch.seq - last - 1)

    def said(self, opened: OpenSession, what: SaidWhat, *, keep: bool) -> None:
        """End the session. Who leaves without letting us keep the data is asked on a page of our
        own: a key, which the shop's page has too, erases nobody.

        Raises Refused (410) where the session ended long ago, or another attempt came after it.
        """
        session, at = opened.session, self.now()
        with self._lock:
            if not may_say(self._store, opened, at):
                raise Refused(410, "the session is over")
            end_session(self._store, session.id, said=what, at=at)
            if what == "leave":
                self._store.change_participant(
                    session.participant, lambda p: _left(p, at, erase=not keep)
                )

    # ------------------------------------------------------------ what pages were made of

    def wanted(self, body: Wanted, opened: OpenSession, study: StudyVersion) -> list[str]:
        """The addresses that the page is asked to upload.

        What a script fetched at the same shop is taken over instead, from wherever it came.
        """
        if not self.replays(opened, study):
            return []
        asked = study.document
        session = opened.session.id
        with self._lock:
            known = self._store.addresses(session)
            new = [url for url in dict.fromkeys(body.urls) if url not in known and is_http(url)]
            shops = tuple({asked.shop, asked.shop_url, origin_of(asked.shop_url)} - {""})
            room = ASSETS - len(known)
            for address in self._store.script_addresses(shops, new)[: max(0, room)]:
                self._store.add_address(session, address)
                new.remove(address.url)
            self._store.sign(body.key, at=self.now())
            number = len(self._store.addresses(session))
        wanted = [url for url in new if is_address(url, asked.origins)]
        return wanted[: max(0, ASSETS - number)]

    def upload(self, key: str, opened: OpenSession, url: str, type: str, content: bytes) -> None:
        """Keep one asset of a page. Raises Refused (413) over the session's bounds."""
        self.check_room()
        session = opened.session.id
        with self._lock:
            known = self._store.addresses(session)
            if url not in known:
                used = self._store.uploads(session)
                if len(known) >= ASSETS or used.bytes + len(content) > ASSETS_BYTES:
                    raise Refused(413, "the session is over its bounds")
                self._store.add_upload(session, url, type, content)
            self._store.sign(key, at=self.now())


def _left(participant: Participant, at: float, *, erase: bool) -> Participant:
    return msgspec.structs.replace(
        participant,
        left=participant.left or at,
        wish_erase=participant.wish_erase or erase,
    )
