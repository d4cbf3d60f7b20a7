"""``kitka erase``: what there is about somebody is listed, removed, and receipted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from kitka.recorder.driver import wall_ms
from kitka.recorder.errors import KitkaError
from kitka.recorder.store import Inventory, Person, Receipt, Store


def erase(
    db: Path,
    who: str | None,
    *,
    study: str | None = None,
    session: str | None = None,
    expired: bool = False,
    pilots: bool = False,
    dry_run: bool = False,
    as_json: bool = False,
) -> int:
    """Erase one person (``who``: pseudonym or id), one session (its id, or how it begins), the
    pilots, or everybody whose retention is over.

    Lists first; with ``dry_run`` nothing else. Exit code 0, or 1 where the rows are gone but the
    file could not be cleaned of their bytes yet. Raises KitkaError for nobody, for several people
    of the same name, and unless exactly one thing is asked for.
    """
    if sum((who is not None, session is not None, expired, pilots)) != 1:
        raise KitkaError(
            "erase: name one of: a participant (P07), --session, --pilots or --expired"
        )
    with Store.open(db, create=False) as store:
        now = wall_ms()
        if session is not None:
            whole = _session(store, session)
            held = [store.session_inventory(whole)]
        else:
            ids = [p.id for p in _people(store, who, study, expired=expired, pilots=pilots, at=now)]
            held = [store.inventory(id) for id in ids]
        if not as_json:
            _list(held)
        if dry_run:
            if as_json:
                click.echo(msgspec.json.encode({"would_erase": held}))
            return 0
        if session is not None:
            receipts = [store.erase_session(whole, at=now)]
        else:
            receipts = store.erase_all(ids, at=now)
        left = next((receipt.left for receipt in receipts if receipt.left), "")
        if not receipts and store.unscrubbed:
            store.scrub()  # rows that an earlier command deleted while another program read
    if as_json:
        click.echo(msgspec.json.encode({"erased": receipts}))
    else:
        _hand_out(receipts)
    if left:
        raise Unclean(left)
    return 0


class Unclean(KitkaError):
    """The rows are gone; their bytes still stand in free pages of the file."""

    exit_code = 1


def _people(
    store: Store, who: str | None, study: str | None, *, expired: bool, pilots: bool, at: float
) -> list[Person]:
    known = store.people(study=study or "")
    if study is not None and store.study_id(study) is None:
        raise KitkaError(f"--study {study}: there is no such study in {store.path}")
    if expired:
        over = set(store.expired(at))
        return [person for person in known if person.id in over]
    if pilots:
        tried = {id for name in {p.study for p in known} for id in _pilots(store, name)}
        return [person for person in known if person.id in tried]
    found = store.people(called=who or "-", study=study or "")
    if not found:
        raise KitkaError(
            f"{who}: nobody is called so in {store.path}{f', study {study}' if study else ''}"
        )
    if len(found) > 1:
        names = ", ".join(person.study or "(none)" for person in found)
        raise KitkaError(f"{who}: is in several studies ({names}); name one with --study")
    return found


def _pilots(store: Store, study: str) -> list[str]:
    id = store.study_id(study)
    return store.pilots(id) if id else []


def _session(store: Store, begin: str) -> str:
    ids = [session.id for session in store.sessions()]
    found = [id for id in ids if begin and id.startswith(begin)]
    if len(found) != 1:
        raise KitkaError(f"--session {begin}: {len(found)} sessions begin so in {store.path}")
    return found[0]


def _list(held: Sequence[Inventory]) -> None:
    if not held:
        click.echo("nobody to erase")
    for one in held:
        click.echo(
            f"{_name(one.who, one.study)}: {_many(len(one.sessions), 'session')}, {one.bytes} bytes"
        )
        for part in one.tables:
            number, word = _many(part.rows, "row").split()
            click.echo(f"  {part.table:<16}{number:>8} {word:<4} {part.bytes:>12} bytes")
        for copy in one.copies:
            click.echo(f"  exported copy    {copy}")


def _hand_out(receipts: Sequence[Receipt]) -> None:
    for receipt in receipts:
        when = datetime.fromtimestamp(receipt.at / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        rows = sum(part.rows for part in receipt.tables)
        click.echo(f"receipt {receipt.hash}")
        click.echo(
            f"  {when}: erased {_name(receipt.who, receipt.study)}: "
            f"{_many(receipt.sessions, 'session')}, {_many(rows, 'row')}, {receipt.bytes} bytes"
        )
        for copy in receipt.copies:
            click.echo(f"  delete this copy by hand: {copy}")


def _many(count: int, word: str) -> str:
    return f"{count} {word}" + ("" if count == 1 else "s")


def _name(who: str, study: str) -> str:
    return f"{who} of {study}" if study else who
