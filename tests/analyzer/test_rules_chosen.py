"""Forms in which one chooses rather than types: refused for it, sent back without a word, or asked
for once more; and what was left at them."""

import pytest
from walks.builder import Target, button, entry, fields
from walks.common import CONTINUE, LEFT, address, basket, method

from kitka.analyzer.analyze import analyze
from kitka.analyzer.rules import discover
from kitka.recorder.model import Blur, Change, FieldState, Form, Message, Repeat, Sighting, Undone

KEPT = {"changed": True, "filled": True, "dwell_ms": 2000}
ALERT = Target("alert", "", ".alert")
SLOT = Target("combobox", "Delivery slot", "#slot", tag="select")
FORMS = tuple(rule for rule in discover() if rule.family == "forms")


def choice(name, selector, role="radio", **more):
    tag = "select" if role == "combobox" else "input"
    return Target(role, name, selector, tag=tag, type=more.pop("type", ""), interactive=True)


def state(target, key="wish", invalid=False):
    return FieldState(key, target, True, invalid=invalid)


@pytest.fixture
def told(shop):
    def of(walk):
        result = analyze(walk.log(), shop, FORMS)
        assert not [why for why in result.not_applicable.values() if "rule broke" in why]
        return [(f.rule, f.element.name if f.element else "") for f in result.frictions]

    return of


class TestAChoiceThatCannotBeHad:
    def sent(self, walk, first, chosen=None, set_s=19.6, text="Nothing of that is left"):
        """Chosen (or standing there), sent at once, and refused by name in a new document."""
        log = walk().open(0, "/form")
        if chosen:
            log.event(set_s, Change, target=chosen, how="chosen")
        log.press(20, CONTINUE, dict(LEFT))
        log.submit(20.01, "wishes", CONTINUE, (state(first),), method="post").open(20.1, "/form")
        log.event(20.5, Message, target=ALERT, text=text, severity="error")
        return log.event(20.5, Form, form="wishes", target=Target("form", "", "form#wishes"),
                         fields=(state(first, invalid=True),))  # fmt: skip

    def test_is_told_late_however_late_it_is_chosen(self, walk, told):
        first, other = choice("The same", "#wish_0"), choice("Another size", "#wish_1")
        assert told(self.sent(walk, first, other)) == [("late_validation", "Another size")]
        size = choice("Größe", "#size", "combobox")
        assert told(self.sent(walk, size, size)) == [("late_validation", "Größe")]

    def test_nobody_chose_it(self, walk, told):
        first = choice("The same", "#wish_0")
        assert told(self.sent(walk, first)) == []
        assert told(self.sent(walk, first, choice("Newsletter", "#news_1"))) == []

    def test_a_date_of_lists_and_a_number_of_pieces_may_be_slips(self, walk, told):
        for name in ("Year of birth", "Expiry month", "Quantity"):
            field = choice(name, "#one", "combobox")
            assert told(self.sent(walk, field, field)) == []

    def test_a_payment_that_is_refused_is_told_elsewhere(self, walk, told):
        field = choice("Pay with", "#pay", "combobox")
        assert told(self.sent(walk, field, field, text="Your card was declined")) == []


class TestRefusedTwiceAtOnce:
    def sent(self, walk, between):
        log = walk().open(0, "/checkout/shipping-method/")
        for at_s in (20.0, 20.8):
            log.press(at_s, CONTINUE, {"mutation": 50})
            log.submit(at_s + 0.01, "method", CONTINUE, (state(SLOT, "slot"),), "prevented")
            log.event(at_s + 0.1, Message, target=ALERT, text=f"Taken at {at_s}", field=SLOT,
                      severity="error")  # fmt: skip
            if between:
                log.event(at_s + 0.4, Change, target=SLOT, how="chosen")
        return log.note(30)

    def test_with_something_else_chosen_in_between(self, walk, told):
        assert ("validation_loop", "Continue") in told(self.sent(walk, True))

    def test_by_a_double_press(self, walk, told):
        assert "validation_loop" not in dict(told(self.sent(walk, False)))

    def test_it_is_the_delivery_that_one_leaves_for(self, walk, shop):
        result = analyze(self.sent(walk, True).log(), shop)
        assert result.abandoned.reasons[0].kind == "delivery"


class TestAChoiceThatIsSentBack:
    def back(self, walk, names=("Pick-up point", "Pick-up point"), via=CONTINUE, times=1):
        log = walk().open(0, "/checkout/shipping-method/")
        for turn in range(times):
            at_s = 20.0 + 5 * turn
            states = [(state(choice(name, "#m0"), "method"),) for name in names]
            log.press(at_s, via, dict(LEFT)).submit(at_s, "method", via, states[0], method="post")
            log.open(at_s + 0.1, "/checkout/shipping-method/")
            log.event(at_s + 0.5, Form, form="method", target=Target("form", "", "form#method"),
                      fields=states[1])  # fmt: skip
        return log

    def test_without_a_word_and_that_was_all(self, walk, told):
        assert told(self.back(walk).note(40)) == [("silent_refusal", "Continue")]

    def test_twice_before_it_went_on(self, walk, told):
        log = self.back(walk, times=2).press(32, CONTINUE, dict(LEFT))
        states = (state(choice("Pick-up point", "#m0"), "method"),)
        log.submit(32.01, "method", CONTINUE, states, method="post")
        assert told(log.open(32.1, "/checkout/payment-details/")) == [
            ("silent_refusal", "Continue")
        ]

    def test_another_question_of_a_row_is_no_refusal(self, walk, told):
        assert told(self.back(walk, ("For whom?", "How often?")).note(40)) == []

    def test_what_does_not_lead_on_may_rightly_stay(self, walk, told):
        assert told(self.back(walk, via=button("Save")).note(40)) == []


class TestAFieldThatKeepsLess:
    def goes(self, walk, *visits):
        log = walk().open(0, "/pay")
        for place, (typed, lost, valid) in enumerate(visits):
            log.event(5 + 5 * place, Blur, target=entry("Valid until"), typed=typed, lost=lost,
                      valid=valid, **KEPT)  # fmt: skip
        return log

    def test_the_same_once_more(self, walk, told):
        again = self.goes(walk, (6, 2, False), (6, 2, True))
        assert told(again) == [("field_struggle", "Valid until")]

    def test_written_otherwise_or_never_found_wrong(self, walk, told):
        assert told(self.goes(walk, (6, 2, False), (4, 0, True))) == []
        assert told(self.goes(walk, (6, 2, True), (6, 2, True))) == []


class TestTheSameStreet:
    def again(self, told, walk, one, other):
        log = walk().open(0, "/pay")
        return told(log.event(9, Repeat, target=entry(one), first=entry(other)))

    def test_is_the_same_address_by_whatever_name(self, walk, told):
        for names in (("Billing street", "Street address"), ("Laskutusosoite", "Katuosoite")):
            assert self.again(told, walk, *names) == [("repeated_entry", names[0])]

    def test_a_town_may_be_that_of_both(self, walk, told):
        assert self.again(told, walk, "Billing town", "City") == []


class TestAFormThatIsBegunAnew:
    def gone(self, log, at_s):
        names = fields(False, "Street", "City")
        log.event(at_s, Undone, what="emptied", fields=names, filled=2)
        return log.event(at_s + 5, Undone, what="again", fields=names[:1], filled=1)

    def ordered(self, walk):
        log = method().press(34, CONTINUE, dict(LEFT)).open(34.1, "/checkout/payment-details/")
        log.open(40, "/checkout/preview/")
        log.event(40.5, Sighting, what="selector", value="#place-order")
        log.open(50, "/checkout/thank-you/")
        return log.open(60, "/checkout/shipping-address/")

    def test_after_an_order_nothing_is_lost(self, walk, told):
        assert told(self.gone(self.ordered(walk), 61)) == []

    def test_entered_since_it_is(self, walk, told):
        log = self.ordered(walk)
        for name in ("Street", "City"):
            log.event(63, Change, target=entry(name))
        assert "form_lost" in dict(told(self.gone(log, 70)))

    def test_before_the_order_it_is(self, walk, told):
        assert "form_lost" in dict(told(self.gone(address().open(30, "/checkout/x/"), 31)))


class TestWhyItEndedAtAField:
    def end(self, log, shop):
        return analyze(log.log(), shop).abandoned.reasons[0].kind

    def wrong(self, walk, again):
        log = basket().open(10, "/checkout/shipping-address/")
        street = entry("Street address")
        log.event(12, Change, target=street).event(15, Blur, target=street, typed=9, **KEPT)
        log.event(15.1, Message, target=ALERT, text="Not known", field=street, severity="error")
        if again:
            log.event(17, Change, target=street).event(20, Blur, target=street, typed=9, **KEPT)
        return log.note(22)

    def test_called_wrong_and_changed_once_more(self, walk, shop):
        assert self.end(self.wrong(walk, True), shop) == "error"

    def test_called_wrong_and_let_be(self, walk, shop):
        assert self.end(self.wrong(walk, False), shop) != "error"

    def code(self, walk, name, text, dwell_ms=5000):
        log = basket().open(10, "/checkout/")
        log.event(14, Message, target=Target("status", "", ".n"), text=text, severity="status")
        return log.event(21, Blur, target=entry(name), dwell_ms=dwell_ms).note(21.2)

    def test_a_code_that_did_not_come(self, walk, shop):
        assert self.end(self.code(walk, "Your code", "We have sent six digits"), shop) == "too long"
        assert self.end(self.code(walk, "Vahvistuskoodi", "Hei"), shop) == "too long"

    def test_a_code_that_nobody_sends_or_at_a_glance(self, walk, shop):
        for log in (
            self.code(walk, "Discount code", "We have sent six digits"),
            self.code(walk, "Door code", "Hello"),
            self.code(walk, "Your code", "We have sent six digits", 1200),
        ):
            assert self.end(log, shop) == "unknown"
