"""What messages say that only programs say, and layers that nobody got past."""

import pytest
from walks.builder import Walk, link
from walks.common import LEFT, PROCEED, basket
from walks.page import CLOSE, LETTER, layer
from walks.shown import says

from kitka.recorder.model import Alert, Oddity, Target


class TestMessages:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("undefined has been added to your basket", 1), ("[object Object]", 1),
            ("Hei {{ firstName }}, tervetuloa!", 1), ("Toimitus: NaN €", 1),
            ("Delivery on Invalid Date", 1), ("null", 1),
            ("TypeError: x is undefined", 0),  # an error in its own words
            ("Null und nichtig", 0), ("Nothing found for “undefined”", 0),
        ],
    )  # fmt: skip
    def test_in_the_page_and_in_a_dialog(self, found, text, expected):
        assert len(found("missing_content", says(basket(), 9.0, text))) == expected
        walk = basket().event(9.0, Alert, type="alert", message=text)
        assert len(found("missing_content", walk)) == expected

    def test_a_template_that_is_filled_in_at_once(self, found):
        assert not found("missing_content", says(basket(), 6.6, "{{ message }}"))

    def test_once_and_not_beside_the_page_s_own_news(self, found):
        walk = says(says(basket(), 9.0, "undefined was added"), 12.0, "undefined was added")
        assert len(found("missing_content", walk)) == 1
        target = Target("status", "", ".s", tag="p")
        walk.event(9.5, Oddity, what="text", target=target, text="undefined was added")
        assert len(found("missing_content", walk)) == 1


class TestLayers:
    def test_a_newsletter_with_the_first_page(self, found):
        walk = layer(Walk().open(0.2, "/"), 1.0, 0, LETTER, 4.0, modal=True)
        walk.press(3.98, CLOSE, {"mutation": 20})
        assert len(found("interruption", walk)) == 1

    @pytest.mark.parametrize(
        ("target", "stood_s", "expected"),
        [(LETTER, 6.0, 1), (LETTER, 1.0, 0), (Target("", "", ".busy"), 6.0, 0)],
    )
    def test_nobody_got_past_it(self, found, target, stood_s, expected):
        walk = basket().press(9.0, PROCEED, dict(LEFT)).open(9.02, "/checkout/shipping-address/")
        layer(walk, 15.0, 0, target, None, modal=True)
        walk.event(15.0 + stood_s, Alert, type="confirm", message="Leave?")
        assert len(found("interruption", walk)) == expected

    def test_it_was_left_standing_and_one_went_on(self, found):
        walk = basket().press(9.0, PROCEED, dict(LEFT)).open(9.02, "/checkout/shipping-address/")
        layer(walk, 15.0, 0, LETTER, None, modal=True).press(30.0, link("Info"), dict(LEFT))
        assert not found("interruption", walk.open(30.02, "/info/"))
