"""Opening the file, transactions, and SQLite's errors in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from sqlite_utils import Database

from kitka.recorder.errors import StoreError
from kitka.recorder.store.migrations import APPLICATION_ID, MIGRATIONS

BUSY_SECONDS = 20


class DatabaseFile:
    """A SQLite file of ours. ``open`` creates or migrates it."""

    def __init__(self, db: Database, path: str) -> None:
        self._db = db
        self.path = path

    # ------------------------------------------------------------ open and close

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True) -> Self:
        """Raises StoreError with one line: not ours, newer, read-only, full, not there."""
        name = str(path)
        file = Path(name)
        if not create and not file.is_file():
            raise StoreError(f"{name}: no such database; record one first, e.g. kitka demo")
        try:
            connection = sqlite3.connect(
                name, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise StoreError(f"{name}: cannot be opened: {error}") from None
        store = cls(Database(connection, execute_plugins=False), name)
        try:
            with store._explained():
                store._prepare()
        except BaseException:
            connection.close()
            raise
        return store

    def _prepare(self) -> None:
        db = self._db
        is_ours = self._scalar("PRAGMA application_id") == APPLICATION_ID
        if not is_ours and db.table_names():
            raise StoreError(
                f"{self.path}: is a database of something else, not of Kitka; name another --db"
            )
        known = {migration.name for migration in MIGRATIONS._migrations}
        newer = [m.name for m in MIGRATIONS.applied(db) if m.name not in known]
        if newer:
            raise StoreError(
                f"{self.path}: was written by a newer Kitka ({newer[-1]}); upgrade Kitka"
            )
        db.execute("PRAGMA foreign_keys = ON")
        # In WAL mode a commit without fsync survives the process, not the power; a commit with it
        # held up every batch of a script by 2 ms.
        db.execute("PRAGMA synchronous = NORMAL")
        if is_ours and not MIGRATIONS.pending(db):
            return
        db.execute("PRAGMA journal_mode = WAL")
        with self._transaction():
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            MIGRATIONS.apply(db)

    def data_version(self) -> int:
        """Differs whenever the file was changed by another connection."""
        return int(self._scalar("PRAGMA data_version"))

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """SQLite's errors in one line that says what to do."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            text = str(error)
            if "not a database" in text or "malformed" in text:
                mend = "is not a Kitka database (or damaged); name another --db"
            elif "readonly" in text:
                mend = "is read-only; make it writable or name another --db"
            elif "full" in text:
                mend = "the disk is full; free some space: what was recorded until now is kept"
            elif "disk I/O" in text:
                mend = "cannot be written (disk full, quota or a failing disk); free some space"
            elif "locked" in text or "busy" in text:
                mend = f"is locked by another program for more than {BUSY_SECONDS} s; try again"
            else:
                mend = f"SQLite says: {text}"
            raise StoreError(f"{self.path}: {mend}") from None

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._explained():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._db.conn.in_transaction:  # a full disk has rolled it back already
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _rows(self, sql: str, *parameters: Any) -> Iterator[dict[str, Any]]:
        with self._explained():
            yield from self._db.query(sql, parameters)

    def _scalar(self, sql: str, *parameters: Any, **named: Any) -> Any:
        with self._explained():
            row = self._db.execute(sql, named or parameters).fetchone()
        return row[0] if row else None
