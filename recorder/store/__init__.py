"""The workspace: one SQLite file. The only package that says SQL.

Writing: one connection per process, ``BEGIN IMMEDIATE``, WAL, a busy timeout. A batch is one row
under ``(session, page, stream, seq)``, so one sent twice is stored once. A method that writes
returns only when its transaction is committed.
"""

from kitka.recorder.store.assets import Asset, KnownAddress
from kitka.recorder.store.erasure import ErasureTables, Receipt
from kitka.recorder.store.holdings import Held, Inventory, Person
from kitka.recorder.store.keys import OpenSession, key_hash
from kitka.recorder.store.log import ReplayEvent
from kitka.recorder.store.media import Media, MediaTables
from kitka.recorder.store.results import FindingRow, FrictionRow, ResultTables
from kitka.recorder.store.reviews import ReviewTables
from kitka.recorder.store.studies import study_hash


class Store(ErasureTables, MediaTables, ResultTables, ReviewTables):
    """A workspace file, with everything that may be asked of it."""


__all__ = [
    "Asset",
    "FindingRow",
    "FrictionRow",
    "Held",
    "Inventory",
    "KnownAddress",
    "Media",
    "OpenSession",
    "Person",
    "Receipt",
    "ReplayEvent",
    "Store",
    "key_hash",
    "study_hash",
]
