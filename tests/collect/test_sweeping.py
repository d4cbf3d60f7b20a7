"""Once a minute: idle sessions end, people whose retention is over are erased."""

import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from collecting import SCENARIO, START, Clock, Person, invite, person
from msgspec.structs import replace

from kitka.recorder.collect import Sweeper
from kitka.recorder.model import Session
from kitka.recorder.sessions import IDLE_MS, close_idle, end_session
from kitka.recorder.store import Receipt, Store
from kitka.recorder.store.erasure import DAY_MS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kitka.db"


@pytest.fixture
def someone(store: Store) -> Person:
    return person(store)


class Told:
    """Hears of receipts; ``wait`` until there is one."""

    def __init__(self) -> None:
        self.receipts: list[Receipt] = []
        self._event = threading.Event()

    def __call__(self, receipts: Sequence[Receipt]) -> None:
        self.receipts += receipts
        self._event.set()

    def wait(self) -> None:
        assert self._event.wait(20)


def sweeper(path: Path, clock: Clock, told: Told) -> Sweeper:
    return Sweeper(Store.open(path), now=clock.now, told=told, every_s=3_600)


def test_thirty_minutes_without_a_sign_end_a_session(store: Store, someone: Person) -> None:
    assert close_idle(store, START + IDLE_MS) == []
    store.sign(someone.key, at=START + 60_000)
    assert close_idle(store, START + IDLE_MS + 60_000) == []
    assert close_idle(store, START + IDLE_MS + 60_001) == [someone.session.id]
    assert store.session(someone.session.id).ended == "idle"
    assert close_idle(store, START + 10 * IDLE_MS) == []


def test_what_was_ended_in_an_orderly_way_stays_so(store: Store, someone: Person) -> None:
    end_session(store, someone.session.id, said="done", at=START)
    assert close_idle(store, START + 10 * IDLE_MS) == []
    assert store.session(someone.session.id).ended == "closed"


def test_retention_counts_from_the_last_sign(store: Store, someone: Person) -> None:
    days = someone.study.document.retention_days
    invited = store.add_participants(someone.study.study, 1, at=START)[0]
    later = invite(store, someone.study, START + DAY_MS)
    store.sign(someone.key, at=START + 3_600_000)
    over = START + days * DAY_MS
    assert store.expired(over + 3_600_000) == []
    assert store.expired(over + 3_600_001) == [someone.participant.id]
    assert store.expired(over + 2 * DAY_MS) == [someone.participant.id, later.id]
    assert invited.id not in store.expired(over * 2)


def test_a_sweep_ends_and_erases(path: Path, store: Store, someone: Person) -> None:
    clock, told = Clock(), Told()
    sweeping = sweeper(path, clock, told)
    sweeping.sweep()
    assert store.session(someone.session.id).ended == ""
    clock.ms += IDLE_MS + 1
    sweeping.sweep()
    assert store.session(someone.session.id).ended == "idle"
    assert told.receipts == []
    clock.ms += 91 * DAY_MS
    sweeping.sweep()
    (receipt,) = told.receipts
    assert (receipt.who, receipt.study) == ("P01", "autumn")
    assert store.sessions() == [] and not store.unscrubbed
    sweeping.stop()


def test_the_thread_sweeps_when_nudged_and_stops_when_told(
    path: Path, store: Store, someone: Person
) -> None:
    clock, told = Clock(), Told()
    clock.ms += 91 * DAY_MS
    sweeping = sweeper(path, clock, told)
    sweeping.start()
    told.wait()
    other = invite(store, someone.study, START)
    again = sweeping._told = Told()
    sweeping.nudge()
    again.wait()
    assert store.participant(other.id) is None
    sweeping.stop()
    assert not sweeping._thread.is_alive()


def test_without_somebody_to_tell_it_is_logged(
    path: Path, store: Store, someone: Person, caplog: pytest.LogCaptureFixture
) -> None:
    store._db.execute("insert into copies values (?, ?, ?)", ("/tmp/p.db", someone.session.id, 1))
    sweeping = Sweeper(Store.open(path), now=lambda: START + 91 * DAY_MS)
    sweeping.sweep()
    assert "P01 of autumn" in caplog.text and "/tmp/p.db" in caplog.text
    sweeping.stop()


def test_a_reader_puts_off_the_cleaning_only(path: Path, store: Store, someone: Person) -> None:
    """Somebody reads the file in a long transaction: the rows go now, their bytes later."""
    clock, told = Clock(), Told()
    clock.ms += 91 * DAY_MS
    own = Store.open(path)
    own._db.execute("PRAGMA busy_timeout = 50")
    sweeping = Sweeper(own, now=clock.now, told=told)
    with Store.open(path) as reader:
        reader._db.execute("BEGIN")
        reader._db.execute("select * from participants").fetchall()
        sweeping.sweep()
        assert store.sessions() == [] and store.unscrubbed
        reader._db.execute("ROLLBACK")
    sweeping.sweep()
    assert not store.unscrubbed
    assert len(told.receipts) == 1
    sweeping.stop()


def test_what_was_consented_to_is_not_prolonged(store: Store, someone: Person) -> None:
    """The file may be edited; what somebody was told stands, unless it becomes shorter."""
    consent = replace(someone.participant.consent, retention_days=90)
    store.save_participant(replace(someone.participant, consent=consent))
    for days, over in ((3_650, 90), (30, 30)):
        store.save_study(replace(someone.study.document, retention_days=days), at=START)
        assert store.expired(START + over * DAY_MS) == []
        assert store.expired(START + over * DAY_MS + 1) == [someone.participant.id]


def test_retention_reaches_everybody_of_whom_something_is_known(store: Store) -> None:
    study = store.ensure_study("Lab", shop="https://shop.example/", at=START)  # no version of it
    guest = store.ensure_participant(study, "guest", at=START)
    scenario = store.add_scenario(SCENARIO, at=START)
    store.save_session(
        Session("lab", "bag", scenario, "participant", START, participant=guest.id, study=study)
    )
    (panel,) = store.add_participants(study, 1, at=START, source={"pid": "p-17"})
    store.add_participants(study, 1, at=START)  # invited, and nothing is known
    assert store.expired(START + 90 * DAY_MS) == []
    assert store.expired(START + 90 * DAY_MS + 1) == [guest.id, panel.id]


def test_strangers_cannot_have_the_file_cleaned_all_the_time(
    path: Path, store: Store, someone: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    sweeping = Sweeper(Store.open(path), now=clock.now, seconds=clock.seconds)
    scrubs: list[float] = []
    whole = sweeping._store.scrub
    monkeypatch.setattr(sweeping._store, "scrub", lambda: (scrubs.append(clock.ms), whole()))
    for _ in range(20):  # join and erase, once a minute
        (nobody,) = store.add_participants(someone.study.study, 1, at=clock.ms)
        store.erase_participant(nobody.id, at=clock.ms, scrub=False)
        sweeping.sweep()
        clock.ms += 60_000
    assert len(scrubs) == 2
    store.erase_participant(someone.participant.id, at=clock.ms, scrub=False)
    sweeping.sweep()
    assert len(scrubs) == 3 and not store.unscrubbed
    sweeping.stop()


def test_the_sweeper_outlives_whatever_goes_wrong(
    path: Path, store: Store, someone: Person, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Sequence[Receipt]] = []

    def fail(receipts: Sequence[Receipt]) -> None:
        told.append(receipts)
        raise RuntimeError("nobody listens")

    sweeping = Sweeper(Store.open(path), now=lambda: START + 91 * DAY_MS, told=fail, every_s=0.01)
    sweeping.start()
    deadline = time.monotonic() + 10
    while (not told or store.unscrubbed) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(told) == 1 and not store.unscrubbed and "nobody listens" in caplog.text
    sweeping.stop()
