"""The workspace: one SQLite file. The only package that says SQL.

Writing: one connection per process, ``BEGIN IMMEDIATE``, WAL, a busy timeout. A batch is one row
under ``(session, page, stream, seq)``, so one sent twice is stored once. A method that writes
returns only when its transaction is committed.
"""

from kitka.recorder.store.assets import Asset, AssetTables, KnownAddress
from kitka.recorder.store.log import ReplayEvent
from kitka.recorder.store.people import OpenSession, PeopleTables, key_hash
from kitka.recorder.store.results import FindingRow, FrictionRow, ResultTables
from kitka.recorder.store.studies import study_hash


class Store(PeopleTables, AssetTables, ResultTables):
    """A workspace file, with everything that may be asked of it."""


__all__ = [
    "Asset",
    "FindingRow",
    "FrictionRow",
    "KnownAddress",
    "OpenSession",
    "ReplayEvent",
    "Store",
    "key_hash",
    "study_hash",
]
