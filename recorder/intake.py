"""Bytes from a producer → a checked batch. Pure: no store, no clock, no network."""

from __future__ import annotations

import msgspec
import zstandard

from kitka.recorder.model import AnyEvent, Batch

MAX_BYTES = 32 * 1024 * 1024
"""A full snapshot of a huge page is a few MB; more than this is not a page's batch."""
MAX_EVENTS = 10_000

_batch = msgspec.json.Decoder(Batch)
_signals = msgspec.json.Decoder(tuple[AnyEvent, ...])
_raws = msgspec.json.Decoder(tuple[msgspec.Raw, ...])


class RejectedBatch(ValueError):
    """A batch that is not in the form of the contract: it is not stored."""


def split(payload: str | bytes) -> tuple[bytes, ...]:
    """The batches in what a page handed over at once: a JSON array of batches, or just one.

    Raises RejectedBatch where it is neither.
    """
    data = payload.encode() if isinstance(payload, str) else payload
    if data.startswith(b"{"):
        return (data,)
    try:
        return tuple(bytes(raw) for raw in _raws.decode(data))
    except (msgspec.DecodeError, UnicodeError) as error:
        raise RejectedBatch(str(error)) from None


def check_batch(payload: bytes | str) -> Batch:
    """Decode and check one batch. Signals are checked event by event against the model.

    Raises RejectedBatch with the path to the first thing that is wrong.
    """
    data = payload.encode() if isinstance(payload, str) else payload
    if len(data) > MAX_BYTES:
        raise RejectedBatch(f"batch of {len(data)} bytes, at most {MAX_BYTES}")
    try:
        batch = _batch.decode(data)
        if batch.stream == "signals":
            _signals.decode(msgspec.json.encode(batch.events))
    except (msgspec.DecodeError, UnicodeError) as error:
        raise RejectedBatch(str(error)) from None
    if len(batch.events) > MAX_EVENTS:
        raise RejectedBatch(f"batch of {len(batch.events)} events, at most {MAX_EVENTS}")
    if not (1 <= len(batch.page) <= 64 and batch.page.isalnum()) or batch.seq < 0:
        raise RejectedBatch("page is not an id, or seq is negative")
    return batch


def pack(batch: Batch) -> bytes:
    """The events of a batch as stored: compressed JSON, as received."""
    return zstandard.compress(msgspec.json.encode(batch.events), 3)


def unpack_signals(blob: bytes) -> tuple[AnyEvent, ...]:
    """The typed events of a stored signals batch."""
    return _signals.decode(zstandard.decompress(blob, max_output_size=MAX_BYTES * 2))


def unpack_raw(blob: bytes) -> tuple[msgspec.Raw, ...]:
    """The events of any stored batch as undecoded JSON (replay events are rrweb's own)."""
    return _raws.decode(zstandard.decompress(blob, max_output_size=MAX_BYTES * 2))
