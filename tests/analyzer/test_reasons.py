"""Why an attempt without success ended, ranked, and what is not claimed."""

from typing import get_args

import pytest
from msgspec.structs import replace
from walks.builder import entry
from walks.common import ADDRESS, CONTINUE, LEFT, address, basket
from walks.ended import BUTTON, ending, hit, kinds, payment

from kitka.analyzer.abandonment import abandonment
from kitka.analyzer.facts import Facts
from kitka.analyzer.reasons import reasons_over
from kitka.analyzer.reasons.kinds import KINDS, kind_of
from kitka.analyzer.results import Element, ReasonKind, SessionResult
from kitka.analyzer.rules import discover
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.study.published import BAYMARD
from kitka.recorder.model import Change, Leave


class TestEveryRule:
    def test_has_a_published_kind(self):
        assert {rule.id for rule in discover()} <= KINDS.keys()
        unnamed = {rule for rule, (kind, _) in KINDS.items() if kind == "unknown"}
        assert unnamed == {"search_struggle"}  # which no survey of checkouts asks about
        assert {kind for kind, _ in KINDS.values()} <= set(get_args(ReasonKind))

    def test_a_malfunction_is_graver_than_what_only_takes_time(self):
        errors = {rule.id for rule in discover() if rule.error}
        assert not {rule for rule in errors if KINDS[rule][0] == "too long"}

    @pytest.mark.parametrize(
        ("name", "kind"),
        [("delivery_time", "delivery"), ("returns", "returns"), ("price", "extra cost"),
         ("palautusoikeus", "returns"), ("Lieferzeit", "delivery"), ("guarantee", "trust")],
    )  # fmt: skip
    def test_a_promise_is_of_the_kind_that_it_is_about(self, name, kind):
        assert kind_of(hit("promise_changed", 1.0, promise=name))[0] == kind

    def test_a_loop_that_was_accepted_only_took_time(self):
        assert kind_of(hit("validation_loop", 1.0, accepted="yes")) == ("too long", "effort")
        assert kind_of(hit("validation_loop", 1.0, accepted="no")) == ("error", "stopped")

    @pytest.mark.parametrize(
        ("rule", "values", "kind"),
        [
            ("missing_content", {"text": "Invalid Date"}, "delivery"),
            ("missing_content", {"text": "Saapuu NaN"}, "delivery"),
            ("missing_content", {"text": "undefined"}, "trust"),
            ("field_struggle", {"wrong": 2}, "error"),
            ("field_struggle", {"wrong": 1}, "too long"),
            ("u_turn", {"misled": "yes"}, "error"),
            ("u_turn", {"misled": "no"}, "too long"),
        ],
    )
    def test_what_was_seen_tells_the_kind(self, rule, values, kind):
        assert kind_of(hit(rule, 1.0, element=None, **values))[0] == kind

    def test_published_shares_are_of_known_kinds(self):
        assert set(BAYMARD) == set(get_args(ReasonKind)) - {"unknown"}


class TestRanking:
    def test_what_stopped_beats_cost_beats_wait(self, shop):
        walk = payment().event(60.0, Leave)
        found = ending(
            walk, shop, hit("slow_response", 40, 6.0, "p05"), hit("late_cost", 40, 0, "p05"),
            hit("dead_click", 40, 6.0, "p05"),
        )  # fmt: skip
        assert [reason.kind for reason in found] == ["error", "extra cost", "too long"]
        weights = [reason.weight for reason in found]
        assert weights == sorted(weights, reverse=True) and sum(weights) < 1
        first = found[0]
        assert (first.rule, first.at_s, first.before_s) == ("dead_click", 40, 20)
        assert (first.element, first.text) == (BUTTON, "dead_click happened.")

    def test_a_hindrance_that_was_got_past_counts_less(self, shop):
        walk = payment().event(45.0, Leave)
        passed = hit("dead_click", 12.0, 2.0, "p02")  # on the basket page, long left behind
        stands = hit("late_cost", 32.0, 0.0, "p05")
        assert kinds(walk, shop, passed, stands)[0] == "extra cost"
        assert kinds(basket().event(45.0, Leave), shop, passed)[0] == "error"

    def test_a_cost_that_came_with_the_last_step_was_not_got_past(self, shop):
        walk = payment().event(33.0, Leave)
        (first, *_) = ending(walk, shop, hit("late_cost", 30.9, 0.0, "p05"))
        assert (first.kind, first.weight > 0.6) == ("extra cost", True)

    def test_the_page_that_was_waited_for_is_no_getting_past_the_wait(self, shop):
        walk = address().press(26.0, CONTINUE, dict(LEFT)).submit(26.005, "address", CONTINUE)
        walk.open(26.02, "/checkout/shipping-method/", 14_000).event(42.0, Leave)
        assert kinds(walk, shop, hit("slow_response", 26.0, 13.0, "p03"))[0] == "too long"

    def test_nearer_is_likelier(self, shop):
        walk = payment().event(170.0, Leave)
        early, late = hit("late_cost", 32, 0, "p05"), hit("forced_account", 165, 0, "p05")
        assert kinds(walk, shop, early, late)[:2] == ["account", "extra cost"]

    def test_repeated_hits_support_each_other(self, shop):
        def weight(*frictions):
            walk = basket().event(60.0, Leave)
            return ending(walk, shop, *frictions)[0].weight

        once = weight(hit("field_struggle", 50, 1, "p02"))
        assert weight(*(hit("field_struggle", 50 + i, 1, "p02") for i in range(3))) > once + 0.05

    @pytest.mark.parametrize("rule", ["field_struggle", "step_bounce"])
    def test_who_never_got_on_was_kept_from_it(self, shop, rule):
        field = Element("textbox", ADDRESS[-1], "#last")
        stuck = hit(rule, 22.0, 3.0, "p03", element=field)
        assert kinds(address().event(40.0, Leave), shop, stuck)[0] == "error"
        assert "error" not in kinds(payment().event(60.0, Leave), shop, stuck)

    def test_a_field_that_was_let_be_kept_nobody(self, shop):
        walk = address()
        for place, name in enumerate(("Phone", "Country", "Company")):
            walk.event(30.0 + 3 * place, Change, target=entry(name))
        field = Element("textbox", "Street", "#street")
        struggle = hit("field_struggle", 22.0, 3.0, "p03", element=field)
        assert "error" not in kinds(walk.event(45.0, Leave), shop, struggle)

    def test_many_small_frictions_wear_out(self, shop):
        small = [hit("field_struggle", 14 + i, 20.0, "p03") for i in range(4)]
        (first, *_) = ending(payment().event(90.0, Leave), shop, *small)
        assert first.kind == "too long" and "80 s" in first.text

    def test_asides_are_no_time_between(self, shop):
        walk = basket().note(20.0, "pause").note(80.0, "resume").event(90.0, Leave)
        (first, *_) = ending(walk, shop, hit("dead_click", 15.0, 1.0, "p02"))
        assert first.before_s == pytest.approx(15.0)


class TestThin:
    def test_nothing_explains_it(self, shop):
        (only,) = ending(basket().event(40.0, Leave), shop)
        assert (only.kind, only.rule, only.weight) == ("unknown", "", 1.0)

    def test_noise_explains_nothing(self, shop):
        walk = basket().event(40.0, Leave)
        assert kinds(walk, shop, hit("js_error", 39, 0, "p02"), hit("u_turn", 30, 0, "p02")) == [
            "unknown"
        ]

    def test_an_empty_log(self, walk, shop):
        assert kinds(walk(), shop) == ["unknown"]


class TestOverSessions:
    def result(self, walk, shop, number, *frictions):
        lost = abandonment(Facts(Path(Timeline(walk.log()), shop)), frictions)
        return SessionResult(
            id=f"s{number}", scenario="x", actor="participant", outcome="abandoned", label="",
            device="", network="", browser="", started=0.0, duration_s=1.0, steps=(),
            frictions=(), abandoned=lost,
        )  # fmt: skip

    def test_the_likeliest_of_each_with_its_interval(self, shop):
        cost, dead = hit("late_cost", 39, 0, "p02"), hit("dead_click", 39, 0, "p02")
        walks = [basket().event(40, Leave) for _ in range(4)]
        told = [
            self.result(walks[0], shop, 0, cost), self.result(walks[1], shop, 1, cost),
            self.result(walks[2], shop, 2, dead, cost), self.result(walks[3], shop, 3),
        ]  # fmt: skip
        found = reasons_over([*told, replace(told[0], abandoned=None, outcome="completed")])
        assert [(r.kind, r.main.x, r.main.n) for r in found] == [
            ("extra cost", 2, 4), ("error", 1, 4), ("unknown", 1, 4),
        ]  # fmt: skip
        assert found[0].sessions == ("s0", "s1")
        assert reasons_over([replace(told[3], mistaken=True)]) == ()
        assert 0 < found[0].main.low < 0.5 < found[0].main.high < 1

    def test_nobody_was_lost(self):
        assert reasons_over([]) == ()
