"""What sound checkouts say, lay over themselves and lead to, and what nothing may be said of."""

import msgspec
import pytest
from walks.builder import SHOP, Walk, button, entry, fields, link
from walks.common import ADD, CONTINUE, LEFT, PROCEED, basket, method
from walks.shown import total

from kitka.analyzer.analyze import analyze
from kitka.analyzer.reasons.words import DECLINED
from kitka.recorder.model import FieldState, Layer, Message, Promise, Target, Visibility, Watch

WATCHED = msgspec.structs.replace(SHOP, watch=Watch(promises={"stock": ".stock"}))
PRICED = msgspec.structs.replace(SHOP, watch=Watch(total=".sum", delivery=".freight"))
PASSWORD = entry("Password", type="password")
CREDENTIALS = (
    FieldState("email", entry("Email"), True),
    FieldState("password", PASSWORD, True),
)


def told(walk, scenario=SHOP):
    return {friction.rule for friction in analyze(walk.log(), scenario).frictions}


def laid(walk, at_s, name):
    """A dialog that is closed before going on."""
    layer, close = Target("dialog", name, "#dlg"), button("Close", "#dlg .close")
    walk.event(at_s, Layer, id=1, state="shown", target=layer, modal=True, share=0.4)
    walk.press(at_s + 6, close, {"mutation": 50})
    walk.event(at_s + 6.05, Layer, id=1, state="gone", target=layer, modal=True, share=0.4,
               how="inside")  # fmt: skip
    return walk.press(at_s + 9, CONTINUE, dict(LEFT)).open(at_s + 9.02, "/checkout/preview/")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Select a parcel locker", 0), ("Pick-up point", 0), ("Välj ombud", 0), ("Log in", 0),
        ("Abholstation wählen", 0), ("Welcome back", 0), ("Choose a time slot", 0),
        ("Terms and conditions", 0), ("Enter the code", 0), ("Before you go to payment", 0),
        ("Before you go on, check your details", 0), ("Newsletter", 1), ("Before you go", 1),
    ],
)  # fmt: skip
def test_a_step_may_ask_for_the_rest_in_a_dialog_that_comes_late(name, expected):
    assert ("interruption" in told(laid(method(), 27.8, name))) == bool(expected)


@pytest.mark.parametrize(
    ("pressed", "name", "expected"),
    [
        ("Pay with Swish", "Open the Swish app", 0), ("Swish", "Öppna i Swish-appen", 0),
        ("Continue with BankID", "Öppna i BankID-appen", 0), ("Next", "Before you go on", 0),
        ("Next", "Please don't leave fields empty", 0), ("Chat with us", "Chat", 0),
        ("Next", "Get our app", 1), ("Next", "Chat", 1), ("Next", "Don't leave yet", 1),
    ],
)  # fmt: skip
def test_what_a_press_asked_for_is_no_interruption(pressed, name, expected):
    walk = method().press(30.0, button(pressed), {"mutation": 300})
    assert ("interruption" in told(laid(walk, 30.3, name))) == bool(expected)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Continue shopping", 0), ("Jatka ostoksia", 0), ("Fortsätt handla", 0),
        ("Weiter einkaufen", 0), ("Save and continue later", 0), ("Continue", 1),
    ],
)  # fmt: skip
def test_who_wants_to_choose_more_is_led_to_the_front_page(name, expected):
    walk = method().press(36.0, button(name), dict(LEFT))
    walk.submit(36.005, "on", button(name), fields(True, "Way"), method="post").open(36.02, "/")
    assert ("session_lost" in told(walk.event(60.0, Visibility, state="visible"))) == bool(expected)


class TestAWrongPasswordIsAnsweredWith401:
    @pytest.mark.parametrize("caption", ["Log in", "Continue"])
    def test_and_said_to_be(self, caption):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/shipping-address/")
        walk.press(20.0, link("Log in"), dict(LEFT)).open(20.02, "/login/", title="Log in")
        walk.press(26.0, button(caption), dict(LEFT))
        walk.submit(26.005, "login", button(caption), CREDENTIALS)
        walk.open(26.02, "/login/", status=401, title="Log in")
        alert = Target("alert", "", "#msg", tag="div")
        walk.event(26.5, Message, target=alert, text="Wrong password", severity="error")
        found = told(walk.event(50.0, Visibility, state="visible"))
        assert not found & {"session_lost", "failed_request"}

    def test_but_what_was_no_log_in_was_lost(self):
        walk = method().press(36.0, CONTINUE, dict(LEFT)).submit(36.005, "method", CONTINUE)
        walk.open(36.02, "/checkout/shipping-method/", status=401)
        assert "session_lost" in told(walk.event(60.0, Visibility, state="visible"))


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("In stock", "Almost sold out", 0), ("Varastossa", "Varastossa, loppuu pian", 0),
        ("In stock", "In stock. Unavailable for Sunday delivery", 0),
        ("Varastossa", "Loppuunmyynti, varastossa 2 kpl", 0), ("12 in stock", "11 in stock", 0),
        ("I lager", "Snart slutsåld, 2 i lager", 0), ("Auf Lager", "Bald ausverkauft", 0),
        ("In stock, 12", "In stock: 3 left, rest on back-order", 0),
        ("In stock", "Out of stock", 1), ("Varastossa", "Ei varastossa", 1),
        ("Auf Lager", "Nicht lieferbar", 1), ("In stock, 2 days", "In stock, 9 days", 1),
    ],
)  # fmt: skip
def test_stock_that_runs_low_is_stock(before, now, expected):
    walk = Walk().open(0.2, "/").press(2.0, link("Backpack"), dict(LEFT))
    walk.open(2.01, "/catalogue/backpack_1/").event(3.0, Promise, name="stock", text=before)
    walk.press(6.0, ADD, dict(LEFT)).submit(6.005, "add", ADD, fields(True, "Quantity"))
    walk.open(6.02, "/basket/").event(7.0, Promise, name="stock", text=now)
    walk.press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/shipping-address/")
    assert ("promise_changed" in told(walk, WATCHED)) == bool(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We will not charge your card until the order ships.", 0),
        ("You are not authorised to view this page.", 0),
        ("We could not charge your card.", 1), ("The payment was not authorised.", 1),
        ("Your card couldn’t be charged: try another card.", 1),
    ],
)  # fmt: skip
def test_a_card_that_is_not_charged_yet_was_not_refused(text, expected):
    assert bool(DECLINED.search(text)) == bool(expected)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Add Kaarna 18 L small backpack to basket", 0), ("Lägg Halsduk Dis i varukorg", 0),
     ("Show Kaarna 18 L small backpack", 1)],
)  # fmt: skip
def test_what_was_put_in_from_the_checkout_back_in_a_list(name, expected):
    walk = total(basket(), 7.0, 98.0, 4.9).press(12.0, PROCEED, dict(LEFT))
    total(walk.open(12.02, "/checkout/shipping-address/"), 12.5, 98.0, 4.9)
    walk.press(16.0, link("Backpacks"), dict(LEFT)).open(16.02, "/catalogue/backpacks/")
    walk.press(20.0, button(name), {"request": 4, "mutation": 600})
    walk.press(26.0, link("Checkout"), dict(LEFT)).open(26.02, "/checkout/shipping-address/")
    found = told(total(walk, 26.5, 147.0, 4.9).press(40.0, CONTINUE, dict(LEFT)), PRICED)
    assert ("late_cost" in found) == bool(expected)
