"""An invented shop: a checkout on one page whose parts open one after the other, so that the
address never changes, a bank that sends people back, a basket's link out of a cache. What is said
of it has to hold of any shop.
"""

import pytest
from msgspec.structs import replace
from walks.builder import SHOP, button, entry, fields, link, steps
from walks.common import ADD, LEFT, PROCEED, basket
from walks.shown import EMPTY, MORE, RADIO, cue, posts, says, total

from kitka.analyzer.analyze import analyze
from kitka.analyzer.presses.onward import leads_on
from kitka.analyzer.purchase.meanings import contradicts
from kitka.analyzer.rules import discover
from kitka.recorder.model import (
    Blur,
    Change,
    Condition,
    Focus,
    Form,
    Message,
    OffSite,
    Promise,
    Setting,
    Sighting,
    Target,
    Total,
    Watch,
)

SHEET = replace(
    SHOP,
    steps=steps(
        ("Product", "/catalogue/*/"),
        ("Basket", "/basket/"),
        ("Checkout", "/checkout/"),
        ("Thanks", "/checkout/thanks/"),
    ),
    watch=Watch(total=".sum", delivery=".freight", promises={"delivery_time": ".when"}),
)
TO_DELIVERY = button("Jatka toimitukseen")
TO_PAYMENT = button("Jatka maksuun")
ANSWER = {"request": 4, "mutation": 80}


@pytest.fixture
def found():
    def find(rule, walk, scenario=SHEET):
        result = analyze(walk.log(), scenario, discover())
        assert not any("rule broke" in why for why in result.not_applicable.values())
        return [friction for friction in result.frictions if friction.rule == rule]

    return find


def address(walk, at_s):
    for place, name in enumerate(("Nimi", "Katuosoite", "Postinumero")):
        walk.press(at_s + place, entry(name), {"focus": 1})
        walk.event(at_s + place + 0.3, Change, target=entry(name))
    return walk


def checkout():
    """The basket, the page of the checkout with what it shows at first, and the address."""
    walk = (
        total(basket(), 6.6, 84.9, 4.9).press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
    )
    total(walk, 12.5, 84.9, 4.9).event(12.5, Promise, name="delivery_time", text="2–4 arkipäivää")
    return address(walk, 14.0)


def went_on(walk, at_s, target=TO_PAYMENT):
    return walk.press(at_s, target, dict(ANSWER))


class TestLateCost:
    @pytest.mark.parametrize(
        "name", ["Jatka maksuun", "Continue", "Fortsätt till betalning", "Weiter zur Zahlung"]
    )
    def test_the_total_rises_when_the_next_part_opens(self, found, name):
        walk = went_on(went_on(checkout(), 18.0, TO_DELIVERY), 24.0, button(name))
        (late,) = found("late_cost", total(walk, 24.3, 88.8))
        assert late.evidence.values["unexplained"] == 3.9

    def chose(self, what):
        walk = went_on(checkout(), 18.0, TO_DELIVERY)
        if what == "delivery":
            walk.press(20.0, RADIO, {"input": 2}).event(20.01, Change, target=RADIO, how="chosen")
        elif what == "slider":
            walk.event(20.0, Setting, target=Target("slider", "Lahjoitus", "#gift", tag="input"))
        elif what == "quantity":
            walk.press(20.0, MORE, {"mutation": 30})
        elif what == "wrap":
            walk.press(20.0, button("Lahjapaketti"), {"mutation": 30})
        elif what == "voucher":
            walk.press(20.0, button("Poista alennuskoodi"), {"mutation": 30})
        return walk

    @pytest.mark.parametrize("what", ["delivery", "slider", "quantity", "wrap", "voucher"])
    def test_not_what_was_chosen(self, found, what):
        walk = went_on(self.chose(what), 24.0)
        assert not found("late_cost", total(walk, 24.3, 88.8))

    @pytest.mark.parametrize(
        "name", ["Lisää vakuutus ja jatka", "Continue with insurance", "Välj hemleverans"]
    )
    def test_not_what_the_press_itself_chooses(self, found, name):
        walk = went_on(checkout(), 24.0, button(name))
        assert not found("late_cost", total(walk, 24.3, 88.8))

    def test_not_what_was_typed_after_going_on(self, found):
        walk = address(went_on(checkout(), 18.0, TO_DELIVERY), 20.0)
        assert not found("late_cost", total(walk, 23.0, 88.8))

    def test_not_a_dearer_delivery_that_is_shown_with_it(self, found):
        walk = went_on(checkout(), 18.0, TO_DELIVERY)
        assert not found("late_cost", total(walk, 18.3, 88.8, 8.8))

    def test_not_a_total_that_had_been_shown_before(self, found):
        walk = total(went_on(checkout(), 18.0, TO_DELIVERY), 18.2, 80.0)
        assert not found("late_cost", total(went_on(walk, 24.0), 24.3, 84.9))
        again = total(went_on(self.chose("wrap"), 24.0), 24.3, 80.0)
        again.press(25.0, RADIO, {"input": 2}).event(25.01, Change, target=RADIO, how="chosen")
        total(again, 25.2, 70.0)
        assert found("late_cost", total(went_on(again, 28.0), 28.3, 84.9))  # chosen anew since

    def test_not_a_total_shown_for_the_first_time(self, found):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
        walk = went_on(address(walk, 14.0), 24.0)
        assert not found("late_cost", total(walk, 24.3, 88.8, 4.9))


class TestPromise:
    @staticmethod
    def says_when(walk, at_s, text):
        return walk.event(at_s, Promise, name="delivery_time", text=text)

    @pytest.mark.parametrize("text", ["7–9 arkipäivää", "3–4 viikkoa"])
    def test_it_changes_when_the_next_part_opens(self, found, text):
        walk = self.says_when(went_on(checkout(), 18.0, TO_DELIVERY), 18.4, text)
        (changed,) = found("promise_changed", walk)
        assert changed.evidence.values["before"] == "2–4 arkipäivää"
        assert changed.evidence.moments == (12.5, 18.4)

    @pytest.mark.parametrize("text", ["2-4  ARKIPÄIVÄÄ", "3 arkipäivää", "Lasketaan…"])
    def test_other_words_for_it(self, found, text):
        walk = self.says_when(went_on(checkout(), 18.0, TO_DELIVERY), 18.4, text)
        assert not found("promise_changed", walk)

    @pytest.mark.parametrize(
        "target", [RADIO, link("Toinen sohva"), button("Valitse nouto"), button("Sininen")]
    )
    def test_after_a_choice(self, found, target):
        walk = went_on(checkout(), 18.0, TO_DELIVERY).press(20.0, target, dict(ANSWER))
        walk = self.says_when(went_on(walk, 24.0), 24.4, "7–9 arkipäivää")
        assert not found("promise_changed", walk)

    def test_drawn_late_or_anew_before_anything_was_pressed(self, found):
        walk = total(basket(), 6.6, 84.9).press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
        self.says_when(self.says_when(walk, 12.3, "1 arkipäivä"), 12.9, "5 arkipäivää")
        assert not found("promise_changed", address(walk, 14.0))

    def test_a_delivery_price_that_waited_for_the_address(self, found):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
        walk = went_on(address(total(walk, 12.5, 80.0, 0.0), 14.0), 18.0, TO_DELIVERY)
        assert not found("promise_changed", total(walk, 18.4, 84.9, 4.9))
        assert found("promise_changed", total(went_on(checkout(), 24.0), 24.4, 92.8, 12.8))

    @pytest.mark.parametrize(
        ("before", "now", "expected"),
        [
            ("1–3 vardagar", "2–3 veckor", True),
            ("1-3 Werktage", "1-3 Wochen", True),
            ("within 24 hours", "3 days", True),
            ("Palautus 30 päivää", "Palautus 2 viikkoa", True),
            ("5–7 days", "1 week", False),
            ("24 h", "1–2 days", False),
            ("2–3 veckor", "14 dagar", False),
            ("Arrives Friday 24", "24 November, in 2 days", False),
        ],
    )
    def test_days_and_weeks(self, before, now, expected):
        assert contradicts(before, now) is expected


class TestGoingOn:
    @pytest.mark.parametrize(
        "target",
        [
            link("Continue shopping"),
            button("Jatka ostoksia"),
            button("Weiter einkaufen"),
            button("Lägg till och fortsätt"),
            replace(RADIO, name="Continue without insurance"),
            button("Next", stepper=True),
            button("Punainen"),
        ],
    )
    def test_leads_nowhere_or_chooses(self, target):
        assert not leads_on(target)

    @pytest.mark.parametrize(
        "name", ["Seuraava", "Slutför köp", "To payment", "Spara", "Zur Kasse"]
    )
    def test_leads_on(self, name):
        assert leads_on(button(name))


class TestBackFromPaying:
    PAY = button("Maksa")

    def came_back(self, url, **more):
        walk = went_on(checkout(), 24.0).press(30.0, self.PAY, dict(LEFT))
        walk.driver(30.4, OffSite, origin="https://pay.example", payment=True)
        walk.driver(60.0, OffSite, origin="https://shop.example", away=False)
        return walk.open(59.9, url, **more)

    def later(self, walk, at_s=70.0):
        return walk.press(at_s, link("Ohje"), dict(LEFT)).open(at_s + 0.02, "/help/")

    def test_to_a_basket_that_is_as_it_was(self, found):
        assert not found("off_site_return_failed", self.later(self.came_back("/basket/")))

    @pytest.mark.parametrize("url", ["/catalogue/sofa_3/", "/", "/fi/"])
    def test_to_a_page_from_before_the_checkout(self, found, url):
        (failed,) = found("off_site_return_failed", self.later(self.came_back(url)))
        assert failed.element.name == "Maksa"

    def test_to_an_empty_basket_that_had_not_been_seen_before(self, found):
        """The session begins in the checkout: the basket's step is reached on return only."""
        parts = replace(SHEET, steps=tuple(replace(s, optional=True) for s in SHEET.steps[:-1])
                        + SHEET.steps[-1:])  # fmt: skip
        walk = self.came_back("/basket/")
        del walk.pages["p00"], walk.pages["p01"], walk.pages["p02"]
        (failed,) = found("off_site_return_failed", cue(walk, 60.4, "empty_basket", EMPTY), parts)
        assert "empty" in failed.evidence.text

    @pytest.mark.parametrize(
        ("url", "more"),
        [
            ("/basket/?payment=cancelled", {}),
            ("/peruutettu/", {}),
            ("/basket/", {"navigation": "back_forward"}),
            ("/order/8812/", {}),
        ],
    )
    def test_cancelled_gone_back_or_elsewhere(self, found, url, more):
        assert not found("off_site_return_failed", self.later(self.came_back(url, **more)))

    @pytest.mark.parametrize("text", ["Peruit maksun.", "Kiitos tilauksesta!"])
    def test_with_a_word(self, found, text):
        walk = says(self.came_back("/basket/"), 60.4, text, error=False)
        assert not found("off_site_return_failed", self.later(walk))

    def test_passed_through(self, found):
        walk = self.came_back("/").open(61.0, "/checkout/thanks/")
        assert not found("off_site_return_failed", self.later(walk))


class TestNothingWasEntered:
    """An error after a button that sends only a number of pieces, twice."""

    BUY = button("Lisää ostoskoriin")

    def bought(self, walk, states, text="Tuotetta ei voitu lisätä. Yritä uudelleen.", taken=0.0):
        one = walk().open(0, "/catalogue/sofa_3/")
        for at_s in (4.0, 9.0):
            posts(one.press(at_s, self.BUY, dict(ANSWER)), at_s + 0.004)
            one.submit(at_s + 0.005, "buy", self.BUY, states)
            one.event(at_s + 0.4, Message, target=Target("alert", "", ".oops"), text=text)
        one.press(14.0, link("Ostoskori"), dict(LEFT)).open(14.02, "/basket/")
        return total(one, 14.5, taken) if taken else one

    @pytest.mark.parametrize("states", [(), fields(True, "quantity"), (*fields(True, "Määrä"),)])
    def test_is_no_validation_loop(self, walk, found, states):
        assert not found("validation_loop", self.bought(walk, states))

    def test_a_choice_that_was_made_is_none(self, walk, found):
        size = Target("combobox", "Koko", "#size", tag="select")
        states = tuple(replace(state, target=size) for state in fields(True, "size"))
        assert not found("validation_loop", self.bought(walk, states))

    def test_a_choice_that_is_wanting_is_one(self, walk, found):
        size = Target("combobox", "Koko", "#size", tag="select")
        states = tuple(replace(state, target=size) for state in fields(False, "size"))
        (loop,) = found("validation_loop", self.bought(walk, states, "Valitse koko"))
        assert loop.evidence.values["refusals"] == 2

    @pytest.mark.parametrize(
        "states",
        [fields(True, "Engraving"), (*fields(True, "quantity"), *fields(True, "Initials"))],
    )
    def test_what_was_typed_is_one(self, walk, found, states):
        assert found("validation_loop", self.bought(walk, states))

    def test_it_was_in_the_basket_after_all(self, walk, found):
        states = fields(True, "quantity")
        (lie,) = found("error_after_success", self.bought(walk, states, taken=398.0))
        assert lie.element.name == "Lisää ostoskoriin"
        assert not found("error_after_success", self.bought(walk, states))

    def test_not_where_one_of_them_was_said_to_be_in_it(self, walk, found):
        one = walk().open(0, "/catalogue/sofa_3/")
        for at_s, text in ((4.0, "Lisätty ostoskoriin"), (9.0, "Tuotetta ei voitu lisätä.")):
            posts(one.press(at_s, self.BUY, dict(ANSWER)), at_s + 0.004)
            says(one, at_s + 0.4, text, error=at_s > 5)
        one.press(14.0, link("Ostoskori"), dict(LEFT)).open(14.02, "/basket/")
        assert not found("error_after_success", total(one, 14.5, 199.0))


class TestSilentRefusal:
    """Posted, led back to the same address with the part that was open first, and no word."""

    PARTS = replace(
        SHOP,
        steps=tuple(
            replace(step, optional=True)
            for step in steps(
                ("Details", Condition(url="/checkout/", selector="#details")),
                ("Payment", Condition(url="/checkout/", selector="#payment")),
            )
        )
        + steps(("Thanks", "/checkout/thanks/")),
    )

    def refused(self, walk, lost=(), between=""):
        terms = Target("checkbox", "Ehdot", "#terms", tag="input", type="checkbox")
        typed = fields(True, "Nimi", "Katu", "Puhelin")
        ticked = tuple(replace(state, target=terms) for state in fields(True, "terms"))
        back = tuple(replace(state, filled=state.key not in lost) for state in (*typed, *ticked))
        one = walk().open(0, "/checkout/")
        one.event(0.4, Sighting, what="selector", value="#payment", present=True)
        for at_s in (10.0, 30.0):
            one.press(at_s, button("Maksa"), dict(LEFT)).submit(
                at_s + 0.004, "checkout", button("Maksa"), (*typed, *ticked), method="post"
            )
            one.open(at_s + 0.02, between if between and at_s < 20 else "/checkout/")
            one.event(at_s + 0.5, Sighting, what="selector", value="#details", present=True)
            form = Target("form", "", "#checkout", tag="form")
            one.event(at_s + 0.5, Form, form="checkout", target=form, fields=back)
            one.press(at_s + 5, TO_PAYMENT, dict(ANSWER))
            one.event(at_s + 5.4, Sighting, what="selector", value="#payment", present=True)
        return one

    @pytest.mark.parametrize("lost", [(), ("terms",)])
    def test_the_same_twice(self, walk, found, lost):
        (silent,) = found("silent_refusal", self.refused(walk, lost), self.PARTS)
        assert silent.evidence.values["refusals"] == 2

    def test_fields_that_came_back_empty_are_told_by_form_lost(self, walk, found):
        one = self.refused(walk, ("nimi", "katu"))
        assert not found("silent_refusal", one, self.PARTS)
        assert found("form_lost", one, self.PARTS)

    def test_not_where_it_led_on(self, walk, found):
        further = replace(
            self.PARTS, steps=(*self.PARTS.steps[:2], *steps(("Review", "/review/")),
                               *self.PARTS.steps[2:])
        )  # fmt: skip
        assert not found("silent_refusal", self.refused(walk, between="/review/"), further)


class TestLeftAtAField:
    def filling(self, walk, dwell_s=2.0, end_s=None, **left):
        one = address(walk().open(0, "/checkout/"), 4.0)
        one.event(10.0, Focus, target=entry("Puhelin"))
        if left.get("changed", True):
            one.event(10.5, Change, target=entry("Puhelin"), hesitation_ms=500)
        if end_s is not None:
            return one.event(end_s, Total, amount=1.0)
        values = {"changed": True, "filled": True, "typed": 10, **left}
        blur = {"target": entry("Puhelin"), "dwell_ms": dwell_s * 1000, **values}
        return one.event(10.0 + dwell_s, Blur, **blur)

    @pytest.mark.parametrize(
        "left",
        [
            {"filled": False, "changed": False},
            {"valid": False},
            {"corrections": 6},
            {"lost": 2},
            {"paste_refused": 1},
            {"dwell_s": 20.0},
            {"end_s": 25.0},
            {"end_s": 11.0, "changed": False},
        ],
    )
    def test_where_it_shows(self, walk, found, left):
        (last,) = found("field_abandoned", self.filling(walk, **left))
        assert last.element.name == "Puhelin"

    @pytest.mark.parametrize(
        "left", [{}, {"corrections": 2}, {"dwell_s": 12.0, "typed": 10}, {"end_s": 12.0}]
    )
    def test_not_a_field_like_those_before_it(self, walk, found, left):
        assert not found("field_abandoned", self.filling(walk, **left))

    def test_where_an_error_was_told_of_it(self, walk, found):
        one = self.filling(walk)
        alert = Target("alert", "", ".oops")
        one.event(12.5, Message, target=alert, text="Virheellinen", field=entry("Puhelin"))
        assert found("field_abandoned", one)


class TestBadge:
    """The basket's link counts nothing on a page loaded after something was put into it."""

    LINK = link("Ostoskori 0")

    def looked(self, walk, target=LINK, wait_s=6.0, taken=199.0, status=200, between=None):
        one = walk().open(0, "/catalogue/sofa_3/")
        posts(one.press(4.0, button("Lisää ostoskoriin"), dict(ANSWER)), 4.004, status)
        if between:
            one.press(7.0, between, {"mutation": 30})
        one.press(10.0, link("Sohvat"), dict(LEFT)).open(10.02, "/sofas/")
        one.press(10.4 + wait_s, target, dict(LEFT)).open(10.42 + wait_s, "/basket/")
        return total(one, 11.0 + wait_s, taken) if taken else one

    def test_belied_by_the_basket(self, walk, found):
        (stale,) = found("stale_state", self.looked(walk))
        assert stale.element.name == "Ostoskori 0" and stale.evidence.values["true"] == 199.0

    @pytest.mark.parametrize(
        "sound",
        [
            {"target": link("Ostoskori 1")},
            {"target": link("Ostoskori 0,00 €")},
            {"target": link("Ostoskori")},
            {"target": link("Toivelista 0")},
            {"wait_s": 1.0},
            {"taken": 0.0},
            {"status": 500},
            {"between": button("Poista")},
        ],
    )
    def test_not_where_it_may_be_true(self, walk, found, sound):
        assert not found("stale_state", self.looked(walk, **sound))

    def test_not_on_the_page_that_was_added_from(self, walk, found):
        one = walk().open(0, "/catalogue/sofa_3/")
        posts(one.press(4.0, button("Lisää ostoskoriin"), dict(ANSWER)), 4.004)
        one.press(12.0, self.LINK, dict(LEFT)).open(12.02, "/basket/")
        assert not found("stale_state", total(one, 12.5, 199.0))


def test_adding_is_not_going_on():
    assert not leads_on(ADD)
