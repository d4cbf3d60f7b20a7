"""Of which control a friction is told: what the shopper was using when it came."""

import pytest
from walks.builder import Walk, button, entry, fields
from walks.common import ADDRESS, FORM, address, basket

from kitka.recorder.model import Alert, Blur, Change, Form, Oddity, Rect, Request, Submit, Target

CARD = entry("Card number")
COUNTRY = Target("combobox", "Country", "#country", tag="select")
PICTURE = Target("img", "Backpack", ".picture", tag="img", rect=Rect(16, 90, 380, 380))


class TestADialogOverAField:
    def spoken(self, found, left=False):
        walk = basket().event(12.0, Change, target=CARD)
        if left:
            walk.event(13.0, Blur, target=CARD, changed=True, typed=4)
        walk.event(14.0, Alert, type="alert", message="Only digits!", duration_ms=1200)
        (told,) = found("native_dialog", walk)
        return told

    def test_is_told_of_what_was_being_filled_in(self, found):
        told = self.spoken(found)
        assert told.element.name == "Card number"
        assert "when textbox “Card number” was filled in" in told.evidence.text

    def test_not_once_the_field_was_left(self, found):
        assert self.spoken(found, left=True).element is None


class TestAFormThatAChoiceSent:
    def came_back(self, found, chosen_s):
        walk = address().event(chosen_s, Change, target=COUNTRY, how="chosen")
        walk.event(26.0, Submit, form="address", target=FORM, fields=fields(True, *ADDRESS))
        walk.open(26.1, "/checkout/shipping-address/")
        walk.event(26.5, Form, form="address", target=FORM, fields=fields(False, *ADDRESS))
        for place, name in enumerate(ADDRESS):
            walk.event(30.0 + 3 * place, Change, target=entry(name), hesitation_ms=900)
        (told,) = found("form_lost", walk.press(50.0, button("Help"), {"mutation": 5}))
        return told

    def test_is_told_of_the_choice(self, found):
        told = self.came_back(found, 25.99)
        assert told.element.name == "Country"
        assert "After combobox “Country” was set the form came back" in told.evidence.text

    def test_not_of_one_made_before(self, found):
        assert self.came_back(found, 24.0).element.role == "form"


@pytest.mark.parametrize(
    ("load_ms", "status", "count"),
    [
        (4600, 200, 0),  # fetched when all the rest was there
        (4600, 404, 1),  # that it is late does not mend it
        (900, 200, 1),  # nothing was waited for
    ],
)
def test_a_picture_is_not_missed_while_the_page_comes(found, load_ms, status, count):
    walk = Walk().open(1.0, "/catalogue/backpack_1/", load_ms=load_ms)
    walk.event(1.1, Request, url="/media/b.jpg", type="image", status=status, duration_ms=30)
    walk.event(1.2, Oddity, what="image", target=PICTURE).press(9.0, button("Add"), {"mutation": 5})
    assert len(found("broken_image", walk)) == count
