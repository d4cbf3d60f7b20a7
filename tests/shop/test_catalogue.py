"""The catalogue of flaws: whole, consistent, and its held-out third the one that was drawn."""

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from kitka.analyzer.results import ReasonKind
from kitka.analyzer.rules import discover
from kitka.demo_shop.flaws import FLAWS, MEASURED_BEFORE, Flaw, Kind, draw_held_out
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


def test_the_held_out_third_is_the_one_that_was_drawn() -> None:
    """A flaw more goes to ADDED_AFTER: nothing may wander into the third, or out of it."""
    held_out = sorted(flaw.name for flaw in FLAWS.values() if flaw.held_out)
    assert held_out == [
        "asks_email_twice",
        "button_far_below",
        "card_declined",
        "card_number_picky",
        "carrier_codes",
        "confirm_before_address",
        "delivery_cost_empty",
        "delivery_time_grows",
        "first_press_lost",
        "form_drawn_empty",
        "heavy_picture",
        "hover_menu_flickers",
        "newsletter_modal",
        "phone_checked_late",
        "picture_missing",
        "postcode_jumps_on",
        "quantity_list_dead",
        "return_page_fails",
        "widget_crashes",
        "zoom_icon_dead",
    ]
    assert len(held_out) / len(FLAWS) == pytest.approx(1 / 3, abs=0.02)
    assert not MEASURED_BEFORE & set(held_out)
    families = Counter(FLAWS[name].family for name in held_out)
    assert set(families) == {flaw.family for flaw in FLAWS.values()}


def test_the_draw_takes_at_most_one_flaw_of_a_rule() -> None:
    rules = {f"flaw{n}": f"rule{n % 4}" for n in range(12)}
    drawn = draw_held_out("some", rules)
    assert drawn == draw_held_out("some", dict(reversed(rules.items())))
    assert sorted(rules[name] for name in drawn) == ["rule0", "rule1", "rule2", "rule3"]


def test_traps_say_how_they_are_used() -> None:
    assert len(TRAPS) >= 30
    assert all(trap.title and trap.does for trap in TRAPS.values())
    assert {trap.where for trap in TRAPS.values()} == {"guide", "product"}
