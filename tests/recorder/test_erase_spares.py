"""What stays when somebody is erased: others, what they share, and what a study has to remember."""

from pathlib import Path

import msgspec
import pytest
from collecting import SCENARIO, START, Person, invite, person

from kitka.recorder.model import Answer, Batch, Session, StepMark
from kitka.recorder.sessions import begin_session
from kitka.recorder.store import FindingRow, KnownAddress, Store
from kitka.recorder.store.erasure import DAY_MS


def test_what_others_need_stays(store: Store, tmp_path: Path, someone: Person) -> None:
    """An asset that another session has by address, or shows as the picture of a step."""
    other = person(store)
    shared = store.add_asset(b"a{}", "text/css")
    for who in (someone, other):
        store.add_address(who.session.id, KnownAddress("https://shop.example/a.css", shared))
    picture = store.add_asset(b"picture", "image/webp")
    script = Session("script", "bag", store.add_scenario(SCENARIO, at=START), "script", START)
    store.save_session(script)
    mark = StepMark(t=1, name="Paid", duration_ms=1, screenshot=picture)
    event = (msgspec.Raw(msgspec.json.encode(mark)),)
    store.add_batches("script", [Batch("driver", "signals", "d1", 0, START, 1, event)], received=1)
    store.add_address(someone.session.id, KnownAddress("https://shop.example/p.webp", picture))
    store.save_findings(
        "v1", [FindingRow("f", "bag", "script", "rage_click", "Basket", 1.0, b"{}")]
    )
    store.erase_participant(someone.participant.id, at=START)
    assert store.asset(shared) and store.asset(picture)
    assert store.addresses(other.session.id) == {"https://shop.example/a.css": shared}
    assert [s.id for s in store.sessions()] == [other.session.id, "script"]
    assert store._scalar("select count(*) from findings") == 1
    store.erase_participant(other.participant.id, at=START)
    assert store.asset(shared) is None and store.asset(picture)


def test_one_session_goes_and_the_person_stays(store: Store, someone: Person) -> None:
    second, _ = begin_session(
        store, someone.study, someone.participant, 0, at=START + 1, device="", browser="",
        automated=False,
    )  # fmt: skip
    store.save_answers([Answer(someone.participant.id, "age", "40", 1.0)])
    receipt = store.erase_session(someone.session.id, at=START)
    assert receipt.who == f"session {someone.session.id}"
    assert [s.id for s in store.sessions()] == [second.id]
    assert store.participant(someone.participant.id) is not None
    assert len(store.answers(participant=someone.participant.id)) == 1


def test_pilots_go_together(store: Store, someone: Person) -> None:
    study = someone.study.study
    pilots = store.add_participants(study, 2, at=START, pilot=True)
    receipts = store.erase_pilots(study, at=START)
    assert [receipt.who for receipt in receipts] == [pilot.pseudonym for pilot in pilots]
    assert [p.id for p in store.participants(study)] == [someone.participant.id]


def test_who_is_over_goes_alone(store: Store, someone: Person) -> None:
    other = invite(store, someone.study, START + 10 * DAY_MS)
    assert store.erase_expired(START + 80 * DAY_MS) == []
    (receipt,) = store.erase_expired(START + 91 * DAY_MS)
    assert receipt.who == "P01"
    assert [p.id for p in store.participants(someone.study.study)] == [other.id]


# ------------------------------------------------------------ what others say of an erased person


def test_nobody_else_names_who_was_erased(store: Store, someone: Person) -> None:
    other = invite(store, someone.study)
    store.save_participant(msgspec.structs.replace(other, same_browser_as=someone.participant.id))
    store.erase_participant(someone.participant.id, at=START)
    assert store.participant(other.id) == other
    (naming,) = store._db.execute(
        "select count(*) from participants where instr(document, ?) > 0", (someone.participant.id,)
    ).fetchone()
    assert naming == 0


def test_an_analysis_that_began_before_brings_nothing_back(store: Store, someone: Person) -> None:
    other = person(store)
    rows = [
        FindingRow(
            name, scenario, actor, "rage_click", "Basket", 1.0,
            msgspec.json.encode({"session_ids": [who.session.id], "more": 1}),
        )
        for name, scenario, actor, who in (
            ("theirs", "bag", "participant", someone),
            ("counted with them", "bag", "participant", other),
            ("script", "bag", "script", other),
            ("elsewhere", "boots", "participant", other),
        )
    ]  # fmt: skip
    store.save_findings("v1", rows)
    assert store._scalar("select count(*) from findings") == 4
    store.erase_participant(someone.participant.id, at=START)
    store.save_findings("v1", rows)
    kept = [row["id"] for row in store._db.query("select id from findings order by id")]
    assert kept == ["elsewhere", "script"]
    store.save_result(someone.session.id, "bag", "v1", b"{}", [])
    assert store.results("v1") == {}


def test_a_pseudonym_is_given_once(store: Store, someone: Person) -> None:
    study = someone.study.study
    last = store.add_participants(study, 3, at=START)[-1]
    assert last.pseudonym == "P04"
    store.erase_all([p.id for p in store.participants(study)], at=START)
    assert [p.pseudonym for p in store.add_participants(study, 2, at=START)] == ["P05", "P06"]


@pytest.mark.parametrize("met", ["by a session alone", "by a consent long erased"])
def test_a_version_that_somebody_met_stays(store: Store, met: str) -> None:
    someone = person(store)
    version = someone.study
    if met == "by a session alone":  # a lab keeps no consent
        store.save_participant(msgspec.structs.replace(someone.participant, version=""))
    else:
        store.lock_study(version.study, version.hash, at=START)
        store.erase_participant(someone.participant.id, at=START)
    second = store.save_study(
        msgspec.structs.replace(version.document, protocol="think_aloud"), at=START
    )
    assert [v.number for v in store.study_versions(version.study)] == [1, 2]
    assert store.study_versions(version.study)[0].hash == version.hash != second.hash
