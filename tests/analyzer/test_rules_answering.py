"""The verdict on a press: what the recordings alone would not pin down."""

import pytest
from walks.builder import button, entry, fields, link

from kitka.analyzer.analyze import analyze
from kitka.analyzer.presses.verdicts import Presses
from kitka.analyzer.rules import discover
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.timeline import Timeline
from kitka.recorder.model import (
    Change,
    Click,
    Form,
    JsError,
    Layer,
    Message,
    Reaction,
    Rect,
    Request,
    Setting,
    Submit,
    Target,
    Total,
)

GO = button("Proceed")
VEIL = Target("generic", "", "div.veil", tag="div", rect=Rect(0, 0, 1280, 720))
ANSWERING = tuple(rule for rule in discover() if rule.family in ("answering", "forms"))


@pytest.fixture
def verdicts(shop):
    def of(walk):
        timeline = Timeline(walk.log())
        presses = Presses(Path(timeline, shop))
        return [presses.verdict(click) for click in timeline.all(Click)]

    return of


@pytest.fixture
def told(shop):
    def of(walk, *rules):
        result = analyze(walk.log(), shop, ANSWERING)
        assert not [why for why in result.not_applicable.values() if "rule broke" in why]
        return [f for f in result.frictions if f.rule in rules or not rules]

    return of


@pytest.fixture
def page(walk):
    return lambda url="/basket/": walk().open(0, url)


class TestVerdicts:
    @pytest.mark.parametrize(
        ("after", "observed_ms", "expected"),
        [
            ({"mutation": 40}, None, "alive"),
            ({"mutation": 1700}, None, "slow"),
            ({"request": 8}, 2500, "pending"),
            ({"request": 8, "mutation": 4000}, 4300, "slow"),
            ({"unloading": 3}, None, "alive"),
            ({}, 2500, "dead"),
            ({}, 2495, "dead"),  # a timer may ring early
            ({}, 900, "unknown"),
            ({"mutation": 3400}, 3700, "dead"),  # nothing was asked: too late to be taken for it
            (None, None, "unknown"),
        ],
    )
    def test_of_one_press(self, page, verdicts, after, observed_ms, expected):
        assert verdicts(page().press(2, GO, after, observed_ms)) == [expected]

    def test_what_comes_after_the_next_press_is_no_answer_to_the_first(self, page, verdicts):
        walk = (
            page().press(2, GO, {"mutation": 3300}, 3600).press(5, link("Terms"), {"mutation": 300})
        )
        assert verdicts(walk) == ["dead", "alive"]

    def test_a_press_that_asked_keeps_its_answer(self, page, verdicts):
        walk = page().press(2, GO, {"request": 5, "mutation": 3300}, 3600)
        assert verdicts(walk.press(5, link("Terms"), {"mutation": 30})) == ["slow", "alive"]

    def test_a_press_whose_answer_had_come_long_before_does_not(self, page, verdicts, told):
        walk = page().press(2, GO, {"request": 5, "input": 7004}, 7010)
        walk.event(2.005, Request, url="/api/wish", method="POST", duration_ms=200, click=0)
        walk.press(6, link("Terms"), {"mutation": 30})
        assert verdicts(walk) == ["pending", "alive"]
        assert told(walk) == []

    def test_the_last_reaction_replaces_the_first(self, page, verdicts, told):
        walk = page().press(2, GO, {})
        walk.event(9, Reaction, click=0, after={"mutation": 5200}, observed_ms=5500)
        assert verdicts(walk) == ["dead"]
        (dead,) = told(walk)
        assert dead.evidence.values["first_reaction_s"] == 5.2

    def test_a_late_reaction_after_something_else_was_done_is_not_quoted(self, page, told):
        walk = page().press(2, GO, {}).event(5, Change, target=entry("Name"))
        walk.event(9, Reaction, click=0, after={"mutation": 3400}, observed_ms=3700)
        (dead,) = told(walk, "dead_click")
        assert "first_reaction_s" not in dead.evidence.values

    def test_an_error_is_told_by_error_click_alone(self, page, told):
        walk = page().press(2, GO, {"error": 2}, 2500)
        walk.event(2.002, JsError, message="TypeError: x", click=0)
        assert [f.rule for f in told(walk)] == ["error_click"]

    def test_the_chosen_tab_owes_nothing_and_another_does(self, page, verdicts):
        one, two = (
            Target("tab", name, f"#{name}", tag="button", interactive=True) for name in "ab"
        )
        walk = page().press(2, one, {}).press(6, two, {"mutation": 9}).press(10, two, {})
        assert verdicts(walk.press(14, one, {})) == ["unknown", "alive", "unknown", "dead"]

    def test_the_submit_of_a_refused_form_is_told_by_the_forms(self, page, verdicts, told):
        walk = page("/checkout/shipping-address/").press(9, GO, {})
        states = (*fields(True, "Name"), *fields(False, "Terms"))
        walk.submit(9.004, "address", GO, states, "prevented")
        assert verdicts(walk) == ["refused"]
        assert [f.rule for f in told(walk)] == ["silent_refusal"]

    def test_an_add_button_whose_form_lacks_nothing_is_dead(self, page, told):
        walk = page("/catalogue/a/").press(9, GO, {})
        walk.submit(9.004, "add", GO, fields(True, "Quantity"), "prevented")
        assert [f.rule for f in told(walk)] == ["dead_click"]

    def test_a_second_press_while_the_first_is_answered_owes_nothing(self, page, verdicts):
        walk = page().press(2, GO, {"request": 4, "mutation": 6000}).press(3, GO, {})
        walk.event(2.004, Request, url="/api", method="POST", duration_ms=5900, click=0)
        assert verdicts(walk) == ["slow", "unknown"]


class TestRepeated:
    def test_costs_the_time_between_and_no_other_rule_tells_it(self, page, told):
        walk = page().press(2, GO, {}).press(6, GO, {}).press(9, GO, {"mutation": 30})
        (again,) = told(walk)
        assert (again.rule, again.cost_s) == ("repeat_click_needed", 7.0)
        assert again.evidence.values["clicks"] == 3

    @pytest.mark.parametrize("later", [0.3, 12.0])
    def test_neither_a_double_press_nor_a_new_attempt(self, page, told, later):
        walk = page().press(2, GO, {}).press(2 + later, GO, {"mutation": 30})
        assert told(walk, "repeat_click_needed") == []

    @pytest.mark.parametrize(("first", "then"), [("mouse", "keyboard"), ("keyboard", "touch")])
    def test_a_key_is_not_the_same_press(self, page, told, first, then):
        walk = page().press(2, GO, {}, pointer=first)
        walk.press(6, GO, {"mutation": 30}, pointer=then)
        assert [f.rule for f in told(walk)] == ["dead_click"]

    def test_a_slow_second_press_did_not_work_at_once(self, page, told):
        walk = page().press(2, GO, {}).press(5, GO, {"mutation": 1900})
        assert told(walk, "repeat_click_needed") == []

    def test_the_element_is_the_one_pressed(self, page, told):
        walk = page().press(2, GO, {"unloading": 1403}, 1600).press(3.4, GO, {"unloading": 3})
        (again,) = told(walk, "repeat_click_needed", "dead_click", "slow_response")
        assert again.rule == "repeat_click_needed" and again.element.name == "Proceed"


class TestDisabled:
    WAITING = button("Pay", disabled=True)

    def test_what_is_filled_in_since_makes_it_no_end_of_a_list(self, page, told):
        walk = page("/checkout/").press(2, button("Pay"), {"mutation": 30})
        walk.event(6, Change, target=entry("Name")).press(9, self.WAITING, {})
        assert [f.rule for f in told(walk)] == ["disabled_click"]

    def test_a_message_that_stands_there_says_why(self, page, told):
        walk = page("/checkout/").event(
            3, Message, target=Target("alert", "", ".e"), text="Choose a size"
        )
        assert told(walk.press(9, self.WAITING, {})) == []

    def test_after_the_answer_has_come_it_counts(self, page, told):
        walk = page("/checkout/").press(2, button("Pay"), {"request": 4, "mutation": 9})
        walk.event(2.004, Request, url="/api/pay", method="POST", duration_ms=900, click=0)
        walk.event(8, Change, target=entry("Name"))
        assert [f.rule for f in told(walk.press(12, self.WAITING, {}))] == ["disabled_click"]

    def test_without_a_reaction_nothing_is_known(self, page, told):
        assert told(page("/checkout/").press(9, self.WAITING, None)) == []


class TestBlocked:
    def test_names_the_control_that_was_meant(self, page, told):
        (blocked,) = told(page().press(2, VEIL, {}, under=GO))
        assert (blocked.rule, blocked.element.name) == ("blocked_control", "Proceed")

    PIECES = entry("Pieces", type="number")

    def stretched(self, page, back=None, **press):
        """A card's link takes the press on the number in the card, and leads to the product."""
        walk = page("/catalogue/").press(2, link("Rope"), {"unloading": 4}, **press)
        walk.open(2.02, "/catalogue/rope_1/")
        return walk.open(5, "/catalogue/", navigation=back) if back is not None else walk

    def test_a_link_over_a_field_that_the_shopper_comes_straight_back_from(self, page, told):
        (blocked,) = told(self.stretched(page, "back_forward", under=self.PIECES))
        assert (blocked.rule, blocked.element.name) == ("blocked_control", "Pieces")

    def test_where_it_led_was_welcome(self, page, told):
        assert told(self.stretched(page, under=self.PIECES)) == []
        assert told(self.stretched(page, "navigate", under=self.PIECES)) == []
        walk = self.stretched(page, under=self.PIECES).event(4, Change, target=entry("Size"))
        assert told(walk.open(6, "/catalogue/", navigation="back_forward")) == []

    def test_a_card_that_is_a_link_as_a_whole(self, page, told):
        assert told(self.stretched(page, "back_forward")) == []

    def test_a_layer_elsewhere_explains_nothing(self, page, told):
        toast = Target("status", "", ".toast", rect=Rect(900, 600, 300, 80))
        walk = page().event(1, Layer, id=1, state="shown", target=toast, share=0.03)
        assert [f.rule for f in told(walk.press(2, VEIL, {}, under=GO))] == ["blocked_control"]


class TestControls:
    def test_a_number_brought_into_its_range_is_kept_on_the_first_try(self, page, told):
        number = Target("spinbutton", "Pieces", "#n", tag="input", type="number")
        walk = page().event(
            2, Setting, target=number, kept=False, after={"mutation": 50}, observed_ms=300
        )
        assert told(walk) == []
        walk.event(8, Setting, target=number, kept=False, after={"mutation": 50}, observed_ms=300)
        assert [f.rule for f in told(walk)] == ["dead_control"]

    def test_a_sum_that_moves_soon_is_the_answer(self, page, told):
        number = Target("spinbutton", "Quantity", "#n", tag="input", type="number")
        walk = page().event(1, Total, amount=9.0, what="lines")
        walk.event(2, Setting, target=number, observed_ms=2500).event(4, Total, amount=18.0)
        assert told(walk) == []

    def test_looking_at_one_thing_does_not_sort_the_list(self, page, told):
        sort = Target("combobox", "Sort by", "#sort", tag="select", interactive=True)
        walk = page("/shoes/").event(2, Setting, target=sort, observed_ms=2500)
        walk.press(8, button("View"), {"unloading": 4.0}).open(8.02, "/shoes/1/")
        assert [f.rule for f in told(walk)] == ["dead_control"]
        walk = page("/shoes/").event(2, Setting, target=sort, observed_ms=2500)
        walk.press(8, button("Apply"), {"unloading": 4.0}).open(8.02, "/shoes/?sort=price")
        assert told(walk) == []

    def test_a_stepper_downwards_counts_once_the_number_has_grown(self, page, told):
        less, more = button("−", "#l", stepper=True), button("+", "#m", stepper=True)
        assert told(page().press(2, less, {})) == []
        walk = page().press(2, more, {"input": 4}).press(6, less, {})
        assert [(f.rule, f.element.name) for f in told(walk)] == [("dead_control", "−")]

    def test_a_switch_that_springs_back_is_told_once(self, page, told):
        switch = Target("switch", "Express", "#x", tag="button", interactive=True)
        walk = page().press(2, switch, {})
        walk.event(2.01, Setting, target=switch, kept=False, observed_ms=2500)
        assert [f.rule for f in told(walk)] == ["dead_control"]


def test_an_error_of_a_timer_is_no_press_of_anybody(walk, shop):
    one = walk().open(0, "/").press(2, GO, {"mutation": 30})
    one.event(2.6, JsError, message="TypeError: banner", click=0)
    assert [f.rule for f in analyze(one.log(), shop, discover()).frictions] == ["js_error"]


def test_an_error_after_the_answer_of_its_request_is_the_presses(page, told):
    walk = page().press(2, GO, {"request": 4, "mutation": 9})
    walk.event(2.004, Request, url="/api", status=200, duration_ms=500, click=0)
    walk.event(2.51, JsError, message="TypeError: x", click=0)
    assert [f.rule for f in told(walk)] == ["error_click"]


def test_a_prevented_form_that_changed_the_page_was_no_refusal(page, told):
    walk = page("/catalogue/a/")
    for at_s in (4, 12):  # a basket that the page keeps by itself
        walk.press(at_s, GO, {"mutation": 30})
        walk.submit(at_s + 0.004, "add", GO, fields(True, "Name", "Engraving"), "prevented")
    assert told(walk) == []


def test_a_form_that_came_back_is_no_dead_press(page, told):
    save = button("Save")
    walk = page("/checkout/shipping-address/").press(4, save, {"unloading": 4})
    walk.submit(4.004, "address", save, fields(True, "Name", "Street"), method="post")
    walk.open(4.02, "/checkout/shipping-address/")
    walk.event(4.5, Form, form="address", target=GO, fields=fields(True, "Name", "Street"))
    assert told(walk) == []  # sent only once: it may be rightly there


class TestTheShoppersOwnReload:
    """Somebody who presses in vain and reloads has got no answer from the press."""

    def test_the_press_stays_dead_and_nothing_was_slow(self, walk, shop):
        left = {"unloading": 5200.0, "navigation": 5205.0}
        one = walk().open(0, "/catalogue/pack_1/").press(3, button("Buy"), left, 5205.0)
        one.open(8.2, "/catalogue/pack_1/", 900, navigation="reload")
        one.press(11, button("Buy"), {"unloading": 4.0}).open(11.01, "/basket/")
        found = [f.rule for f in analyze(one.log(), shop).frictions]
        assert found == ["dead_click"]

    def test_a_press_that_reloads_its_page_is_answered(self, walk, shop):
        one = walk().open(0, "/catalogue/pack_1/").press(3, button("Sort"), {"unloading": 30.0})
        one.open(3.05, "/catalogue/pack_1/", 400, navigation="reload")
        assert analyze(one.log(), shop).frictions == ()

    def test_a_form_that_the_reload_emptied_was_not_lost_by_the_shop(self, walk, shop):
        def lost(navigation, loaded_s):
            one = walk().open(0, "/order-status/").press(5, GO, {"request": 3})
            one.submit(5.005, "f", GO, fields(True, "Order", "E-mail"), method="post")
            one.event(5.003, Request, url="/check", method="POST", duration_ms=20, click=0)
            one.open(loaded_s, "/order-status/", navigation=navigation)
            one.event(loaded_s + 0.4, Form, form="f", target=Target("form", "", "#f", tag="form"),
                      fields=fields(False, "Order", "E-mail"))  # fmt: skip
            return {f.rule for f in analyze(one.log(), shop).frictions}

        assert lost("reload", 9) == {"silent_refusal"}
        assert lost("reload", 5.3) == lost("navigate", 9) == {"form_lost"}


class TestAWordOfWorkInProgress:
    def reserving(self, page, text="Reserving…"):
        walk = page().press(2, GO, {"request": 3, "mutation": 5})
        walk.event(2.003, Request, url="/job", status=200, duration_ms=20, click=0)
        said = Target("status", "", "#said")
        return walk.event(2.01, Message, target=said, text=text, severity="status")

    def test_nothing_is_owed_to_the_same_press_while_it_stands(self, page, verdicts):
        waiting, done = self.reserving(page), self.reserving(page, "In your basket")
        assert verdicts(waiting.press(5, GO, {})) == ["alive", "unknown"]
        assert verdicts(done.press(5, GO, {})) == ["alive", "dead"]
        assert verdicts(self.reserving(page).press(5, button("Help"), {})) == ["alive", "dead"]

    def test_the_page_sends_the_form_in_the_end(self, page, told):
        def waited(*meanwhile):
            walk = self.reserving(page).submit(2.005, "f", GO, fields(True, "Size"))
            for target in meanwhile:
                walk.press(5, target, {}, observed_ms=300)
            walk.event(10, Submit, form="f", target=Target("form", "", "#f", tag="form"))
            walk.open(10.02, "/basket/")
            return [f.evidence.values["waited_s"] for f in told(walk, "slow_response")]

        assert waited() == waited(GO) == [8.0]
        assert waited(button("Help")) == []  # who went on meanwhile did not wait
