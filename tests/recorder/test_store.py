"""The workspace file: stored once, never lost, and one clear line where it cannot be used."""

import multiprocessing
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from kitka.recorder.errors import StoreError
from kitka.recorder.model import Batch, Click, Condition, Scenario, Session, Step, Target
from kitka.recorder.store import KnownAddress, Store
from kitka.recorder.store.migrations import MIGRATIONS

SCENARIO = Scenario("bag", "Buy a bag", (Step("Paid", (Condition(url="/done/"),)),))


def batch(seq: int, *, page: str = "p1", stream="signals", t: float = 1.0) -> Batch:
    event = Click(t=t, view=0, id=seq, target=Target(role="button"))
    raw = msgspec.Raw(msgspec.json.encode(event))
    return Batch("page", stream, page, seq, 1_000.0, t + 1, (raw,))


def session(store: Store, id: str = "s1") -> Session:
    key = store.add_scenario(SCENARIO, at=0.0)
    made = Session(id=id, scenario="bag", scenario_hash=key, actor="script", started=1_000.0)
    store.save_session(made)
    return made


@pytest.mark.parametrize("what", ["study", "participant"])
def test_a_session_of_nobody_is_refused_in_words(path: Path, what: str) -> None:
    with Store.open(path) as store:
        made = session(store)
        with pytest.raises(StoreError, match=f"no {what} has the id p9; add it first"):
            store.save_session(msgspec.structs.replace(made, id="s2", **{what: "p9"}))
        assert [one.id for one in store.sessions()] == ["s1"]


def test_a_batch_sent_twice_is_stored_once(store: Store) -> None:
    made = session(store)
    assert store.add_batches(made.id, [batch(0), batch(1)], received=1_002.0) == 2
    assert store.add_batches(made.id, [batch(0), batch(2)], received=1_500.0) == 1
    assert len(store.log(made).batches) == 3


def test_a_missing_number_is_a_gap(store: Store) -> None:
    made = session(store)
    for seq in (0, 1, 4):
        store.add_batches(made.id, [batch(seq)], received=1_010.0)
    (gap,) = store.log(made).gaps
    assert (gap.page, gap.stream, gap.missing) == ("p1", "signals", (2, 3))


def test_replay_and_signals_are_two_streams(store: Store) -> None:
    made = session(store)
    store.add_batches(made.id, [batch(0)], received=1_002.0)
    store.add_batches(made.id, [batch(0, stream="replay")], received=1_002.0)
    assert len(store.log(made).batches) == 1
    assert len(list(store.replay(made.id))) == 1


def test_a_clock_that_runs_ahead_is_set_back(store: Store) -> None:
    made = session(store)
    store.add_batches(
        made.id, [batch(0, t=500.0)], received=1_101.0
    )  # sent at 1501 of its own clock
    (placed,) = store.log(made).batches
    assert placed.offset_ms == -400.0


def test_pages_of_the_lab_keep_their_own_clock(store: Store) -> None:
    """They run on this machine: what a script held back for long is no wrong clock."""
    made = msgspec.structs.replace(session(store), actor="participant")
    store.save_session(made)
    store.add_batches(made.id, [batch(0, t=500.0)], received=9_000.0)
    (placed,) = store.log(made).batches
    assert (placed.offset_ms, placed.uncertainty_ms) == (0.0, 7_499.0)


def test_assets_are_kept_once_by_content(store: Store) -> None:
    made = session(store)
    one = store.add_asset(b"body{}", "text/css")
    assert store.add_asset(b"body{}", "text/css") == one
    store.add_address(made.id, KnownAddress("http://shop/a.css", one, etag='"x"'))
    assert store.addresses(made.id) == {"http://shop/a.css": one}
    assert store.last_known(["http://shop/a.css"])["http://shop/a.css"].etag == '"x"'
    assert store.asset(one).content == b"body{}"


def test_what_was_written_is_there_after_reopening(path: Path) -> None:
    with Store.open(path) as store:
        made = session(store)
        store.add_batches(made.id, [batch(0)], received=1_002.0)
    with Store.open(path) as store:
        assert store.session("s1") == made
        assert [scenario.name for scenario in store.scenarios()] == ["bag"]


def test_it_refuses_a_file_that_is_no_database(path: Path) -> None:
    path.write_text("a shopping list\n" * 100)
    with pytest.raises(StoreError, match="not a Kitka database"):
        Store.open(path)
    assert path.read_text().startswith("a shopping list")


def test_it_refuses_a_database_of_something_else(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("create table recipes (name text)")
    other.close()
    with pytest.raises(StoreError, match="of something else"):
        Store.open(path)


def test_it_refuses_a_database_of_a_newer_version(path: Path) -> None:
    Store.open(path).close()
    with sqlite3.connect(path) as newer:
        newer.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values (?, ?, ?)",
            (MIGRATIONS.name, "m999_from_the_future", "2030-01-01"),
        )
    newer.close()
    with pytest.raises(StoreError, match=r"newer Kitka \(m999_from_the_future\)"):
        Store.open(path)


def test_a_missing_database_is_named(path: Path) -> None:
    with pytest.raises(StoreError, match="no such database"):
        Store.open(path, create=False)
    assert not path.exists()


def test_a_full_disk_keeps_what_came_before(store: Store) -> None:
    """SQLite's own page limit makes the file "full" without filling a disk."""
    made = session(store)
    store.add_batches(made.id, [batch(0)], received=1_002.0)
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full"):
        store.add_asset(bytes(range(256)) * 4_000, "image/png")
    assert len(store.log(made).batches) == 1


def test_a_read_only_database_is_one_line(path: Path) -> None:
    """Root may write anywhere, so the connection has been told not to."""
    Store.open(path).close()
    with Store.open(path) as store:
        store._db.execute("PRAGMA query_only = ON")
        with pytest.raises(StoreError, match="read-only; make it writable"):
            session(store)


def _write(path: str, name: str) -> None:
    with Store.open(path) as store:
        made = session(store, name)
        for seq in range(200):
            store.add_batches(made.id, [batch(seq)], received=2_000.0)


def test_two_processes_write_at_once(path: Path) -> None:
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_write, args=(str(path), name)) for name in ("a", "b", "c")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    with Store.open(path) as store:
        assert {s.id for s in store.sessions()} == {"a", "b", "c"}
        for made in store.sessions():
            log = store.log(made)
            assert len(log.batches) == 200
            assert log.gaps == ()


def test_a_killed_writer_loses_nothing_that_was_acknowledged(path: Path) -> None:
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "import importlib.util\n"
        f"spec = importlib.util.spec_from_file_location('t', {__file__!r})\n"
        "t = importlib.util.module_from_spec(spec); spec.loader.exec_module(t)\n"
        "store = t.Store.open(sys.argv[1]); made = t.session(store)\n"
        "for seq in range(50): store.add_batches(made.id, [t.batch(seq)], received=2000.0)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True)
    assert done.returncode == -9, done.stderr
    with Store.open(path) as store:
        (made,) = store.sessions()
        assert len(store.log(made).batches) == 50
        assert made.ended == ""


def test_the_file_copies_as_one_after_closing(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        session(store)
    copy = tmp_path / "copy.db"
    shutil.copy(path, copy)
    with Store.open(copy) as store:
        assert len(store.sessions()) == 1


def test_every_question_to_a_broken_file_is_answered_in_words(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="SQLite says"):
        store.data_version()
