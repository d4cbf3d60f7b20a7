"""What is usual: observed in sessions, taken as a snapshot, judged against."""

import msgspec
import pytest
from msgspec.structs import replace
from walks.builder import SHOP, Walk, entry
from walks.common import address

from kitka.analyzer.analyze import analyze
from kitka.analyzer.results import Observations, SessionResult
from kitka.analyzer.study.observations import SIZES, distribution, snapshot
from kitka.analyzer.study.reference import reference_of
from kitka.recorder.model import Change, Exclusion, Scroll, Total, Visibility


def person(number, wait_s=1.0, turns=2.0, **about):
    about = {"actor": "participant", "outcome": "completed", **about}
    return SessionResult(
        id=f"s{number:03d}", scenario="x", label="", device="desktop", network="", browser="",
        started=float(number), duration_s=1.0, steps=(), frictions=(),
        observations=Observations({"textbox=City": wait_s}, {"desktop /": turns}), **about,
    )  # fmt: skip


class TestObserve:
    def seen(self, walk):
        return analyze(walk.log(), SHOP, []).observations

    def test_the_longest_of_each_field_and_page(self):
        walk = (
            Walk().open(0, "/fi/terms/").event(9, Change, target=entry("City"), hesitation_ms=900)
        )
        walk.event(20, Change, target=entry("City"), hesitation_ms=3_100)
        walk.event(25, Scroll, reversals=4).open(30, "/en/terms/").event(40, Scroll, reversals=2)
        assert self.seen(walk) == Observations({"textbox=City": 3.1}, {"desktop /terms/": 4})

    def test_what_was_no_hesitating_of_the_shoppers_own_is_left_out(self):
        walk = Walk().open(0, "/").event(9, Change, target=entry("City"), hesitation_ms=4_000,
                                         from_buyer=True)  # fmt: skip
        walk.event(20, Change, target=entry("City"), hesitation_ms=4_000, how="autofill")
        walk.event(24, Visibility, state="hidden").event(28, Visibility, state="visible")
        walk.event(30, Change, target=entry("City"), hesitation_ms=9_000)
        assert self.seen(walk).fields == {}
        walk.note(40, "pause").note(46, "resume")
        walk.event(47, Change, target=entry("City"), hesitation_ms=8_000)
        assert self.seen(walk).fields == {"textbox=City": 2.0}

    def test_scripts_hesitate_at_nothing(self):
        assert self.seen(address(actor="script")) == Observations()

    def test_whether_a_total_was_seen(self):
        for actor in ("script", "participant"):
            walk = address(actor=actor).event(30, Total, amount=4.9, what="delivery")
            assert not self.seen(walk).total_seen
            assert self.seen(walk.event(31, Total, amount=54.7)).total_seen


class TestSnapshot:
    def test_counts_those_who_count(self):
        people = [
            *(person(n) for n in range(5)), person(10, pilot=True), person(11, automated=True),
            person(12, open=True), person(13, webdriver=True), person(14, actor="script"),
            person(17, protocol="think_aloud"),
            person(15, excluded=Exclusion("colleague", "me", 1.0)),
            person(16, outcome="failed", failed_by="recorder"),
        ]  # fmt: skip
        assert [one.id for one in snapshot(people)] == [f"s{n:03d}" for n in range(5)]
        assert snapshot(people[:4]) == []

    def test_grows_in_strides_and_by_start(self):
        people = [person(n) for n in range(100)]
        sizes = [len(snapshot(people[:n])) for n in range(101)]
        assert set(sizes) == {0, *(size for size in SIZES if size <= 100)}
        assert snapshot(reversed(people[:50])) == people[:40]

    def test_judging_all_anew_stays_in_proportion_to_their_number(self):
        # Whenever the snapshot grows, all are judged once more: together about three times n.
        assert all(sum(s for s in SIZES if s <= n) <= 4 * n for n in (10, 100, 1_000, 2_500))


class TestReference:
    def test_needs_somebody(self):
        assert reference_of([]) is None
        assert reference_of([person(n) for n in range(4)]) is None

    def test_people_alone_are_enough_for_what_is_usual(self):
        made = reference_of([person(n, wait_s=n) for n in range(1, 6)])
        usual = made.fields["textbox=City"]
        assert (made.path, made.people) == ((), 5)
        assert (usual.n, usual.mean) == (5, 3.0)
        assert usual.sd == pytest.approx(1.5811, abs=1e-4)
        assert usual.p90 == pytest.approx(4.6)  # type 7: 4 + 0.6 · 1
        assert made.pages["desktop /"].n == 5

    def test_one_more_person_changes_nothing_and_a_stride_does(self):
        people = [person(n, wait_s=n) for n in range(14)]
        hashes = [reference_of(people[:n]).hash for n in range(5, 15)]
        assert hashes[0] == hashes[1] and len(set(hashes)) == 4  # of 5, 7, 10 and 14

    def test_the_order_of_results_does_not_matter(self):
        people = [person(n, wait_s=n) for n in range(10)]
        assert reference_of(people[::-1]) == reference_of(people)

    def test_another_number_is_another_reference(self):
        people = [person(n) for n in range(5)]
        assert reference_of(people).hash != reference_of([person(0, wait_s=2.0), *people[1:]]).hash

    def test_it_survives_being_stored(self):
        made = reference_of([person(n) for n in range(5)])
        assert msgspec.json.decode(msgspec.json.encode(made), type=type(made)) == made

    def test_a_total_that_somebody_saw_can_be_recognised(self):
        script = replace(person(0, actor="script"), views=("/",), observations=Observations())
        assert not reference_of([script]).total_seen
        saw = replace(script, observations=Observations(total_seen=True))
        assert reference_of([saw]).total_seen and not reference_of([script]).people

    def test_one_value_has_no_spread(self):
        assert (distribution([3.0]).sd, distribution([3.0]).n) == (0.0, 1)

    def test_it_stands_in_the_result(self):
        made = reference_of([person(n) for n in range(5)])
        result = analyze(address().log(), SHOP, reference=made)
        assert result.reference == made.hash
        alone = analyze(address().log(), SHOP)
        assert replace(result, reference="", not_applicable={}).observations == alone.observations
