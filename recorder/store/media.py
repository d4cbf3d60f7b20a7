"""Sound and pictures that were recorded beside a session, kept in the same file."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from kitka.recorder.errors import StoreError
from kitka.recorder.model import Record
from kitka.recorder.store.file import DatabaseFile

MEDIA_BYTES = 900 * 1024 * 1024
"""SQLite keeps at most 1 000 000 000 bytes in one value."""
_CHUNK = 4 * 1024 * 1024


class Media(Record, frozen=True):
    """A recording. ``offset_s``: seconds from the session's start to the recording's."""

    id: str
    session: str
    name: str
    type: str
    offset_s: float
    size: int


class MediaTables(DatabaseFile):
    """External recordings of sessions."""

    def add_media(
        self,
        session: str,
        path: Path,
        *,
        name: str,
        type: str,
        offset_s: float,
        progress: Callable[[int, int], None] | None = None,
    ) -> Media:
        """Copy a file in, chunk by chunk, all of it or nothing. ``progress``: bytes done, in all.

        Raises StoreError in one line: not readable, empty, too large, changed while it was read.
        """
        try:
            with path.open("rb") as file:
                size = path.stat().st_size
                if not 0 < size <= MEDIA_BYTES:
                    limit = MEDIA_BYTES // 1024 // 1024
                    raise StoreError(
                        f"{path}: has {size} bytes; a recording has between 1 byte and {limit} MB,"
                        " cut it or lower its quality (ffmpeg -crf 28)"
                    )
                media = Media(secrets.token_hex(16), session, name, type, offset_s, size)
                with self._transaction():
                    row = self._db.execute(
                        "insert into media (id, session, name, type, offset_s, bytes)"
                        " values (?, ?, ?, ?, ?, zeroblob(?))",
                        (media.id, session, name, type, offset_s, size),
                    ).lastrowid
                    done = 0
                    with self._db.conn.blobopen("media", "bytes", row or 0) as blob:
                        while chunk := file.read(min(_CHUNK, size - done)):
                            blob.write(chunk)
                            done += len(chunk)
                            if progress:
                                progress(done, size)
                    if done < size:
                        raise StoreError(f"{path}: became shorter while it was read; try again")
        except OSError as error:
            raise StoreError(f"{path}: cannot be read: {error.strerror}") from None
        return media

    def media(self, session: str) -> list[Media]:
        """The recordings of one session, without their bytes."""
        rows = self._rows(
            "select id, session, name, type, offset_s, length(bytes) as size from media"
            " where session = ? order by offset_s, rowid",
            session,
        )
        return [Media(**row) for row in rows]

    def media_of(self, id: str) -> Media | None:
        """One recording by its id, without its bytes."""
        rows = self._rows(
            "select id, session, name, type, offset_s, length(bytes) as size from media"
            " where id = ?",
            id,
        )
        return next((Media(**row) for row in rows), None)

    def media_chunk(self, id: str, start: int, length: int) -> bytes:
        """At most ``length`` bytes from ``start`` on; none past the end or where there is none."""
        with self._explained():
            row = self._scalar("select rowid from media where id = ?", id)
            if row is None or start < 0 or length <= 0:
                return b""
            with self._db.conn.blobopen("media", "bytes", row, readonly=True) as blob:
                if start >= len(blob):
                    return b""
                blob.seek(start)
                return blob.read(length)

    def delete_media(self, id: str) -> None:
        with self._transaction():
            self._db.execute("delete from media where id = ?", (id,))
