"""The pages over HTTP: from the link into the shop, to the thanks, and every way out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from participants.stages import STAGES
from participants.walk import Person, Site

from kitka.recorder.sessions import IDLE_MS, close_idle
from kitka.recorder.store import Store


def test_the_whole_way(site: Site, person: Person) -> None:
    assert person.stage == "welcome"
    person.to_task()
    assert person.stage == "task"
    person.does("done")
    person.does("stop")
    assert person.stage == "end"
    site.at += 5
    person.answers()
    assert person.stage == "thanks"
    assert person.known.finished == site.at
    assert [s.said for s in person.now.sessions] == ["done", "stop"]
    assert [s.task for s in person.now.sessions] == list(person.known.order)
    kept = {(a.session, a.item): a.value for a in person.now.answers}
    first, second = (s.id for s in person.now.sessions)
    assert kept["", "buying_for"] == "self"
    assert kept[first, "seq"] == "6"
    assert kept[first, "hesitated.what"] == "The postcode"
    assert kept[second, "stopped_reason"] == "extra_costs"
    assert (first, "stopped_why") not in kept


def test_a_get_changes_nothing(site: Site) -> None:
    """Not even of a page that is over: the file is as it was, seen from another connection."""
    paths = [bring(site.invite()) for bring, _ in STAGES.values()]
    with Store.open(site.store.path) as other:
        before, version = dump(site.store.path), other.data_version()
        for path in paths:
            client = site.client()
            for _ in range(2):
                assert client.get(path).status_code in (200, 404)
            client.head(path)
            assert "Set-Cookie" not in client.get(path).headers
        assert other.data_version() == version
        assert dump(site.store.path) == before


def dump(path: str) -> list[bytes]:
    return [Path(f"{path}{end}").read_bytes() for end in ("", "-wal")]


def test_opening_is_the_first_press_not_the_first_look(site: Site, person: Person) -> None:
    person.get()
    assert person.known.opened == 0
    site.at += 10
    person.send("begin")
    assert person.known.opened == site.at and person.stage == "consent"


# ---------------------------------------------------------------- the shop


def test_a_task_opens_the_shop_with_a_key(site: Site, person: Person) -> None:
    person.to_task()
    response = person.send("start")
    address, _, key = response.location.partition("#kitka=")
    assert response.status_code == 303 and address == "http://127.0.0.1:8000/"
    opened = site.store.session_of_key(key)
    assert opened is not None and opened.session == person.session
    assert person.session.study_version == person.known.version
    assert person.session.pseudonym == person.known.pseudonym
    assert person.known.started == site.at


def test_returning_to_the_shop_goes_on_with_the_same_session(site: Site, person: Person) -> None:
    person.to_task()
    first = person.send("start").location
    second = person.send("return").location
    assert first != second and len(person.now.sessions) == 1
    for address in (first, second):
        assert site.store.session_of_key(address.partition("#kitka=")[2]) is not None


def test_a_double_tap_begins_one_session(person: Person) -> None:
    person.to_task()
    form = {**person.form(person.get().get_data(as_text=True)), "act": "start"}
    places = [person.post(form).location for _ in range(2)]
    assert all("#kitka=" in place for place in places)
    assert len(person.now.sessions) == 1


def test_many_at_once_begin_one_session(person: Person) -> None:
    person.to_task()
    form = {**person.form(person.get().get_data(as_text=True)), "act": "start"}

    def tap(_: int) -> str:
        return Person(person.site, person.token).post(form).location

    with ThreadPoolExecutor(8) as pool:
        places = list(pool.map(tap, range(16)))
    assert all("#kitka=" in place for place in places)
    assert len(person.now.sessions) == 1


def test_after_a_day_the_task_begins_again(site: Site, person: Person) -> None:
    person.to_task()
    person.send("start")
    site.at += 25 * 3_600_000
    assert "#kitka=" in person.send("return").location
    assert [session.attempt for session in person.now.sessions] == [1, 2]


@pytest.mark.parametrize(
    ("said", "stage"), [("done", "after"), ("stop", "after"), ("again", "in_shop")]
)
def test_who_comes_back_after_a_while(site: Site, person: Person, said: str, stage: str) -> None:
    person.to_task()
    person.send("start")
    site.at += IDLE_MS + 1
    close_idle(site.store, site.at)
    assert person.stage == "lapsed"
    person.send(said)
    assert person.stage == stage


def test_the_shop_may_be_where_the_form_leads(person: Person) -> None:
    person.to_task()
    policy = person.get().headers["Content-Security-Policy"]
    assert "form-action 'self' http://127.0.0.1:8000" in policy
    assert "script-src 'self'" in policy and "unsafe" not in policy


# ---------------------------------------------------------------- leaving


def test_leaving_keeps_what_may_be_used(site: Site, person: Person) -> None:
    person.to_task()
    person.send("start")
    site.at += 7
    person.send("keep", f"{person.path}/withdraw")
    assert person.stage == "left"
    assert person.known.left == site.at
    assert (person.session.said, person.session.ended) == ("leave", "closed")


@pytest.mark.parametrize("name", ["consent", "in shop", "thanks", "left"])
def test_everything_can_be_erased_by_the_link(site: Site, person: Person, name: str) -> None:
    STAGES[name][0](person)
    id = person.known.id
    response = person.send("erase", f"{person.path}/withdraw")
    assert response.location == "/p/erased"
    assert "Max-Age=0" in response.headers["Set-Cookie"]
    assert site.store.participant(id) is None
    assert site.store.sessions_of(id) == [] and site.store.answers(participant=id) == []
    assert person.get().status_code == 404


def test_erasing_leaves_the_free_pages_to_whoever_sees_to_them(site: Site, person: Person) -> None:
    told: list[str] = []
    site.people.erased = lambda: told.append("erased")
    person.consents()
    person.send("erase", f"{person.path}/withdraw")
    assert told == ["erased"]


def test_who_has_finished_goes_back_unchanged(person: Person) -> None:
    STAGES["thanks"][0](person)
    person.send("keep", f"{person.path}/withdraw")
    assert person.stage == "thanks" and person.known.left == 0
