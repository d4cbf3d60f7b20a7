"""Bytes from a producer → a checked batch. Pure: no store, no clock, no network."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec
import zstandard

from kitka.recorder.model import AnyEvent, Batch, PageEvent

T = TypeVar("T")

MAX_BYTES = 32 * 1024 * 1024
"""A full snapshot of a huge page is a few MB; more than this is not a page's batch."""
MAX_EVENTS = 10_000
MAX_TEXT = 64_000
"""Characters of one text in a participant's signals; the longest that a page of ours sends is a
hundredth of that."""
MAX_NUMBER = 1e15
"""Beyond it a double no longer counts in ones, and sums of times overflow."""
MAX_SEQ = 100_000


class _ReplayEvent(msgspec.Struct, omit_defaults=True):
    """What every rrweb event has; ``data`` is as rrweb made it."""

    type: int
    timestamp: float
    data: Any = None
    delay: float = 0.0


_batch = msgspec.json.Decoder(Batch)
_signals = msgspec.json.Decoder(tuple[AnyEvent, ...])
_page_signals = msgspec.json.Decoder(tuple[PageEvent, ...])
_page_replay = msgspec.json.Decoder(tuple[_ReplayEvent, ...])
_raws = msgspec.json.Decoder(tuple[msgspec.Raw, ...])
_any = msgspec.json.Decoder()
_WRONG = (msgspec.DecodeError, UnicodeError, RecursionError)
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_ESCAPE = re.compile(
    rb"\\(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F]..)|.)",
    re.DOTALL,
)


class RejectedBatch(ValueError):
    """A batch that is not in the form of the contract: it is not stored."""


def decode(decoder: msgspec.json.Decoder[T], data: bytes) -> T:
    """Decode JSON of a page. A text that was cut in the middle of an emoji holds half a surrogate
    pair, which is no Unicode: it becomes U+FFFD, and nothing else is lost with it.

    Raises RejectedBatch.
    """
    try:
        try:
            return decoder.decode(data)
        except msgspec.DecodeError:
            if not _HALF.search(data):
                raise
            whole = _ESCAPE.sub(lambda m: rb"\ufffd" if m[2] else m[0], data)
            if whole == data:
                raise
            return decoder.decode(whole)
    except _WRONG as error:
        raise RejectedBatch(str(error)) from None


def split(payload: str | bytes) -> tuple[bytes, ...]:
    """The batches in what a page handed over at once: a JSON array of batches, or just one.

    Raises RejectedBatch where it is neither.
    """
    data = payload.encode() if isinstance(payload, str) else payload
    if data.startswith(b"{"):
        return (data,)
    return tuple(bytes(raw) for raw in decode(_raws, data))


def check_batch(payload: bytes | str) -> Batch:
    """Decode and check one batch. Signals are checked event by event against the model.

    Raises RejectedBatch with the path to the first thing that is wrong.
    """
    data = payload.encode() if isinstance(payload, str) else payload
    if len(data) > MAX_BYTES:
        raise RejectedBatch(f"batch of {len(data)} bytes, at most {MAX_BYTES}")
    batch = _head(data)
    if batch.stream == "signals":
        decode(_signals, msgspec.json.encode(batch.events))
    return batch


def check_page_batch(payload: bytes) -> Batch:
    """Check one batch that came over the network: from a page of a participant, or from whoever
    has the key. Only what a page may tell, in numbers that can be reckoned with.

    What is returned holds what the model knows of each event and nothing else: of two keys of the
    same name, one is gone, and nobody reads the other later. Raises RejectedBatch.
    """
    batch = _head(payload)
    if batch.producer != "page":
        raise RejectedBatch(f"producer is {batch.producer}: a page speaks for itself only")
    if not (batch.page.isascii() and batch.seq <= MAX_SEQ):
        raise RejectedBatch("page is not an id, or seq is too high")
    raw = msgspec.json.encode(batch.events)
    _check_values([batch.clock_origin, batch.sent])
    if batch.stream == "signals":
        told = decode(_page_signals, raw)
        events = _encoded(told)
        _check_values(_any.decode(msgspec.json.encode(events)))
    else:
        seen = decode(_page_replay, raw)
        events = _encoded(seen)
        _check_values([event.timestamp for event in seen])
    return msgspec.structs.replace(batch, events=events)


def _encoded(events: Iterable[object]) -> tuple[msgspec.Raw, ...]:
    return tuple(msgspec.Raw(msgspec.json.encode(event)) for event in events)


def _head(data: bytes) -> Batch:
    """The batch around the events. ``events`` is a list, ``page`` an id, ``seq`` counts."""
    batch = decode(_batch, data)
    if len(batch.events) > MAX_EVENTS:
        raise RejectedBatch(f"batch of {len(batch.events)} events, at most {MAX_EVENTS}")
    if not (1 <= len(batch.page) <= 64 and batch.page.isalnum()) or batch.seq < 0:
        raise RejectedBatch("page is not an id, or seq is negative")
    return batch


def _check_values(value: Any) -> None:
    """Raises RejectedBatch for a number or a text beyond all measure, however deep."""
    if isinstance(value, dict):
        for item in value.values():
            _check_values(item)
    elif isinstance(value, list):
        for item in value:
            _check_values(item)
    elif isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise RejectedBatch(f"a text of {len(value)} characters, at most {MAX_TEXT}")
    elif isinstance(value, int | float) and abs(value) > MAX_NUMBER:
        raise RejectedBatch(f"a number beyond ±{MAX_NUMBER:.0e}")


def pack(batch: Batch) -> bytes:
    """The events of a batch as stored: compressed JSON, as received."""
    return zstandard.compress(msgspec.json.encode(batch.events), 3)


def unpack_bytes(blob: bytes) -> bytes:
    """The JSON of any stored batch's events."""
    return zstandard.decompress(blob, max_output_size=MAX_BYTES * 2)


def unpack_signals(blob: bytes) -> tuple[AnyEvent, ...]:
    """The typed events of a stored signals batch."""
    return _signals.decode(unpack_bytes(blob))


def unpack_raw(blob: bytes) -> tuple[msgspec.Raw, ...]:
    """The events of any stored batch as undecoded JSON (replay events are rrweb's own)."""
    return _raws.decode(unpack_bytes(blob))
