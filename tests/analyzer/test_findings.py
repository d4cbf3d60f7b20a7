"""Findings, their priority, and reports that do not depend on the order of their sessions."""

import random

import pytest
from msgspec.structs import replace

from kitka.analyzer.findings import findings
from kitka.analyzer.results import Element, Evidence, Friction, SessionResult, StepResult
from kitka.analyzer.summarize import summarize

BUTTON = Element("button", "Proceed to checkout", "#proceed")


def friction(rule="dead_click", cost_s=5.0, step="Basket", element=BUTTON, **values):
    return Friction(rule, step, element, 4.0, cost_s, Evidence("It happened.", values))


def session(name, shop, *frictions, outcome="completed", actor="participant", step_s=10.0, **more):
    done = len(shop.steps) if outcome == "completed" else 1
    results = tuple(
        StepResult(s.name, place < done, at_s=step_s * (place + 1) if place < done else None,
                   duration_s=step_s if place < done else None,
                   machine_s=1.0 if place < done else None)
        for place, s in enumerate(shop.steps)
    )  # fmt: skip
    return SessionResult(
        id=name, scenario=shop.name, actor=actor, outcome=outcome, label=more.pop("label", ""),
        device="desktop", network="", browser="", started=float(sum(map(ord, name))),
        duration_s=step_s * done, steps=results, frictions=frictions, **more,
    )  # fmt: skip


class TestPriority:
    """By hand: z = 1.959964, n~ = n + 3.841459, p~ = (x + 1.920729) / n~."""

    def test_time_lost_without_failure(self, shop):
        # 4 of 5 met it (O01: lower bound .3596), none twice, no error rule: impact 2.
        met = [session(f"s{i}", shop, friction("slow_response", 3.0)) for i in range(4)]
        (found,) = findings([*met, session("s9", shop)], shop)
        assert (found.sessions, found.of, found.factors.impact) == (4, 5, 2)
        assert found.priority == pytest.approx(0.3596 * 2 * 0.5, abs=1e-4)
        assert found.cost_s == 3.0

    def test_malfunction_that_took_half_as_much_again(self, shop):
        # 5 of 5 (O04: lower .51095); 4 s of a 10 s step is 4/6 > .5 of its time without: impact 3.
        met = [session(f"s{i}", shop, friction(cost_s=4.0)) for i in range(5)]
        (found,) = findings(met, shop)
        assert found.factors.impact == 3
        assert found.priority == pytest.approx(0.51095 * 3 / 2, abs=1e-4)

    def test_malfunction_that_took_less_is_time_lost(self, shop):
        (found,) = findings([session("s1", shop, friction(cost_s=3.0))], shop)
        assert found.factors.impact == 2  # 3/7 < .5

    def test_half_of_the_attempts_failed_and_met_it_again(self, shop):
        # x = 2 of 2: n~ 5.841459, p~ .671190, half-width .380965, lower .290225 (by hand).
        twice = session("s1", shop, friction(), friction(), outcome="abandoned")
        (found,) = findings([twice, session("s2", shop, friction())], shop)
        assert (found.factors.impact, found.factors.persistence) == (4, 0.5)
        assert found.priority == pytest.approx(0.290225 * 4 * 0.75, abs=1e-3)
        assert found.cost_s == 7.5 and found.occurrences == 3

    def test_nothing_visible(self, shop):
        (found,) = findings([session("s1", shop, friction("js_error", 0, element=None))], shop)
        assert found.factors.impact == 1

    def test_one_of_two_does_not_outrank_nine_of_ten(self, shop):
        many = [session(f"s{i}", shop, friction("slow_response", 3.0)) for i in range(9)]
        many.append(session("s9", shop))
        often = findings(many, shop)[0].priority
        rare = findings(
            [session("a", shop, friction("slow_response", 9.0)), session("b", shop)], shop
        )
        assert often > rare[0].priority


class TestMerging:
    def test_test_id_then_role_and_name_then_selector(self, shop):
        moved = replace(BUTTON, selector="#elsewhere")
        merged = findings(
            [session("a", shop, friction()), session("b", shop, friction(element=moved))], shop
        )
        assert [f.sessions for f in merged] == [2]
        renamed = [replace(BUTTON, test_id="go", name=name) for name in ("Buy", "Osta")]
        merged = findings([session(str(e.name), shop, friction(element=e)) for e in renamed], shop)
        assert [f.sessions for f in merged] == [2]
        nameless = [Element("button", "", s) for s in ("#a", "#b")]
        assert (
            len(findings([session(e.selector, shop, friction(element=e)) for e in nameless], shop))
            == 2
        )

    def test_without_an_element_the_subject_tells_them_apart(self, shop):
        errors = [
            friction("js_error", 0, element=None, subject=s)
            for s in ("TypeError: a", "TypeError: b")
        ]
        found = findings([session("a", shop, *errors)], shop)
        assert {f.title for f in found} == {
            "Script error: TypeError: a",
            "Script error: TypeError: b",
        }

    def test_of_counts_those_who_entered_the_step(self, shop):
        late = friction(step=shop.steps[3].name)
        left = session("b", shop, outcome="abandoned")  # reached the first step only
        (found,) = findings([session("a", shop, late), left], shop)
        assert (found.sessions, found.of) == (1, 1)

    def test_ids_are_stable_and_differ_by_actor(self, shop):
        def ids(actor):
            return [f.id for f in findings([session("a", shop, friction(), actor=actor)], shop)]

        assert ids("script") == ids("script") != ids("participant")


class TestReports:
    def test_actors_are_kept_apart(self, shop):
        both = [
            session("a", shop),
            session("b", shop, actor="script", outcome="failed", failed_by="shop"),
        ]
        script, people = summarize(both, shop)
        assert (script.actor, script.completion.x, script.completion.n) == ("script", 0, 1)
        assert (people.actor, people.completion.x, people.completion.n) == ("participant", 1, 1)

    def test_recorder_failures_leave_every_denominator(self, shop):
        lost = session("b", shop, friction(), outcome="failed", failed_by="recorder")
        (report,) = summarize([session("a", shop), lost], shop)
        assert (report.sessions, report.completion.n, report.findings) == (2, 1, ())
        assert report.outcomes == {"completed": 1, "failed by recorder": 1}
        assert report.steps[0].entered == 1

    def test_steps(self, shop):
        slow = session("b", shop, step_s=20.0, outcome="abandoned")
        (report,) = summarize([session("a", shop), slow, session("c", shop, step_s=30.0)], shop)
        first, second = report.steps[:2]
        assert (first.entered, first.reached, first.median_s, first.p90_s) == (3, 3, 20.0, 28.0)
        assert (second.entered, second.reached) == (3, 2)
        assert report.steps[2].entered == 2
        assert report.durations == (70.0, 210.0) and report.median_s == 140.0

    def test_order_does_not_matter(self, shop):
        results = [
            session(f"s{i}", shop, *[friction(cost_s=i, label=i)] * (i % 3), step_s=5.0 + i,
                    actor="script" if i % 4 == 0 else "participant", label=f"r{i % 2}",
                    outcome="abandoned" if i % 5 == 0 else "completed")
            for i in range(40)
        ]  # fmt: skip
        expected = summarize(results, shop)
        for seed in range(5):
            shuffled = results.copy()
            random.Random(seed).shuffle(shuffled)
            assert summarize(shuffled, shop) == expected
        other = replace(results[0], id="x", scenario="another")
        assert summarize([other, *results], shop) == expected
