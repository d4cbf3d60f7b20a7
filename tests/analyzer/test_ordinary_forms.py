"""What people do with sound forms and presses, and what nothing may be said of."""

import pytest
from walks.builder import SHOP, Walk, button, entry, fields
from walks.common import ADD, ADDRESS, CONTINUE, LEFT, address, basket, method

from kitka.analyzer.analyze import analyze
from kitka.recorder.model import (
    Blur,
    Change,
    FieldState,
    Message,
    Rect,
    Request,
    Target,
    Total,
    Undone,
    Visibility,
)

ALERT = Target("alert", "", "#msg", tag="div", rect=Rect(40, 100, 300, 30))
KEPT = {"changed": True, "filled": True, "dwell_ms": 2500}
PASSWORD = Target("textbox", "Password", "#pw", tag="input", type="password", text_entry=True)


def told(walk):
    return {friction.rule for friction in analyze(walk.log(), SHOP).frictions}


def ended(walk, at_s=60.0):
    return walk.event(at_s, Visibility, state="visible")


def asked(walk, at_s, status=200, ms=200.0, **more):
    return walk.event(at_s, Request, url=more.pop("url", "/api/x"), type="fetch", status=status,
                      method=more.pop("method", "POST"), duration_ms=ms,
                      click=more.pop("click", walk.clicks))  # fmt: skip


def entered(walk, at_s, name, typed=8):
    walk.event(at_s, Change, target=entry(name))
    return walk.event(at_s + 1, Blur, target=entry(name), typed=typed, **KEPT)


def gone(walk, at_s, *names, what="emptied", letters=0):
    states = fields(False, *names)
    return walk.event(at_s, Undone, what=what, fields=states, filled=len(names), letters=letters)


@pytest.mark.parametrize(
    "text", ["Your card was declined. Please try again.", "Payment failed, try another way."]
)
def test_an_order_that_was_created_is_not_paid_yet(text):
    walk = method().press(32, CONTINUE, dict(LEFT)).open(32.02, "/checkout/payment-details/")
    walk.press(45, button("Pay now"), {"request": 10, "mutation": 900})
    asked(walk, 45.01, 201, 300).event(47, Message, target=ALERT, text=text)
    found = told(ended(walk))
    assert "payment_declined" in found and "error_after_success" not in found


class TestWhatWasSentStandsThereEmpty:
    def sent(self, name, *names, status=200, via="submit"):
        walk = Walk().open(0.2, "/catalogue/backpack_1/")
        for place, field in enumerate(names):
            entered(walk, 6 + 4 * place, field)
        walk.press(24, button(name), {"request": 5, "mutation": 300})
        if via == "submit":
            states = fields(True, *names)
            walk.submit(24.005, "ask", button(name), states, method="post")
        return ended(gone(asked(walk, 24.01, status), 24.4, *names))

    def test_a_question_was_taken(self):
        assert told(self.sent("Ask", "Your name", "Your question")) == set()

    def test_it_was_not_or_it_leads_on(self):
        assert "form_lost" in told(self.sent("Ask", "Your name", "Your question", status=500))
        assert "form_lost" in told(self.sent("Continue", "Your name", "Your question"))

    def test_a_line_of_a_chat_was_taken(self):
        assert told(self.sent("Send", "Message", via="")) == set()
        assert "rejected_input" in told(self.sent("Send", "Message", via="", status=500))


class TestWhatWasPutAway:
    def shut(self, name, again=False):
        walk = Walk().open(0.2, "/catalogue/backpack_1/")
        entered(entered(walk, 6, "Title"), 10, "Review").press(24, button(name), {"mutation": 50})
        gone(walk.press(28, button("Write a review"), {"mutation": 50}), 28.5, "Title", "Review")
        if again:
            gone(walk, 36, "Review", what="again")
        return told(ended(walk))

    @pytest.mark.parametrize("name", ["Cancel", "Peruuta", "Avbryt", "Abbrechen", "Close", "×"])
    def test_is_not_lost(self, name):
        assert self.shut(name) == set()

    def test_what_is_missed_is(self):
        assert "form_lost" in self.shut("Close", again=True)

    def test_who_logged_out_left_nothing(self):
        walk = address().press(28, button("Log out"), dict(LEFT)).open(28.02, "/")
        walk.open(32.02, "/checkout/shipping-address/")
        assert "form_lost" not in told(ended(gone(walk, 33, *ADDRESS)))


class TestAnAddressThatIsFetchedSlowly:
    def fetched(self, name, typed_again):
        walk = address()
        entered(walk, 24, "Street").press(26, button(name), {"request": 10, "mutation": 3900})
        asked(walk, 26.01, ms=3800, method="GET")
        if typed_again:
            entered(walk, 28, "Street")
        return told(ended(gone(walk, 29.9, "Street", what="altered", letters=6)))

    def test_is_what_was_asked_for(self):
        assert "rejected_input" not in self.fetched("Use home address", False)

    def test_not_over_what_was_typed_since(self):
        assert "rejected_input" in self.fetched("Use home address", True)


def test_pieces_are_brought_down_to_what_there_is():
    walk = entered(basket(), 14, "Quantity")
    assert "rejected_input" not in told(
        ended(gone(walk, 16.5, "Quantity", what="altered", letters=4))
    )


class TestAHopeThatCameTrue:
    def added(self, url="/api/cart", after=100.0):
        walk = basket().event(7, Total, what="total", amount=50.0, currency="EUR")
        walk.press(12, ADD, {"request": 5, "mutation": 20})
        walk.event(12.05, Total, what="total", amount=100.0, currency="EUR")
        asked(walk, 12.01, 503, 900, url=url).press(20, button("Basket"), dict(LEFT))
        walk.open(20.02, "/basket/").event(21, Total, what="total", amount=after, currency="EUR")
        return told(ended(walk))

    def test_in_the_browser_or_by_another_try(self):
        assert "success_after_error" not in self.added()

    def test_not_where_the_next_page_knows_better(self):
        assert "success_after_error" in self.added(after=50.0)

    def test_what_failed_was_a_test_of_two_pages(self):
        assert "success_after_error" not in self.added("/api/experiments/assign", 50.0)


class TestWhatOnlyTheShopCanKnow:
    def refused(self, name, text, *more):
        walk, states = Walk().open(0.2, "/form/"), (*fields(True, name, "Other"), *more)
        entered(walk, 6, name).press(15, CONTINUE, {"request": 5, "mutation": 300})
        walk.submit(15.005, "f", CONTINUE, states, "prevented", method="post")
        asked(walk, 15.02, 422).event(15.4, Message, target=ALERT, text=text)
        entered(walk, 20, name).press(24, CONTINUE, dict(LEFT))
        walk.submit(24.005, "f", CONTINUE, states, method="post")
        return told(walk.open(24.02, "/next/"))

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("Order number", "We found no such order. Check the number."),
            ("Gift card number", "This gift card could not be found"),
            ("Phone", "Something went wrong. Please try again."),
            ("Phone", "Your session has expired"),
            ("Note", "Backpack is sold out"),
            ("Holder", "Your card was declined"),
        ],
    )
    def test_is_no_word_about_the_field(self, name, text):
        assert "late_validation" not in self.refused(name, text)

    def test_nor_is_a_log_in(self):
        secret = FieldState("pw", PASSWORD, True, sensitive=True)
        text = "Wrong customer number or password"
        assert "late_validation" not in self.refused("Customer number", text, secret)
        text = "The phone must start with the country code"
        assert "late_validation" in self.refused("Phone", text, secret)


@pytest.mark.parametrize(("chosen", "expected"), [(True, False), (False, True)])
def test_who_chose_what_was_missing_had_read_it_above_the_window(chosen, expected):
    point = Target("radio", "Pick-up point", "#p", tag="div", interactive=True)
    above, walk = Target("alert", "", "#e", rect=Rect(16, -300, 300, 24)), address()
    for at_s, refused in ((26, "prevented"), (34, "" if chosen else "prevented")):
        walk.press(at_s, CONTINUE, {"mutation": 5})
        states = fields(True, *ADDRESS)
        walk.submit(at_s + 0.005, "address", CONTINUE, states, refused, method="post")
        if refused:
            walk.event(at_s + 0.1, Message, target=above, text="Choose a delivery point")
        if chosen and refused:
            walk.press(30, point, {"mutation": 50})
    assert ("silent_refusal" in told(walk.open(34.5, "/checkout/shipping-method/"))) == expected
