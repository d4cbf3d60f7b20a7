"""Whatever is sent: checked, bounded, shown as text, and only to who it belongs to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from participants.stages import STAGES
from participants.walk import ANSWERS, BASE, Person, Site
from werkzeug.datastructures import MultiDict

from kitka.recorder.model import Answer, Option, Question
from kitka.recorder.participants.asking import LONGEST, read
from kitka.recorder.store import Store

SCRIPT = '</textarea><script>alert("x")</script>{{ 7*7 }}{words}'


def test_what_was_written_is_shown_as_text(person: Person) -> None:
    STAGES["after"][0](person)
    response = person.answers(**{"q-seq": "", "q-hesitated.what": SCRIPT})
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
    assert "{{ 7*7 }}" in page


def test_the_texts_of_a_study_are_shown_as_text(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        """\
title = "T"
shop = "https://shop.example"
tasks = ["guest_checkout"]
heading = "<b>{controller}</b>"
[consent]
controller = "<i>{purpose}</i>"
contact = "<u>{days}</u>"
"""
    )
    person = Site(store, path).invite()
    for _ in range(2):
        page = person.get().get_data(as_text=True)
        assert "<b>" not in page and "<u>" not in page and "<i>" not in page
        assert "&lt;b&gt;{controller}" in page
        person.send("begin")
    assert "&lt;i&gt;{purpose}" in page and "&lt;u&gt;{days}" in page


def kept(person: Person, item: str) -> str:
    return next(answer.value for answer in person.now.answers if answer.item == item)


def test_long_answers_are_cut(person: Person) -> None:
    STAGES["expectations"][0](person)
    person.answers(**{"q-expectations": "ä\r\n" * 5000})
    assert len(kept(person, "expectations")) <= LONGEST == 2000


def test_what_cannot_be_printed_is_left_out(person: Person) -> None:
    STAGES["expectations"][0](person)
    person.answers(**{"q-expectations": " a\x00b\x1b[31m\u202ec\n\td "})
    assert kept(person, "expectations") == "ab[31mc\n\td"


def test_a_huge_form_is_refused(person: Person) -> None:
    STAGES["expectations"][0](person)
    response = person.answers(**{"q-expectations": "x" * 70_000})
    assert response.status_code == 413
    assert "Nothing was changed" in response.get_data(as_text=True)
    assert person.stage == "expectations"


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("after", "q-seq", "8"),
        ("after", "q-seq", "0"),
        ("after", "q-seq", "٣"),
        ("after", "q-seq", "6 "),
        ("after", "q-hesitated", "maybe"),
        ("stopped, reason", "q-stopped_reason", "because"),
        ("before", "q-buying_for", "self somebody"),
    ],
)
def test_an_option_that_was_not_offered_is_no_answer(
    person: Person, name: str, field: str, value: str
) -> None:
    STAGES[name][0](person)
    before = person.now.answers
    assert person.answers(**{field: value}).status_code == 422
    assert person.now.answers == before


def test_one_choice_is_one(person: Person) -> None:
    question = Question("q", "yes_no", {"en": "?"})
    assert read([question], MultiDict([("q-q", "yes"), ("q-q", "no")])).wrong
    several = Question(
        "q", "choice", {"en": "?"}, multiple=True, options=(Option("a", {}), Option("b", {}))
    )
    assert (
        read([several], MultiDict([("q-q", "b"), ("q-q", "x"), ("q-q", "a")])).values["q"] == "a b"
    )


def test_no_follow_up_after_a_no() -> None:
    question = Question("h", "yes_no", {"en": "?"}, follow_up={"en": "What?"})
    form = MultiDict({"q-h": "no", "q-h.what": "text"})
    assert read([question], form).values == {"h": "no"}


def test_answers_to_what_was_not_asked_are_not_kept(person: Person) -> None:
    STAGES["expectations"][0](person)
    person.answers(**{"q-seq": "1", "q-extra": "x"})
    items = {answer.item for answer in person.now.answers}
    assert items == {"buying_for", "customer", "device_known", "expectations"}


# ---------------------------------------------------------------- out of order


ACTS = (
    "begin", "agree", "start", "return", "done", "stop", "again", "answer", "reconsider", "",
)  # fmt: skip


@pytest.mark.parametrize("name", [name for name in STAGES if name not in ("erased", "nothing")])
def test_a_form_of_another_stage_changes_nothing(person: Person, name: str) -> None:
    STAGES[name][0](person)
    before = everything(person)
    for act in ACTS:
        stale = {"act": act, "stage": "before:-1::old", "age": "yes", "record": "yes", **ANSWERS}
        response = person.post(stale)
        assert response.status_code == 303
        if (person.stage, act) != ("in_shop", "start"):  # tapped twice: back to the shop
            assert response.location == person.path
        assert everything(person) == before


def everything(person: Person) -> Any:
    now = person.now
    return now.participant, now.sessions, now.answers, now.stage


def test_a_form_sent_twice_counts_once(person: Person) -> None:
    STAGES["after"][0](person)
    form = {**person.form(person.get().get_data(as_text=True)), "act": "answer", **ANSWERS}
    person.post(form)
    before = everything(person)
    person.post({**form, "q-seq": "1"})
    assert everything(person) == before


# ---------------------------------------------------------------- from elsewhere


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": BASE}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({}, 303),
    ],
)
def test_another_site_cannot_act_for_a_participant(
    site: Site, person: Person, headers: dict[str, str], status: int
) -> None:
    person.headers = {"User-Agent": "Firefox/144.0", **headers}
    for path in (person.path, f"{person.path}/withdraw", "/p/open/two_backpacks"):
        form = {"act": "begin", "stage": "welcome:-1::"}
        assert person.post(form, path).status_code == status
    assert bool(person.known.opened) is (status == 303)
    assert person.post({"code": person.known.code}, "/p/code").status_code == status


def test_nobody_sees_what_another_said(site: Site, person: Person) -> None:
    STAGES["after"][0](person)
    site.store.save_answers([Answer(site.invite().known.id, "seq", "3", 1.0, person.session.id)])
    assert person.stage == "after"


@pytest.mark.parametrize(
    "path", ["", "/", "/x/y", "/nothing", "/nothing/withdraw", "/static/..%2f"]
)
def test_what_is_not_there_says_no_more(person: Person, path: str) -> None:
    response = person.get(f"/p{path}")
    if response.status_code == 308:
        response = person.get("/p/")
    assert response.status_code == 404
    assert "There is nothing here" in response.get_data(as_text=True)


@pytest.mark.parametrize("name", STAGES)
def test_headers_of_every_page(person: Person, name: str) -> None:
    headers = person.get(STAGES[name][0](person)).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Robots-Tag"] == "noindex"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_no_address_and_no_user_agent_is_kept(site: Site, person: Person) -> None:
    STAGES["thanks"][0](person)
    for end in ("", "-wal"):
        content = Path(f"{site.store.path}{end}").read_bytes()
        for trace in (b"127.0.0.1\x00", b"Mozilla", b"AppleWebKit", b"Pixel"):
            assert trace not in content
