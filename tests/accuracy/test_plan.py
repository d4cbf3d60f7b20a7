"""Which sessions are walked, and that the shoppers know every flaw and widget there is."""

from collections import Counter

import pytest

from bench.accuracy.journeys import JOURNEYS
from bench.accuracy.meetings import (
    EVERYBODY_LEAVES,
    EXPLICIT,
    MEETINGS,
    NOBODY_LEAVES,
    NOT_BY_KEYBOARD,
)
from bench.accuracy.passing import PASTS
from bench.accuracy.personas import PERSONAS
from bench.accuracy.plan import CLEAN, JUDGING, PER_FLAW, PER_KNOWN_FLAW, plan, sources
from bench.accuracy.widgets import WIDGETS
from bench.proof import ROOT
from kitka.demo_shop.flaws import FLAWS
from kitka.demo_shop.traps import TRAPS


@pytest.fixture(scope="module")
def walks():
    return plan()


def test_every_flaw_is_walked_by_several_people(walks):
    """More often those that nothing was tuned on: the targets hold for them."""
    for flaw in FLAWS.values():
        alone = [walk for walk in walks if walk.flaws == (flaw.name,)]
        assert len(alone) == (PER_FLAW if flaw.held_out else PER_KNOWN_FLAW)
        people = {(walk.persona, walk.device) for walk in alone}
        assert len(people) >= (3 if flaw.held_out else 2)


def test_clean_sessions_are_of_all_personas_and_half_of_them_use_the_widgets(walks):
    clean = [w for w in walks if not w.flaws]
    assert len(clean) == CLEAN >= 40
    assert {w.persona for w in clean} == set(PERSONAS)
    assert Counter(bool(w.traps) for w in clean)[True] >= len(clean) // 3
    assert {name for w in clean for name in w.traps} == set(TRAPS)
    assert {w.device for w in clean} == {"desktop", "phone"}


def test_several_flaws_at_once_are_of_one_part_and_of_different_steps(walks):
    several = [w for w in walks if len(w.flaws) > 1]
    assert len(several) >= 10
    for walk in several:
        flaws = [FLAWS[name] for name in walk.flaws]
        assert {flaw.held_out for flaw in flaws} == {walk.held_out}
        assert len({flaw.step for flaw in flaws}) == len(flaws)


def test_what_is_held_out_is_held_out_with_all_its_seeds(walks):
    assert all(w.held_out == FLAWS[w.flaws[0]].held_out for w in walks if w.flaws)
    assert any(w.held_out for w in walks if not w.flaws)


def test_the_plan_is_the_same_every_time_and_has_no_session_twice(walks):
    assert plan() == walks
    assert len({w.key for w in walks}) == len(walks)


def test_every_journey_and_device_of_a_flaw_exists(walks):
    assert {flaw.scenario for flaw in FLAWS.values()} <= set(JOURNEYS)
    assert all(w.device in FLAWS[name].devices for w in walks for name in w.flaws)


def test_the_tables_name_flaws_widgets_and_views_that_exist():
    named = {flaw for flaw, _ in (*MEETINGS, *PASTS)}
    assert named <= set(FLAWS)
    assert set(FLAWS) >= EXPLICIT | NOT_BY_KEYBOARD | NOBODY_LEAVES | EVERYBODY_LEAVES
    views = {view.name for journey in JOURNEYS.values() for view in journey.views}
    assert {view for _, view in (*MEETINGS, *PASTS)} <= views
    assert set(WIDGETS) == set(TRAPS)


def test_only_some_flaws():
    some = plan(only=("late_cost",), per_flaw=2)
    assert [w.flaws for w in some] == [("late_cost",)] * 2


def test_a_log_depends_on_all_that_makes_it_and_on_nothing_that_judges_it():
    names = {path.relative_to(ROOT).as_posix() for path in sources()}
    assert names >= {
        "recorder/inpage/dist/recorder.js", "recorder/recording.py", "recorder/store/__init__.py",
        "scenarios/guest_checkout.toml", "scenarios/guest_checkout.py",
        "demo_shop/flaw_catalogue/answering.toml", "demo_shop/traps.toml",
        "demo_shop/__main__.py", "bench/accuracy/shopper.py",
    }  # fmt: skip
    assert not names & {f"bench/accuracy/{name}.py" for name in JUDGING}
    assert all((ROOT / f"bench/accuracy/{name}.py").is_file() for name in JUDGING)
    assert not any("__pycache__" in name for name in names)
