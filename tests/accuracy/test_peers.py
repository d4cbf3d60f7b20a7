"""What the other tools told becomes frictions of ours. Nothing is installed or started here."""

import json
from pathlib import Path

import pytest
from walks.builder import SHOP, STARTED, Walk, button

from bench.accuracy.peers.__main__ import LOOK_ALIKES, concerns_shared, walks_for_peers
from bench.accuracy.peers.bundle import HERE, PACKAGES, versions
from bench.accuracy.peers.detections import (
    HAVE,
    Detection,
    Heard,
    judge_of,
    keep_heard,
    read_heard,
    rules_told,
)
from bench.accuracy.peers.watching import _is_foreign
from bench.accuracy.plan import plan
from kitka.analyzer.study.presets import SHARED
from kitka.demo_shop.flaws import FLAWS

KEY = "guest_checkout|clean|hasty|desktop|-|stays|1"
BUY, MORE = button("Buy"), button("More")


def told(vendor, rule, at_s, text="Buy", **facts):
    return Detection(vendor, rule, STARTED + at_s * 1000, text=text, facts=facts)


def slow_click(at_s=5.0, tag="button", end="timeout", after_ms=7000.0, clicks=1.0):
    return told(
        "sentry", "ui.slowClickDetected", at_s, tag=tag, end=end, after_ms=after_ms, clicks=clicks
    )


@pytest.fixture
def found():
    """Frictions (rule, element name, second) of a session with presses on Buy at 5 s and on More
    at 8 s, in which a tool told these."""
    log = Walk(label=KEY).open(0, "/").press(5, BUY, {}).press(8, MORE, {}).log()

    def judge(vendor, *detections):
        result = judge_of(vendor, {KEY: Heard(KEY, detections)})(log, SHOP)
        assert result.not_applicable == {}
        return [(f.rule, f.element and f.element.name, f.at_s) for f in result.frictions]

    return judge


class TestConversion:
    @pytest.mark.parametrize("vendor", HAVE)
    def test_a_detection_is_a_friction_at_the_press_that_it_means(self, found, vendor):
        detection = slow_click(4.95) if vendor == "sentry" else told(vendor, "dead_click", 4.95)
        assert found(vendor, detection) == [("dead_click", "Buy", 5.0)]

    def test_the_nearest_press_names_the_element_whatever_the_tool_calls_it(self, found):
        assert found("datadog", told("datadog", "dead_click", 7.9, "×")) == [
            ("dead_click", "More", 8.0)
        ]

    def test_without_a_press_of_ours_the_tools_own_text_stands(self, found):
        assert found("posthog", told("posthog", "dead_click", 6.5, "Details")) == [
            ("dead_click", "Details", 6.5)
        ]
        assert found("posthog", told("posthog", "dead_click", 6.5, "")) == [
            ("dead_click", None, 6.5)
        ]

    def test_only_the_tool_that_is_asked_about_speaks(self, found):
        others = told("mixpanel", "dead_click", 5), told("datadog", "rage_click", 8)
        assert found("datadog", *others) == [("rage_click", "More", 8.0)]

    def test_a_session_in_which_nothing_was_told_is_quiet(self, found):
        assert found("amplitude") == []

    @pytest.mark.parametrize("vendor", HAVE)
    def test_what_is_no_shared_rule_is_dropped(self, vendor):
        assert rules_told(told(vendor, "dead_swipe", 5)) == ()
        missing = set(SHARED) - set(HAVE[vendor])
        assert all(rules_told(told(vendor, rule, 5)) == () for rule in missing)


class TestSentry:
    def test_five_presses_without_a_change_are_rage_as_well(self):
        assert rules_told(slow_click(clicks=5.0)) == ("dead_click", "rage_click")
        assert rules_told(slow_click(clicks=4.0)) == ("dead_click",)

    @pytest.mark.parametrize(
        "quiet",
        [
            slow_click(end="mutation", after_ms=3500.0),
            slow_click(after_ms=6999.0),
            slow_click(tag="div"),
            told("sentry", "ui.multiClick", 5, clicks=6.0),
        ],
        ids=["a change came", "not yet 7 s", "no control", "many clicks that were answered"],
    )
    def test_what_its_server_calls_neither(self, quiet):
        assert rules_told(quiet) == ()


class TestPlan:
    def test_shared_rules_fully_look_alikes_less_half_of_the_clean_ones(self):
        walks = walks_for_peers(per_flaw=4, clean=24)
        count = {}
        for walk in walks:
            count[walk.flaws] = count.get(walk.flaws, 0) + 1
        assert count.pop(()) == 24
        for (name,), n in count.items():
            assert n == (4 if FLAWS[name].rule in SHARED else LOOK_ALIKES)
        assert {name for (name,) in count} == {f.name for f in FLAWS.values() if concerns_shared(f)}
        assert {walk.key for walk in walks} <= {walk.key for walk in plan(only=(*FLAWS, "clean"))}

    def test_a_flaw_that_has_nothing_to_do_with_them_is_left_out(self):
        assert concerns_shared(FLAWS["dead_button"])
        assert not concerns_shared(FLAWS["late_cost"])


def test_of_a_walk_that_was_walked_twice_the_later_stands(tmp_path):
    path = tmp_path / "peers.jsonl"
    assert read_heard(path) == {}
    keep_heard(path, Heard("a", (told("posthog", "dead_click", 5),)))
    keep_heard(path, Heard("b", ()))
    keep_heard(path, Heard("a", (slow_click(),)))
    assert read_heard(path) == {"a": Heard("a", (slow_click(),)), "b": Heard("b", ())}


def test_only_the_shop_and_its_bank_may_be_asked():
    local = {"http://127.0.0.1:8000", "http://localhost:8001"}
    assert not _is_foreign("http://127.0.0.1:8000/basket/?a=1", local)
    assert not _is_foreign("data:text/plain,x", local)
    assert _is_foreign("https://us.i.posthog.com/e/", local)
    assert _is_foreign("http://127.0.0.1:9999/", local)


def test_versions_are_exact_and_those_of_the_lock():
    locked = json.loads((HERE / "package-lock.json").read_text())["packages"]
    assert versions() == {
        tool: locked[f"node_modules/{package}"]["version"] for tool, package in PACKAGES.items()
    }
    product = json.loads((Path(HERE).parents[2] / "package.json").read_text())
    pinned = {**product["dependencies"], **product["devDependencies"]}
    assert not set(pinned) & set(PACKAGES.values())
