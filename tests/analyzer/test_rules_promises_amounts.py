"""What widens the rules about amounts and about what was said of them."""

import pytest
from walks.builder import button, entry, link
from walks.common import ADD, CONTINUE, LEFT, PROCEED, basket
from walks.promises import (
    EMPTY,
    GUEST,
    MORE,
    PASSWORD,
    PLACE,
    QUANTITY,
    RADIO,
    REMOVE,
    WATCHED,
    cue,
    lines,
    payment,
    posts,
    says,
    total,
)

from kitka.recorder.model import (
    Alert,
    Change,
    Leave,
    Message,
    OffSite,
    Request,
    Sighting,
    Target,
    Total,
)


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

    def test_a_tax_that_was_said_to_come_on_top(self, found):
        for untaxed, count in ((True, 0), (False, 1)):
            walk = lines(total(basket(), 6.6, 49.8, 4.9), 6.7, 44.9)
            walk.event(7.0, Total, amount=49.8, currency="EUR", untaxed=untaxed)
            walk.press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/shipping-address/")
            walk.event(12.5, Total, amount=61.75, currency="EUR")
            assert len(found("late_cost", walk, WATCHED)) == count

    def test_a_delivery_that_the_total_held_explains_no_rise_again(self, found):
        walk = lines(total(basket(), 6.6, 49.8, 4.9), 6.7, 44.9).press(12.0, PROCEED, dict(LEFT))
        walk.open(12.02, "/checkout/shipping-address/").event(12.5, Total, amount=54.7)
        (told,) = found("late_cost", walk, WATCHED)
        assert told.evidence.values["unexplained"] == 4.9

    def test_in_a_route_it_is_the_step_that_was_gone_to(self, found):
        walk = lines(total(basket(), 6.6, 49.8, 4.9), 6.7, 44.9).press(
            12.0, PROCEED, {"request": 3}
        )
        walk.route(12.3, "/checkout/shipping-address/").event(12.5, Total, amount=52.7)
        (told,) = found("late_cost", walk, WATCHED)
        assert told.step == "Delivery address"


class TestMismatch:
    @pytest.mark.parametrize(
        ("beside", "count"), [((), 1), ((1.5, 44.9), 0), ((1.0, 0.5), 0), ((44.9, 4.9), 1)]
    )
    def test_a_row_of_the_summary_explains_it(self, found, beside, count):
        walk = lines(total(basket(), 6.6, 51.3, 4.9), 6.7, 44.9)
        walk.event(6.8, Total, amount=51.3, currency="EUR", beside=beside)
        walk.press(20.0, PROCEED, dict(LEFT)).open(20.02, "/checkout/")
        assert len(found("total_mismatch", walk, WATCHED)) == count

    @pytest.mark.parametrize(("pressed", "count"), [(None, 1), (ADD, 0), (MORE, 0)])
    def test_twice_what_the_same_line_had_made(self, found, pressed, count):
        walk = lines(total(basket(), 6.6, 24.9, 0.0), 6.7, 24.9)
        if pressed:
            posts(walk.press(10.0, pressed, {"request": 4, "mutation": 210}), 10.004)
        walk.press(12.0, link("Info"), dict(LEFT)).open(12.02, "/basket/")
        lines(total(walk, 12.5, 49.8, 0.0), 12.6, 24.9).press(20.0, PROCEED, dict(LEFT))
        assert len(found("total_mismatch", walk, WATCHED)) == count


class TestTheLastLineRemoved:
    """The amount goes with it: nothing is said that could be stale."""

    def removed(self, left):
        walk = lines(total(basket(), 6.6, 24.9), 6.7, 24.9)
        posts(walk.press(12.0, REMOVE, {"request": 4, "mutation": 110}), 12.004)
        return left(walk).press(30.0, link("Continue shopping"), dict(LEFT)).open(30.02, "/")

    def test_stands_there_still(self, found):
        assert len(found("stale_state", self.removed(lambda walk: walk), WATCHED)) == 1

    def test_called_empty(self, found):
        walk = self.removed(lambda walk: cue(walk, 12.4, "empty_basket", EMPTY))
        assert not found("stale_state", walk, WATCHED)

    def test_no_line_is_left(self, found):
        gone = {"what": "selector", "value": ".line", "present": False}
        walk = self.removed(lambda walk: walk.event(12.2, Sighting, **gone))
        assert not found("stale_state", walk, WATCHED)


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


class TestThirdPart:
    """Classes of defects that a third part of held-out flaws showed."""

    def pay(self, before=54.7, delivery=4.9):
        walk = lines(total(basket(), 6.6, 49.8), 6.7, 49.8, 2).press(12.0, PROCEED, dict(LEFT))
        walk.open(12.02, "/checkout/shipping-address/").press(26.0, CONTINUE, dict(LEFT))
        walk.open(26.02, "/checkout/shipping-method/")
        lines(total(walk, 26.5, before, delivery), 26.6, 49.8, 2)
        return walk

    def test_a_delivery_that_grew_by_itself_was_not_shown(self, found):
        walk = self.pay().press(30.0, CONTINUE, dict(LEFT))
        total(walk.open(30.02, "/checkout/payment-details/"), 30.5, 59.6, 9.8)
        (told,) = found("late_cost", walk, WATCHED)
        assert told.evidence.values["unexplained"] == 4.9

    @pytest.mark.parametrize("chosen", ["address", "total without it"])
    def test_a_delivery_that_was_asked_for_or_not_in_the_total(self, found, chosen):
        walk = self.pay(49.8 if chosen == "total without it" else 54.7)
        if chosen == "address":
            walk.event(28.0, Change, target=entry("Postcode"))
        walk.press(30.0, CONTINUE, dict(LEFT)).open(30.02, "/checkout/payment-details/")
        total(walk, 30.5, 59.6, 9.8)
        assert not found("late_cost", walk, WATCHED)

    @pytest.mark.parametrize(
        ("sums", "count"),
        [
            ((64.6, 69.5), 1),  # 9.90 and then 4.90 came on top
            ((59.7, 54.7), 0),
            ((64.6, 54.7), 0),  # for a moment only
        ],
    )
    def test_each_delivery_that_was_tried_is_in_the_total(self, found, sums, count):
        walk = self.pay()
        for at_s, sum_, price in ((30.0, sums[0], 9.9), (30.6, sums[1], 4.9)):
            walk.press(at_s, RADIO, {"mutation": 40})
            total(walk, at_s + 0.05, sum_, price)
        walk.press(31.5, CONTINUE, dict(LEFT)).open(31.52, "/checkout/payment-details/")
        assert len(found("total_mismatch", walk, WATCHED)) == count

    @pytest.mark.parametrize(("how", "count"), [("back_forward", 1), ("navigate", 0)])
    def test_a_page_gone_back_to_is_belied_by_its_next_load(self, found, how, count):
        walk = lines(total(basket(), 6.6, 49.8), 6.7, 49.8, 2)
        posts(walk.press(9.0, MORE, {"request": 4, "mutation": 210}), 9.004)
        lines(total(walk, 9.3, 74.7), 9.31, 74.7, 3).press(12.0, PROCEED, dict(LEFT))
        walk.open(12.02, "/checkout/shipping-address/").open(15.0, "/basket/", navigation=how)
        lines(total(walk, 15.1, 49.8), 15.11, 49.8, 2)
        walk.open(15.5, "/basket/", navigation="reload")
        lines(total(walk, 15.6, 74.7), 15.61, 74.7, 3)
        assert len(found("stale_state", walk, WATCHED)) == count

    @pytest.mark.parametrize(
        ("text", "shown", "count"),
        [
            ("Your basket total is now €74.70.", 49.8, 1),
            ("Yhteensä nyt 74,70 €", 49.8, 1),
            ("Your basket total is now €74.70.", 74.7, 0),
            ("Your basket total is now €54.70.", 49.8, 0),  # with the delivery
            ("Add €24.90 for a total of €74.70 and save", 49.8, 0),
            ("Delivery is now free from a total of €90.00", 49.8, 0),
        ],
    )
    def test_a_new_total_was_announced_and_the_old_one_stood_there(self, found, text, shown, count):
        walk = lines(total(basket(), 6.6, 49.8, 4.9), 6.7, 49.8, 2)
        posts(walk.press(12.0, MORE, {"request": 4, "mutation": 210}), 12.004)
        says(walk, 12.3, text, error=False)
        if shown != 49.8:
            total(walk, 12.4, shown)
        walk.press(15.0, PROCEED, dict(LEFT)).open(15.02, "/checkout/shipping-address/")
        assert len(found("success_after_error", walk, WATCHED)) == count

    @pytest.mark.parametrize(
        ("took_ms", "status", "count"), [(2400, 200, 1), (2400, 500, 0), (1250, 200, 0)]
    )
    def test_an_addition_called_failed_before_its_answer_came(self, found, took_ms, status, count):
        walk = total(basket(), 6.6, 24.9).press(10.0, link("Tent"), dict(LEFT))
        walk.open(10.02, "/catalogue/tent_2/").press(14.0, ADD, {"request": 4, "mutation": 1200})
        walk.event(
            14.004, Request, url="/api/basket", method="POST", status=status,
            failed=status >= 400, duration_ms=took_ms, click=walk.clicks,
        )  # fmt: skip
        says(walk, 15.2, "Something went wrong. It was not added.")
        assert len(found("error_after_success", walk)) == count


class TestAccountsOnTheWay:
    def to_the_method(self):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
        cue(walk, 12.5, "guest", GUEST).press(16.0, CONTINUE, dict(LEFT))
        walk.submit(16.005, "gateway", CONTINUE).open(16.02, "/checkout/shipping-address/")
        for place, name in enumerate(("First name", "Street", "City")):
            walk.event(20.0 + place, Change, target=entry(name))
        return walk.press(30.0, CONTINUE, dict(LEFT)).submit(30.005, "address", CONTINUE)

    @pytest.mark.parametrize(
        ("title", "told"),
        [
            ("Create your account", "forced_account"),
            ("Luo asiakastili", "forced_account"),
            ("Log in", "session_lost"),
            ("Login or register", "session_lost"),
        ],
    )
    def test_an_account_to_be_opened_is_no_session_that_was_lost(self, found, title, told):
        walk = self.to_the_method().open(30.02, "/checkout/shipping-method/")
        walk.press(34.0, CONTINUE, dict(LEFT)).submit(34.005, "method", CONTINUE)
        cue(walk.open(34.02, "/checkout/login/", title=title), 34.5, "account", PASSWORD)
        walk.event(40.0, Change, target=PASSWORD).press(44.0, CONTINUE, dict(LEFT))
        walk.open(44.02, "/checkout/payment-details/")
        for rule in ("forced_account", "session_lost"):
            assert len(found(rule, walk)) == (rule == told)

    @pytest.mark.parametrize(
        ("text", "again", "count"),
        [
            ("Your session is over. Start again", True, 1),
            ("Istuntosi on vanhentunut", True, 1),
            ("Your session is over. Start again", False, 0),  # and yet nothing was lost
            ("Please check the postcode", True, 0),
        ],
    )
    def test_words_alone_say_that_the_session_is_over(self, found, text, again, count):
        walk = says(self.to_the_method(), 30.3, text).press(33.0, link("Start again"), dict(LEFT))
        walk.open(33.02, "/checkout/").press(36.0, CONTINUE, dict(LEFT))
        if again:
            walk.submit(36.005, "gateway", CONTINUE).open(36.02, "/checkout/shipping-address/")
            for place, name in enumerate(("First name", "Street", "City")):
                walk.event(40.0 + place, Change, target=entry(name))
            walk.press(50.0, CONTINUE, dict(LEFT)).submit(50.005, "address", CONTINUE)
        walk.open(50.02, "/checkout/shipping-method/")
        assert len(found("session_lost", walk)) == count


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
