"""Why an attempt ended where no rule tells of it: costs, choices, waits, pages looked up last."""

from msgspec.structs import replace
from walks.builder import button, entry, fields, link
from walks.common import ADDRESS, CONTINUE, LEFT, PROCEED, address, basket, method
from walks.ended import ending, hit, kinds, payment

from kitka.analyzer.results import Reference
from kitka.recorder.model import Change, Crash, Cue, Focus, Leave, OffSite, Target, Total


class TestSigns:
    def test_a_price_that_rose_in_the_last_view_although_it_was_explained(self, shop):
        walk = address().event(13.0, Total, amount=49.8).press(26.0, CONTINUE, dict(LEFT))
        walk.open(26.02, "/checkout/shipping-method/").event(26.5, Total, amount=59.7)
        walk.event(26.5, Total, amount=9.9, what="delivery").event(32.0, Leave)
        (first, *_) = ending(walk, shop)
        assert first.kind == "extra cost" and "from 49.80 to 59.70" in first.text

    def test_a_delivery_price_that_is_named_last_of_all(self, shop):
        walk = method().event(26.5, Total, amount=9.9, what="delivery").event(33.0, Leave)
        (first, *_) = ending(walk, shop)
        assert first.kind == "extra cost" and "9.90" in first.text

    def test_a_price_of_ones_own_doing_is_none(self, shop):
        walk = (
            method().event(26.5, Total, amount=49.8).press(29, button("Express"), {"mutation": 9})
        )
        walk.event(29.1, Total, amount=62.0).event(31.0, Leave)
        assert "extra cost" not in kinds(walk, shop)

    def test_leaving_at_the_choice_of_delivery(self, shop):
        assert kinds(method().event(60.0, Leave), shop) == ["delivery"]

    def test_not_after_a_glance_nor_at_the_address(self, shop):
        assert kinds(method().event(29.0, Leave), shop) == ["unknown"]
        assert "delivery" not in kinds(address().event(60.0, Leave), shop)

    def test_leaving_at_the_choice_of_payment_without_trying_any(self, shop):
        assert kinds(payment().event(55.0, Leave), shop) == ["payment methods"]

    def test_who_went_away_to_pay_had_chosen(self, shop):
        walk = payment().driver(50.0, OffSite, origin="https://pay.example", payment=True)
        assert kinds(walk, shop) == ["unknown"]

    def test_a_choice_says_nothing_where_something_went_wrong(self, shop):
        walk = payment().event(55.0, Leave)
        assert kinds(walk, shop, hit("late_cost", 31, 0, "p05")) == ["extra cost"]

    def test_a_card_field_that_was_left_empty_is_trust(self, shop):
        walk = payment().event(36.0, Focus, target=entry("Card number")).event(55.0, Leave)
        assert kinds(walk, shop) == ["trust"]

    def test_who_typed_a_card_number_had_chosen(self, shop):
        walk = payment().event(36.0, Change, target=entry("Kortin numero")).event(55.0, Leave)
        assert kinds(walk, shop) == ["unknown"]

    def test_no_total_before_paying(self, shop):
        walk = method().press(30.0, CONTINUE, dict(LEFT)).submit(30.005, "method", CONTINUE)
        walk.open(30.02, "/fi/maksu/").event(36.0, Leave)
        assert kinds(walk, shop)[0] == "no total"
        assert "no total" not in kinds(payment().event(36.0, Leave), shop)

    def test_a_total_that_nobody_was_shown_may_not_be_recognised(self, shop):
        walk = method().press(30.0, CONTINUE, dict(LEFT)).submit(30.005, "method", CONTINUE)
        walk.open(30.02, "/fi/maksu/").event(36.0, Leave)
        seen, never = Reference("a", 1, total_seen=True), Reference("b", 1)
        assert "no total" not in kinds(walk, shop, reference=never)
        sure = ending(walk, shop, reference=seen)[0]
        assert sure.kind == "no total" and sure.weight > ending(walk, shop)[0].weight

    def test_a_blemish_explains_only_what_came_right_after(self, shop):
        told = [hit("broken_image", 12.0, 0, "p02")]
        assert kinds(basket().event(14.0, Leave), shop, *told) == ["trust"]
        assert kinds(basket().event(60.0, Leave), shop, *told) == ["unknown"]

    def test_a_wait_counts_by_its_length(self, shop):
        def weight(cost_s):
            walk = basket().event(14.0 + cost_s, Leave)
            (first, *_) = ending(walk, shop, hit("slow_response", 13.0, cost_s, "p02"))
            return first.weight if first.kind == "too long" else 0.0

        assert 0 < weight(2.0) < weight(9.0) < 0.6

    def test_a_page_about_returns_just_before_leaving(self, shop):
        walk = address().press(26.0, link("Palautukset"), dict(LEFT))
        walk.open(26.02, "/fi/palautusehdot/").event(40.0, Leave)
        assert kinds(walk, shop)[0] == "returns"
        long_ago = basket().open(12, "/returns/").open(20, "/basket/").event(200.0, Leave)
        assert kinds(long_ago, shop) == ["unknown"]

    def test_coming_back_from_paying_is_no_page_about_returns(self, shop):
        walk = payment().open(40, "/checkout/return/").event(43, Leave)
        assert "returns" not in kinds(walk, shop)

    def test_where_the_task_is_a_return_its_pages_say_nothing(self, shop):
        walk = basket().open(12, "/returns/").event(30.0, Leave)
        assert kinds(walk, replace(shop, phase="after")) == ["unknown"]

    def test_an_account_that_is_asked_for(self, shop):
        form = Target("form", "", "#login", tag="form")
        walk = address().open(26, "/login/").event(26.5, Cue, what="account", target=form)
        assert kinds(walk.event(30, Leave), shop)[0] == "account"
        walk.event(26.6, Cue, what="guest", target=form)
        assert "account" not in kinds(walk, shop)

    def test_a_crash(self, shop):
        assert kinds(basket().driver(20, Crash), shop)[0] == "error"

    def test_a_press_that_was_never_answered(self, shop):
        walk = basket().press(12.0, PROCEED, {"request": 5}).event(30.0, Leave)
        assert kinds(walk, shop)[0] == "error"

    def test_a_long_form_left_in_the_middle(self, shop):
        walk = address()
        for place in range(18):
            walk.event(30 + place, Change, target=entry(f"Field{place}"))
        assert kinds(walk.event(60, Leave), shop) == ["too long"]
        short = address().submit(25, "address", CONTINUE, fields(True, *ADDRESS))
        assert kinds(short.event(26, Leave), shop) == ["unknown"]
