"""Reviews and marks in the file: kept, added to, erased with their session."""

import sqlite3
from pathlib import Path

import msgspec
from collecting import START, Person, person

from kitka.recorder.model import Mark, Review
from kitka.recorder.store import Store
from kitka.recorder.store.migrations import MIGRATIONS


def review(id: str, at: float = 1.0, scenario: str = "bag") -> Review:
    return Review(id, "f1", scenario, ("p1", "p2"), "mended", "MK", "Släppt i v2", at, "v2", 5.0)


def mark(session: str, verdict: str = "real", **more: object) -> Mark:
    plain = Mark("m1", session, "real", "rage_click", 12.345678, "MK", 1.0, "Ja, tydligt.")
    return msgspec.structs.replace(plain, verdict=verdict, **more)  # type: ignore[arg-type]


def test_reviews_come_back_as_they_were_and_in_order(store: Store) -> None:
    later, first, other = review("r2", 2.0), review("r1", 1.0), review("r3", 0.5, "exchange")
    for one in (later, first, other, first):
        store.add_review(one)
    assert store.reviews("bag") == [first, later]
    assert store.reviews() == [other, first, later]


def test_a_review_is_never_replaced(store: Store) -> None:
    store.add_review(review("r1"))
    store.add_review(msgspec.structs.replace(review("r1"), status="open", why="changed"))
    assert [r.status for r in store.reviews()] == ["mended"]


def test_of_each_person_the_last_mark_of_a_friction_stands(store: Store, someone: Person) -> None:
    session = someone.session.id
    said = [
        mark(session),
        mark(session, "false alarm", id="m2", at=2.0),
        mark(session, id="m3", who="AK"),
        mark(session, id="m4", rule="dead_click"),
        mark(session, id="m5", at_s=20.0),
        mark(session, "missed", id="m6", at=9.0),
        mark(session, "missed", id="m7", at=9.0),
    ]
    for one in said:
        assert store.save_mark(one)
    kept = store.marks(session)[session]
    assert {one.id for one in kept} == {"m2", "m3", "m4", "m5", "m6", "m7"}
    assert kept[-1].at_s == 12.345678 and store.marks() == {session: kept}
    store.delete_mark("another", "m2")
    store.delete_mark(session, "m3")
    assert "m3" not in {one.id for one in store.marks(session)[session]} and len(kept) == 6


def test_marks_go_with_their_session(store: Store, someone: Person) -> None:
    other = person(store)
    for number, who in enumerate((someone, other)):
        store.save_mark(mark(who.session.id, id=f"m{number}"))
    store.add_review(review("r1"))
    receipt = store.erase_participant(someone.participant.id, at=START)
    assert {held.table: held.rows for held in receipt.tables}["marks"] == 1
    assert list(store.marks()) == [other.session.id]
    assert not store.save_mark(mark(someone.session.id, id="late"))
    assert list(store.marks()) == [other.session.id]
    assert store.reviews() == [review("r1")]  # of the shop, not of a person


def test_a_file_from_before_opens(tmp_path: Path) -> None:
    """With all its reviews' columns empty, as the first versions made them."""
    path = tmp_path / "old.db"
    with Store.open(path) as store:
        someone = person(store)
    bare = sqlite3.connect(path)
    bare.execute("drop table marks")
    for column in ("scenario", "places", "label", "since"):
        if column == "scenario":
            bare.execute("drop index idx_reviews_scenario")
        bare.execute(f"alter table reviews drop column {column}")
    bare.execute("delete from _sqlite_migrations where name = 'm004_reviews'")
    bare.execute("insert into reviews values ('old', 'f0', 'open', 'MK', 'why', 1.0)")
    bare.commit()
    bare.close()
    with Store.open(path) as store:
        assert not MIGRATIONS.pending(store._db)
        assert store.reviews() == []  # nothing says of which place it was
        store.add_review(review("r1"))
        assert store.save_mark(mark(someone.session.id))
        assert store.reviews() == [review("r1")]
