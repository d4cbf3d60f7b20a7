"""The tables of a workspace, one migration per change, never edited once released."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Migrations

APPLICATION_ID = 0x4B49544B
"""``KITK`` in the file's header: how a database of ours is known (``PRAGMA application_id``)."""

MIGRATIONS = Migrations("kitka")


@MIGRATIONS()
def m001_workspace(db: Any) -> None:
    """What was recorded: never rebuilt, only added to, withdrawn or erased."""
    db["studies"].create({"id": str, "name": str, "shop": str, "created": float}, pk="id")
    db["participants"].create(
        {"id": str, "study": str, "pseudonym": str, "created": float},
        pk="id",
        foreign_keys=[("study", "studies", "id")],
    )
    db["scenarios"].create(
        {"hash": str, "name": str, "title": str, "document": str, "created": float}, pk="hash"
    )
    db["sessions"].create(
        {
            "id": str,
            "scenario": str,
            "scenario_hash": str,
            "study": str,
            "participant": str,
            "actor": str,
            "label": str,
            "started": float,
            "ended": str,
            "document": str,
        },
        pk="id",
        foreign_keys=[
            ("scenario_hash", "scenarios", "hash"),
            ("study", "studies", "id"),
            ("participant", "participants", "id"),
        ],
    )
    db["sessions"].create_index(["scenario", "started"])
    db["batches"].create(
        {
            "session": str,
            "page": str,
            "stream": str,
            "seq": int,
            "producer": str,
            "clock_origin": float,
            "sent": float,
            "received": float,
            "events": bytes,
        },
        pk=("session", "page", "stream", "seq"),
        foreign_keys=[("session", "sessions", "id")],
    )
    db["assets"].create({"hash": str, "type": str, "bytes": bytes}, pk="hash")
    db["asset_addresses"].create(
        {
            "session": str,
            "url": str,
            "hash": str,
            "etag": str,
            "modified": str,
            "fresh_until": float,
        },
        pk=("session", "url"),
        foreign_keys=[("session", "sessions", "id"), ("hash", "assets", "hash")],
    )
    db["asset_addresses"].create_index(["url"])
    db["traces"].create(
        {"session": str, "bytes": bytes}, pk="session", foreign_keys=[("session", "sessions", "id")]
    )
    db["answers"].create(
        {"id": str, "session": str, "participant": str, "item": str, "value": str, "at": float},
        pk="id",
    )
    db["notes"].create(
        {"id": str, "session": str, "at_s": float, "tag": str, "text": str, "author": str}, pk="id"
    )
    db["reviews"].create(
        {"id": str, "finding": str, "status": str, "who": str, "why": str, "at": float}, pk="id"
    )


@MIGRATIONS()
def m002_results(db: Any) -> None:
    """What the analyzer said: rebuilt at any time; ``version`` is that of the rules."""
    db["results"].create(
        {"session": str, "version": str, "document": str},
        pk="session",
        foreign_keys=[("session", "sessions", "id")],
    )
    db["frictions"].create(
        {
            "session": str,
            "scenario": str,
            "rule": str,
            "step": str,
            "element": str,
            "at_s": float,
            "cost_s": float,
            "version": str,
        },
        foreign_keys=[("session", "sessions", "id")],
    )
    db["frictions"].create_index(["session"])
    db["findings"].create(
        {
            "id": str,
            "scenario": str,
            "actor": str,
            "rule": str,
            "step": str,
            "priority": float,
            "version": str,
            "document": str,
        },
        pk=("id", "actor"),
    )


@MIGRATIONS()
def m003_participants(db: Any) -> None:
    """Studies in versions, the people who take part, and what lets a page write its session."""
    db["study_versions"].create(
        {
            "study": str,
            "hash": str,
            "number": int,
            "document": str,
            "created": float,
            "locked": float,
        },
        pk=("study", "hash"),
        foreign_keys=[("study", "studies", "id")],
    )
    for column in ("token", "code", "document"):
        db["participants"].add_column(column, str)
    db["participants"].create_index(["token"], unique=True)
    db["participants"].create_index(["code"])
    db["participants"].create_index(["study"])
    db["session_keys"].create(
        {"hash": str, "session": str, "last_sign": float, "bytes": int, "batches": int},
        pk="hash",
        foreign_keys=[("session", "sessions", "id")],
    )
    db["session_keys"].create_index(["session"])
    db["sessions"].create_index(["participant"])
    db["answers"].create_index(["participant", "item", "session"], unique=True)
    db["notes"].create_index(["session"])
    db["media"].create(
        {"id": str, "session": str, "name": str, "type": str, "offset_s": float, "bytes": bytes},
        pk="id",
        foreign_keys=[("session", "sessions", "id")],
    )
    db["settings"].create({"name": str, "value": str}, pk="name")
    db["copies"].create({"path": str, "session": str, "at": float}, pk=("path", "session"))


@MIGRATIONS()
def m004_reviews(db: Any) -> None:
    """What researchers decide about findings, and about single frictions."""
    for column, kind in (("scenario", str), ("places", str), ("label", str), ("since", float)):
        db["reviews"].add_column(column, kind)
    db["reviews"].create_index(["scenario"])
    db["marks"].create(
        {
            "id": str,
            "session": str,
            "verdict": str,
            "rule": str,
            "at_s": float,
            "who": str,
            "at": float,
            "text": str,
        },
        pk="id",
        foreign_keys=[("session", "sessions", "id")],
    )
    db["marks"].create_index(["session"])
