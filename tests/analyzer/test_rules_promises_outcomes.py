"""Details of the rules about what the shop says has happened."""

import pytest
from walks.builder import button, entry, fields, link
from walks.common import ADD, CONTINUE, LEFT, PROCEED, basket, payment
from walks.shown import EMPTY, QUANTITY, cue, posts, says, total

from kitka.analyzer.page.failures import nobody_yet
from kitka.recorder.model import Alert, Change, Message, Request, Target, Total


class TestWhatHappened:
    def test_the_order_was_placed_although_an_error_was_told(self, found):
        walk = payment().press(40.0, CONTINUE, dict(LEFT)).submit(40.005, "method", CONTINUE)
        walk.open(40.02, "/checkout/preview/").event(40.5, Total, amount=5.0)
        says(walk, 40.6, "Toiminto epäonnistui, yritä uudelleen")
        assert not found("error_after_success", walk)  # the review was not reached
        walk = basket().press(12.0, PROCEED, dict(LEFT)).submit(12.005, "b", PROCEED)
        says(walk.open(12.02, "/checkout/shipping-address/"), 12.5, "Virhe: ei onnistu")
        (lie,) = found("error_after_success", walk)
        assert "Delivery address" in lie.evidence.text

    def test_added_with_praise_and_the_basket_is_empty(self, found):
        walk = basket()
        empty = button("Lisää ostoskoriin")
        posts(walk.press(9.0, empty, {"request": 4, "mutation": 60}), 9.004)
        says(walk, 9.3, "Tuote lisättiin ostoskoriin", error=False)
        walk.press(12.0, link("Basket"), dict(LEFT)).open(12.02, "/basket/")
        cue(walk, 12.5, "empty_basket", EMPTY).press(30.0, link("Home"), {"mutation": 20})
        (lie,) = found("success_after_error", walk)
        assert lie.element.name == "Lisää ostoskoriin"

    @pytest.mark.parametrize(
        ("url", "status", "normal"),
        [
            ("/api/me", 401, True),
            ("/rest/V1/carts/mine", 404, True),
            ("/api/delivery-options", 404, False),
            ("/api/cart", 500, False),
        ],
    )
    def test_nobody_is_signed_in_yet(self, url, status, normal):
        assert nobody_yet(Request(t=0, url=url, status=status, failed=True)) is normal


class TestAFalseAlarm:
    @pytest.mark.parametrize(("amounts", "loops"), [((49.8, 49.8), 0), ((24.9, 24.9), 1)])
    def test_refuses_nothing(self, found, amounts, loops):
        """The same press again, the same error; with the first one the amount had moved."""
        walk, update = total(basket(), 6.6, 24.9), button("Update")
        sent = (*fields(True, "Quantity"), *fields(False, "DELETE"))
        for at_s, amount in zip((12.0, 16.0), amounts, strict=True):
            posts(walk.press(at_s, update, {"request": 4, "mutation": 60}), at_s + 0.004)
            walk.submit(at_s, "lines", update, sent, "prevented")
            says(walk, at_s + 0.2, "Something went wrong. Not saved.")
            total(walk, at_s + 0.3, amount)
        assert len(found("error_after_success", walk)) == 1 - loops
        assert len(found("validation_loop", walk)) == loops


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
