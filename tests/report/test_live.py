"""Who is where now, and notes beside a person: over HTTP, from a real workspace file."""

from __future__ import annotations

import time
from typing import Any

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient

from kitka.recorder.model import Aside, Note, OffSite, Said, View, Visibility
from kitka.workspace import live
from kitka.workspace.source import WorkspaceSource

OURS = {"Sec-Fetch-Site": "same-origin"}
LIVE_JSON = "/studies/two_backpacks/live.json"
PAYING = "p120".ljust(32, "0")
PAUSED = "p130".ljust(32, "0")
DONE = "p080".ljust(32, "0")
SHOP = "https://shop.example"


@pytest.fixture
def client(study_app: Flask) -> FlaskClient:
    return study_app.test_client()


@pytest.fixture(autouse=True)
def always_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each request looks, however soon after the one before."""
    monkeypatch.setattr(live, "BETWEEN_MS", 0.0)
    monkeypatch.setattr(live, "REST", 0.0)


def rows(client: FlaskClient) -> dict[str, dict[str, Any]]:
    return {row["participant"]: row for row in client.get(LIVE_JSON).json["rows"]}  # type: ignore[index]


def sign(study: Any, session: str, *events: Any, seq: int) -> None:
    """The page of an open session sends ``events`` now."""
    made = study.store.session(session)
    study.send(made, f"key-of-{session}", events, seq=seq, received=time.time() * 1000)


# ---------------------------------------------------------------- the live list


def test_it_tells_who_is_where(client: FlaskClient) -> None:
    found = rows(client)
    assert set(found) == {"P12", "P13"}
    assert found["P12"]["state"] == "Away, paying"
    assert found["P12"]["step"] == "reached Payment; next Order placed"
    assert found["P13"] == found["P13"] | {
        "state": "Paused", "page": "Basket", "task": "Guest checkout",
        "href": f"/sessions/{PAUSED}/beside",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([Aside(t=80_000, view=1, what="pause", state="end")], "In the shop"),
        ([View(t=80_000, view=2, url="/checkout/address/", origin=SHOP)], "In the shop"),
        ([View(t=80_000, view=2, url="/x/", origin=SHOP),
          Visibility(t=81_000, view=2, state="hidden")], "In another tab or app"),
        ([OffSite(t=80_000, view=1, origin="https://blog.example")], "Away from the shop"),
        ([OffSite(t=80_000, view=1, origin="https://pay.example", payment=True),
          OffSite(t=90_000, view=1, origin=SHOP, away=False)], "In the shop"),
    ],
)  # fmt: skip
def test_the_last_word_counts(
    client: FlaskClient, study: Any, events: list[Any], state: str
) -> None:
    sign(study, PAUSED, *events, seq=1)
    assert rows(client)["P13"]["state"] == state


def test_a_researcher_may_pause_too(client: FlaskClient, study: Any) -> None:
    sign(study, PAUSED, Aside(t=80_000, view=1, what="pause", state="end"), seq=1)
    study.store.save_note(Note("b" * 32, PAUSED, 85.0, "pause"))
    assert rows(client)["P13"]["state"] == "Paused"
    study.store.save_note(Note("c" * 32, PAUSED, 95.0, "resume"))
    assert rows(client)["P13"]["state"] == "In the shop"


def test_between_tasks_a_person_answers_until_finished(client: FlaskClient, study: Any) -> None:
    before = client.get(LIVE_JSON).json["ended"]  # type: ignore[index]
    now = time.time() * 1000
    ended = msgspec.structs.replace(
        study.store.session(PAUSED), ended="closed", said="done", said_at=now
    )
    study.store.save_session(ended)
    person = rows(client)["P13"]
    assert (person["state"], person["href"]) == ("Answering", "")
    assert person["last_sign"] == now
    assert client.get(LIVE_JSON).json["ended"] == before + 1  # type: ignore[index]
    one = study.store.participant(ended.participant)
    study.store.save_participant(msgspec.structs.replace(one, finished=now))
    assert set(rows(client)) == {"P12"}


def test_who_gave_no_sign_for_long_is_not_there(
    client: FlaskClient, study: Any, study_source: WorkspaceSource
) -> None:
    later = study.now + 40 * 60_000
    assert study_source.studies.live("two_backpacks", later).people == ()


def test_nothing_new_is_not_sent_again(client: FlaskClient, study: Any) -> None:
    first = client.get(LIVE_JSON)
    tag = first.headers["ETag"]
    again = client.get(LIVE_JSON, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert float(again.headers["Kitka-Now"]) >= float(first.headers["Kitka-Now"])
    sign(study, PAUSED, View(t=80_000, view=2, url="/checkout/address/", origin=SHOP), seq=1)
    assert client.get(LIVE_JSON, headers={"If-None-Match": tag}).status_code == 200


def test_only_sessions_with_a_new_sign_are_read_again(
    client: FlaskClient, study: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    known = live.standing

    def spy(log: Any, scenario: Any) -> Any:
        read.append(log.session.id)
        return known(log, scenario)

    monkeypatch.setattr(live, "standing", spy)
    client.get(LIVE_JSON)
    client.get(LIVE_JSON)
    assert sorted(read) == [PAYING, PAUSED]
    sign(study, PAUSED, Visibility(t=80_000, view=1, state="hidden"), seq=1)
    client.get(LIVE_JSON)
    assert read[2:] == [PAUSED]


def test_many_who_watch_cost_no_more_than_one(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, study_source: WorkspaceSource, study: Any
) -> None:
    monkeypatch.setattr(live, "BETWEEN_MS", 900.0)
    look = study_source.studies.live
    first = look("two_backpacks", study.now)
    assert look("two_backpacks", study.now + 800) is first
    assert look("two_backpacks", study.now + 1_000) is not first


# ---------------------------------------------------------------- beside a person


def test_the_page_beside_a_person_shows_what_happens(client: FlaskClient) -> None:
    text = client.get(f"/sessions/{PAUSED}/beside").text
    assert "step reached: Basket" in text and "Buy two small backpacks." in text
    assert "still open" not in text
    data = client.get(f"/sessions/{PAUSED}/beside.json").json
    assert data is not None and data["entries"][-1]["at"] == "0:05.0"
    assert data["notes"][0]["author"] == "MK" and not data["over"]


def test_a_sign_is_seen_beside_a_person(client: FlaskClient, study: Any) -> None:
    first = client.get(f"/sessions/{PAUSED}/beside.json")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"/sessions/{PAUSED}/beside.json", headers=tag).status_code == 304
    sign(study, PAUSED, Said(t=90_000, view=1, what="stop"), seq=1)
    data = client.get(f"/sessions/{PAUSED}/beside.json", headers=tag).json
    assert data is not None and "I would stop here" in data["entries"][0]["text"]


def test_notes_are_kept_once_at_their_moment(client: FlaskClient, study: Any) -> None:
    path = f"/sessions/{PAUSED}/notes"
    asked = {"id": "d" * 32, "tag": "note", "text": "Hesitates", "author": "MK", "at_s": 44.25}
    for _ in range(2):
        answer = client.post(path, json=asked, headers=OURS)
        assert answer.status_code == 201
    assert answer.json == answer.json | {"at": "0:44.2", "label": "Note", "text": "Hesitates"}
    kept = [note for note in study.store.notes(PAUSED) if note.text == "Hesitates"]
    id = answer.json["id"]
    assert kept == [Note(id, PAUSED, 44.25, "note", "Hesitates", "MK")]
    assert client.delete(f"{path}/{id}", headers=OURS).status_code == 204
    assert client.delete(f"{path}/{id}", headers=OURS).status_code == 404


def test_without_a_moment_a_note_is_of_now(client: FlaskClient, study: Any) -> None:
    answer = client.post(f"/sessions/{PAUSED}/notes", data={"tag": "sync"}, headers=OURS)
    assert answer.headers["Location"] == f"/sessions/{PAUSED}/beside"
    note = next(one for one in study.store.notes(PAUSED) if one.tag == "sync")
    assert 120 <= note.at_s < 180


WRONG = [
    {"tag": "shout"},
    {"tag": "note", "text": "  "},
    {"tag": "tag", "at_s": -1},
    {"tag": "tag", "at_s": 1e9},
    {"tag": "tag", "id": "../etc"},
    {"tag": "note", "text": "x" * 2_001},
    {"tag": "tag", "author": "x" * 41},
    {"tag": "tag", "more": 1},
]


@pytest.mark.parametrize("asked", WRONG)
def test_a_wrong_note_is_refused(client: FlaskClient, study: Any, asked: dict[str, Any]) -> None:
    assert client.post(f"/sessions/{PAUSED}/notes", json=asked, headers=OURS).status_code == 400
    assert len(study.store.notes(PAUSED)) == 1


def test_no_id_replaces_the_note_of_another_session(client: FlaskClient, study: Any) -> None:
    asked = {"tag": "tag", "id": "a" * 32}
    assert client.post(f"/sessions/{PAYING}/notes", json=asked, headers=OURS).status_code == 201
    path = f"/sessions/{PAYING}/notes/{'a' * 32}"
    assert client.delete(path, headers=OURS).status_code == 404
    assert study.store.notes(PAUSED)[0].text.startswith("Reads twice")


def test_a_task_that_has_ended_cannot_be_ended(client: FlaskClient, study: Any) -> None:
    ended = client.post(f"/sessions/{DONE}/notes", json={"tag": "end"}, headers=OURS)
    assert ended.status_code == 409
    running = client.post(f"/sessions/{PAUSED}/notes", json={"tag": "end"}, headers=OURS)
    assert running.status_code == 201
    assert [note.tag for note in study.store.notes(PAUSED)] == ["note", "end"]


def test_help_is_no_unaided_completion(client: FlaskClient, study: Any) -> None:
    first = "p010".ljust(32, "0")
    client.get("/studies/two_backpacks")
    client.post(f"/sessions/{first}/notes", json={"tag": "assist", "at_s": 20}, headers=OURS)
    text = client.get("/studies/two_backpacks").text
    assert "Completed with help" in text and "6 of 10" in text
    assert ">assisted</span>" in client.get(f"/sessions/{first}").text


def test_a_note_is_removed_from_the_sessions_page(client: FlaskClient, study: Any) -> None:
    assert "Reads twice" in client.get(f"/sessions/{PAUSED}").text
    path = f"/sessions/{PAUSED}/notes/{'a' * 32}"
    assert client.post(path, headers=OURS).status_code == 303
    assert study.store.notes(PAUSED) == []
    assert "Reads twice" not in client.get(f"/sessions/{PAUSED}").text
