"""What had been entered and was found gone, by what led there and what was done then."""

import pytest
from walks.builder import Target, button, entry, fields

from kitka.recorder.model import Blur, Change, Message, Undone

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
