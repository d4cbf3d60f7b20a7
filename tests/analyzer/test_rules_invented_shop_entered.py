"""The same invented shop, after something was entered or put into the basket: errors, forms that
are refused without a word, fields that were left, and a count out of a cache."""

import pytest
from msgspec.structs import replace
from walks.builder import SHOP, button, entry, fields, link, steps
from walks.common import LEFT
from walks.one_page import ANSWER, SHEET, TO_PAYMENT, address
from walks.shown import posts, says, total

from kitka.recorder.model import (
    Blur,
    Change,
    Condition,
    Focus,
    Form,
    Message,
    Scenario,
    Sighting,
    Target,
    Total,
)


@pytest.fixture(scope="session")
def shop() -> Scenario:
    return SHEET


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
