"""Choices, codes and sums of sessions in which nothing is wrong."""

import pytest
from msgspec.structs import replace
from walks.builder import SHOP, Walk, button, entry, fields, link, steps
from walks.common import ADD, CONTINUE, LEFT, PROCEED, address, basket, method

from kitka.analyzer.abandonment import abandonment
from kitka.analyzer.analyze import analyze
from kitka.analyzer.facts import Facts
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.timeline import Timeline
from kitka.recorder.model import (
    Blur,
    Change,
    Cue,
    FieldState,
    Focus,
    Form,
    Message,
    Target,
    Total,
    Visibility,
    Watch,
)

WATCHED = replace(SHOP, watch=Watch(total=".t", delivery=".d", lines=".l"))
FORM = Target("form", "", "form#method", tag="form")
GROUP = Target("radiogroup", "Delivery", "#delivery", tag="fieldset")
ALERT = Target("alert", "", "#msg", tag="div")


def told(walk, scenario=SHOP):
    return {friction.rule for friction in analyze(walk.log(), scenario).frictions}


def reasons(walk):
    path = Path(Timeline(walk.log()), SHOP)
    return abandonment(Facts(path), ()).reasons


def kinds(walk):
    return [reason.kind for reason in reasons(walk)]


def radio(name, selector="#way_0"):
    return Target("radio", name, selector, tag="input", type="radio", interactive=True)


def chosen_and_refused(text, *, shown):
    """Pickup was chosen, and the form was refused with this word."""
    walk = method().event(30.0, Change, target=radio("Pickup", "#way_1"), how="chosen")
    walk.press(34.0, CONTINUE, dict(LEFT))
    states = (FieldState("way", radio("Home"), True),)
    walk.submit(34.005, "method", CONTINUE, states).open(34.02, "/checkout/shipping-method/")
    if shown:
        states = (replace(states[0], invalid=True),)
    walk.event(34.5, Form, form="method", target=FORM, fields=states)
    walk.event(34.5, Message, target=ALERT, text=text, severity="error")
    return walk


class TestAChoiceThatWantsMore:
    def test_minds_are_changed_when_a_point_is_asked_for(self):
        walk = chosen_and_refused("Please choose a pickup point.", shown=False)
        walk.event(40.0, Change, target=radio("Home"), how="chosen").press(
            44.0, CONTINUE, dict(LEFT)
        )
        walk.submit(44.005, "method", CONTINUE, (FieldState("way", radio("Home"), True),))
        assert told(walk.open(44.02, "/checkout/payment-details/")) == set()

    def test_the_point_is_missing_and_the_group_is_marked(self):
        walk = chosen_and_refused("Valitse noutopiste.", shown=True)
        walk.press(44.0, CONTINUE, dict(LEFT))
        walk.submit(44.005, "method", CONTINUE, (FieldState("way", radio("Home"), True),))
        assert told(walk.open(44.02, "/checkout/payment-details/")) == set()

    def test_another_is_asked_for(self):
        walk = chosen_and_refused("Please choose another delivery.", shown=True)
        walk.event(40.0, Change, target=radio("Home"), how="chosen").press(
            44.0, CONTINUE, dict(LEFT)
        )
        walk.submit(44.005, "method", CONTINUE, (FieldState("way", radio("Home"), True),))
        assert "late_validation" in told(walk.open(44.02, "/checkout/payment-details/"))

    def test_the_wrong_country_was_picked_for_a_postcode(self):
        country = Target("combobox", "Country", "#c", tag="select", interactive=True)
        states = (FieldState("country", country, True), *fields(True, "Postcode"))
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/shipping-address/")
        walk.event(14.0, Change, target=country, how="chosen")
        walk.event(17.0, Change, target=entry("Postcode")).press(20.0, CONTINUE, dict(LEFT))
        walk.submit(20.005, "address", CONTINUE, states).open(20.02, "/checkout/shipping-address/")
        walk.event(20.5, Form, form="address", target=FORM, fields=states)
        walk.event(20.5, Message, target=ALERT, severity="error",
                   text="The postcode is not valid for this country.")  # fmt: skip
        walk.event(26.0, Change, target=country, how="chosen").press(30.0, CONTINUE, dict(LEFT))
        walk.submit(30.005, "address", CONTINUE, states).open(30.02, "/checkout/shipping-method/")
        assert told(walk) == set()

    def test_a_group_was_left_empty_beside_one_that_was_not(self):
        walk = method().event(30.0, Change, target=radio("Card", "#pay_0"), how="chosen")
        walk.press(34.0, CONTINUE, {"mutation": 100})
        walk.event(34.2, Message, target=ALERT, field=GROUP, text="Please choose a delivery.",
                   severity="error")  # fmt: skip
        found = reasons(walk.event(50.0, Visibility, state="visible"))
        assert found and "not to be had" not in repr(found)


class TestBackAndOnAgain:
    def test_to_a_choice_where_few_steps_are_known(self):
        few = replace(SHOP, steps=steps(
            ("Basket", "/basket/"), ("Address", "/checkout/shipping-address/"),
            ("Order placed", "/checkout/thank-you/"),
        ))  # fmt: skip
        states = (FieldState("way", radio("Home"), True),)
        walk = method().press(34.0, CONTINUE, dict(LEFT)).submit(34.005, "method", CONTINUE, states)
        walk.open(34.02, "/checkout/payment-details/").press(44.0, link("Back"), dict(LEFT))
        walk.open(44.02, "/checkout/shipping-method/")
        walk.event(44.5, Form, form="method", target=FORM, fields=states)
        walk.press(54.0, CONTINUE, dict(LEFT)).submit(54.005, "method", CONTINUE, states)
        walk.open(54.02, "/checkout/payment-details/")
        assert "silent_refusal" not in told(walk.event(70.0, Visibility, state="visible"), few)


class TestAPhoneWithSpaces:
    def test_is_typed_again_and_is_right(self):
        phone = entry("Phone", type="tel")
        walk = method()
        for at_s, valid in ((30.0, False), (45.0, True)):
            walk.event(at_s - 6, Focus, target=phone).event(at_s - 5, Change, target=phone)
            walk.event(at_s, Blur, target=phone, dwell_ms=6000, changed=True, filled=True,
                       valid=valid, typed=13, lost=1)  # fmt: skip
        walk.event(60.0, Focus, target=entry("City"))
        assert "field_struggle" not in told(walk)


def shown(walk, at_s, amount, what="total", **more):
    return walk.event(at_s, Total, what=what, amount=amount, currency="EUR", **more)


class TestSumsThatFollowWhatIsTyped:
    def test_a_quantity(self):
        pieces = Target("spinbutton", "Quantity", "#q", tag="input", type="number",
                        interactive=True, text_entry=True)  # fmt: skip
        walk = method()
        shown(shown(walk, 27.0, 50.0, "lines"), 27.0, 50.0, beside=(50.0,))
        walk.event(32.0, Change, target=pieces)
        shown(shown(walk, 32.5, 100.0, "lines"), 32.5, 100.0, beside=(100.0,))
        assert told(walk.event(40.0, Visibility, state="visible"), WATCHED) == set()

    def test_a_voucher_is_deleted(self):
        code = entry("Voucher code")
        walk = method()
        shown(shown(walk, 27.0, 50.0, "lines"), 27.0, 45.0, beside=(50.0, -5.0))
        walk.event(32.0, Change, target=code)
        shown(walk, 32.5, 50.0, beside=(50.0,))
        assert told(walk.event(40.0, Visibility, state="visible"), WATCHED) == set()

    def test_a_tip(self):
        walk = method()
        shown(shown(walk, 27.0, 50.0, "lines"), 27.0, 0.0, "delivery")
        shown(walk, 27.0, 52.0, beside=(50.0, 2.0))
        walk.event(32.0, Change, target=entry("Donation"))
        shown(walk, 32.5, 54.0, beside=(50.0, 4.0))
        assert "late_cost" not in told(walk.event(40.0, Visibility, state="visible"), WATCHED)

    def test_a_campaign_that_ends_meanwhile_is_no_doing_of_theirs(self):
        walk = method()
        shown(shown(walk, 27.0, 50.0, "lines"), 27.0, 0.0, "delivery")
        shown(walk, 27.0, 45.0, beside=(50.0, -5.0)).event(32.0, Change, target=entry("City"))
        shown(walk, 32.5, 50.0, beside=(50.0,))
        assert "late_cost" in told(walk.event(40.0, Visibility, state="visible"), WATCHED)


def test_a_fee_makes_up_for_a_cheaper_delivery():
    walk = shown(shown(method(), 27.0, 50.0, "lines"), 27.0, 4.9, "delivery")
    shown(walk, 27.0, 54.9, beside=(50.0, 4.9)).press(34.0, CONTINUE, dict(LEFT))
    walk.open(34.02, "/checkout/payment-details/")
    shown(shown(walk, 35.0, 50.0, "lines"), 35.0, 2.9, "delivery")
    shown(walk, 35.0, 54.9, beside=(50.0, 2.9, 2.0))
    assert told(walk.event(45.0, Visibility, state="visible"), WATCHED) == set()


class TestTheBasketsLink:
    def none_there(self, at_s, name="Basket 0", url="/sale/"):
        def go(walk):
            walk.open(at_s, url)
            return walk.event(at_s + 0.6, Cue, what="no_pieces", target=link(name), present=True)

        return go

    def test_nothing_is_in_it_after_the_last_was_taken_out(self):
        walk = basket()
        shown(shown(walk, 7.0, 50.0, "lines"), 7.0, 50.0)
        pieces = Target("spinbutton", "Quantity", "#q", tag="input", type="number",
                        interactive=True, text_entry=True)  # fmt: skip
        walk.event(10.0, Change, target=pieces).press(12.0, button("Update"), dict(LEFT))
        walk.submit(12.005, "lines", button("Update"), fields(True, "Quantity"))
        walk.open(12.02, "/basket/").press(16.0, link("Sale"), dict(LEFT))
        walk = self.none_there(16.02)(walk)
        walk.event(20.0, Message, target=ALERT, text="Thank you for subscribing!",
                   severity="status")  # fmt: skip
        walk.press(40.0, link("Tent"), dict(LEFT)).open(40.02, "/catalogue/tent_2/")
        assert "stale_state" not in told(walk, WATCHED)

    @pytest.mark.parametrize(
        ("text", "told_of"),
        [
            ("Thank you! We write to you when it is here again.", False),
            ("Backpack was added to your basket.", True),
        ],
    )
    def test_thanks_for_something_else(self, text, told_of):
        walk = Walk().open(0.2, "/").press(2.0, link("Backpack"), dict(LEFT))
        walk.open(2.01, "/catalogue/backpack_1/").press(8.0, ADD, dict(LEFT))
        walk.submit(8.005, "add", ADD, fields(True, "Quantity"))
        walk = self.none_there(8.1, url="/catalogue/backpack_1/")(walk)
        walk.event(8.9, Message, target=ALERT, text=text, severity="status")
        walk.press(30.0, link("Tent"), dict(LEFT)).open(30.1, "/catalogue/tent_2/")
        walk.event(60.0, Visibility, state="visible")
        assert ("stale_state" in told(walk, WATCHED)) == told_of

    def test_a_drink_called_0_is_put_in(self):
        walk = basket().press(12.0, link("Drinks"), dict(LEFT))
        walk = self.none_there(12.02, "Add Coke 0 to basket")(walk)
        walk.press(30.0, link("Basket 1"), dict(LEFT)).open(30.02, "/basket/")
        assert "stale_state" not in told(shown(walk, 31.0, 50.0), WATCHED)


class TestLeavingForSomethingElse:
    def test_a_postal_code_is_not_waited_for(self):
        walk = address().event(25.0, Message, target=ALERT, severity="status",
                               text="A confirmation will be sent to you by e-mail.")  # fmt: skip
        code = entry("Postal code")
        walk.event(26.0, Focus, target=code)
        walk.event(46.0, Blur, target=code, dwell_ms=20_000)
        assert "too long" not in kinds(walk)

    def test_a_cards_security_code_is_not_waited_for(self):
        walk = method().event(27.0, Message, target=ALERT, severity="status",
                              text="Your order will be sent tomorrow.")  # fmt: skip
        code = entry("Security code")
        walk.event(28.0, Focus, target=code).event(46.0, Blur, target=code, dwell_ms=18_000)
        assert "too long" not in kinds(walk)


def test_who_came_to_log_in_by_mistake_goes_on_as_a_guest():
    guest, log_in = button("Continue as guest"), button("Log in")
    password = Target("textbox", "Password", "#pw", tag="input", type="password")
    walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/contact/")
    walk.event(12.8, Cue, what="guest", target=guest, present=True)
    walk.event(15.0, Change, target=entry("E-mail")).press(18.0, log_in, dict(LEFT))
    walk.submit(18.005, "contact", log_in, fields(True, "E-mail"))
    walk.open(18.02, "/login/").event(18.8, Cue, what="account", target=password, present=True)
    walk.open(24.0, "/checkout/contact/", navigation="back_forward")
    walk.event(24.8, Cue, what="guest", target=guest, present=True)
    walk.event(28.0, Change, target=entry("Phone")).press(30.0, guest, dict(LEFT))
    walk.submit(30.005, "contact", guest, fields(True, "E-mail", "Phone"))
    walk.open(30.02, "/checkout/shipping-address/")
    assert "forced_account" not in told(walk.event(40.0, Visibility, state="visible"))
