"""The accuracy benchmark in short: a handful of shoppers walk, are recorded, judged and scored."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bench.accuracy.diary import Truth
from bench.accuracy.judging import judge_all, judge_shared, ours, vendors
from bench.accuracy.plan import Walk
from bench.accuracy.score import Scored, ending
from bench.accuracy.walking import walk_all
from kitka.demo_shop.flaws import FLAWS
from kitka.demo_shop.traps import TRAPS

WIDGETS = ("stepper", "carousel", "phone_mask", "favourite")


def of(flaw: str, persona: str, device: str, leaves: str = "") -> Walk:
    return Walk(FLAWS[flaw].scenario, persona, device, 11, (flaw,), leaves=leaves)


WALKS = (
    of("dead_button", "hasty", "desktop"),
    of("dead_button", "impatient", "phone", "flaw"),
    of("late_cost", "keyboard only", "desktop"),
    of("server_error", "phone thumb", "phone"),
    of("form_refused_empty", "hasty", "desktop"),
    Walk("guest_checkout", "phone thumb", "phone", 12),
    Walk("guest_checkout", "hasty", "desktop", 13, traps=WIDGETS),
)
"""Nothing of it is held out: these outcomes are looked at every day."""


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[str, Truth]]:
    db = tmp_path_factory.mktemp("accuracy") / "walks.db"
    truths: dict[str, Truth] = {}
    walk_all(WALKS, db, 3, lambda truth: truths.update({truth.key: truth}))
    return db, truths


@pytest.fixture(scope="module")
def scored(walked: tuple[Path, Mapping[str, Truth]]) -> Mapping[str, Scored]:
    db, truths = walked
    return {one.walk.key: one for one in judge_all(WALKS, truths, db, ours())}


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.key)
def test_every_shopper_gets_to_the_end_or_leaves(
    walked: tuple[Path, Mapping[str, Truth]], walk: Walk
) -> None:
    truth = walked[1][walk.key]
    assert truth.fault == ""
    assert truth.met == walk.flaws
    assert (truth.left is not None) == (walk.leaves != "")
    assert truth.used == walk.traps
    assert set(walk.traps) <= set(TRAPS)


@pytest.mark.parametrize("walk", [w for w in WALKS if w.flaws], ids=lambda walk: walk.key)
def test_the_flaw_is_found(scored: Mapping[str, Scored], walk: Walk) -> None:
    one = scored[walk.key]
    assert one.misses == [], [(f.rule, f.step, f.element) for f in one.result.frictions]
    assert tuple(one.hits) == walk.flaws


@pytest.mark.parametrize("walk", [w for w in WALKS if not w.flaws], ids=lambda walk: walk.key)
def test_the_shop_without_flaws_is_quiet(scored: Mapping[str, Scored], walk: Walk) -> None:
    assert [(f.rule, f.step, f.evidence.text) for f in scored[walk.key].false] == []


def test_where_and_why_the_impatient_left(scored: Mapping[str, Scored]) -> None:
    (end,) = [end for end in map(ending, scored.values()) if end is not None]
    assert end.reason == "error"
    assert end.step_right, (end.towards, end.said_towards)
    assert end.reason_right, end.said_reason


def test_the_presets_judge_the_same_logs(
    walked: tuple[Path, Mapping[str, Truth]], scored: Mapping[str, Scored]
) -> None:
    db, truths = walked
    for name, judge in vendors().items():
        judged = judge_shared(WALKS, truths, db, judge)
        assert {one.truth.session for one in judged} == {
            one.truth.session for one in scored.values()
        }, name


@pytest.mark.parametrize("tool", ["posthog", "sentry"])
def test_a_preset_tells_the_dead_button_once(
    walked: tuple[Path, Mapping[str, Truth]], tool: str
) -> None:
    """Of somebody who stays: whoever leaves may be gone before the tool has made up its mind."""
    db, truths = walked
    (one,) = judge_shared(WALKS[:1], truths, db, vendors()[tool])
    assert one.truth.met == ("dead_button",)
    told = [told.flaw for told in one.told if told.friction.rule == "dead_click" and told.flaw]
    assert told == ["dead_button"], [(t.friction.rule, t.verdict) for t in one.told]
    assert one.hits == ["dead_button"]
