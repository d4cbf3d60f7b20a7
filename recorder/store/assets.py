"""Stylesheets, fonts, pictures, screenshots and traces: bytes kept once under their hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from kitka.recorder.model import Record
from kitka.recorder.store.file import DatabaseFile


class Asset(Record, frozen=True):
    hash: str
    type: str
    content: bytes


class KnownAddress(Record, frozen=True):
    """What an earlier answer said about itself: lets the recorder ask only whether it changed."""

    url: str
    hash: str
    etag: str = ""
    modified: str = ""
    fresh_until: float = 0.0


class AssetTables(DatabaseFile):
    """What the recorded pages were made of."""

    def add_asset(self, content: bytes, type: str) -> str:
        """Keep bytes once under their sha256 (hex), which is returned."""
        key = hashlib.sha256(content).hexdigest()
        with self._transaction():
            self._db.table("assets").insert(
                {"hash": key, "type": type, "bytes": content}, pk="hash", ignore=True
            )
        return key

    def asset(self, hash: str) -> Asset | None:
        row = next(self._rows("select * from assets where hash = ?", hash), None)
        return Asset(row["hash"], row["type"], row["bytes"]) if row else None

    def add_address(self, session: str, known: KnownAddress) -> None:
        """Remember which asset ``url`` meant in this session."""
        with self._transaction():
            self._db.table("asset_addresses").insert(
                {"session": session, **msgspec.to_builtins(known), "etag": known.etag,
                 "modified": known.modified, "fresh_until": known.fresh_until},
                pk=("session", "url"),
                replace=True,
            )  # fmt: skip

    def addresses(self, session: str) -> dict[str, str]:
        """url → hash of the assets of one session."""
        rows = self._rows("select url, hash from asset_addresses where session = ?", session)
        return {row["url"]: row["hash"] for row in rows}

    def last_known(self, urls: Iterable[str]) -> dict[str, KnownAddress]:
        """The newest knowledge, from any session, about each of ``urls``."""
        found: dict[str, KnownAddress] = {}
        for url in urls:
            row = next(
                self._rows(
                    "select url, hash, etag, modified, fresh_until from asset_addresses"
                    " where url = ? order by rowid desc limit 1",
                    url,
                ),
                None,
            )
            if row:
                found[url] = KnownAddress(**row)
        return found

    def save_trace(self, session: str, content: bytes) -> None:
        """Keep a redacted Playwright trace (zip)."""
        with self._transaction():
            self._db.table("traces").insert({"session": session, "bytes": content}, replace=True)

    def traces(self) -> list[str]:
        """Ids of the sessions that have a trace."""
        return [row["session"] for row in self._rows("select session from traces")]

    def trace(self, session: str) -> bytes | None:
        row = next(self._rows("select bytes from traces where session = ?", session), None)
        return row["bytes"] if row else None
