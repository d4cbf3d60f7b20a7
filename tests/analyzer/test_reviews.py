"""What is said of a finding, and what later sessions make of it."""

import importlib.util
from pathlib import Path

import pytest
from msgspec.structs import replace

from kitka.analyzer.results import Element
from kitka.analyzer.study.reviews import enough, grouped, history, with_standings
from kitka.analyzer.study.summarize import summarize
from kitka.recorder.model import Exclusion, Review

_spec = importlib.util.spec_from_file_location(
    "kitka_test_findings", Path(__file__).with_name("test_findings.py")
)
assert _spec and _spec.loader
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)
friction, session = made.friction, made.session


def review(status, at, *places, **more):
    about = {"finding": "", "scenario": more.pop("scenario", ""), "who": "MK", "why": "Seen."}
    return Review(f"r{at}", status=status, at=at, places=tuple(places), **{**about, **more})


class Place:
    """The sessions of one scenario, and what was said of its only finding."""

    def __init__(self, shop):
        self.shop, self.sessions, self.said = shop, [], []

    def met(self, started, *frictions, **more):
        name = more.pop("name", f"s{len(self.sessions)}")
        met = frictions or (friction(),)
        self.sessions.append(session(name, self.shop, *met, started=float(started), **more))

    def clean(self, started, number=1, **more):
        for index in range(number):
            name = more.get("name", f"s{len(self.sessions)}")
            about = {k: v for k, v in more.items() if k != "name"}
            self.sessions.append(session(name, self.shop, started=started + index, **about))

    def say(self, status, at, **more):
        self.said.append(review(status, at, *self.finding(False).places,
                                scenario=self.shop.name, **more))  # fmt: skip

    def finding(self, stands=True, actor="participant"):
        reports = [r for r in summarize(self.sessions, self.shop) if r.actor == actor]
        if stands:
            known = {self.shop.name: self.shop}
            reports = with_standings(reports, self.said, self.sessions, known)
        return next(f for report in reports for f in report.findings)

    @property
    def standing(self):
        return self.finding().standing


@pytest.fixture
def place(shop):
    place = Place(shop)
    place.met(0)
    place.met(1)
    place.clean(2, 2)
    return place


class TestStatus:
    def test_open_until_somebody_says_otherwise(self, place):
        assert place.standing.status == "open" and place.standing.at == 0
        place.say("planned", 10.0, who="AK", why="In the next sprint")
        said = place.standing
        assert (said.status, said.who, said.why, said.at) == (
            "planned", "AK", "In the next sprint", 10.0,
        )  # fmt: skip
        place.say("open", 11.0)
        assert place.standing.status == "open"

    def test_the_last_word_counts_whatever_order_they_come_in(self, place):
        place.say("planned", 10.0)
        place.say("mended", 5.0)
        place.said.reverse()
        assert place.standing.status == "planned"

    def test_it_is_known_again_by_any_key(self, place):
        place.say("planned", 10.0)
        place.sessions.clear()
        place.met(20, friction(element=Element("button", "Kassalle", "#proceed", "checkout")))
        assert place.standing.status == "planned"  # the same selector, another name and test id
        place.sessions.clear()
        place.met(20, friction(element=Element("button", "Kassalle", "#other")))
        assert place.standing.status == "open"

    def test_it_is_said_of_the_place_whoever_met_it(self, place):
        place.met(5, actor="script")
        place.say("planned", 10.0)
        assert place.finding(actor="script").standing.status == "planned"

    def test_another_scenario_is_another_place(self, place):
        place.say("planned", 10.0)
        place.said = [replace(one, scenario="another") for one in place.said]
        assert place.standing.status == "open"


class TestMended:
    def test_later_sessions_verify_it(self, place):
        place.say("mended", 10.0)  # 2 of 4 met it: ln .05 / ln .5 = 4.3, so 5
        assert (place.standing.status, place.standing.without, place.standing.needed) == (
            "mended", 0, 5,
        )  # fmt: skip
        place.clean(20, 4)
        assert (place.standing.without, place.standing.verified) == (4, False)
        place.clean(30)
        assert (place.standing.without, place.standing.verified) == (5, True)

    def test_it_reopens_by_itself(self, place):
        place.say("mended", 10.0)
        place.clean(20, 6)
        assert place.standing.verified
        place.met(40, name="again")
        place.met(50, name="and again")
        stands = place.standing
        assert (stands.status, stands.reopened_by, stands.reopened_at) == ("open", "again", 40.0)
        assert not stands.verified

    def test_who_never_came_to_the_step_proves_nothing(self, shop):
        place = Place(shop)
        place.met(0, friction(step=shop.steps[3].name))
        place.say("mended", 10.0)
        place.clean(20, 3, outcome="abandoned")  # they reached the first step only
        assert place.standing.without == 0
        place.clean(30, 3)
        assert (place.standing.without, place.standing.verified) == (3, True)

    def test_who_counts_nowhere_proves_nothing(self, place):
        place.say("mended", 10.0)
        out = Exclusion("a colleague", "me", 1.0)
        for about in (
            {"excluded": out}, {"open": True}, {"automated": True},
            {"outcome": "failed", "failed_by": "recorder"},
        ):  # fmt: skip
            place.clean(20, 9, **about)
            place.met(20, **about)
        assert (place.standing.status, place.standing.without) == ("mended", 0)

    def test_scripts_verify_nothing_for_people_but_may_reopen(self, place):
        place.say("mended", 10.0)
        place.clean(20, 9, actor="script")
        assert place.standing.without == 0
        place.met(40, name="script", actor="script")
        assert place.standing.reopened_by == "script"

    def test_it_holds_from_a_label_on(self, place):
        """What ran before, or of an older label, is not later, whenever it began."""
        place.say("mended", 10.0, label="v2")
        place.met(20, label="v1")
        assert (place.standing.status, place.standing.without) == ("mended", 0)
        place.clean(30, 2, label="v2")
        place.met(40, label="v1")
        place.clean(50, 2, label="v3")
        place.clean(51, label="v1")
        assert (place.standing.status, place.standing.without) == ("mended", 4)
        place.met(60, name="again", label="v3")
        assert place.standing.reopened_by == "again"

    def test_it_holds_from_a_day_on(self, place):
        place.say("mended", 100.0, since=15.0)
        place.met(14)
        place.clean(15, 2)
        assert (place.standing.status, place.standing.without) == ("mended", 2)

    def test_said_again_it_is_judged_anew(self, place):
        place.say("mended", 10.0)
        place.met(20, name="again")
        place.say("mended", 30.0)
        place.clean(40)
        assert (place.standing.status, place.standing.without) == ("mended", 1)


class TestEnough:
    @pytest.mark.parametrize("met, of, number", [
        (1, 2, 5),  # .5^5 = .031, .5^4 = .0625
        (1, 10, 29),  # .9^29 = .047, .9^28 = .052
        (4, 5, 3),  # .2^2 = .04, but never fewer than 3
        (5, 5, 3),
        (0, 5, 3),
    ])  # fmt: skip
    def test_as_many_as_would_have_shown_it(self, met, of, number):
        assert enough(met, of) == number


class TestHistory:
    def test_of_what_nobody_said_anything_about(self, place):
        assert history(place.finding(), [], place.sessions) == []

    def test_what_was_known_already_comes_after_the_claim_that_it_breaks(self, place):
        place.say("planned", 5.0)
        place.say("mended", 10.0, since=0.5)
        told = history(place.finding(), place.said, place.sessions)
        assert [one.reopened_by or one.review.status for one in told] == [
            "planned", "mended", "s1",
        ]  # fmt: skip

    def test_what_was_said_and_who_reopened_it(self, place):
        place.say("planned", 5.0)
        place.say("mended", 10.0)
        place.met(20, name="first")
        place.met(25, name="second")
        place.say("mended", 30.0)
        place.met(40, name="third")
        told = [(d.at, d.reopened_by or d.review.status)
                for d in history(place.finding(), place.said, place.sessions)]  # fmt: skip
        assert told == [
            (5.0, "planned"), (10.0, "mended"), (20.0, "first"), (30.0, "mended"), (40.0, "third"),
        ]  # fmt: skip

    def test_what_came_after_something_else_was_said_reopened_nothing(self, place):
        place.say("mended", 10.0)
        place.say("open", 20.0)
        place.met(30)
        told = history(place.finding(), place.said, place.sessions)
        assert [one.reopened_by for one in told] == ["", ""]


def test_reviews_are_one_where_their_places_meet():
    chain = [review("open", 1.0, "a"), review("open", 2.0, "b"), review("planned", 3.0, "a", "b"),
             review("open", 4.0, "c"), review("open", 5.0)]  # fmt: skip
    assert [[r.at for r in group] for group in grouped(reversed(chain))] == [
        [1.0, 2.0, 3.0], [4.0], [5.0],
    ]  # fmt: skip
