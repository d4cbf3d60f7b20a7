"""How events travel and are kept."""

from __future__ import annotations

from typing import Literal

import msgspec

from kitka.recorder.model.base import Record
from kitka.recorder.model.events import AnyEvent
from kitka.recorder.model.session import Note, Session
from kitka.recorder.model.study import Answer


class Batch(Record, frozen=True):
    """What a producer hands over: one row under ``(session, page, stream, seq)``.

    ``page`` is a random id per document, ``seq`` counts from 0 per page and stream. ``sent`` is
    the producer's clock when it handed over. ``events`` stay undecoded JSON until they are read.
    """

    producer: Literal["page", "driver"]
    stream: Literal["signals", "replay"]
    page: str
    seq: int
    clock_origin: float
    sent: float
    events: tuple[msgspec.Raw, ...]


class ClockedEvents(Record, frozen=True):
    """The signals of one stored batch, decoded. ``offset_ms`` maps producer clock to ours."""

    page: str
    seq: int
    producer: Literal["page", "driver"]
    clock_origin: float
    events: tuple[AnyEvent, ...]
    offset_ms: float = 0.0
    uncertainty_ms: float = 0.0


class Gap(Record, frozen=True):
    """Batches that never arrived: ``missing`` sequence numbers of one page and stream."""

    page: str
    stream: Literal["signals", "replay"]
    missing: tuple[int, ...]


class SessionLog(Record, frozen=True):
    """All that is known of one session: what the analyzer reads."""

    session: Session
    batches: tuple[ClockedEvents, ...]
    gaps: tuple[Gap, ...] = ()
    notes: tuple[Note, ...] = ()
    answers: tuple[Answer, ...] = ()
    """What its participant answered about it."""
