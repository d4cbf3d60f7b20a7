"""The catalogue of flaws: whole and consistent; a third is held out, one or more for each rule."""

from pathlib import Path
from typing import get_args

import pytest

from kitka.analyzer.results import ReasonKind
from kitka.analyzer.rules import discover
from kitka.demo_shop.flaws import FLAWS, MEASURED_BEFORE, Flaw, Kind
from kitka.demo_shop.traps import TRAPS
from kitka.recorder.scenario import SHIPPED, load_scenario

SCRIPTS = Path(__file__).parents[2] / "demo_shop" / "static" / "flaws"


@pytest.mark.parametrize("flaw", FLAWS.values(), ids=lambda flaw: flaw.name)
def test_a_flaw_says_what_it_is(flaw: Flaw) -> None:
    steps = [step.name for step in load_scenario(SHIPPED / f"{flaw.scenario}.toml").steps]
    assert flaw.step in steps[1:]
    assert flaw.reason in get_args(ReasonKind)
    assert flaw.kind in get_args(Kind)
    assert flaw.title and flaw.meet and flaw.devices
    assert bool(flaw.past) == flaw.passable
    assert flaw.rule not in flaw.also
    assert flaw.element is None or set(flaw.element) == {"role", "name"}
    assert flaw.has_script or flaw.kind != "script"


def test_there_are_enough_and_every_rule_has_one() -> None:
    rules = {flaw.rule for flaw in FLAWS.values()}
    assert len(FLAWS) >= 38
    assert {rule.id for rule in discover()} <= rules
    assert {rule for flaw in FLAWS.values() for rule in flaw.also} <= rules


def test_scripts_belong_to_flaws() -> None:
    assert {path.stem for path in SCRIPTS.glob("*.js")} <= set(FLAWS)


def test_at_least_one_flaw_is_held_out_for_each_rule() -> None:
    """So that nobody chose which rules would be tried."""
    held_out = [flaw for flaw in FLAWS.values() if flaw.held_out]
    assert {flaw.rule for flaw in held_out} == {rule.id for rule in discover()}
    assert len(held_out) / len(FLAWS) == pytest.approx(1 / 3, abs=0.02)
    assert not MEASURED_BEFORE & {flaw.name for flaw in held_out}
    assert {flaw.family for flaw in held_out} == {flaw.family for flaw in FLAWS.values()}


def test_traps_say_how_they_are_used() -> None:
    assert len(TRAPS) >= 30
    assert all(trap.title and trap.does for trap in TRAPS.values())
    assert {trap.where for trap in TRAPS.values()} == {"guide", "product"}
