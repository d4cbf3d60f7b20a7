"""Fields that do not take what is typed, and their quiet counterparts."""

import pytest
from walks.builder import Target, button, entry, fields

from kitka.analyzer.analyze import analyze
from kitka.analyzer.rules import discover
from kitka.recorder.model import Blur, Change, Form, Message, Repeat

FORMS = tuple(rule for rule in discover() if rule.family == "forms")
LEFT = {"changed": True, "filled": True, "dwell_ms": 2000}


@pytest.fixture
def told(shop):
    def of(walk):
        result = analyze(walk.log(), shop, FORMS)
        assert not [why for why in result.not_applicable.values() if "rule broke" in why]
        return [f.rule for f in result.frictions]

    return of


@pytest.fixture
def page(walk):
    return lambda url="/checkout/shipping-address/": walk().open(0, url)


class TestLettersThatGoAstray:
    @pytest.mark.parametrize("name", ["Last name *", "Sukunimi", "Ort", "Nachname", "City"])
    def test_of_a_name_each_counts(self, page, told, name):
        walk = page().event(5, Blur, target=entry(name), typed=6, lost=1, **LEFT)
        assert told(walk) == ["rejected_input"]

    def test_a_town_may_be_put_right_and_a_person_may_not(self, page, told):
        def altered(name, **more):
            field = entry(name, **more)
            return told(page().event(5, Blur, target=field, typed=6, altered=1, **LEFT))

        assert altered("Stadt") == altered("Street address") == []
        assert altered("Nachname") == altered("Mail", type="email") == ["rejected_input"]

    def test_of_a_code_one_is_a_slip(self, page, told):
        for name in ("Postcode", "Member number", "Rabattcode"):
            walk = page().event(5, Blur, target=entry(name), typed=6, lost=1, **LEFT)
            assert told(walk) == []

    def test_a_long_secret_is_meant_whole(self, page, told):
        def cut(name):
            secret = entry(name, type="password")
            return told(page().event(5, Blur, target=secret, lost=2, limited=True, **LEFT))

        assert cut("Password") == cut("Card number") == cut("Salasana") == ["rejected_input"]
        assert cut("Security code") == cut("CVC") == []


class TestAFieldThatComplains:
    def visits(self, page, told, said, field=None):
        walk, field = page(), field or entry("Vat number")
        for at_s in (5.0, 12.0):
            walk.event(at_s, Blur, target=field, typed=9, **LEFT)
            if at_s in said:
                walk.event(at_s + 0.6, Message, target=Target("alert", "", ".e"), text="Invalid",
                           field=field)  # fmt: skip
        return told(walk)

    def test_wrong_and_wrong_again(self, page, told):
        assert self.visits(page, told, (5.0, 12.0)) == ["field_struggle"]

    def test_mended_it_was_a_slip(self, page, told):
        assert self.visits(page, told, (5.0,)) == []

    @pytest.mark.parametrize(("name", "expected"), [("Postcode", 1), ("Pieces", 0)])
    def test_a_field_for_numbers_is_no_quantity_where_it_counts_nothing(
        self, page, told, name, expected
    ):
        number = Target("spinbutton", name, "#n", tag="input", type="number", text_entry=True)
        assert len(self.visits(page, told, (5.0, 12.0), number)) == expected


def test_a_box_that_is_called_card_is_no_card(page, told):
    def again(selector, name="E-mail"):
        field = Target("textbox", name, selector, tag="input", type="email", text_entry=True)
        return told(page().event(9, Repeat, target=field, first=entry("E-mail", type="email")))

    assert again("div.card-body > input") == ["repeated_entry"]
    assert again("#card-holder-mail") == again("#m", "Name on card") == []


class TestAFormThatComesBackWithoutAWord:
    def walk(self, page, button_name="Continue", said=""):
        go, states = button(button_name), fields(True, "Name", "Street")
        walk = page().press(4, go, {"unloading": 4})
        walk.submit(4.004, "address", go, states, method="post")
        walk.open(4.02, "/checkout/shipping-address/")
        if said:
            walk.event(4.4, Message, target=Target("status", "", ".n"), text=said,
                       severity="status")  # fmt: skip
        return walk.event(4.5, Form, form="address", target=go, fields=states)

    def test_who_came_no_further_was_refused(self, page, told):
        assert told(self.walk(page)) == ["silent_refusal"]
        assert told(self.walk(page, said="Tarkistetaan…")) == ["silent_refusal"]

    def test_saved_gone_on_or_told_it_was_not(self, page, told):
        assert told(self.walk(page, "Save")) == []
        assert told(self.walk(page, said="Your details")) == []
        assert told(self.walk(page).open(20, "/checkout/shipping-method/")) == []
        assert told(self.walk(page).event(20, Change, target=entry("Card"))) == []

    def test_a_notice_over_the_same_form_is_a_refusal(self, page, told):
        def twice(said, name="Continue"):
            walk, go = page(), button(name)
            states = fields(True, "Name", "Phone")
            for at_s in (4.0, 20.0):
                walk.press(at_s, go, {"unloading": 4})
                walk.submit(at_s + 0.004, "address", go, states, method="post")
                walk.open(at_s + 0.02, "/checkout/shipping-address/")
                walk.event(at_s + 0.4, Message, target=Target("status", "", ".n"), text=said,
                           severity="status")  # fmt: skip
                walk.event(at_s + 0.5, Form, form="address", target=go, fields=states)
            return told(walk.open(40, "/checkout/shipping-method/"))

        assert twice("Phone: use the format 050 123 4567") == ["validation_loop"]
        assert twice("Your address was saved") == []
        assert twice("Phone: use the format 050 123 4567", "Save") == []


def test_asked_again_for_what_the_refused_form_did_not_have(page, told):
    code, mail = fields(True, "Code"), entry("Repeat e-mail", type="email")
    walk = page("/checkout/").submit(5, "code", button("Apply"), code, method="post")
    walk.event(5.4, Message, target=Target("alert", "", ".e"), text="Unknown code")
    walk.event(9, Repeat, target=mail, first=entry("E-mail", type="email"))
    assert told(walk) == ["repeated_entry"]


class TestFoundWrongStepsLater:
    def walk(self, page, said, *sent):
        go = button("Continue")
        walk = page().submit(5, "address", go, fields(True, "Name", "Postcode"), method="post")
        walk.open(6, "/checkout/billing/").submit(20, "billing", go, fields(True, *sent))
        walk.open(20.1, "/checkout/shipping-address/")
        return walk.event(20.6, Message, target=Target("alert", "", ".e"), text=said)

    def test_a_word_about_the_form_before(self, page, told):
        assert told(self.walk(page, "We cannot use this postcode", "Iban")) == ["late_validation"]

    def test_a_word_about_the_one_that_was_sent(self, page, told):
        billing = ("Billing postcode", "Iban")
        assert told(self.walk(page, "We cannot use this postcode", *billing)) == []
        assert told(self.walk(page, "We cannot do this", "Iban")) == []
