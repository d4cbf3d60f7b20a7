"""Recordings made elsewhere, served in parts so that a player can jump (RFC 9110, Range)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask import Response, request

from kitka.analyzer.report.study_source import MediaFile

PIECE = 1 << 20
"""Bytes that are in memory at once."""
MOST = 8 << 20
"""Bytes of one answer to a Range request; who wants more asks again."""
PLAYED = frozenset({
    "audio/mpeg", "audio/mp4", "audio/aac", "audio/ogg", "audio/wav", "audio/x-wav", "audio/webm",
    "audio/flac", "audio/x-m4a", "video/mp4", "video/webm", "video/ogg", "video/quicktime",
})  # fmt: skip
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"

Read = Callable[[int, int], bytes]
"""(start, length) → bytes."""


def playable(media: MediaFile) -> str:
    """``audio`` or ``video``; ``""`` for what no player of ours takes."""
    return media.type.partition("/")[0] if media.type in PLAYED else ""


def serve(media: MediaFile, read: Read) -> Response:
    """The whole, or the part that is asked for (206); 416 where there is no such part."""
    wanted = request.range
    if wanted is None or wanted.units != "bytes" or len(wanted.ranges) != 1:
        return _answer(media, _pieces(read, 0, media.size), 200, media.size)
    part = wanted.range_for_length(media.size)
    if part is None:
        refused = Response(status=416)
        refused.headers["Content-Range"] = f"bytes */{media.size}"
        return refused
    start, stop = part[0], min(part[1], part[0] + MOST)
    answer = _answer(media, _pieces(read, start, stop), 206, stop - start)
    answer.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{media.size}"
    return answer


def _pieces(read: Read, start: int, stop: int) -> Iterator[bytes]:
    for at in range(start, stop, PIECE):
        yield read(at, min(PIECE, stop - at))


def _answer(media: MediaFile, body: Iterator[bytes], status: int, length: int) -> Response:
    kind = media.type if media.type in PLAYED else "application/octet-stream"
    answer = Response(body, status=status, content_type=kind)
    answer.headers["Content-Length"] = str(length)
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer
