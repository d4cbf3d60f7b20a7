"""Details of the rules about costs that come late and totals that do not add up."""

import pytest
from msgspec.structs import replace
from walks.amounts import WATCHED
from walks.builder import button, entry, link
from walks.common import ADD, CONTINUE, LEFT, PROCEED, basket
from walks.shown import MORE, RADIO, lines, posts, says, total

from kitka.analyzer.analyze import analyze
from kitka.recorder.model import Change, Leave, Request, Total, Watch


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

    @pytest.mark.parametrize(
        ("beside", "pressed", "count"),
        [
            ((98.0, 4.9), None, 1),  # the discount ran out
            ((98.0, 4.9, -9.8), None, 0),  # it stands there still: what was typed has its price
            ((98.0, 4.9), button("Remove the code"), 0),
        ],
    )
    def test_a_discount_that_ends_while_one_types(self, found, beside, pressed, count):
        walk = total(basket(), 6.6, 93.1, 4.9).open(12.0, "/checkout/shipping-address/")
        walk.open(20.0, "/checkout/payment-details/")
        walk.event(20.5, Total, amount=93.1, currency="EUR", beside=(98.0, 4.9, -9.8))
        walk.press(24.0, pressed or entry("Card number"), {"input": 10})
        walk.event(24.2, Change, target=entry("Card number"))
        walk.event(26.0, Total, amount=102.9, currency="EUR", beside=beside)
        walk.event(40.0, Change, target=entry("Name on card"))
        assert len(found("late_cost", walk, WATCHED)) == count


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


class TestAmounts:
    def test_mismatch_needs_all_amounts(self, shop, not_applicable):
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

    @pytest.mark.parametrize(
        ("free", "beside", "amount", "count"),
        [
            (0.0, (98.0,), 102.9, 1),  # “Free”, and in the total all the same
            (2.9, (98.0, 2.9), 102.9, 1),
            (0.0, (98.0, 4.9), 102.9, 0),  # the price stands there, too
            (0.0, (), 102.9, 0),  # what is watched stands somewhere else: there is no summary
            (0.0, (98.0,), 98.0, 0),
            (4.9, (98.0, 4.9), 102.9, 0),
        ],
    )
    def test_a_delivery_that_is_said_to_be_free(self, found, free, beside, amount, count):
        walk = basket().open(12.0, "/checkout/shipping-method/")
        walk.event(12.5, Total, amount=4.9, currency="EUR", what="delivery")
        walk.event(12.5, Total, amount=102.9, currency="EUR", beside=(98.0, 4.9))
        lines(walk, 12.5, 98.0).press(16.0, CONTINUE, dict(LEFT))
        walk.open(16.02, "/checkout/payment-details/")
        walk.event(16.5, Total, amount=free, currency="EUR", what="delivery")
        walk.event(16.5, Total, amount=amount, currency="EUR", beside=beside)
        lines(walk, 16.5, 98.0).press(30.0, CONTINUE, dict(LEFT))
        assert len(found("total_mismatch", walk, WATCHED)) == count

    @pytest.mark.parametrize(
        ("pressed_s", "ended_s", "count"),
        [
            (10.0, 10.6, 1),  # both were drawn for the press, and the attempt ended on it
            (10.4, 10.6, 0),  # something was asked for that had not been drawn yet
        ],
    )
    def test_what_stood_there_at_the_end(self, found, pressed_s, ended_s, count):
        walk = lines(total(basket(), 6.6, 53.9, 4.9), 6.7, 49.0)
        walk.press(pressed_s, button("Update"), None)
        walk.event(10.2, Total, amount=147.0, currency="EUR", beside=(98.0, 4.9))
        lines(walk, 10.3, 98.0).event(ended_s, Leave)
        assert len(found("total_mismatch", walk, WATCHED)) == count


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
