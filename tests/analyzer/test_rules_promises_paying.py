"""Details of the rules about paying."""

import pytest
from msgspec.structs import replace
from walks.builder import button, fields
from walks.common import LEFT, PLACE, basket, method, payment
from walks.shown import EMPTY, PASSWORD, cue, says, total

from kitka.analyzer.analyze import analyze
from kitka.analyzer.rules import discover
from kitka.recorder.model import Cue, Form, Leave, OffSite, Target, Total


class TestPaying:
    card = fields(True, "Number", sensitive=True)

    def test_declined_on_return_is_told_once(self, found):
        walk = payment().press(40.0, PLACE, dict(LEFT))
        walk.driver(40.4, OffSite, origin="https://pay.example", payment=True)
        walk.driver(70.0, OffSite, origin="https://shop.example", away=False)
        says(walk.open(69.9, "/checkout/payment-details/"), 70.4, "Your payment was declined")
        assert not found("off_site_return_failed", walk)
        (declined,) = found("payment_declined", walk)
        assert declined.element.name == "Place order"

    def test_declined_in_the_plain_words_of_the_page_that_follows(self, found):
        def walk(**cue):
            walk = (
                payment().press(44.0, button("Pay now"), dict(LEFT)).submit(44.005, "card", PLACE)
            )
            walk.open(44.02, "/orders/10042/")
            return walk.event(44.5, Cue, what="declined", target=Target(tag="p"), **cue)

        (declined,) = found("payment_declined", walk())
        assert declined.evidence.text.endswith("“Pay now” was pressed; it never went through.")
        assert not found("payment_declined", walk(present=False))
        stood = payment().event(34.0, Cue, what="declined", target=Target("paragraph", "", ".p"))
        stood.press(44.0, button("Pay now"), dict(LEFT)).open(44.02, "/checkout/payment-details/")
        stood.event(44.5, Cue, what="declined", target=Target("paragraph", "", ".p"))
        assert not found("payment_declined", stood)

    def test_declined_beside_the_form_that_is_shown_again(self, found):
        def walk(**cue):
            walk, filled = payment(), fields(True, "Holder", "E-mail")
            for at_s in (44.0, 60.0):
                pay = button("Pay now")
                walk.press(at_s, pay, dict(LEFT)).submit(at_s + 0.005, "card", pay, filled)
                walk.open(at_s + 0.02, "/checkout/payment-details/")
                form = Target("form", "", "form#card", tag="form")
                walk.event(at_s + 0.4, Form, form="card", target=form, fields=filled)
                target = Target("paragraph", "", ".p")
                walk.event(at_s + 0.5, Cue, what="declined", target=target, **cue)
            return walk

        assert found("payment_declined", walk()) and not found("silent_refusal", walk())
        assert found("silent_refusal", walk(present=False))

    def test_declined_in_a_single_page_shop_and_paid_at_the_second_try(self, found):
        walk = payment().press(44.0, button("Betala"), {"request": 4, "mutation": 900})
        says(walk, 45.0, "Betalningen nekades").press(60.0, button("Betala"), {"mutation": 300})
        walk.open(60.5, "/checkout/preview/").event(60.9, Total, amount=1.0)
        walk.driver(61.0, OffSite, origin="https://elsewhere.example")
        (declined,) = found("payment_declined", walk)
        assert declined.evidence.values["refusals"] == 1
        assert declined.evidence.values["accepted"] == "no"

    @pytest.mark.parametrize(("title", "told"), [("Payment not accepted", 1), ("Your payment", 0)])
    def test_declined_by_the_title_of_the_next_page(self, found, title, told):
        walk = payment().press(44.0, PLACE, dict(LEFT))
        walk.open(44.02, "/checkout/result/", title=title)
        assert len(found("payment_declined", walk)) == told

    def test_a_card_refused_twice_is_no_validation_loop(self, found):
        walk = payment()
        for at_s in (44.0, 60.0):
            walk.press(at_s, button("Pay now"), dict(LEFT)).submit(
                at_s + 0.005, "card", button("Pay now"), self.card
            )
            walk.open(at_s + 0.02, "/checkout/payment-details/")
            form = Target("form", "", "form#card", tag="form")
            walk.event(at_s + 0.4, Form, form="card", target=form, fields=self.card)
            says(walk, at_s + 0.5, "Your card was declined")
        assert found("payment_declined", walk) and not found("validation_loop", walk)

    def test_no_payment_was_tried(self, found):
        walk = says(method(), 30.0, "Payment failed for an earlier order")
        assert not found("payment_declined", walk)

    def test_a_returning_page_tells_where_it_was_come_from(self, found):
        walk = payment().press(40.0, PLACE, dict(LEFT)).open(69.9, "/checkout/return/")
        walk.event(70.2, OffSite, origin="https://pay.example", away=False, payment=True)
        says(walk, 70.4, "Something went wrong")
        (failed,) = found("off_site_return_failed", walk)
        assert "Something went wrong" in failed.evidence.text

    @pytest.mark.parametrize(
        ("title", "at_s", "told"),
        [("Basket | Shop", 74.0, 1), ("Processing", 74.0, 0), ("Basket | Shop", 70.6, 0)],
    )
    def test_an_empty_basket_that_was_loaded_anew(self, found, title, at_s, told):
        walk = payment().press(40.0, PLACE, dict(LEFT))
        walk.driver(40.4, OffSite, origin="https://pay.example", payment=True)
        walk.driver(69.8, OffSite, origin="https://shop.example", away=False)
        cue(walk.open(69.9, "/checkout/return/", title=title), 70.3, "empty_basket", EMPTY)
        walk.open(at_s, "/checkout/thank-you/", navigation="reload")
        assert len(found("off_site_return_failed", walk)) == told

    def test_an_http_error_on_return_is_no_failed_request_as_well(self, found, read_recording):
        recording = read_recording("off_site_return_failed.fires")
        result = analyze(recording.log, recording.scenario, discover())
        assert "failed_request" not in {friction.rule for friction in result.frictions}

    @pytest.mark.parametrize(
        ("until_s", "more", "told"),
        [(80.0, {}, 1), (73.0, {}, 0), (80.0, {"total": 49.8}, 0), (80.0, {"on": True}, 0)],
        ids=["stands still", "was left", "an order to look through", "led on"],
    )
    def test_a_page_that_waits_for_ever(self, found, until_s, more, told):
        walk = payment().press(40.0, PLACE, dict(LEFT))
        walk.driver(40.4, OffSite, origin="https://pay.example", payment=True)
        walk.driver(69.8, OffSite, origin="https://shop.example", away=False)
        walk.open(69.9, "/checkout/return/", title="Processing")
        if "total" in more:
            total(walk, 70.5, more["total"])
        if "on" in more:
            walk.open(76.0, "/checkout/preview/").open(77.0, "/checkout/thank-you/")
        walk.event(until_s, Leave)
        assert len(found("off_site_return_failed", walk)) == told

    def test_a_scenario_without_providers(self, shop, not_applicable):
        scenario = replace(shop, payment_origins=())
        assert "off_site_return_failed" in not_applicable(basket(), scenario)


class TestPaidAgain:
    @pytest.mark.parametrize(
        ("path", "stay_s", "count"),
        [
            ("/", 2.0, 1),  # left for the provider once more, who leads on
            ("/", 0.1, 0),  # a redirect
            ("/checkout/processing/", 2.0, 0),  # a further way of paying
        ],
    )
    def test_the_front_page_left_for_the_provider(self, found, path, stay_s, count):
        walk = payment().press(40.0, PLACE, dict(LEFT))
        walk.driver(40.4, OffSite, origin="https://pay.example", payment=True)
        walk.open(60.0, path).driver(60.1, OffSite, origin="https://shop.example", away=False)
        walk.driver(60.1 + stay_s, OffSite, origin="https://pay.example", payment=True)
        walk.open(70.0, "/checkout/thank-you/")
        walk.driver(70.1, OffSite, origin="https://shop.example", away=False)
        assert len(found("off_site_return_failed", walk)) == count

    @pytest.mark.parametrize(("stay_s", "count"), [(4.0, 1), (0.4, 0)])  # a silent log-in
    def test_the_log_in_left_for_the_provider(self, found, stay_s, count):
        walk = payment().press(40.0, PLACE, dict(LEFT))
        walk.driver(40.4, OffSite, origin="https://pay.example", payment=True)
        walk.open(60.0, "/login/").driver(60.1, OffSite, origin="https://shop.example", away=False)
        cue(walk, 60.3, "account", PASSWORD)
        walk.driver(60.3 + stay_s, OffSite, origin="https://pay.example", payment=True)
        walk.open(70.0, "/checkout/thank-you/")
        walk.driver(70.1, OffSite, origin="https://shop.example", away=False)
        told = found("off_site_return_failed", walk)
        assert len(told) == count and all("log in" in one.evidence.text for one in told)
