"""The gate's verdict, and the document that CI servers read."""

from xml.etree import ElementTree

import msgspec
import pytest

from kitka.analyzer.results import Evidence, Friction, SessionResult, StepResult
from kitka.analyzer.study.gate import judge, worst
from kitka.analyzer.study.junit import junit_xml
from kitka.recorder.model import Budget, Condition, Scenario, Step

SCENARIO = Scenario(
    "bag",
    "Buy a bag",
    (
        Step("Basket", (Condition(url="/basket/"),), budget=Budget(seconds=2)),
        Step("Paid", (Condition(url="/done/"),), budget=Budget(friction=0)),
    ),
)
FRICTION = Friction("dead_click", "Paid", None, 1.0, 3.0, Evidence("nothing happened"))


def result(seconds: float = 1.0, **changes) -> SessionResult:
    steps = (
        StepResult("Basket", True, at_s=seconds, duration_s=seconds),
        StepResult("Paid", True, at_s=seconds + 1, duration_s=1.0),
    )
    made = SessionResult(
        "s", "bag", "script", "completed", "", "desktop", "", "", 0.0, seconds + 1, steps, ()
    )
    return msgspec.structs.replace(made, **changes)


def test_it_passes_within_the_budgets() -> None:
    verdict = judge(SCENARIO, [result(1.0), result(2.0), result(9.0)])
    assert (verdict.judgement, verdict.exit_code) == ("pass", 0)  # the median decides


def test_a_slow_median_breaks_the_budget() -> None:
    verdict = judge(SCENARIO, [result(1.0), result(2.1), result(2.2)])
    assert (verdict.judgement, verdict.exit_code) == ("broken", 1)
    assert "Basket: median 2.10 s of 2 s (n = 3)" in [c.text for c in verdict.checks]


def test_fewer_than_three_first_attempts_are_inconclusive() -> None:
    assert judge(SCENARIO, [result(), result()]).exit_code == 3
    retried = [result(), result(), result(attempt=2)]
    assert judge(SCENARIO, retried).exit_code == 3


def test_one_friction_too_many_breaks_the_budget() -> None:
    verdict = judge(SCENARIO, [result(), result(), result(frictions=(FRICTION,))])
    assert verdict.exit_code == 1
    elsewhere = msgspec.structs.replace(FRICTION, step="Basket")
    assert judge(SCENARIO, [result(), result(), result(frictions=(elsewhere,))]).exit_code == 0


def test_a_purchase_that_failed_is_broken_whatever_the_times() -> None:
    failed = result(outcome="failed", failed_by="shop")
    assert judge(SCENARIO, [result(), result(), result(), failed]).exit_code == 1


def test_what_the_recorder_lost_is_no_verdict_on_the_shop() -> None:
    lost = result(outcome="failed", failed_by="recorder")
    assert judge(SCENARIO, [lost, lost, lost]).exit_code == 3
    assert judge(SCENARIO, [result(), result(), result(), lost]).exit_code == 3
    assert judge(SCENARIO, [result(), result(), result()], lost=1).exit_code == 3


def test_a_script_that_raises_after_the_end_or_has_drifted_is_no_pass() -> None:
    raised = result(error="KeyError: 'colour'")
    assert judge(SCENARIO, [result(), result(), result(), raised]).exit_code == 1
    drifted = result(drifted=("Basket",))
    assert judge(SCENARIO, [result(), result(), result(), drifted]).exit_code == 1


def test_settings_are_not_pooled_in_one_median() -> None:
    slow = [result(20.0, device="phone") for _ in range(3)]
    verdict = judge(SCENARIO, [*(result(1.0) for _ in range(4)), *slow])
    assert verdict.exit_code == 1
    assert "Basket (phone): median 20.00 s of 2 s (n = 3)" in [c.text for c in verdict.checks]


def test_a_missing_measurement_is_no_pass() -> None:
    unreached = result(steps=(StepResult("Basket", True, at_s=1.0),))
    assert judge(SCENARIO, [unreached] * 3).exit_code == 3


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        (["pass", "inconclusive", "broken"], "broken"),
        (["pass", "inconclusive"], "inconclusive"),
        ([], "inconclusive"),
    ],
)
def test_the_worst_decides(judgements, expected) -> None:
    assert worst(judgements) == expected


def test_junit_has_a_case_per_session_and_per_budget() -> None:
    failed = result(outcome="failed", failed_by="shop", error="a \x00 <b> & c")
    sessions = [result(1.0), result(3.0), failed]
    verdict = judge(SCENARIO, sessions)
    root = ElementTree.fromstring(junit_xml({"bag": SCENARIO}, [verdict], {"bag": sessions}))
    (suite,) = root
    assert suite.get("name") == "bag"
    assert int(suite.get("tests")) == len(suite) == 6
    failures = suite.findall("testcase/failure")
    assert failures[0].text == "a � <b> & c"
    assert root.get("failures") == suite.get("failures") == str(len(failures))
    assert root.get("errors") == "1"  # the budget in seconds has two first attempts only
