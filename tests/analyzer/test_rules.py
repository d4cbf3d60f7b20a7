"""Every rule has its source, a recording that fires, one that stays quiet, and its docs."""

import ast
import runpy
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import get_type_hints

import pytest

from kitka.analyzer import rules
from kitka.analyzer.analyze import analyze
from kitka.analyzer.facts import Facts
from kitka.analyzer.rules import Rule, discover, limits, rules_version, sources, thresholds

ROOT = Path(__file__).parent.parent.parent
SOURCES = Path(rules.__file__).parent


def hits(recording, rule):
    result = analyze(recording.log, recording.scenario, discover(), reference=recording.reference)
    assert not any("rule broke" in why for why in result.not_applicable.values())
    return [friction for friction in result.frictions if friction.rule == rule]


@pytest.mark.parametrize("rule", [rule.id for rule in discover()])
class TestEveryRule:
    def test_fires_and_stays_quiet(self, rule, read_recording):
        assert hits(read_recording(f"{rule}.fires"), rule)
        assert hits(read_recording(f"{rule}.quiet"), rule) == []

    def test_evidence_is_complete(self, rule, read_recording):
        for friction in hits(read_recording(f"{rule}.fires"), rule):
            evidence = friction.evidence
            assert evidence.text.endswith(".")
            assert evidence.values and evidence.moments
            assert friction.element is not None or evidence.values["subject"]
            assert friction.cost_s >= 0

    def test_documented(self, rule):
        page = (ROOT / "docs" / "rules" / f"{rule}.md").read_text("utf-8")
        for name, threshold in thresholds().get(rule, {}).items():
            assert f"`{name}` | {threshold.value:g}" in page
        assert f"(rules/{rule}.md)" in (ROOT / "docs/rules.md").read_text("utf-8")

    def test_uses_every_threshold_it_publishes(self, rule):
        source = (SOURCES / f"{rule}.py").read_text("utf-8")
        assert [name for name in limits(rule) if f'"{name}"' not in source] == []


def test_sources_recordings_and_rules_are_the_same_set(recording_names):
    files = {path.stem for path in SOURCES.glob("*.py")} - {"__init__"}
    ids = {rule.id for rule in discover()}
    assert files == ids
    assert set(recording_names) == {f"{rule}.{kind}" for rule in ids for kind in ("fires", "quiet")}


def test_docs_are_what_the_rules_say():
    render = runpy.run_path(str(Path(__file__).with_name("make_rules_doc.py")))["render"]
    written = render()
    assert set(written) >= set((ROOT / "docs/rules").glob("*.md"))
    for path, text in written.items():
        assert path.read_text("utf-8") == text, f"{path.name}: run make_rules_doc.py"


def test_recordings_are_what_the_builder_writes(read_recording, recording_names):
    recordings = runpy.run_path(str(Path(__file__).with_name("make_recordings.py")))["recordings"]
    built = recordings()
    for name in recording_names:
        assert read_recording(name) == built[name]


def test_version_names_thresholds_and_sources():
    first, second = rules_version().split("-")
    assert first == rules.thresholds_hash() and len(second) == 12


def test_what_several_rules_ask_is_built_in_one_place():
    kept = [value for value in vars(Facts).values() if isinstance(value, cached_property)]
    shared = {get_type_hints(one.func)["return"].__name__ for one in kept}
    assert {"Doings", "Presses", "Purchase"} <= shared
    built = {
        (name, node.func.id)
        for name, source in sources(resources.files("kitka.analyzer"))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in shared
    }
    assert built == {("facts.py", name) for name in shared}


def test_version_changes_with_every_source_that_judges():
    names = {name for name, _ in sources(resources.files("kitka.analyzer"))}
    assert {
        "session/steps.py",
        "presses/verdicts.py",
        "reasons/kinds.py",
        "rules/dead_click.py",
    } <= names
    assert not any(name.startswith("report/") for name in names)


def test_a_broken_rule_does_not_lose_the_session(read_recording):
    def find(context):
        raise ZeroDivisionError("by design")

    broken = Rule("Broken", "", "", "", "", "", find, id="broken")
    recording = read_recording("dead_click.fires")
    result = analyze(recording.log, recording.scenario, rules=[broken, *discover()])
    assert result.not_applicable["broken"] == "rule broke: ZeroDivisionError: by design"
    assert any(friction.rule == "dead_click" for friction in result.frictions)


class TestDetails:
    """What the recordings alone would not pin down."""

    def test_dead_clicks_in_quick_succession_are_one_with_a_count(self, read_recording):
        first, second = hits(read_recording("dead_click.fires"), "dead_click")
        assert (first.evidence.values["clicks"], second.evidence.values["clicks"]) == (2, 1)
        assert first.step == "Delivery address"
        assert first.cost_s == pytest.approx(5.0)  # 12.0 until the next press at 17.0

    def test_tracker_does_not_make_a_dead_press_pending(self, walk, shop, read_recording):
        from kitka.recorder.model import Request, Target

        target = Target("button", "Buy", "#buy", tag="button", interactive=True)
        log = walk().open(0, "/").press(2, target, {"request": 3}).event(
            2.003, Request, url="https://t.example/c", third_party=True, click=0
        ).log()  # fmt: skip
        assert [f.rule for f in analyze(log, shop).frictions] == ["dead_click"]

    def test_slow_response_names_press_step_and_server_share(self, read_recording):
        told = hits(read_recording("slow_response.fires"), "slow_response")
        slow, behind, sent, vain = told
        assert (slow.step, slow.element.name) == ("Delivery method", "Continue")
        assert slow.cost_s == pytest.approx(26.02 + 3.35 - 26.0 - 1)
        assert slow.evidence.values["server_s"] == 3.1
        assert behind.element.name == "Go on" and behind.evidence.values["waited_s"] == 4.45
        assert (sent.at_s, sent.evidence.values["waited_s"]) == (65, 8)
        assert (vain.at_s, vain.evidence.values["waited_s"]) == (85, 8)

    def test_slow_response_on_a_throttled_network_is_relative(self, walk, shop):
        def session(*responses):
            one = walk(network="slow-3g")
            for place, response_ms in enumerate(responses):
                one.open(20.0 * place, f"/{place}", response_ms + 900, response_ms=response_ms)
            return analyze(one.log(), shop)

        assert session(2100, 2050, 2200, 2150).frictions == ()
        assert [f.rule for f in session(2100, 2050, 5300, 2150).frictions] == ["slow_response"]
        assert "throttled" in session(2100, 5000).not_applicable["slow_response"]

    def test_error_click_that_led_on_costs_nothing(self, read_recording):
        first, second, _ = hits(read_recording("error_click.fires"), "error_click")
        assert first.cost_s == 0 and "TypeError" in first.evidence.text
        assert "HTTP 500" in second.evidence.text

    def test_failed_document_names_what_was_pressed(self, read_recording):
        document, style, lost = hits(read_recording("failed_request.fires"), "failed_request")
        assert document.element.name == "Continue" and document.step == "Payment"
        assert style.element is None and "404" in style.evidence.text
        assert "CONNECTION_RESET" in lost.evidence.text

    def test_validation_loop_costs_from_first_refusal_to_acceptance(self, read_recording):
        (loop,) = hits(read_recording("validation_loop.fires"), "validation_loop")
        assert loop.cost_s == pytest.approx(29.0)
        assert loop.evidence.values == {"refusals": 2, "accepted": "yes", "fields": "Phone"}

    def test_form_lost_counts_fields(self, read_recording):
        found = hits(read_recording("form_lost.fires"), "form_lost")
        lost, without_form, beside, blank, back = found
        assert lost.evidence.values["lost"] == 5 and lost.element.name == "Continue"
        assert without_form.evidence.values["lost"] == 5
        assert lost.step == "Delivery method"
        assert beside.evidence.values["fields"] == "Card number, Name on card"
        assert beside.element.name == "Apply" and beside.cost_s == 6.0
        assert "came back empty" in blank.evidence.text and blank.evidence.values["lost"] == 2
        assert back.evidence.values["lost"] == 5 and "stood there empty" in back.evidence.text

    def test_late_cost_is_the_fee_and_not_the_delivery(self, read_recording):
        (fee,) = hits(read_recording("late_cost.fires"), "late_cost")
        assert fee.evidence.values["unexplained"] == 2.5
        assert fee.step == "Review" and fee.element.selector == "#basket_totals .total"

    def test_late_cost_without_a_watched_total_is_not_applicable(self, walk, shop):
        from msgspec.structs import replace

        from kitka.recorder.model import Watch

        result = analyze(walk().open(0, "/").log(), replace(shop, watch=Watch()))
        assert result.not_applicable["late_cost"] == "the scenario watches no total"

    def test_same_script_error_in_a_view_counts_once(self, read_recording):
        error, *_ = hits(read_recording("js_error.fires"), "js_error")
        assert error.evidence.values["count"] == 3
