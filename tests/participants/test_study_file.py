"""studies/<name>.toml: what it may say, and errors that name file, line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitka.recorder.errors import ScenarioError
from kitka.recorder.model import Study
from kitka.recorder.participants.words import LANGUAGES
from kitka.recorder.store import Store
from kitka.recorder.study import find_study, keep_study, load_study

GOOD = """\
title = "A study"
shop = "https://shop.example"
tasks = ["guest_checkout"]
languages = ["en", "fi"]
segments = ["customer"]

[consent]
controller = "Shop Ltd"
contact = "research@shop.example"

[buyer]
email = "aino+{participant}@example.com"
customer = { value = "4711", label = { en = "Customer number", fi = "Asiakasnumero" } }

[questions]
after = ["seq", "found"]

[[questions.own]]
id = "found"
kind = "choice"
text = { en = "Did you find it?", fi = "Löysitkö sen?" }
options = [
  { id = "at_once", text = { en = "At once", fi = "Heti" } },
  { id = "late", text = { en = "Late", fi = "Myöhään" } },
]
"""


def read(folder: Path, text: str, name: str = "mine") -> Study:
    path = folder / f"{name}.toml"
    path.write_text(text)
    return load_study(path).study


def wrong(folder: Path, before: str, after: str) -> str:
    """The error that the good file gives with one thing changed."""
    assert before in GOOD
    with pytest.raises(ScenarioError) as caught:
        read(folder, GOOD.replace(before, after))
    told = str(caught.value)
    assert "\n" not in told
    return told.removeprefix(f"{folder}/")


def test_a_study_with_questions_of_its_own(tmp_path: Path) -> None:
    study = read(tmp_path, GOOD)
    assert study.shop_url == "https://shop.example"
    assert study.origins == ("https://shop.example",)
    assert [question.id for question in study.after] == ["seq", "found"]
    assert study.buyer[0].label == {"en": "E-mail", "fi": "Sähköposti"}
    assert study.buyer[1].value == "4711"
    assert set(study.tasks[0].goal) == {"en", "fi"}
    assert study.consent.recipients["fi"].endswith("Shop Ltd.")


def test_what_is_not_written_is_the_custom(tmp_path: Path) -> None:
    study = read(tmp_path, GOOD.split("[buyer]")[0])
    assert [question.id for question in study.after] == ["seq", "hesitated"]
    assert [question.id for question in study.stopped] == ["stopped_why", "stopped_reason"]
    assert [question.id for question in study.expectations] == ["expectations"]
    assert study.retention_days == 90 and study.consent.minimum_age == 18


def test_one_language_needs_no_table(tmp_path: Path) -> None:
    text = GOOD.replace('languages = ["en", "fi"]', 'languages = ["fi"]\nheading = "Otsikko"')
    study = read(tmp_path, text)
    assert study.heading == {"fi": "Otsikko"}
    assert study.segments[0].text == {"fi": "Oletko ostanut tästä kaupasta aiemmin?"}
    assert study.after[1].options[0].text == {"fi": "Heti"}


def test_the_shipped_study_is_whole_in_every_language(store: Store) -> None:
    file = load_study(find_study("two_backpacks"))
    assert set(file.study.languages) == set(LANGUAGES)
    version = keep_study(store, file, at=1.0)
    assert store.newest_studies() == [version]
    for task in file.study.tasks:
        assert store.scenario_version(task.scenario_hash) is not None


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("tasks =", "task =", "mine.toml:3: unknown key 'task'; did you mean 'tasks'?"),
        ('["guest_checkout"]', "[]", "mine.toml:3: tasks: name at least one scenario"),
        ('["guest_checkout"]', '["gest"]', "mine.toml:3: tasks: no scenario 'gest'"),
        (
            '["guest_checkout"]',
            '["guest_checkout", "guest_checkout"]',
            "mine.toml:3: tasks: 'guest_checkout' stands there twice",
        ),
        ('"en", "fi"]', '"en", "sv"]', "mine.toml:4: languages: no pages in 'sv'"),
        ('"https://shop.example"', '"nowhere"', "mine.toml:2: shop: nowhere: neither an address"),
        ('controller = "Shop Ltd"\n', "", "key 'controller' is missing in [consent]"),
        ('"Shop Ltd"', '" "', "mine.toml:8: consent.controller: participants must be told"),
        ("contact =", "minimum_age = 7\ncontact =", "mine.toml:9: consent.minimum_age: must be"),
        (
            "contact =",
            'purpose = { en = "Why" }\ncontact =',
            "mine.toml:9: consent.purpose: the text is missing in fi",
        ),
        (
            "contact =",
            'purpose = "Why"\ncontact =',
            "mine.toml:9: consent.purpose: the text is missing in fi",
        ),
        ("{participant}", "{session}", "mine.toml:12: buyer.email: only {participant}"),
        ("email =", "mail =", "mine.toml:12: buyer.mail: has no label of its own"),
        (', fi = "Asiakasnumero"', "", "mine.toml:13: buyer.customer.label: the text is missing"),
        ('"seq", "found"', '"found", "seq"', "mine.toml:16: questions.after: seq comes first"),
        ('"seq", "found"', '"seq", "lost"', "mine.toml:16: questions.after: no question 'lost'"),
        ('"seq", "found"', '"seq"', "questions.own.0: 'found' is asked nowhere"),
        ('"seq", "found"', '"seq", "seq", "found"', "seq comes first"),
        ('id = "found"', 'id = "seq"', "'seq' is a question of the catalogue"),
        (', fi = "Löysitkö sen?"', "", "mine.toml:21: questions.own.0.text: the text is missing"),
        (', fi = "Heti"', "", "questions.own.0.options: the text is missing in fi"),
        ('kind = "choice"', 'kind = "scale"', "the scale 'found' needs low"),
        ('kind = "choice"', 'kind = "stars"', "mine.toml:20: questions.own.0.kind"),
        ('title = "A study"', 'title = "A study"\nretention_days = 0', "must be 1 or more"),
        ('title = "A study"', 'title = "A"\nfresh = "https://else.example/"', "is not in the shop"),
    ],
)
def test_an_error_says_where_and_what(tmp_path: Path, before: str, after: str, told: str) -> None:
    assert told in wrong(tmp_path, before, after)


def test_a_goal_without_a_language_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "guest_checkout.toml").write_text(
        'title = "T"\ngoal = "Buy it."\n[[steps]]\nname = "A"\nreached = { url = "/" }\n'
    )
    with pytest.raises(
        ScenarioError, match=r"mine\.toml:3: tasks: .* missing in fi; write goal\.fi"
    ):
        read(tmp_path, GOOD)


def test_a_name_that_cannot_stand_in_an_address(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="stands in addresses"):
        read(tmp_path, GOOD, "näin ei")
