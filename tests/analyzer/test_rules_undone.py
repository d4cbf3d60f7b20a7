"""What had been entered and was found gone, by what led there and what was done then."""

import pytest
from walks.builder import Target, button, entry, fields
from walks.common import ADD, PROCEED, basket
from walks.common import CONTINUE as ONWARD

from kitka.analyzer.analyze import analyze
from kitka.recorder.model import Blur, Change, Cue, FieldState, Message, Rect, Request, Undone

NAMES = ("Name", "Street", "City")
CONTINUE, EDIT = button("Continue"), Target("link", "Edit address", "#edit", tag="a")
PLACE = "/checkout/shipping-address/"


def gone(walk, at_s, *names, what="emptied", letters=0):
    states = fields(False, *(names or NAMES))
    return walk.event(at_s, Undone, what=what, fields=states, filled=3, letters=letters)


@pytest.fixture
def filled(walk):
    def begin():
        log = walk().open(0, PLACE)
        for place, name in enumerate(NAMES):
            log.event(3 + 3 * place, Change, target=entry(name))
            log.event(5 + 3 * place, Blur, target=entry(name), changed=True, filled=True, typed=9)
        return log

    return begin


class TestAFormThatComesBackEmpty:
    def after_a_log_in(self, filled):
        log = filled().press(14, CONTINUE, {"navigation": 50})
        log.submit(14.01, "address", CONTINUE, fields(True, *NAMES)).open(15, "/login/")
        log.press(24, button("Log in"), {"navigation": 50}).open(25, PLACE)
        return gone(log, 25.4)

    def test_where_it_ends(self, found, filled):
        (lost,) = found("form_lost", self.after_a_log_in(filled).note(30))
        assert (lost.element.name, lost.evidence.values["lost"]) == ("Continue", 3)

    def test_entered_again(self, found, filled):
        log = gone(self.after_a_log_in(filled), 33, "Street", what="again")
        assert found("form_lost", log.open(50, "/checkout/shipping-method/"))

    def test_of_no_use_any_more(self, found, filled):
        log = self.after_a_log_in(filled).open(28, "/checkout/shipping-method/")
        assert not found("form_lost", log.open(40, "/"))

    def test_by_what_led_back(self, found, filled):
        log = filled().press(14, CONTINUE, {"navigation": 50})
        log.submit(14.01, "address", CONTINUE, fields(True, *NAMES))
        log.open(15, "/checkout/shipping-method/").press(20, EDIT, {"navigation": 50})
        log = gone(log.open(20.5, PLACE), 20.7)
        assert [f.element.name for f in found("form_lost", log.note(30))] == ["Edit address"]

    @pytest.mark.parametrize(
        "name", ["Clear all", "Add another address", "Tyhjennä", "Ny adress", "Zurücksetzen"]
    )
    def test_asked_for(self, found, filled, name):
        log = gone(filled().press(14, button(name), {"mutation": 20}), 14.1)
        assert not found("form_lost", log.note(30))

    def test_sent_and_thanked_for(self, found, filled):
        log = filled().press(14, button("Send"), {"mutation": 20})
        thanks = Target("status", "", ".note")
        log.event(14.4, Message, target=thanks, text="Thank you, it was sent.", severity="status")
        assert not found("form_lost", gone(log, 14.5).note(30))

    def test_one_field_is_rejected_input(self, found, filled):
        choice = Target("radio", "Pick-up point", "#pick", tag="input", type="radio")
        log = gone(filled().press(14, choice, {"mutation": 20}), 14.1, "Street")
        log = gone(log, 20, "Street", what="again").note(30)
        assert [f.element.name for f in found("rejected_input", log)] == ["Street"]
        assert not found("form_lost", log)


class TestWrittenOver:
    def over(self, filled, name, letters):
        return gone(filled(), 16, name, what="altered", letters=letters).note(30)

    def test_what_had_been_left(self, found, filled):
        (one,) = found("rejected_input", self.over(filled, "City", 6))
        assert one.element.name == "City" and one.evidence.values["what"] == "altered"

    def test_a_letter_put_right_or_a_number_put_into_shape(self, found, filled):
        assert not found("rejected_input", self.over(filled, "City", 1))
        assert not found("rejected_input", self.over(filled, "Phone", 3))

    def test_picked(self, found, filled):
        log = filled().press(15, Target("option", "Turku", "li", tag="li"), {"mutation": 20})
        log = gone(log, 16, "City", what="altered", letters=6).note(30)
        assert not found("rejected_input", log)


class TestAGroupThatIsHeldBack:
    """Fields without a form, and the button that leads on."""

    def pressed(self, filled, button=CONTINUE, states=None, after=None, **submit):
        log = filled()
        for at_s in (14, 18):
            log.send(at_s, button, states or fields(True, *NAMES), after=after or {}, **submit)
        return log.note(24)

    def test_all_was_given_and_nothing_said(self, found, filled):
        log = self.pressed(filled)
        assert [f.element.name for f in found("silent_refusal", log)] == ["Continue"]
        assert not found("dead_click", log)

    def test_a_button_that_does_not_lead_on_is_dead(self, found, filled):
        log = self.pressed(filled, button("Show map"))
        assert found("dead_click", log) and not found("silent_refusal", log)

    def test_without_the_consent(self, found, walk):
        target = Target("checkbox", "I accept the terms", "#t", tag="input", type="checkbox")
        states = (*fields(True, "Note"), FieldState("t", target, False))
        log = walk().open(0, PLACE)
        for at_s in (14, 18):
            log.send(at_s, button("Place order"), states, after={})
        assert found("silent_refusal", log.note(24)) and not found("dead_click", log)

    @pytest.mark.parametrize(("y", "told"), [(-300, 1), (900, 1), (300, 0)])
    def test_said_where_nobody_looks(self, found, filled, y, told):
        log = filled()
        for at_s in (14, 18):
            log.send(at_s, CONTINUE, fields(True, *NAMES), after={"mutation": 5})
            place = Target("alert", "", ".error", rect=Rect(16, y, 300, 24))
            log.event(at_s + 0.1, Message, target=place, text="Phone is required")
        assert len(found("silent_refusal", log.note(24))) == told

    def test_a_no_of_the_shops_that_nobody_hears(self, found, filled):
        log = filled()
        for at_s in (14, 18):
            log.send(at_s, CONTINUE, fields(True, *NAMES), after={"request": 5})
            log.event(at_s + 0.01, Request, url="/api", method="POST", status=422,
                      duration_ms=80, click=log.clicks)  # fmt: skip
        assert found("silent_refusal", log.note(24)) and not found("error_click", log)


@pytest.mark.parametrize(
    ("since", "told"), [(False, ["session_lost"]), (True, ["form_lost", "session_lost"])]
)
def test_what_went_with_an_emptied_basket_is_told_with_it(shop, since, told):
    log = basket().open(12, PLACE)
    for place, name in enumerate(NAMES):
        log.event(14 + place, Change, target=entry(name))
    log.submit(20, "address", ONWARD, fields(True, *NAMES)).open(20.1, "/checkout/preview/")
    empty = Target("heading", "Your basket is empty", "h1.empty")
    log.open(30, "/basket/").event(30.4, Cue, what="empty_basket", target=empty)
    log.open(35, "/catalogue/backpack_1/").press(40, ADD, {"navigation": 50})
    log.submit(40.01, "add_to_basket", ADD, fields(True, "Quantity")).open(41, "/basket/")
    log.press(45, PROCEED, {"navigation": 50}).open(50, PLACE)
    for place, name in enumerate(NAMES if since else ()):
        log.event(52 + place, Change, target=entry(name))
    gone(gone(log.open(60, PLACE), 60.5), 66, "Street", what="again")
    frictions = analyze(log.open(70, "/checkout/shipping-method/").log(), shop).frictions
    assert sorted({f.rule for f in frictions} & {"form_lost", "session_lost"}) == told
