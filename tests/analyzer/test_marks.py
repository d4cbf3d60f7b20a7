"""Marks beside frictions: what they belong to, and the precision they give."""

import pytest
from msgspec.structs import replace

from kitka.analyzer.results import Evidence, Friction, SessionResult
from kitka.analyzer.study.marks import marked, precision
from kitka.recorder.model import Mark


def friction(at_s, rule="rage_click"):
    return Friction(rule, "Basket", None, at_s, 1.0, Evidence("It happened."))


def mark(verdict, at_s, rule="rage_click", who="MK", at=1.0, session="s"):
    return Mark(f"{session}{verdict}{at_s}{who}{at}", session, verdict, rule, at_s, who, at)


def session(name, *frictions, excepted=()):
    return SessionResult(
        id=name, scenario="bag", actor="participant", outcome="completed", label="", device="",
        network="", browser="", started=0.0, duration_s=90.0, steps=(), frictions=frictions,
        excepted=excepted,
    )  # fmt: skip


class TestBelonging:
    def test_each_to_its_friction(self):
        found = marked(
            [friction(10.0), friction(30.0), friction(10.0, "dead_click")],
            [mark("real", 30.0), mark("false alarm", 10.0, "dead_click")],
        )
        assert [[m.verdict for m in said] for said in found.on] == [[], ["real"], ["false alarm"]]
        assert found.missed == ()

    def test_the_last_word_of_each_person(self):
        said = [mark("real", 10.0, at=2.0), mark("false alarm", 10.0, at=1.0),
                mark("false alarm", 10.0, who="AK")]  # fmt: skip
        (on,) = marked([friction(10.0)], said).on
        assert {m.who: m.verdict for m in on} == {"MK": "real", "AK": "false alarm"}

    def test_it_stays_where_newer_rules_move_the_moment_a_little(self):
        assert marked([friction(10.3)], [mark("real", 10.0)]).on[0]
        assert not marked([friction(11.0)], [mark("real", 10.0)]).on[0]

    def test_what_was_real_and_is_no_longer_found_is_missed(self):
        assert [m.at_s for m in marked([], [mark("real", 10.0)]).missed] == [10.0]
        assert marked([], [mark("false alarm", 10.0)]).missed == ()
        disputed = [mark("real", 10.0), mark("false alarm", 10.0, who="AK")]
        assert marked([], disputed).missed == ()

    def test_what_was_missed_and_is_now_found_is_missed_no_more(self):
        missed = mark("missed", 12.0)
        assert marked([], [missed]).missed == (missed,)
        assert marked([friction(10.0)], [missed]).missed == ()
        assert marked([friction(10.0, "dead_click")], [missed]).missed == (missed,)


class TestPrecision:
    def test_by_rule_and_together(self):
        one = session(
            "s", *(friction(float(10 * i)) for i in range(6)), friction(5.0, "dead_click")
        )
        other = session("t", friction(1.0, "dead_click"))
        marks = {
            "s": [
                *(mark("real", float(10 * i)) for i in range(4)), mark("false alarm", 40.0),
                mark("false alarm", 5.0, "dead_click"), mark("missed", 80.0, "other"),
            ],
            "t": [mark("real", 1.0, "dead_click", session="t"),
                  mark("false alarm", 1.0, "dead_click", who="AK", session="t")],
        }  # fmt: skip
        dead, other_row, rage, whole = precision([one, other], marks)
        assert (dead.rule, dead.precision.x, dead.precision.n, dead.disputed) == (
            "dead_click", 0, 1, 1,
        )  # fmt: skip
        assert (other_row.rule, other_row.missed, other_row.found) == ("other", 1, 0)
        assert (rage.precision.x, rage.precision.n, rage.found) == (4, 5, 6)
        assert rage.precision.low == pytest.approx(0.3596, abs=1e-4)  # O01
        assert (whole.rule, whole.precision.x, whole.precision.n, whole.found) == ("", 4, 6, 8)
        assert (whole.missed, whole.disputed) == (1, 1)

    def test_nothing_marked_is_no_precision(self):
        assert precision([session("s", friction(1.0))], {}) == ()

    def test_what_is_no_problem_is_in_no_figure_and_not_missed(self):
        one = session("s", excepted=(friction(10.0),))
        assert precision([one], {"s": [mark("real", 10.0)]}) == ()
        counted = replace(one, frictions=one.excepted, excepted=())
        assert precision([counted], {"s": [mark("real", 10.0)]})[-1].precision.n == 1

    def test_marks_of_other_sessions_count_for_them_alone(self):
        assert precision([session("s", friction(10.0))], {"t": [mark("real", 10.0)]}) == ()
