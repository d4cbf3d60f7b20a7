"""Details of the rules about promises that their recordings alone would not pin down."""

import pytest
from msgspec.structs import replace
from walks.builder import button, entry, fields, link
from walks.common import ADD, ADDRESS, CONTINUE, LEFT, PLACE, PROCEED, basket, method
from walks.promises import (
    EMPTY,
    GUEST,
    MORE,
    OVER,
    PASSWORD,
    PROMISED,
    WATCHED,
    cue,
    lines,
    payment,
    posts,
    says,
    total,
)

from kitka.analyzer.analyze import analyze
from kitka.analyzer.declined import refuses
from kitka.analyzer.failures import nobody_yet
from kitka.analyzer.promises import contradicts
from kitka.analyzer.rules import discover
from kitka.analyzer.words import ADD as ADDS
from kitka.analyzer.words import CANCELLED, PAY
from kitka.recorder.model import (
    Change,
    Condition,
    Cue,
    Focus,
    Form,
    Layer,
    Leave,
    OffSite,
    Promise,
    Request,
    Step,
    Target,
    Total,
    View,
    Watch,
)


def not_applicable(walk, scenario):
    return analyze(walk.log(), scenario, discover()).not_applicable


class TestWords:
    @pytest.mark.parametrize(
        "text",
        [
            "Your card was declined.",
            "The payment was refused by your bank",
            "Payment failed",
            "We could not process your payment",
            "Insufficient funds",
            "Maksu hylättiin",
            "Korttimaksu epäonnistui",
            "Maksua ei voitu suorittaa",
            "Ditt kort nekades",
            "Betalningen misslyckades",
            "Ihre Karte wurde abgelehnt",
            "Die Zahlung ist fehlgeschlagen",
            "The issuer has not authorised this transaction.",
            "That didn’t go through: please use another card. You were not charged.",
            "Your card company turned the charge down",
            "We weren't able to take payment. No charge was made.",
            "Nothing has been debited",
            "Pankki ei ole hyväksynyt korttimaksua",
            "Emme voineet veloittaa korttia",
            "Rahaa ei veloitettu",
            "Banken godkände inte köpet",
            "Vi kunde inte genomföra din betalning",
            "Inga pengar har dragits",
            "Ihre Bank hat die Zahlung nicht freigegeben.",
            "Es wurde kein Geld abgebucht",
            "Die Transaktion konnte nicht autorisiert werden",
        ],
    )
    def test_declined(self, text):
        assert refuses(text)

    @pytest.mark.parametrize(
        "text",
        [
            "The card number is not valid",
            "Enter the card's expiry date",
            "Kortin numero puuttuu",
            "Choose a way to pay",
            "Valitse maksutapa",
            "Ange kortnummer",
            "Bitte wählen Sie eine Zahlungsart",
            "The voucher was declined",
            "Your card will not be charged until we send the parcel.",
            "You have not been charged yet.",
            "We do not accept American Express cards.",
            "An order cannot be completed without payment.",
            "Sorry, the tent is sold out. You have not been charged.",
            "Your payment details are not complete",
            "Testing? The card 4000 0000 0000 0002 would be declined.",
            "Korttiasi ei ole vielä veloitettu",
            "Vi accepterar inte kontokort från alla banker",
            "Ihre Karte wird erst beim Versand belastet",
            "Gift card not accepted",
            "The discount code was rejected for this purchase",
            "Lahjakorttia ei hyväksytty",
            "Delivery address not accepted for this payment",
            "Accept the terms. The purchase cannot be completed without accepting the terms.",
            "Card number was rejected: wrong length",
            "Failed to load payment methods",
        ],
    )
    def test_not_declined(self, text):
        assert not refuses(text)

    @pytest.mark.parametrize(
        "text", ["status=cancelled", "Maksu peruutettu", "Köpet avbröts", "Zahlung abgebrochen"]
    )
    def test_cancelled(self, text):
        assert CANCELLED.search(text)

    @pytest.mark.parametrize(
        "name",
        ["Place order", "Pay €49", "Maksa", "Vahvista tilaus", "Betala", "Slutför köp", "Kaufen",
         "Zahlungspflichtig bestellen"],
    )  # fmt: skip
    def test_pays(self, name):
        assert PAY.search(name)

    @pytest.mark.parametrize("name", ["Continue to payment", "Tilaa uutiskirje", "Köpvillkor"])
    def test_does_not_pay(self, name):
        assert not PAY.search(name)

    @pytest.mark.parametrize(
        "name",
        ["Add to basket", "Lisää ostoskoriin", "Lisää koriin", "Lägg i varukorgen",
         "In den Warenkorb", "add to cart"],
    )  # fmt: skip
    def test_adds(self, name):
        assert ADDS.search(name)


class TestForcedAccount:
    def test_costs_the_time_on_its_pages_and_counts_once(self, found):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/login/")
        cue(walk, 12.5, "account", PASSWORD).press(20.0, PROCEED, dict(LEFT))
        cue(walk.open(20.02, "/register/"), 20.5, "account", PASSWORD).press(40.0, link("Home"))
        (forced,) = found("forced_account", walk)
        assert forced.evidence.values["views"] == 2
        assert forced.cost_s == pytest.approx(27.2, abs=0.3)
        assert forced.evidence.values["password_given"] == "no"

    def test_in_a_single_page_shop(self, found):
        walk = basket().press(12.0, PROCEED, {"mutation": 90}).route(12.1, "/app#/login")
        cue(walk, 12.4, "account", PASSWORD).press(30.0, link("Home"), {"mutation": 30})
        assert found("forced_account", walk)

    def test_in_a_dialog_over_the_address(self, found):
        walk = basket().press(12.0, PROCEED, {"mutation": 90})
        walk.route(12.1, "/checkout/shipping-address/").press(30.0, CONTINUE, {"mutation": 90})
        over = Target("dialog", "One more thing", "#over", tag="div")
        walk.event(30.1, Layer, id=1, state="shown", target=over, asked=True, share=1.0, modal=True)
        cue(walk, 30.2, "account", PASSWORD).event(33.0, Focus, target=PASSWORD)
        assert found("forced_account", walk)

    def test_a_wall_in_the_last_route_stands_until_the_page_ends(self, found):
        walk = basket().press(12.0, PROCEED, {"mutation": 90}).route(12.1, "/app#/login")
        cue(walk, 12.1, "account", PASSWORD).event(20.0, Leave)
        (forced,) = found("forced_account", walk)
        assert forced.cost_s == pytest.approx(7.9, abs=0.3)

    def test_reached_another_step_without_a_password(self, found):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/login/")
        cue(walk, 12.5, "account", PASSWORD).press(20.0, button("Skip"), dict(LEFT))
        assert not found("forced_account", walk.open(20.02, "/checkout/shipping-address/"))

    def test_a_log_in_in_a_layer_that_was_asked_for(self, found):
        walk = basket().press(12.0, button("Kirjaudu sisään"), {"mutation": 90})
        assert not found("forced_account", cue(walk, 12.4, "account", PASSWORD))

    def test_not_where_the_scenario_is_about_it(self, shop):
        about = replace(shop, steps=(Step("Log in", (Condition(url="/x/"),)), *shop.steps))
        assert "account" in not_applicable(basket(), about)["forced_account"]
        guests = replace(shop, steps=(Step("Log in or guest", (Condition(url="/x/"),)),))
        assert "forced_account" not in not_applicable(basket(), guests)


class TestSessionLost:
    def lost(self, walk):
        walk.press(16.0, GUEST, dict(LEFT)).submit(16.005, "g", GUEST, fields(True, "E-mail"))
        walk.open(16.02, "/checkout/shipping-address/").press(40.0, CONTINUE, dict(LEFT))
        walk.submit(40.005, "address", CONTINUE, fields(True, *ADDRESS))
        return cue(walk.open(40.02, "/checkout/"), 40.5, "account", PASSWORD)

    def gateway(self):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
        return cue(cue(walk, 12.5, "guest", GUEST), 12.5, "account", PASSWORD)

    def test_told_once_until_a_step_is_reached(self, found):
        walk = self.lost(self.gateway())
        cue(walk.open(50.0, "/checkout/"), 50.5, "account", PASSWORD)
        (lost,) = found("session_lost", walk)
        assert lost.element.name == "Continue" and lost.evidence.values["lost"] == "account"

    def test_is_no_forced_account(self, found):
        assert not found("forced_account", self.lost(self.gateway()))

    @pytest.mark.parametrize(
        ("status", "rule"), [(419, "session_lost"), (401, "session_lost"), (500, "failed_request")]
    )
    def test_a_page_that_knows_nobody_any_more(self, found, status, rule):
        walk = method().press(40.0, CONTINUE, dict(LEFT))
        walk.submit(40.005, "method", CONTINUE, fields(True, "Slot"), method="post")
        walk.open(40.02, "/checkout/shipping-method/", status=status).event(50.0, Leave)
        (one,) = [*found("session_lost", walk), *found("failed_request", walk)]
        assert one.rule == rule and one.element.name == "Continue"

    @pytest.mark.parametrize(
        ("name", "path", "more", "told"),
        [
            ("Continue", "/", {}, 1),
            ("Jatka", "/fi/", {}, 1),
            ("Continue", "/checkout/payment-details/", {}, 0),
            ("Place order", "/", {}, 0),
            ("Log out", "/", {}, 0),
            ("Continue", "/", {"says": "Please choose a time"}, 0),
            ("Continue", "/", {"goes_on": True}, 0),
            ("Continue", "/", {"navigation": "back_forward"}, 0),
        ],
    )
    def test_sent_home_out_of_the_checkout(self, found, name, path, more, told):
        pressed, goes_on, text = button(name), more.pop("goes_on", 0), more.pop("says", "")
        walk = method().press(40.0, pressed, dict(LEFT))
        walk.submit(40.005, "method", pressed, fields(True, "Slot"), method="post")
        walk.open(40.02, path, **more)
        if text:
            says(walk, 40.5, text)
        if goes_on:
            walk.press(44.0, link("Checkout"), dict(LEFT))
            walk.open(44.02, "/checkout/payment-details/")
        assert len(found("session_lost", walk.event(50.0, Leave))) == told

    def test_went_back_with_the_browser(self, found):
        walk = self.gateway()
        walk.press(16.0, GUEST, dict(LEFT)).submit(16.005, "g", GUEST, fields(True, "E-mail"))
        walk.open(16.02, "/checkout/shipping-address/")
        walk.open(30.0, "/checkout/", navigation="back_forward")
        assert not found("session_lost", cue(walk, 30.5, "account", PASSWORD))

    def test_signed_in_before(self, found):
        walk = basket()
        cue(walk, 7.0, "signed_in", link("Log out")).press(12.0, PROCEED, dict(LEFT))
        cue(walk.open(12.02, "/login/?next=/checkout/"), 12.5, "account", PASSWORD)
        assert found("session_lost", walk) and not found("forced_account", walk)

    def in_the_address(self, *written, url="/checkout/shipping-address/"):
        walk = basket().press(12.0, PROCEED, {"mutation": 90})
        walk.route(12.1, url)
        for at_s, name in enumerate(written, 15):
            kind = "email" if "mail" in name else "text"
            walk.event(float(at_s), Change, target=entry(name, type=kind))
        return walk.press(30.0, CONTINUE, {"request": 4, "mutation": 400})

    def logged_out(self, walk, url="/who-are-you"):
        walk = cue(walk.route(30.6, url), 30.9, "account", PASSWORD)
        return walk.event(34.0, Focus, target=PASSWORD)

    def test_out_of_the_address_to_a_page_of_the_log_in(self, found):
        walk = self.logged_out(self.in_the_address(*ADDRESS), "/anmelden")
        (lost,) = found("session_lost", walk)
        assert lost.element.name == CONTINUE.name and not found("forced_account", walk)

    def test_who_had_given_an_e_mail_address_only_is_asked_for_an_account(self, found):
        walk = self.logged_out(self.in_the_address("E-mail", "Name"), "/anmelden")
        assert found("forced_account", walk) and not found("session_lost", walk)

    @pytest.mark.parametrize(("status", "expected"), [(401, 1), (419, 1), (422, 0), (500, 0)])
    def test_what_was_sent_was_not_taken_from_nobody(self, found, status, expected):
        walk = self.in_the_address(*ADDRESS)
        posts(walk, 30.004, status)
        assert len(found("session_lost", self.logged_out(walk))) == expected

    def test_the_page_says_that_the_session_is_over(self, found):
        walk = cue(self.logged_out(self.in_the_address()), 34.1, "session_over", OVER)
        assert found("session_lost", walk) and not found("forced_account", walk)

    def test_a_step_that_asks_for_an_account_again_is_none_that_was_filled_in(self, found):
        walk = self.in_the_address(*ADDRESS)
        cue(walk, 12.3, "account", PASSWORD)
        assert not found("session_lost", self.logged_out(walk, "/register"))

    def test_a_quantity_set_to_nothing_empties_it_on_purpose(self, found):
        quantity = Target("spinbutton", "Quantity", "#q", tag="input", type="number")
        walk = total(basket(), 6.6, 24.9).event(9.0, Change, target=quantity)
        walk.press(10.0, button("Update"), dict(LEFT)).submit(10.005, "l", button("Update"))
        assert not found(
            "session_lost", cue(walk.open(10.02, "/basket/"), 10.5, "empty_basket", EMPTY)
        )

    def test_emptied_in_one_view_of_a_single_page_shop(self, found):
        walk = total(basket(), 6.6, 24.9).press(12.0, PROCEED, {"mutation": 400})
        (lost,) = found("session_lost", cue(walk, 12.5, "empty_basket", EMPTY))
        assert lost.evidence.values["lost"] == "basket"

    def test_went_on_without_adding_again(self, found):
        walk = cue(total(basket(), 6.6, 24.9), 8.0, "empty_basket", EMPTY)
        walk.press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/shipping-address/")
        assert not found("session_lost", walk)


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

    def test_a_scenario_without_providers(self, shop):
        scenario = replace(shop, payment_origins=())
        assert "off_site_return_failed" in not_applicable(basket(), scenario)


class TestAmounts:
    def test_mismatch_needs_all_amounts(self, shop):
        assert "lines" in not_applicable(basket(), shop)["total_mismatch"]
        half = replace(shop, watch=Watch(total=".t", lines=".l"))
        assert "delivery" in not_applicable(basket(), half)["total_mismatch"]

    def test_the_same_excess_is_told_once(self, found):
        walk = lines(total(basket(), 6.6, 58.4), 6.7, 50.0)
        walk.press(20.0, PROCEED, dict(LEFT)).open(20.02, "/checkout/shipping-address/")
        lines(total(walk, 20.5, 58.4), 20.6, 50.0).press(40.0, CONTINUE, dict(LEFT))
        (mismatch,) = found("total_mismatch", walk, WATCHED)
        assert mismatch.evidence.values["excess"] == 8.4

    @pytest.mark.parametrize(
        ("amount", "count"), [(62.75, 1), (59.5, 1), (100.0, 1), (49.99, 2), (45.0, 2)]
    )
    def test_tax_apart_piece_price_rounding_discount(self, found, amount, count):
        walk = lines(total(basket(), 6.6, amount), 6.7, 50.0, count)
        walk.press(20.0, PROCEED, dict(LEFT)).open(20.02, "/checkout/shipping-address/")
        assert not found("total_mismatch", walk, WATCHED)

    def older(self, *, button_=PROCEED, heal_s=30.0, edit=True, choose=False):
        """One more is put in, the next view shows what was before that, its reload what is."""
        walk = lines(total(basket(), 6.6, 30.0), 6.7, 25.0)
        if edit:
            posts(walk.press(12.0, MORE, {"request": 4, "mutation": 20}), 12.004)
        lines(total(walk, 12.1, 55.0), 12.2, 50.0, 2)
        walk.press(20.0, button_, {"mutation": 20})
        if choose:
            walk.event(20.1, Change, target=Target("combobox", "Size", "#s", tag="select"))
        lines(total(walk.route(20.2, "/checkout/shipping-address/"), 20.4, 30.0), 20.5, 25.0)
        if heal_s:
            walk.open(heal_s, "/checkout/shipping-address/", navigation="reload")
            lines(total(walk, heal_s + 0.6, 55.0), heal_s + 0.7, 50.0, 2)
        return walk.press(60.0, CONTINUE, dict(LEFT))

    def test_an_older_amount_in_the_next_view(self, found):
        (stale,) = found("stale_state", self.older(), WATCHED)
        assert stale.evidence.values["kind"] == "older" and stale.at_s == 20.5
        assert not found("late_cost", self.older(), WATCHED)  # only returns to what was shown
        assert found("stale_state", self.older(heal_s=0), WATCHED)  # never healed
        assert found("stale_state", self.older(button_=button("Zum Formular")), WATCHED)

    @pytest.mark.parametrize(
        "how",
        [
            {"heal_s": 21.5},  # still being fetched
            {"heal_s": 0, "edit": False},  # nobody had put in more: what had stood there was wrong
            {"heal_s": 0, "button_": button("•")},  # who knows what that did
            {"button_": button("Remove one")},
            {"button_": button("-", stepper=True)},
            {"choose": True},
        ],
    )
    def test_no_older_amount(self, found, how):
        assert not found("stale_state", self.older(**how), WATCHED)

    @pytest.mark.parametrize(
        ("field", "fetches", "left_s", "told"),
        [
            (entry("E-mail"), False, 32.0, 1),
            (entry("E-mail"), True, 32.0, 0),  # still being fetched
            (entry("E-mail"), False, 31.2, 0),  # not looked at
            (link("Saved baskets"), False, 32.0, 0),
        ],
    )
    def test_an_older_amount_behind_a_form_that_was_filled_in(
        self, found, field, fetches, left_s, told
    ):
        walk = lines(total(basket(), 6.6, 30.0), 6.7, 25.0)
        posts(walk.press(12.0, MORE, {"request": 4, "mutation": 20}), 12.004)
        lines(total(walk, 12.1, 55.0), 12.2, 50.0, 2)
        walk.press(20.0, PROCEED, dict(LEFT)).open(20.02, "/checkout/")
        walk.press(24.0, field, {"focus": 1}).press(30.0, CONTINUE, dict(LEFT))
        walk.open(30.02, "/checkout/shipping-address/")
        lines(total(walk, 30.4, 30.0), 30.5, 25.0)
        if fetches:
            posts(walk, 30.6)
        walk.event(left_s, Leave)
        assert len(found("stale_state", walk, WATCHED)) == told

    @pytest.mark.parametrize(
        ("stood_s", "pressed", "told"), [(1.4, False, 0), (1.4, True, 1), (2.1, False, 1)]
    )
    def test_a_panel_that_slides_away_over_the_next_view(self, found, stood_s, pressed, told):
        walk = lines(total(basket(), 6.6, 30.0), 6.7, 25.0)
        walk.press(20.0, PROCEED, {"mutation": 20}).route(20.1, "/checkout/shipping-address/")
        lines(total(walk, 20.3, 30.0, 5.0), 20.4, 15.0, 2)  # in the view, and still in the panel
        if pressed:
            walk.press(21.6, CONTINUE, {"mutation": 20})
        lines(walk, 20.4 + stood_s, 25.0)
        assert len(found("total_mismatch", walk, WATCHED)) == told

    def test_stale_until_the_next_page(self, found):
        walk = lines(total(basket(), 6.6, 50.0), 6.7, 50.0, 2)
        remove = button("Poista", "#remove-2")
        posts(walk.press(12.0, remove, {"request": 4, "mutation": 210}), 12.004)
        walk.press(13.0, PROCEED, dict(LEFT)).open(13.02, "/checkout/shipping-address/")
        lines(total(walk, 13.5, 50.0), 13.6, 50.0, 2).press(30.0, CONTINUE, dict(LEFT))
        (stale,) = found("stale_state", walk, WATCHED)
        assert stale.element.name == "Poista"

    @pytest.mark.parametrize(
        ("left_s", "amount", "count", "expected"),
        [(14.0, 25.0, 1, 1), (12.9, 25.0, 1, 0), (14.0, 50.0, 2, 0)],
    )
    def test_left_soon_and_belied_by_a_page_further_on(
        self, found, left_s, amount, count, expected
    ):
        walk = lines(total(basket(), 6.6, 50.0), 6.7, 50.0, 2)
        posts(walk.press(12.0, button("Remove"), {"request": 4, "mutation": 210}), 12.004)
        walk.press(left_s, PROCEED, dict(LEFT)).open(left_s + 0.02, "/checkout/")
        walk.press(20.0, CONTINUE, dict(LEFT)).open(20.02, "/checkout/shipping-address/")
        lines(walk, 20.5, amount, count)
        assert len(found("stale_state", walk, WATCHED)) == expected

    @pytest.mark.parametrize(("names", "expected"), [(("Quantity",), 1), (("Name", "Note"), 0)])
    def test_a_button_without_a_form_sends_the_number_beside_it(self, found, names, expected):
        walk = lines(total(basket(), 6.6, 50.0), 6.7, 50.0, 2)
        walk.event(10.0, Change, target=entry("Quantity", type="number"), how="typed")
        posts(walk.send(12.0, button("Save"), fields(True, *names), after={"request": 4}), 12.004)
        walk.press(17.0, PROCEED, dict(LEFT)).open(17.02, "/checkout/shipping-address/")
        assert len(found("stale_state", lines(walk, 17.5, 50.0, 2), WATCHED)) == expected

    def test_another_addition_belies_nothing(self, found):
        walk = lines(total(basket(), 6.6, 50.0), 6.7, 50.0, 2)
        posts(walk.press(12.0, button("Remove"), {"request": 4, "mutation": 210}), 12.004)
        walk.press(14.0, link("Tent"), dict(LEFT)).open(14.02, "/catalogue/tent_2/")
        walk.press(17.0, ADD, dict(LEFT)).open(17.02, "/basket/")
        assert not found("stale_state", lines(walk, 17.5, 125.0, 2), WATCHED)

    def test_a_free_line_that_went_changes_the_count(self, found):
        walk = lines(total(basket(), 6.6, 50.0), 6.7, 50.0, 2)
        posts(walk.press(12.0, button("Remove"), {"request": 4, "mutation": 210}), 12.004)
        walk.press(13.0, PROCEED, dict(LEFT)).open(13.02, "/checkout/shipping-address/")
        lines(total(walk, 13.5, 50.0), 13.6, 50.0, 1).press(30.0, CONTINUE, dict(LEFT))
        assert not found("stale_state", walk, WATCHED)

    def restored(self, later):
        walk = total(basket(), 6.6, 50.0)
        page = walk.page
        walk.press(9.0, link("Tent"), dict(LEFT)).open(9.02, "/catalogue/tent_2/")
        walk.press(12.0, ADD, dict(LEFT)).submit(12.005, "add", ADD)
        walk.page, walk.view = page, 1
        walk.event(14.0, View, url="/basket/", origin="https://shop.example", cause="restore")
        total(walk, 14.1, 50.0)
        return total(walk.open(20.0, "/basket/"), 20.5, later)

    def test_a_restored_page_that_the_next_load_contradicts(self, found):
        (stale,) = found("stale_state", self.restored(170.0))
        assert stale.evidence.values["kind"] == "restored"
        assert not found("stale_state", self.restored(50.0))


class TestPromises:
    @pytest.mark.parametrize(
        ("before", "now"),
        [
            ("Delivery in 1–2 days", "Delivery in 5-7 days"),
            ("Free returns", "Returns at your own cost"),
            ("Ilmainen toimitus", "Toimitus 5,90 €"),
            ("Toimitus 4,90 €", "Toimitus 6,90 €"),
            ("Leverans imorgon", "Skickas nästa vecka"),
            ("Auf Lager", "Derzeit vergriffen"),
            ("Auf Lager", "Nicht lieferbar, voraussichtlich ab Januar"),
            ("Delivered by Tue 24 Nov", "Delivered by Thu 3 Dec"),
            ("€49.00 €39.20", "€49.00"),  # the price that was struck out
            ("Was €49.00 now €39.20 −20 %", "49,00 €"),
            ("39,20 € statt 49,00 €", "49,00 €"),
        ],
    )
    def test_contradicts(self, before, now):
        assert contradicts(before, now)

    @pytest.mark.parametrize(
        ("before", "now"),
        [
            ("Delivery in 1–2 days", "delivery  in 1-2 DAYS "),
            ("Delivery in 2–4 days", "3 days"),
            ("4,90 €", "€ 4.90"),
            ("1 299,00 €", "1.299,00 EUR"),
            ("Shipping from 4.90 €", "Shipping 6.90 €"),
            ("Free delivery over 50 €", "Delivery 4.90 €"),
            ("In stock", "In stock, 5 left"),
            ("Delivery in 2–4 days", "Arrives Wed 25 Nov"),
            ("Toimitus 2–4 pv", "Toimitus 24.11."),
            ("Free returns, 30 days", "30 days to return, free"),
            ("Arrives Fri 24", "Arrives Fri 24 November"),
            ("€49.00 €39.20", "€39.20"),
            ("€39.20 – €49.00", "€49.00"),  # a range
            ("€49.00 (€39.20 excl. VAT)", "€49.00"),
            ("€39.20 for members €49.00", "€49.00"),
        ],
    )
    def test_is_the_same(self, before, now):
        assert not contradicts(before, now)

    def test_filling_in_an_address_is_no_choice(self, found, read_recording):
        recording = read_recording("promise_changed.fires")
        assert len(analyze(recording.log, recording.scenario).frictions) == 2

    def test_choosing_a_country_is(self, found):
        walk = basket()
        walk.event(6.6, Promise, name="delivery_time", text="1–2 days")
        walk.press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/shipping-address/")
        country = Target("combobox", "Country", "#country", tag="select")
        walk.event(14.0, Change, target=country, how="chosen").press(26.0, CONTINUE, dict(LEFT))
        walk.open(26.02, "/checkout/shipping-method/")
        walk.event(26.6, Promise, name="delivery_time", text="5–7 days")
        assert not found("promise_changed", walk, PROMISED)

    @pytest.mark.parametrize(("name", "count"), [("Express 9,90 €", 0), ("To delivery", 1)])
    def test_a_delivery_that_is_drawn_as_a_card(self, found, name, count):
        walk = basket()
        walk.event(6.6, Promise, name="delivery_time", text="5–7 days")
        walk.press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/shipping-address/")
        walk.press(14.0, button(name), {"mutation": 9}).press(26.0, CONTINUE, dict(LEFT))
        walk.open(26.02, "/checkout/shipping-method/")
        walk.event(26.6, Promise, name="delivery_time", text="1 day")
        assert len(found("promise_changed", walk, PROMISED)) == count

    def test_needs_something_to_watch(self, shop):
        bare = replace(shop, watch=Watch(total=".t"))
        assert "promise_changed" in not_applicable(basket(), bare)


class TestWhatHappened:
    def test_the_order_was_placed_although_an_error_was_told(self, found):
        walk = payment().press(40.0, CONTINUE, dict(LEFT)).submit(40.005, "method", CONTINUE)
        walk.open(40.02, "/checkout/preview/").event(40.5, Total, amount=5.0)
        says(walk, 40.6, "Toiminto epäonnistui, yritä uudelleen")
        assert not found("error_after_success", walk)  # the review was not reached
        walk = basket().press(12.0, PROCEED, dict(LEFT)).submit(12.005, "b", PROCEED)
        says(walk.open(12.02, "/checkout/shipping-address/"), 12.5, "Virhe: ei onnistu")
        (lie,) = found("error_after_success", walk)
        assert "Delivery address" in lie.evidence.text

    def test_added_with_praise_and_the_basket_is_empty(self, found):
        walk = basket()
        empty = button("Lisää ostoskoriin")
        posts(walk.press(9.0, empty, {"request": 4, "mutation": 60}), 9.004)
        says(walk, 9.3, "Tuote lisättiin ostoskoriin", error=False)
        walk.press(12.0, link("Basket"), dict(LEFT)).open(12.02, "/basket/")
        cue(walk, 12.5, "empty_basket", EMPTY).press(30.0, link("Home"), {"mutation": 20})
        (lie,) = found("success_after_error", walk)
        assert lie.element.name == "Lisää ostoskoriin"

    @pytest.mark.parametrize(
        ("url", "status", "normal"),
        [
            ("/api/me", 401, True),
            ("/rest/V1/carts/mine", 404, True),
            ("/api/delivery-options", 404, False),
            ("/api/cart", 500, False),
        ],
    )
    def test_nobody_is_signed_in_yet(self, url, status, normal):
        assert nobody_yet(Request(t=0, url=url, status=status, failed=True)) is normal


class TestAFalseAlarm:
    @pytest.mark.parametrize(("amounts", "loops"), [((49.8, 49.8), 0), ((24.9, 24.9), 1)])
    def test_refuses_nothing(self, found, amounts, loops):
        """The same press again, the same error; with the first one the amount had moved."""
        walk, update = total(basket(), 6.6, 24.9), button("Update")
        sent = (*fields(True, "Quantity"), *fields(False, "DELETE"))
        for at_s, amount in zip((12.0, 16.0), amounts, strict=True):
            posts(walk.press(at_s, update, {"request": 4, "mutation": 60}), at_s + 0.004)
            walk.submit(at_s, "lines", update, sent, "prevented")
            says(walk, at_s + 0.2, "Something went wrong. Not saved.")
            total(walk, at_s + 0.3, amount)
        assert len(found("error_after_success", walk)) == 1 - loops
        assert len(found("validation_loop", walk)) == loops


class TestLateCostTheSecondTime:
    def test_a_delivery_price_may_come_back_when_the_checkout_begins_anew(self, walk, shop):
        one = walk().open(0, "/basket/")
        for at_s, url, amount in (
            (10, "/checkout/shipping-address/", 49.0), (20, "/checkout/shipping-method/", 53.9),
            (40, "/checkout/shipping-address/", 49.0), (50, "/checkout/shipping-method/", 53.9),
        ):  # fmt: skip
            one.open(at_s, url).event(at_s + 0.4, Total, amount=4.9, what="delivery")
            one.event(at_s + 0.4, Total, amount=amount)
        rules = [f.rule for f in analyze(one.log(), shop).frictions]
        assert "late_cost" not in rules


class TestATotalThatStandsStill:
    """The lines follow a change of the quantity, and the total does not."""

    @staticmethod
    def basket_with(walk, *totals):
        one = walk().open(0, "/basket/").event(1, Total, amount=4.9, what="delivery")
        for at_s, (sums, amount) in enumerate(totals):
            one.event(2 + 8 * at_s, Total, amount=sums, what="lines")
            one.event(2 + 8 * at_s, Total, amount=amount)
            one.press(6 + 8 * at_s, button("More"), {"mutation": 40})
        return one.open(60, "/checkout/shipping-address/")

    def test_is_told(self, walk, shop):
        watched = replace(shop, watch=replace(shop.watch, lines=".line"))
        log = self.basket_with(walk, (49.0, 53.9), (98.0, 53.9)).log()
        (one,) = [f for f in analyze(log, watched).frictions if f.rule == "total_mismatch"]
        assert "49.00 less" in one.evidence.text

    def test_a_discount_is_none(self, walk, shop):
        watched = replace(shop, watch=replace(shop.watch, lines=".line"))
        log = self.basket_with(walk, (49.0, 53.9), (98.0, 93.1)).log()
        rules = [f.rule for f in analyze(log, watched).frictions]
        assert "total_mismatch" not in rules
