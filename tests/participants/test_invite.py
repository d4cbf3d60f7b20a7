"""kitka invite: links, and where they lead."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kitka.commands.invite import invite
from kitka.recorder.errors import KitkaError
from kitka.recorder.store import Store
from kitka.recorder.study import OPEN, open_setting


def run(db: Path, number: int = 2, base_url: str = "https://study.example/", **more: bool) -> int:
    options = {"pilot": False, "open_link": False, "as_json": False, **more}
    return invite(db, "two_backpacks", number, base_url=base_url, **options)


def test_a_link_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = tmp_path / "kitka.db"
    assert run(db) == 0 and run(db, 1) == 0
    said = capsys.readouterr()
    with Store.open(db) as store:
        (version,) = store.newest_studies()
        people = store.participants(version.study)
        for task in version.document.tasks:
            assert store.scenario_version(task.scenario_hash) is not None
        assert store.setting(open_setting("two_backpacks")) is None
    assert [person.pseudonym for person in people] == ["P01", "P02", "P03"]
    expected = [f"{p.pseudonym}  https://study.example/p/{p.token}" for p in people]
    assert said.out.splitlines() == expected
    assert "shop http://127.0.0.1:8000 is this machine" in said.err


def test_pilots_and_the_open_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = tmp_path / "kitka.db"
    run(db, 1, pilot=True, open_link=True, as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert told["open"] == "https://study.example/p/open/two_backpacks"
    assert (told["study"], told["version"], told["pilot"]) == ("two_backpacks", 1, True)
    with Store.open(db) as store:
        assert store.setting(open_setting("two_backpacks")) == OPEN
        (person,) = store.participants(store.study_id("two_backpacks") or "")
    assert person.pilot
    assert told["links"] == [
        {"participant": "P01", "link": f"https://study.example/p/{person.token}"}
    ]


def test_where_it_was_served_last(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = tmp_path / "kitka.db"
    run(db, 1, base_url="")
    said = capsys.readouterr()
    assert said.out.startswith("P01  http://127.0.0.1:8600/p/")
    assert "kitka serve --public" in said.err
    with Store.open(db) as store:
        store.set_setting("public", "https://kitka.example")
    run(db, 1, base_url="")
    assert capsys.readouterr().out.startswith("P02  https://kitka.example/p/")


def test_wrong_use_is_one_line(tmp_path: Path) -> None:
    db = tmp_path / "kitka.db"
    with pytest.raises(KitkaError, match="no study 'none' in studies/"):
        invite(db, "none", 1, base_url="", pilot=False, open_link=False, as_json=False)
    assert not db.exists()
    with pytest.raises(KitkaError, match="is no address of a server"):
        run(db, base_url="study.example")
