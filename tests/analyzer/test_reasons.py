"""Why an attempt without success ended, ranked, and what is not claimed."""

from typing import get_args

import pytest
from msgspec.structs import replace
from walks.builder import button, entry, fields, link
from walks.common import ADDRESS, CONTINUE, LEFT, PROCEED, address, basket, method

from kitka.analyzer.abandonment import abandonment
from kitka.analyzer.facts import Facts
from kitka.analyzer.reasons import reasons_over
from kitka.analyzer.reasons.kinds import KINDS, kind_of
from kitka.analyzer.reasons.words import spoken_of
from kitka.analyzer.results import Element, Evidence, Friction, ReasonKind, Reference, SessionResult
from kitka.analyzer.rules import discover
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.study.published import BAYMARD
from kitka.recorder.model import Answer, Change, Crash, Cue, Focus, Leave, OffSite, Target, Total

BUTTON = Element("button", "Continue", "#continue")


def hit(rule, at_s, cost_s=0.0, page="p00", view=0, element=BUTTON, **values):
    """A friction as its rule would tell it."""
    evidence = Evidence(f"{rule} happened.", values, (at_s,), page, view)
    return Friction(rule, "", element, at_s, cost_s, evidence)


def ending(walk, shop, *frictions, answers=(), reference=None):
    log = walk.log()
    given = tuple(Answer("p", item, value, 0.0, "s1") for item, value in answers)
    path = Path(Timeline(replace(log, answers=given)), shop)
    return abandonment(Facts(path), frictions, reference).reasons


def kinds(*args, **more):
    return [reason.kind for reason in ending(*args, **more)]


def payment(at_s=30.0):
    """Through address and delivery, to the view that asks for payment."""
    walk = method().event(26.5, Total, amount=49.8, currency="EUR")
    walk.press(at_s, CONTINUE, dict(LEFT)).submit(at_s + 0.005, "method", CONTINUE)
    return walk.open(at_s + 0.02, "/checkout/payment-details/")


class TestEveryRule:
    def test_has_a_published_kind(self):
        assert {rule.id for rule in discover()} <= KINDS.keys()
        unnamed = {rule for rule, (kind, _) in KINDS.items() if kind == "unknown"}
        assert unnamed == {"search_struggle"}  # which no survey of checkouts asks about
        assert {kind for kind, _ in KINDS.values()} <= set(get_args(ReasonKind))

    def test_a_malfunction_is_graver_than_what_only_takes_time(self):
        errors = {rule.id for rule in discover() if rule.error}
        assert not {rule for rule in errors if KINDS[rule][0] == "too long"}

    @pytest.mark.parametrize(
        ("name", "kind"),
        [("delivery_time", "delivery"), ("returns", "returns"), ("price", "extra cost"),
         ("palautusoikeus", "returns"), ("Lieferzeit", "delivery"), ("guarantee", "trust")],
    )  # fmt: skip
    def test_a_promise_is_of_the_kind_that_it_is_about(self, name, kind):
        assert kind_of(hit("promise_changed", 1.0, promise=name))[0] == kind

    def test_a_loop_that_was_accepted_only_took_time(self):
        assert kind_of(hit("validation_loop", 1.0, accepted="yes")) == ("too long", "effort")
        assert kind_of(hit("validation_loop", 1.0, accepted="no")) == ("error", "stopped")

    @pytest.mark.parametrize(
        ("rule", "values", "kind"),
        [
            ("missing_content", {"text": "Invalid Date"}, "delivery"),
            ("missing_content", {"text": "Saapuu NaN"}, "delivery"),
            ("missing_content", {"text": "undefined"}, "trust"),
            ("field_struggle", {"wrong": 2}, "error"),
            ("field_struggle", {"wrong": 1}, "too long"),
            ("u_turn", {"misled": "yes"}, "error"),
            ("u_turn", {"misled": "no"}, "too long"),
        ],
    )
    def test_what_was_seen_tells_the_kind(self, rule, values, kind):
        assert kind_of(hit(rule, 1.0, element=None, **values))[0] == kind

    def test_published_shares_are_of_known_kinds(self):
        assert set(BAYMARD) == set(get_args(ReasonKind)) - {"unknown"}


class TestRanking:
    def test_what_stopped_beats_cost_beats_wait(self, shop):
        walk = payment().event(60.0, Leave)
        found = ending(
            walk, shop, hit("slow_response", 40, 6.0, "p05"), hit("late_cost", 40, 0, "p05"),
            hit("dead_click", 40, 6.0, "p05"),
        )  # fmt: skip
        assert [reason.kind for reason in found] == ["error", "extra cost", "too long"]
        weights = [reason.weight for reason in found]
        assert weights == sorted(weights, reverse=True) and sum(weights) < 1
        first = found[0]
        assert (first.rule, first.at_s, first.before_s) == ("dead_click", 40, 20)
        assert (first.element, first.text) == (BUTTON, "dead_click happened.")

    def test_a_hindrance_that_was_got_past_counts_less(self, shop):
        walk = payment().event(45.0, Leave)
        passed = hit("dead_click", 12.0, 2.0, "p02")  # on the basket page, long left behind
        stands = hit("late_cost", 32.0, 0.0, "p05")
        assert kinds(walk, shop, passed, stands)[0] == "extra cost"
        assert kinds(basket().event(45.0, Leave), shop, passed)[0] == "error"

    def test_a_cost_that_came_with_the_last_step_was_not_got_past(self, shop):
        walk = payment().event(33.0, Leave)
        (first, *_) = ending(walk, shop, hit("late_cost", 30.9, 0.0, "p05"))
        assert (first.kind, first.weight > 0.6) == ("extra cost", True)

    def test_the_page_that_was_waited_for_is_no_getting_past_the_wait(self, shop):
        walk = address().press(26.0, CONTINUE, dict(LEFT)).submit(26.005, "address", CONTINUE)
        walk.open(26.02, "/checkout/shipping-method/", 14_000).event(42.0, Leave)
        assert kinds(walk, shop, hit("slow_response", 26.0, 13.0, "p03"))[0] == "too long"

    def test_nearer_is_likelier(self, shop):
        walk = payment().event(170.0, Leave)
        early, late = hit("late_cost", 32, 0, "p05"), hit("forced_account", 165, 0, "p05")
        assert kinds(walk, shop, early, late)[:2] == ["account", "extra cost"]

    def test_repeated_hits_support_each_other(self, shop):
        def weight(*frictions):
            walk = basket().event(60.0, Leave)
            return ending(walk, shop, *frictions)[0].weight

        once = weight(hit("field_struggle", 50, 1, "p02"))
        assert weight(*(hit("field_struggle", 50 + i, 1, "p02") for i in range(3))) > once + 0.05

    @pytest.mark.parametrize("rule", ["field_struggle", "step_bounce"])
    def test_who_never_got_on_was_kept_from_it(self, shop, rule):
        field = Element("textbox", ADDRESS[-1], "#last")
        stuck = hit(rule, 22.0, 3.0, "p03", element=field)
        assert kinds(address().event(40.0, Leave), shop, stuck)[0] == "error"
        assert "error" not in kinds(payment().event(60.0, Leave), shop, stuck)

    def test_a_field_that_was_let_be_kept_nobody(self, shop):
        walk = address()
        for place, name in enumerate(("Phone", "Country", "Company")):
            walk.event(30.0 + 3 * place, Change, target=entry(name))
        field = Element("textbox", "Street", "#street")
        struggle = hit("field_struggle", 22.0, 3.0, "p03", element=field)
        assert "error" not in kinds(walk.event(45.0, Leave), shop, struggle)

    def test_many_small_frictions_wear_out(self, shop):
        small = [hit("field_struggle", 14 + i, 20.0, "p03") for i in range(4)]
        (first, *_) = ending(payment().event(90.0, Leave), shop, *small)
        assert first.kind == "too long" and "80 s" in first.text

    def test_asides_are_no_time_between(self, shop):
        walk = basket().note(20.0, "pause").note(80.0, "resume").event(90.0, Leave)
        (first, *_) = ending(walk, shop, hit("dead_click", 15.0, 1.0, "p02"))
        assert first.before_s == pytest.approx(15.0)


class TestThin:
    def test_nothing_explains_it(self, shop):
        (only,) = ending(basket().event(40.0, Leave), shop)
        assert (only.kind, only.rule, only.weight) == ("unknown", "", 1.0)

    def test_noise_explains_nothing(self, shop):
        walk = basket().event(40.0, Leave)
        assert kinds(walk, shop, hit("js_error", 39, 0, "p02"), hit("u_turn", 30, 0, "p02")) == [
            "unknown"
        ]

    def test_an_empty_log(self, walk, shop):
        assert kinds(walk(), shop) == ["unknown"]


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


class TestSaid:
    def test_the_main_reason_that_was_chosen(self, shop):
        walk = payment().event(36.0, Leave)
        (first, *_) = ending(walk, shop, answers=[("stopped_reason", "account")])
        assert (first.kind, first.rule) == ("account", "said")

    def test_it_stands_beside_what_the_log_shows(self, shop):
        walk, cost = payment().event(36.0, Leave), hit("late_cost", 34, 0, "p05")
        alone = ending(walk, shop, cost)[0]
        both = ending(walk, shop, cost, answers=[("stopped_reason", "extra_costs")])[0]
        assert both.weight > alone.weight and "late_cost happened." in both.text
        other = kinds(walk, shop, cost, answers=[("stopped_reason", "returns")])
        assert other[:2] == ["returns", "extra cost"]

    def test_own_words_are_read_and_never_repeated(self, shop):
        words = "Toimitus olisi kestänyt liian kauan, terveisin Maija"
        (first, *_) = ending(payment().event(36, Leave), shop, answers=[("stopped_why", words)])
        assert first.kind == "delivery" and "Maija" not in first.text

    def test_other_answers_say_nothing(self, shop):
        answers = [("seq", "1"), ("stopped_reason", "not_said"), ("hesitated", "yes")]
        assert kinds(payment().event(36, Leave), shop, answers=answers) == ["unknown"]

    def test_a_note_near_the_end(self, shop):
        walk = basket().note(38.0, text="Says the fee is too high").event(40.0, Leave)
        assert kinds(walk, shop) == ["extra cost"]
        early = basket().note(1.0, text="Says the fee is too high").event(90.0, Leave)
        assert kinds(early, shop) == ["unknown"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The delivery cost came late", "extra cost"),
        ("Toimituskulut olivat liian kalliit", "extra cost"),
        ("Frakten var för dyr", "extra cost"),
        ("Die Versandkosten waren zu hoch", "extra cost"),
        ("I could not see the total anywhere", "no total"),
        ("Kokonaishinta selvisi vasta lopussa", "no total"),
        ("Ich wollte kein Konto anlegen", "account"),
        ("Piti luoda käyttäjätili", "account"),
        ("Jag måste registrera mig", "account"),
        ("Delivery takes two weeks", "delivery"),
        ("Die Lieferung dauert zu lang", "delivery"),
        ("Leveransen tog lång tid", "delivery"),
        ("My card was declined", "declined"),
        ("Maksu ei mennyt läpi", "declined"),
        ("Die Zahlung wurde abgelehnt", "declined"),
        ("Nappi ei toiminut", "error"),
        ("Es kam eine Fehlermeldung", "error"),
        ("Knappen fungerade inte", "error"),
        ("Far too many questions, confusing", "too long"),
        ("Liian monimutkainen", "too long"),
        ("Viel zu umständlich", "too long"),
        ("En luottanut kauppaan", "trust"),
        ("Jag litar inte på butiken", "trust"),
        ("Palautusehdot olivat huonot", "returns"),
        ("Das Rückgaberecht gefiel mir nicht", "returns"),
        ("No PayPal", "payment methods"),
        ("Maksutapaa ei ollut", "payment methods"),
    ],
)
def test_words_in_four_languages(text, kind):
    assert spoken_of(text) == (kind,)


@pytest.mark.parametrize("text", ["", "I don't know", "Ei mitään", "Ingenting", "The phone rang"])
def test_words_that_say_nothing(text):
    assert spoken_of(text) == ()


class TestOverSessions:
    def result(self, walk, shop, number, *frictions):
        lost = abandonment(Facts(Path(Timeline(walk.log()), shop)), frictions)
        return SessionResult(
            id=f"s{number}", scenario="x", actor="participant", outcome="abandoned", label="",
            device="", network="", browser="", started=0.0, duration_s=1.0, steps=(),
            frictions=(), abandoned=lost,
        )  # fmt: skip

    def test_the_likeliest_of_each_with_its_interval(self, shop):
        cost, dead = hit("late_cost", 39, 0, "p02"), hit("dead_click", 39, 0, "p02")
        walks = [basket().event(40, Leave) for _ in range(4)]
        told = [
            self.result(walks[0], shop, 0, cost), self.result(walks[1], shop, 1, cost),
            self.result(walks[2], shop, 2, dead, cost), self.result(walks[3], shop, 3),
        ]  # fmt: skip
        found = reasons_over([*told, replace(told[0], abandoned=None, outcome="completed")])
        assert [(r.kind, r.main.x, r.main.n) for r in found] == [
            ("extra cost", 2, 4), ("error", 1, 4), ("unknown", 1, 4),
        ]  # fmt: skip
        assert found[0].sessions == ("s0", "s1")
        assert reasons_over([replace(told[3], mistaken=True)]) == ()
        assert 0 < found[0].main.low < 0.5 < found[0].main.high < 1

    def test_nobody_was_lost(self):
        assert reasons_over([]) == ()
