"""A scenario file, and what is said where it is wrong."""

from pathlib import Path

import pytest

from kitka.recorder.errors import ScenarioError
from kitka.recorder.scenario import (
    SHIPPED,
    find_scenario,
    load_scenario,
    load_script,
    scenario_hash,
    seeks,
)

GOOD = """\
title = "Buy a bag"
goal = { en = "Buy a bag." }

[[steps]]
name = "Basket"
reached = { url = "/basket/" }

[[steps]]
name = "Paid"
reached = [
  { url = "/done/" },
  { selector = "#thanks", not = { text = "declined" } },
]
budget = { seconds = 3 }
"""
WATCHED = """
[watch]
total = "#total"
lines = ".line .amount"

[watch.promises]
delivery_time = ".delivery"
returns = "#returns"
"""


@pytest.fixture
def write(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "bag.toml"
        path.write_text(text)
        return path

    return write


def test_it_reads_a_scenario(write) -> None:
    scenario = load_scenario(write(GOOD))
    assert scenario.name == "bag"
    assert [step.name for step in scenario.steps] == ["Basket", "Paid"]
    assert scenario.success.budget.seconds == 3
    assert [(seek.what, seek.value) for seek in seeks(scenario)] == [
        ("selector", "#thanks"),
        ("text", "declined"),
    ]


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("title", "titel"), 1, "unknown key 'titel'; did you mean 'title'?"),
        (("selector", "selektor"), 12, "unknown key 'selektor'; did you mean 'selector'?"),
        (("seconds", "second"), 14, "unknown key 'second'; did you mean 'seconds'?"),
        (('name = "Paid"', 'naem = "Paid"'), 9, "unknown key 'naem'; did you mean 'name'?"),
        (('"/basket/"', "7"), 6, "expected"),
        (('"Paid"', '"Basket"'), 9, "two steps are named 'Basket'"),
        (('url = "/done/"', "not = { url = '/x' }"), 10, "needs url, selector, text or datalayer"),
        (("budget = {", "budget = {{"), 14, "not valid TOML"),
        (('title = "Buy a bag"', ""), 1, "key 'title' is missing"),
        (('goal = { en = "Buy a bag." }', 'phase = "befor"'), 2, "phase"),
    ],
)
def test_it_names_file_line_and_key(write, change, line, says) -> None:
    path = write(GOOD.replace(*change))
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    message = str(caught.value)
    assert message.startswith(f"{path}:{line}: ")
    assert says in message
    assert "\n" not in message


def test_it_reads_what_is_watched(write) -> None:
    watch = load_scenario(write(GOOD + WATCHED)).watch
    assert (watch.total, watch.delivery, watch.lines) == ("#total", None, ".line .amount")
    assert watch.promises == {"delivery_time": ".delivery", "returns": "#returns"}


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (('".line .amount"', '" "'), 18, "watch.lines is empty; write a CSS selector"),
        (("lines", "line"), 18, "unknown key 'line'; did you mean 'lines'?"),
        (('"#returns"', '""'), 22, "watch.promises.returns is empty"),
        (('"#returns"', "7"), 20, "watch.promises"),
        (("returns =", '"Free returns" ='), 22, "'Free returns' is no name for a promise"),
    ],
)
def test_it_names_what_cannot_be_watched(write, change, line, says) -> None:
    path = write(GOOD + WATCHED.replace(*change))
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert says in str(caught.value)


def test_a_missing_scenario_lists_those_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"no scenario 'guest_chekout'.*guest_checkout"):
        find_scenario("guest_chekout", tmp_path)


def test_a_scenario_without_a_script_says_what_to_write(write) -> None:
    with pytest.raises(ScenarioError, match=r"bag\.py with run\(page, step\)"):
        load_script(write(GOOD))


def test_a_script_that_cannot_be_imported_names_its_line(write) -> None:
    path = write(GOOD)
    path.with_suffix(".py").write_text("\nimport nothing_of_this_name\n")
    with pytest.raises(ScenarioError, match=r"bag\.py:2: ModuleNotFoundError"):
        load_script(path)


def test_the_hash_is_of_the_content_not_of_the_spelling(write) -> None:
    one = load_scenario(write(GOOD))
    same = load_scenario(write(GOOD + "\n# a comment\n"))
    other = load_scenario(write(GOOD.replace("/done/", "/finished/")))
    assert scenario_hash(one) == scenario_hash(same) != scenario_hash(other)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_shipped_scenarios_load_with_their_scripts(path: Path) -> None:
    scenario = load_scenario(path)
    assert callable(load_script(path))
    assert set(scenario.goal) >= {"en", "fi"}
