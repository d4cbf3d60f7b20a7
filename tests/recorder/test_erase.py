"""Who is erased is nowhere: in no table, no asset, no free page, no write-ahead log."""

import json
import random
from pathlib import Path

import msgspec
import pytest
from collecting import SCENARIO, START, Person, person, signals
from support import Folder

from kitka.commands.erase import Unclean, erase
from kitka.recorder.errors import KitkaError, StoreError
from kitka.recorder.intake import check_page_batch, pack
from kitka.recorder.model import Answer, Batch, Mark, Note, Session, StepMark
from kitka.recorder.store import FindingRow, FrictionRow, Store
from kitka.recorder.store.erasure import receipt_hash

TABLES = {
    "session_keys", "batches", "traces", "media", "results", "frictions", "notes", "marks",
    "asset_addresses", "copies", "answers", "findings", "assets", "sessions", "participants",
}  # fmt: skip


def noise(seed: str, size: int = 3_000) -> bytes:
    """Bytes that occur nowhere else and that no compression shortens."""
    return random.Random(seed).randbytes(size)


def batch(marker: str, seq: int) -> Batch:
    letters = noise(f"{marker}{seq}").hex()
    view = {"kind": "view", "t": seq, "url": "/", "origin": "x", "title": f"{marker} {letters}"}
    return check_page_batch(json.dumps(signals(seq, view)).encode())


def plant(store: Store, who: Person, marker: str, folder: Path) -> list[bytes]:
    """Something with ``marker`` in every table. Returns what must be nowhere once it is erased."""
    session, participant = who.session.id, who.participant
    batches = [batch(marker, seq) for seq in range(5)]
    store.add_page_batches(who.key, session, batches, [1] * 5, received=START)
    store.save_trace(session, noise(f"trace {marker}", 20_000))
    store.add_upload(session, f"https://shop.example/{marker}.png", "image/png", noise(marker))
    picture = store.add_asset(noise(f"picture {marker}"), "image/webp")
    mark = StepMark(t=1, name=marker, duration_ms=1, screenshot=picture)
    store.tell(session, msgspec.Raw(msgspec.json.encode(mark)), at=START, limit=99)
    for at in (1.0, 2.0):  # what was said first is replaced, and gone all the same
        store.save_answers(
            [Answer(participant.id, "why", f"{marker} answer {at}", at, session),
             Answer(participant.id, "age", f"{marker} once {at}", at)]
        )  # fmt: skip
        store.save_note(Note(f"note {marker}", session, at, text=f"{marker} note {at}"))
        result = f'{{"of":"{session}","text":"{marker} result {at}{"." * 9_000}"}}'.encode()
        frictions = [FrictionRow("rage_click", "Basket", f"{marker} element {at}", at, 1.0)]
        store.save_result(session, "bag", f"v{at}", result, frictions)
    store.save_participant(msgspec.structs.replace(participant, source={"via": marker}))
    store.change_session(session, lambda s: msgspec.structs.replace(s, error=f"{marker} error"))
    store.save_mark(Mark(f"mark {marker}", session, "missed", "other", 1.0, "MK", 1.0, marker))
    film = folder / f"{marker}.webm"
    film.write_bytes(noise(f"film {marker}", 50_000))
    store.add_media(session, film, name=film.name, type="video/webm", offset_s=1.0)
    store.add_copy(f"/tmp/{marker}.db", session, at=1.0)
    return [
        marker.encode(),
        session.encode(),
        participant.id.encode(),
        participant.token.encode(),
        noise(marker)[:64],
        noise(f"picture {marker}")[-64:],
        noise(f"film {marker}", 50_000)[20_000:20_064],
        noise(f"trace {marker}", 20_000)[10_000:10_064],
        *(pack(b)[40:104] for b in batches),
    ]


def find(store: Store, session: str, marker: str) -> None:
    rows = [FindingRow(f"f {marker}", "bag", "participant", "rage_click", "Basket", 1.0,
                       json.dumps({"of": session, "quote": marker}).encode())]  # fmt: skip
    store.save_findings("v1", rows)


def raw(path: Path) -> bytes:
    """Every byte of the file, its write-ahead log and its shared memory."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


# ------------------------------------------------------------ nothing is left


def test_nothing_of_an_erased_person_is_left(
    path: Path, store: Store, tmp_path: Path, someone: Person
) -> None:
    """Among others whose rows share its pages, and after pages were divided and refilled."""
    others = [person(store) for _ in range(12)]
    planted = {}
    for number, who in enumerate([*others[:6], someone, *others[6:]]):
        planted[who.participant.id] = plant(store, who, f"Marker{number:02d}x", tmp_path)
    find(store, someone.session.id, "Marker06x")
    gone = planted.pop(someone.participant.id)
    before = raw(path)
    assert [mark for mark in gone if mark not in before] == []

    receipt = store.erase_participant(someone.participant.id, at=START)

    after = raw(path)
    assert [mark for mark in gone if mark in after] == []
    assert [mark for marks in planted.values() for mark in marks if mark not in after] == []
    assert {held.table for held in receipt.tables} == TABLES
    assert receipt.left == "" and not store.unscrubbed
    assert path.with_name("kitka.db-wal").stat().st_size < 10_000


def test_deleting_alone_would_not_do(path: Path, store: Store, someone: Person) -> None:
    """What was replaced long ago stands in free pages, where SQLite is built as most are: Debian's
    overwrites what it deletes."""
    store._db.execute("PRAGMA secure_delete = OFF")
    for text in (b"MarkerX" * 3_000, b"{}"):
        store.save_result(someone.session.id, "bag", "v1", text, [])
    store.erase_participant(someone.participant.id, at=START, scrub=False)
    store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert b"MarkerX" in raw(path)
    assert store.unscrubbed
    store.scrub()
    assert b"MarkerX" not in raw(path)
    assert not store.unscrubbed


def test_the_inventory_is_what_goes(store: Store, tmp_path: Path, someone: Person) -> None:
    plant(store, someone, "MarkerX", tmp_path)
    find(store, someone.session.id, "MarkerX")
    held = store.inventory(someone.participant.id)
    rows = {part.table: part.rows for part in held.tables}
    assert rows == {
        "session_keys": 1, "batches": 6, "traces": 1, "media": 1, "results": 1, "frictions": 1,
        "notes": 1, "marks": 1, "asset_addresses": 1, "copies": 1, "answers": 2, "findings": 1,
        "assets": 2, "sessions": 1, "participants": 1,
    }  # fmt: skip
    sizes = {part.table: part.bytes for part in held.tables}
    assert sizes["media"] > 50_000 and sizes["traces"] > 20_000
    receipt = store.erase_participant(someone.participant.id, at=START)
    assert (receipt.tables, receipt.bytes) == (held.tables, held.bytes)
    assert receipt.copies == ("/tmp/MarkerX.db",)
    assert receipt.hash == receipt_hash(receipt)
    forged = msgspec.structs.replace(receipt, at=START + 1)
    assert forged.hash != receipt_hash(forged)
    with pytest.raises(StoreError, match="nobody has the id"):
        store.inventory(someone.participant.id)


def test_a_key_of_an_erased_person_can_write_nothing(store: Store, someone: Person) -> None:
    store.erase_participant(someone.participant.id, at=START)
    with pytest.raises(StoreError):
        store.add_page_batches(
            someone.key, someone.session.id, [batch("x", 0)], [1], received=START
        )
    assert store.change_session(someone.session.id, lambda s: s) is None
    with pytest.raises(StoreError):
        store.save_session(someone.session)
    assert store.sessions() == []


# ------------------------------------------------------------ the command


def test_the_command_lists_erases_and_hands_out_a_receipt(
    path: Path, store: Store, tmp_path: Path, someone: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(store, someone, "MarkerX", tmp_path)
    assert erase(path, "p01", dry_run=True) == 0
    listed = capsys.readouterr().out
    assert "P01 of autumn: 1 session, " in listed and "/tmp/MarkerX.db" in listed
    assert "receipt" not in listed
    assert store.participant(someone.participant.id) is not None
    assert erase(path, "P01") == 0
    printed = capsys.readouterr().out
    assert printed.startswith(listed)
    assert "receipt " in printed and "delete this copy by hand: /tmp/MarkerX.db" in printed
    assert store.participant(someone.participant.id) is None
    assert b"MarkerX" not in raw(path)


def test_json_is_one_document(
    path: Path, someone: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    assert erase(path, "P01", dry_run=True, as_json=True) == 0
    (listed,) = json.loads(capsys.readouterr().out)["would_erase"]
    assert listed["who"] == "P01"
    assert erase(path, "P01", as_json=True) == 0
    (receipt,) = json.loads(capsys.readouterr().out)["erased"]
    assert (receipt["who"], receipt["tables"]) == ("P01", listed["tables"])


def test_the_same_pseudonym_in_two_studies_has_to_be_told_apart(
    path: Path, store: Store, someone: Person
) -> None:
    other = person(store, name="winter")
    with pytest.raises(KitkaError, match=r"several studies \(autumn, winter\); name one"):
        erase(path, "P01")
    assert erase(path, "P01", study="winter") == 0
    assert store.participant(other.participant.id) is None
    assert store.participant(someone.participant.id) is not None


@pytest.mark.parametrize(
    "asked, why",
    [
        ({"who": "P09"}, "P09: nobody is called so"),
        ({"who": ""}, "nobody is called so"),
        ({"who": "P01", "study": "summer"}, "there is no such study"),
        ({"who": None}, "name one of"),
        ({"who": "P01", "expired": True}, "name one of"),
        ({"who": None, "session": "nope"}, "0 sessions begin so"),
        ({"who": None, "session": ""}, "0 sessions begin so"),
    ],
)
def test_who_cannot_be_meant_is_one_line(
    path: Path, store: Store, someone: Person, asked: dict[str, object], why: str
) -> None:
    with pytest.raises(KitkaError, match=why) as error:
        erase(path, **asked)
    assert error.value.exit_code == 2
    assert "\n" not in str(error.value)
    assert store.participant(someone.participant.id) is not None


def test_pilots_and_sessions_by_command(
    path: Path, store: Store, someone: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    store.add_participants(someone.study.study, 1, at=START, pilot=True)
    assert erase(path, None, pilots=True, study="autumn") == 0
    told = capsys.readouterr().out
    assert "P02 of autumn: 0 sessions, 1 row, " in told and " 1 row  " in told
    assert erase(path, None, session=someone.session.id[:8]) == 0
    assert store.sessions() == []
    assert [p.pseudonym for p in store.participants(someone.study.study)] == ["P01"]


def test_expired_by_command(
    path: Path, store: Store, someone: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    """START lies years back: the person's retention is over today."""
    assert erase(path, None, expired=True, dry_run=True) == 0
    assert erase(path, None, expired=True) == 0
    assert store.participants(someone.study.study) == []
    assert erase(path, None, expired=True) == 0
    assert "nobody to erase" in capsys.readouterr().out


def test_a_reader_that_holds_the_file_is_named(
    path: Path, store: Store, someone: Person, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr("kitka.recorder.store.file.BUSY_SECONDS", 0.05)
    store._db.execute("BEGIN")
    store._db.execute("select * from participants").fetchall()
    with pytest.raises(Unclean, match="while another program reads it") as error:
        erase(path, "P01")
    assert error.value.exit_code == 1
    assert "receipt" in capsys.readouterr().out
    store._db.execute("ROLLBACK")
    assert store.unscrubbed
    assert erase(path, None, expired=True) == 0  # as the line says
    assert not store.unscrubbed


def test_no_database_is_one_line(folder: Folder) -> None:
    with pytest.raises(StoreError, match="no such database"):
        erase(folder.path / "none.db", "P01")


def test_uploads_are_erased_without_reading_every_other_log(
    store: Store, someone: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add_upload(someone.session.id, "https://shop.example/a.png", "image/png", noise("a"))
    script = Session("script", "bag", store.add_scenario(SCENARIO, at=START), "script", START)
    store.save_session(script)
    event = (msgspec.Raw(b'{"kind":"leave","t":1}'),)
    store.add_batches("script", [Batch("driver", "signals", "d1", 0, START, 1, event)], received=1)
    read: list[bytes] = []
    monkeypatch.setattr("kitka.recorder.store.holdings.unpack_bytes", read.append)
    store.erase_participant(someone.participant.id, at=START)
    assert read == []
    assert store._scalar("select count(*) from assets") == 0
