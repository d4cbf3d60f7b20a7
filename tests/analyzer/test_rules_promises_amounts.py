"""What widens the rules about amounts and about what was said of them."""

import pytest
from walks.builder import button, entry, link
from walks.common import ADD, CONTINUE, LEFT, PROCEED, basket
from walks.promises import (
    EMPTY,
    GUEST,
    MORE,
    PASSWORD,
    QUANTITY,
    WATCHED,
    cue,
    lines,
    posts,
    says,
    total,
)

from kitka.analyzer.analyze import analyze
from kitka.analyzer.rules import discover
from kitka.recorder.model import Alert, Change, Leave, Message, Request, Target, Total


@pytest.fixture
def found(shop):
    """The frictions of one rule in a walk."""

    def find(rule, walk, scenario=shop):
        result = analyze(walk.log(), scenario, discover())
        assert not any("rule broke" in why for why in result.not_applicable.values())
        return [friction for friction in result.frictions if friction.rule == rule]

    return find


class TestLateCost:
    def to_the_address(self, before, after, currency="EUR"):
        walk = total(basket(), 6.6, before, 4.9).press(12.0, PROCEED, dict(LEFT))
        walk.open(12.02, "/checkout/shipping-address/")
        return walk.event(12.5, Total, amount=after, currency=currency)

    def test_on_the_first_page_behind_the_basket(self, found):
        (told,) = found("late_cost", self.to_the_address(49.8, 52.7))
        assert told.step == "Delivery address" and told.evidence.values["unexplained"] == 2.9
        assert not found("late_cost", self.to_the_address(49.8, 54.7))  # the delivery

    def test_another_currency_in_between_hides_no_rise(self, found):
        walk = self.to_the_address(49.8, 571.0, "SEK").press(20.0, CONTINUE, dict(LEFT))
        total(walk.open(20.02, "/checkout/payment-details/"), 20.5, 49.8)
        assert not found("late_cost", walk)
        walk.press(30.0, CONTINUE, dict(LEFT))
        total(walk.open(30.02, "/checkout/preview/"), 30.5, 53.8)
        assert len(found("late_cost", walk)) == 1


class TestMismatch:
    @pytest.mark.parametrize(("pressed", "count"), [(None, 1), (ADD, 0), (MORE, 0)])
    def test_twice_what_the_same_line_had_made(self, found, pressed, count):
        walk = lines(total(basket(), 6.6, 24.9, 0.0), 6.7, 24.9)
        if pressed:
            posts(walk.press(10.0, pressed, {"request": 4, "mutation": 210}), 10.004)
        walk.press(12.0, link("Info"), dict(LEFT)).open(12.02, "/basket/")
        lines(total(walk, 12.5, 49.8, 0.0), 12.6, 24.9).press(20.0, PROCEED, dict(LEFT))
        assert len(found("total_mismatch", walk, WATCHED)) == count


class TestSessionLost:
    @pytest.mark.parametrize(
        ("pressed", "count"), [(MORE, 1), (button("−", "#less", stepper=True), 0)]
    )
    def test_one_more_of_a_thing_empties_no_basket(self, found, pressed, count):
        walk = total(basket(), 6.6, 24.9)
        posts(walk.press(10.0, pressed, {"request": 4, "mutation": 210}), 10.004)
        cue(walk, 10.4, "empty_basket", EMPTY)
        walk.open(30.0, "/")
        assert len(found("session_lost", walk)) == count


def tent(walk):
    return walk.press(9.0, link("Tent"), dict(LEFT)).open(9.02, "/catalogue/tent_2/")


class TestSaidInADialog:
    def test_an_error_although_it_had_happened(self, found):
        walk = tent(total(basket(), 6.6, 24.9))
        posts(walk.press(14.0, ADD, {"request": 4, "dialog": 260}), 14.004)
        walk.event(14.3, Alert, type="alert", message="Jokin meni vikaan.", duration_ms=900)
        walk.press(20.0, link("Basket"), dict(LEFT)).open(20.02, "/basket/")
        assert len(found("error_after_success", total(walk, 20.5, 144.9))) == 1

    def test_praise_although_it_had_not(self, found):
        walk = tent(basket())
        posts(walk.press(14.0, ADD, {"request": 4, "dialog": 260}), 14.004, 500)
        walk.event(14.3, Alert, type="alert", message="Tuote lisätty koriin!", duration_ms=900)
        assert len(found("success_after_error", walk)) == 1


class TestSentOffLater:
    """A number that is saved a moment after it was set, by a timer that names no press."""

    def saved(self, said_s, url="/api/basket/lines/1", sends_s=12.6, then=None):
        walk = total(basket(), 6.6, 24.9)
        walk.event(12.0, Change, target=QUANTITY, how="typed")
        walk.event(
            sends_s, Request, url=url, method="PATCH", status=500, failed=True, duration_ms=300
        )
        says(walk, said_s, "Quantity updated", error=False)
        if then:
            says(walk, said_s + 1, then)
        return walk.press(25.0, PROCEED, dict(LEFT)).open(25.02, "/checkout/")

    def test_said_without_waiting(self, found):
        (told,) = found("success_after_error", self.saved(12.1))
        assert told.element.name == "Quantity"

    @pytest.mark.parametrize(
        "how",
        [
            {"said_s": 14.5},  # a second try may have gone well
            {"said_s": 12.1, "url": "/api/track/cart"},
            {"said_s": 12.1, "sends_s": 18.0},  # long after
            {"said_s": 12.1, "then": "Could not be saved, please try again."},
        ],
    )
    def test_otherwise_nothing_is_known(self, found, how):
        assert not found("success_after_error", self.saved(**how))


def test_what_is_said_on_a_step_is_no_message_of_a_field(found):
    walk = tent(total(basket(), 6.6, 24.9))
    posts(walk.press(14.0, ADD, {"request": 4, "mutation": 260}), 14.004)
    walk.event(
        14.3, Message, target=Target("alert", "", ".e"), text="Oops! Technical problem.",
        field=entry("Size"),
    )  # fmt: skip
    walk.press(20.0, link("Basket"), dict(LEFT)).open(20.02, "/basket/")
    assert not found("error_after_success", total(walk, 20.5, 144.9))


class TestTheGuestsWay:
    def asked(self, pressed):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
        cue(cue(walk, 12.5, "guest", GUEST), 12.5, "account", PASSWORD)
        walk.press(16.0, pressed, dict(LEFT)).open(16.02, "/register/")
        return cue(walk, 16.5, "account", PASSWORD).event(40.0, Leave)

    def test_that_leads_to_the_account_is_none(self, found):
        (told,) = found("forced_account", self.asked(GUEST))
        assert told.evidence.values["subject"] == "/register/"

    def test_that_was_not_taken(self, found):
        assert not found("forced_account", self.asked(CONTINUE))
