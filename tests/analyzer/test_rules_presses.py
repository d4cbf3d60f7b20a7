"""Presses that a shop answers badly, and their quiet counterparts."""

import pytest
from walks.builder import button, entry, fields, link

from kitka.analyzer.analyze import analyze
from kitka.analyzer.rules import discover
from kitka.recorder.model import Block, Change, Request, Setting, Target

GO = button("Proceed")
SAVE = button("Save for later")
ANSWERING = tuple(rule for rule in discover() if rule.family in ("answering", "forms"))


@pytest.fixture
def told(shop):
    def of(walk):
        result = analyze(walk.log(), shop, ANSWERING)
        assert not [why for why in result.not_applicable.values() if "rule broke" in why]
        return [f.rule for f in result.frictions]

    return of


@pytest.fixture
def page(walk):
    return lambda url="/basket/": walk().open(0, url)


def asked(walk, at_s, target=SAVE, ended_ms=300, observed_ms=7000, status=200, **after):
    """A press that asks the shop at once, and its answer."""
    walk.press(at_s, target, {"request": 8, **after}, observed_ms)
    return walk.event(
        at_s + 0.008, Request, url="/api/x", method="POST", status=status, duration_ms=ended_ms,
        click=walk.clicks,
    )  # fmt: skip


class TestWhatTheShopAnsweredAndNobodySaw:
    def test_pressed_again_or_given_up_it_is_dead(self, page, told):
        assert told(asked(asked(page(), 2), 9.2)) == ["dead_click", "dead_click"]
        assert told(asked(page(), 2)) == ["dead_click"]
        walk = asked(page(), 2).open(12, "/basket/", navigation="reload")
        assert told(walk.press(14, link("Terms"), {"mutation": 9})) == ["dead_click"]

    def test_who_goes_on_may_have_got_it(self, page, told):
        assert told(asked(page(), 2).press(10, link("Terms"), {"mutation": 9})) == []
        assert told(asked(page(), 2).event(10, Change, target=entry("Note"))) == []
        assert told(asked(page(), 2).open(12, "/checkout/")) == []

    def test_what_was_seen_or_is_on_its_way_is_not_dead(self, page, told):
        assert told(asked(page(), 2, mutation=900)) == []
        assert told(asked(page(), 2, observed_ms=2500)) == []  # left too soon to know
        assert told(asked(page(), 2, ended_ms=4000)) == ["slow_response"]

    def test_the_second_press_that_is_seen_makes_it_good(self, page, told):
        walk = asked(asked(page(), 2, observed_ms=3000), 5, mutation=350)
        assert told(walk) == ["repeat_click_needed"]
        walk = asked(asked(page(), 2, ended_ms=2600, observed_ms=3000), 5, mutation=350)
        assert "repeat_click_needed" not in told(walk)  # perhaps the first one's


class TestAFormOfAButtonOnly:
    def test_held_back_it_is_dead(self, page, told):
        walk = page().press(2, GO, {}).submit(2.004, "go", GO, (), "prevented", method="post")
        assert told(walk) == ["dead_click"]

    def test_an_empty_search_is_not(self, page, told):
        walk = page().press(2, GO, {})
        walk.submit(2.004, "search", GO, fields(False, "q"), "prevented", method="get")
        assert told(walk) == []


class TestAFormThatWorksWhenItIsSentOnceMore:
    def walk(self, page, between):
        walk = page("/checkout/shipping-address/").press(4, GO, {}, 3000)
        states = fields(True, "Name", "Street")
        walk.submit(4.004, "address", GO, states, "prevented", method="post")
        if between:
            walk.event(5, Change, target=entry("Street"))
        walk.press(7, GO, {"unloading": 4}).submit(7.004, "address", GO, states, method="post")
        return walk.open(7.02, "/checkout/shipping-method/")

    def test_its_first_press_was_swallowed(self, page, told):
        assert told(self.walk(page, between=False)) == ["repeat_click_needed"]

    def test_what_was_entered_in_between_made_it_good(self, page, told):
        assert told(self.walk(page, between=True)) == ["silent_refusal"]


def test_a_route_that_is_shown_late_is_slow_and_not_dead(page, told):
    walk = page().press(2, link("Delivery"), {"navigation": 3400, "mutation": 3401}, 3700)
    assert told(walk.route(5.4, "/delivery")) == ["slow_response"]
    walk = page().press(2, link("Delivery"), {"mutation": 3400}, 3700)
    assert told(walk) == ["dead_click"]


class TestAPageThatIsBusy:
    def busy(self, walk, at_s, *pieces, gap_s=0.05, **more):
        for ms in pieces:
            walk.event(at_s, Block, duration_ms=ms, **more)
            at_s += ms / 1000 + gap_s
        return walk

    def test_pieces_of_work_are_one(self, page, told):
        walk = page().press(2, GO, {"mutation": 1400})
        assert told(self.busy(walk, 2.0, 480, 420, 450, click=0)) == ["long_block"]
        walk = page().press(2, GO, {"mutation": 300})
        assert told(self.busy(walk, 2.0, 480, 420, 450, gap_s=0.4)) == []

    def test_a_choice_waits_as_a_press_does(self, page, told):
        size = Target("combobox", "Size", "#size", tag="select", interactive=True)
        walk = page().event(5.02, Setting, target=size, carried=True, after={"mutation": 1500})
        assert told(self.busy(walk, 5.0, 1500)) == ["long_block"]
        walk = page().event(5.02, Setting, target=size, carried=True, after={"mutation": 90})
        assert told(self.busy(walk, 8.0, 1500)) == []

    def test_a_key_waits_for_what_entering_the_field_set_off(self, page, told):
        def entered(hesitation_ms):
            walk = page().event(6.5, Change, target=entry("Street"), hesitation_ms=hesitation_ms)
            return told(self.busy(walk, 5.0, 1480))

        assert entered(1600) == ["long_block"]
        assert entered(400) == []  # it had begun before
