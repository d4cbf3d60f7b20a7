"""The texts: the same in every language, all of them used, none of them forgotten."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise

import msgspec
import pytest
from participants.stages import STAGES
from participants.walk import Site

from kitka.recorder.model import Text
from kitka.recorder.participants.catalogue import catalogue
from kitka.recorder.participants.words import FOLDER, LANGUAGES, NAMES, Words, words
from kitka.recorder.study import keep_study

PLACE = re.compile(r"\{(\w+)\}")


def test_there_are_two_languages_with_names_of_their_own() -> None:
    assert LANGUAGES == ("en", "fi")
    assert set(NAMES) == set(LANGUAGES)


def test_every_language_says_the_same() -> None:
    for one, other in pairwise(words(language).texts for language in LANGUAGES):
        assert list(one) == list(other)
        for key in one:
            assert sorted(PLACE.findall(one[key])) == sorted(PLACE.findall(other[key])), key
            assert one[key] == one[key].strip() and other[key].strip()


def test_the_catalogue_is_whole_in_every_language() -> None:
    texts: list[Text] = [*catalogue().buyer.values()]
    for question in catalogue().questions:
        texts += [question.text, *(o.text for o in (*question.options, *question.last))]
        texts += [text for text in (question.low, question.high, question.follow_up) if text]
        if question.kind == "scale":
            assert question.low and question.high
    assert all(set(text) == set(LANGUAGES) and all(text.values()) for text in texts)
    ids = [question.id for question in catalogue().questions]
    assert len(set(ids)) == len(ids)


def test_what_people_expect_is_asked_without_naming_what_is_tested() -> None:
    named = re.compile(
        r"check ?out|price|cost|fast|quick|speed|slow|kassa|hin(ta|na)|nope|hid", re.I
    )
    for id in ("expectations", "expected_level"):
        question = catalogue().question(id)
        assert question is not None
        for text in (question.text, question.low, question.high):
            assert not any(named.search(said) for said in text.values())


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The keys that are asked for from now on."""
    asked: set[str] = set()
    say = Words.__call__

    def listening(self: Words, key: str, **places: object) -> str:
        asked.add(key)
        return say(self, key, **places)

    monkeypatch.setattr(Words, "__call__", listening)
    return asked


def test_no_text_is_unused(site: Site, used: set[str]) -> None:
    for bring, _ in STAGES.values():
        person = site.invite()
        path = bring(person)
        person.get(path)
        person.post({**person.form(person.get(path).get_data(as_text=True)), "act": "answer"}, path)
        if path.startswith(person.path):  # an incomplete form
            person.send("agree", path) if person.stage == "consent" else person.send("answer", path)
    person = site.invite()
    STAGES["stopped, why"][0](person)
    person.headers["User-Agent"] = "Instagram 355.0"
    site.invite().client.get(person.path)
    stranger = site.invite()
    stranger.headers["User-Agent"] = "Instagram 355.0"
    stranger.get()
    stranger.headers["Sec-Fetch-Site"] = "cross-site"
    stranger.post({"act": "begin"})
    del stranger.headers["Sec-Fetch-Site"]
    for _ in range(11):
        stranger.post({"code": "x"}, "/p/code")
    others(site)
    assert set(words("en").texts) - used == ALWAYS


ALWAYS = {"terms.purpose", "terms.legal_basis", "terms.recipients"}
"""Read with the study file, where it has no texts of its own (tests/…/test_study_file.py)."""


def others(site: Site) -> None:
    """What another study than the shipped one says."""
    asked = site.file.study
    several = msgspec.structs.replace(asked.segments[0], multiple=True)
    must = msgspec.structs.replace(asked.expectations[0], optional=False)
    study = msgspec.structs.replace(
        asked, name="other", tasks=asked.tasks[:1], protocol="think_aloud", heading={},
        payment=("https://pay.example",), segments=(several,), expectations=(must,), buyer=(),
    )  # fmt: skip
    keep_study(site.store, msgspec.structs.replace(site.file, study=study), at=1.0)
    id = site.store.study_id("other")
    assert id
    token = site.store.add_participants(id, 1, at=1.0)[0].token
    person = type(site.invite())(site, token)
    person.get()
    person.consents()
    person.answers()
    person.answers(**{"q-expectations": ""})
    person.answers(**{"q-expectations": "much"})
    person.get()


def test_finnish_texts_are_written_with_their_letters() -> None:
    text = "".join(tomllib.loads((FOLDER / "fi.toml").read_text())["consent"].values())
    assert "ä" in text and "ö" in text
