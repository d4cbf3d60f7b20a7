"""Researchers who looked at the same frictions: how far they agree beyond chance."""

import pytest

from kitka.analyzer.results import Evidence, Friction, SessionResult
from kitka.analyzer.study.agreement import Agreement, agreements
from kitka.recorder.model import Mark


def session(name, count):
    frictions = tuple(
        Friction("rage_click", "Basket", None, float(10 * at), 1.0, Evidence("It happened."))
        for at in range(count)
    )
    return SessionResult(
        id=name, scenario="bag", actor="participant", outcome="completed", label="", device="",
        network="", browser="", started=0.0, duration_s=900.0, steps=(), frictions=frictions,
    )  # fmt: skip


def said(who, verdicts, name="s"):
    """One mark for each friction in turn: ``r`` real, ``f`` a false alarm, ``-`` none."""
    full = {"r": "real", "f": "false alarm"}
    return [
        Mark(f"{name}{who}{at}", name, full[one], "rage_click", float(10 * at), who, 1.0)
        for at, one in enumerate(verdicts)
        if one != "-"
    ]


def test_cohens_kappa_of_fifty():
    """20 both real, 15 both false, 5 and 10 apart: po 0.7, pe 0.5, kappa 0.4."""
    one = "r" * 20 + "r" * 5 + "f" * 10 + "f" * 15
    other = "r" * 20 + "f" * 5 + "r" * 10 + "f" * 15
    (pair,) = agreements([session("s", 50)], {"s": said("AK", one) + said("MK", other)})
    assert (pair.who, pair.n, pair.same) == (("AK", "MK"), 50, 35)
    assert pair.kappa == pytest.approx(0.4)


def test_only_what_both_marked_counts_over_sessions():
    marks = {
        "s": said("AK", "rf-") + said("MK", "-fr"),
        "t": said("MK", "r", "t") + said("AK", "r", "t"),
    }
    (pair,) = agreements([session("s", 3), session("t", 1)], marks)
    assert (pair.n, pair.same, pair.kappa) == (2, 2, 1.0)


def test_those_who_always_say_the_same_have_no_kappa():
    assert agreements([session("s", 2)], {"s": said("AK", "rr") + said("MK", "rr")}) == (
        Agreement(("AK", "MK"), 2, 2, None),
    )


def test_every_pair_of_three_and_none_of_one():
    three = said("AK", "r") + said("LV", "f") + said("MK", "r")
    found = agreements([session("s", 1)], {"s": three})
    assert [(one.who, one.same) for one in found] == [
        (("AK", "LV"), 0), (("AK", "MK"), 1), (("LV", "MK"), 0),
    ]  # fmt: skip
    assert agreements([session("s", 1)], {"s": said("AK", "r")}) == ()
