"""What is said to be no problem counts nowhere, until that is taken back."""

import pytest

from kitka.analyzer.analyze import analyze
from kitka.analyzer.session.places import places_of
from kitka.analyzer.study.exceptions import exceptions_hash, exceptions_of, leave_out
from kitka.analyzer.study.gate import judge
from kitka.analyzer.study.summarize import summarize
from kitka.recorder.model import Budget, Review, Target

DEAD = Target("button", "Compare", "#compare", tag="button", interactive=True)
SAME = Target("button", "Vertaile", "#compare", tag="button", interactive=True)
OTHER = Target("button", "Wish list", "#wish", tag="button", interactive=True)


@pytest.fixture
def pressed(walk):
    """A session in which buttons were pressed to no effect."""

    def make(*targets, **about):
        one = walk(**about).open(0, "/catalogue/b/")
        for place, target in enumerate(targets):
            one.press(5 + 20 * place, target, {})
        return one.log()

    return make


def review(status, at, *places, scenario="s"):
    return Review(f"r{at}", "f", scenario, places, status, "MK", "Meant so.", at)


def only_dead(result):
    return [f.element.name for f in result.frictions if f.rule == "dead_click"]


class TestAnalysis:
    def test_what_is_excepted_stands_apart(self, pressed, shop):
        log = pressed(DEAD, OTHER)
        before = analyze(log, shop)
        assert only_dead(before) == ["Compare", "Wish list"] and before.excepted == ()
        places = frozenset(places_of(shop.name, before.frictions[0]))
        after = analyze(log, shop, exceptions=places)
        assert only_dead(after) == ["Wish list"]
        assert [f.element.name for f in after.excepted if f.rule == "dead_click"] == ["Compare"]

    def test_it_is_of_one_rule_element_and_step(self, pressed, shop):
        found = analyze(pressed(DEAD, OTHER), shop).frictions
        one = next(f for f in found if f.element.name == "Compare")
        place = frozenset(places_of(shop.name, one))
        for change in ({"rule": "rage_click"}, {"step": "Payment"}):
            other = type(one)(**{**{n: getattr(one, n) for n in one.__struct_fields__}, **change})
            assert leave_out([other], shop.name, place) == ((other,), ())
        assert leave_out([one], "another", place) == ((one,), ())

    def test_the_same_button_by_another_name_is_excepted_too(self, pressed, shop):
        places = frozenset(places_of(shop.name, analyze(pressed(DEAD), shop).frictions[0]))
        assert only_dead(analyze(pressed(SAME), shop, exceptions=places)) == []

    def test_it_explains_no_ending(self, pressed, shop):
        log = pressed(DEAD, said="stop")
        lost = analyze(log, shop)
        assert lost.abandoned.friction == "dead_click"
        places = frozenset(p for f in lost.frictions for p in places_of(shop.name, f))
        assert analyze(log, shop, exceptions=places).abandoned.friction == ""

    def test_no_figure_and_no_gate_counts_it(self, pressed, shop):
        from msgspec.structs import replace

        log = pressed(DEAD, id="s1", actor="script")
        found = analyze(log, shop)
        places = frozenset(p for f in found.frictions for p in places_of(shop.name, f))
        result = analyze(log, shop, exceptions=places)
        (report,) = summarize([result], shop)
        assert report.findings == () and sum(step.frictions for step in report.steps) == 0
        assert [one.rule for one in report.excepted] == ["dead_click"]
        tight = replace(shop, budget=Budget(friction=0))
        (check,) = [c for c in judge(tight, [result]).checks if c.what == "friction"]
        assert check.judgement == "pass" and "1 left out as no problem" in check.text
        (check,) = [c for c in judge(tight, [found]).checks if c.what == "friction"]
        assert check.judgement == "broken" and "left out" not in check.text


class TestWhatIsSaid:
    def test_the_last_word_about_a_place(self):
        said = [review("not a problem", 1.0, "a", "b"), review("not a problem", 2.0, "c")]
        assert exceptions_of(said, "s") == {"a", "b", "c"}
        assert exceptions_of([*said, review("open", 3.0, "c")], "s") == {"a", "b"}
        assert exceptions_of([*said, review("planned", 0.0, "c")], "s") == {"a", "b", "c"}

    def test_taking_it_back_needs_one_of_its_keys(self):
        """A finding that has lost a key (a session was erased) still takes all of it back."""
        said = [review("not a problem", 1.0, "a", "b"), review("open", 2.0, "b")]
        assert exceptions_of(said, "s") == frozenset()

    def test_other_scenarios_and_other_words_except_nothing(self):
        said = [review("not a problem", 1.0, "a", scenario="other"), review("mended", 1.0, "b")]
        assert exceptions_of(said, "s") == frozenset()

    def test_a_hash_that_is_empty_without_exceptions(self):
        assert exceptions_hash(frozenset()) == ""
        assert exceptions_hash({"a", "b"}) == exceptions_hash({"b", "a"}) != exceptions_hash({"a"})
