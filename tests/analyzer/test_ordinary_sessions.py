"""What people do in shops where nothing is wrong, and what nothing may be said of."""

import msgspec
import pytest
from walks.builder import SHOP, Walk, button, entry, fields, link
from walks.common import ADD, ADDRESS, CONTINUE, LEFT, PROCEED, basket, method

from kitka.analyzer.analyze import analyze
from kitka.analyzer.page.paints import _middle_without
from kitka.recorder.model import (
    Block,
    Blur,
    Change,
    Choice,
    Cue,
    Focus,
    Layer,
    Message,
    Request,
    Scroll,
    Setting,
    Target,
    Total,
    Visibility,
    Vital,
    Watch,
)

WATCHED = msgspec.structs.replace(SHOP, watch=Watch(total=".t", delivery=".d", lines=".l"))
PASSWORD = Target("textbox", "Password", "#pw", tag="input", type="password")
BACK = {"navigation": "back_forward"}


def told(walk, scenario=SHOP):
    return {friction.rule for friction in analyze(walk.log(), scenario).frictions}


def shown(walk, at_s, amount, what="total"):
    return walk.event(at_s, Total, what=what, amount=amount, currency="EUR")


def gone_back():
    """Looked into the checkout, and is back at the basket of 50 euros."""
    walk = shown(basket(), 7.0, 50.0).press(12.0, PROCEED, dict(LEFT))
    walk.open(12.02, "/checkout/shipping-address/").open(18.0, "/basket/", **BACK)
    return shown(walk, 19.0, 50.0)


class TestBackAtTheBasket:
    def test_something_is_added(self):
        walk = gone_back().press(24.0, link("Tent"), dict(LEFT))
        walk.open(24.02, "/catalogue/tent_2/").press(30.0, ADD, {"request": 20, "mutation": 300})
        walk.event(
            30.02, Request, url="/api/cart", method="POST", type="fetch", status=200,
            duration_ms=200, click=walk.clicks,
        )  # fmt: skip
        walk.press(36.0, link("Basket"), dict(LEFT)).open(36.02, "/basket/")
        assert told(shown(walk, 37.0, 120.0)) == set()

    def test_something_is_removed(self):
        remove = button("Remove")
        walk = gone_back().press(26.0, remove, dict(LEFT)).submit(26.005, "remove", remove, ())
        assert told(shown(walk.open(26.02, "/basket/"), 27.0, 30.0)) == set()

    def test_a_voucher_is_given(self):
        apply = button("Apply voucher")
        walk = gone_back().event(22.0, Change, target=entry("Voucher code"))
        walk.press(26.0, apply, dict(LEFT))
        walk.submit(26.005, "voucher", apply, fields(True, "Voucher code"))
        assert told(shown(walk.open(26.02, "/basket/"), 27.0, 40.0)) == set()

    def test_nothing_was_done_and_it_is_another(self):
        walk = gone_back().press(26.0, PROCEED, dict(LEFT))
        walk.open(26.02, "/checkout/shipping-address/").press(32.0, link("Basket"), dict(LEFT))
        assert "stale_state" in told(shown(walk.open(32.02, "/basket/"), 33.0, 80.0))


def test_a_request_that_timed_out_is_no_session_that_did():
    walk = method().press(32.0, CONTINUE, dict(LEFT)).open(32.02, "/checkout/payment-details/")
    walk.press(45.0, button("Pay now"), {"request": 10, "mutation": 300})
    alert = Target("alert", "", "#msg", tag="div")
    walk.event(45.5, Message, target=alert, text="The request timed out. Please try again.",
               severity="error")  # fmt: skip
    assert "session_lost" not in told(walk.event(60.0, Visibility, state="visible"))


@pytest.mark.parametrize("role", ["button", "listitem", "radio"])
def test_a_dearer_delivery_that_was_pressed_had_been_shown(role):
    walk = method()
    for at_s, delivery in ((27.0, 4.9), (37.0, 9.9)):
        if delivery > 5:
            walk.press(32.0, Target(role, "Express", "#ex", interactive=True), {"mutation": 50})
            walk.press(36.0, CONTINUE, dict(LEFT)).open(36.02, "/checkout/payment-details/")
        shown(shown(walk, at_s, 50.0, "lines"), at_s, delivery, "delivery")
        shown(walk, at_s, 50.0 + delivery)
    assert "late_cost" not in told(walk, WATCHED)


@pytest.mark.parametrize(("name", "expected"), [("Password (optional)", 0), ("Password", 1)])
def test_an_account_that_is_offered_to_guests_is_forced_on_nobody(name, expected):
    guest = button("Continue as guest")
    walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/start/")
    walk.event(12.8, Cue, what="guest", target=guest, present=True)
    walk.event(12.8, Cue, what="account", target=PASSWORD, present=True)
    walk.press(18.0, guest, dict(LEFT)).open(18.02, "/checkout/contact/", title="Contact")
    asked = msgspec.structs.replace(PASSWORD, name=name, selector="#new")
    walk.event(18.6, Cue, what="account", target=asked, present=True)
    walk.event(40.0, Visibility, state="visible")
    assert ("forced_account" in told(walk)) == bool(expected)


class TestASlowMachine:
    def test_is_slow_on_every_page(self):
        walk = Walk()
        for place, url in enumerate(("/", "/a/", "/catalogue/b_1/", "/basket/", "/terms/")):
            at_s = 10.0 * place
            walk.open(at_s + 0.2, url, 1500)
            for number in range(3):
                walk.event(at_s + 3.0 + 0.3 * number, Block, duration_ms=230.0)
            walk.press(at_s + 6.0, button("Menu"), {"mutation": 300})
            walk.event(at_s + 8.0, Vital, name="INP", value=620.0)
        assert "poor_vitals" not in told(walk)

    @pytest.mark.parametrize(
        ("values", "one", "middle"),
        [([1, 2, 9], 9, 1.5), ([1, 2, 9], 1, 5.5), ([1, 2, 3, 9], 9, 2), ([1, 4, 4, 9], 4, 4)],
    )
    def test_beside_the_middle_of_the_others(self, values, one, middle):
        assert _middle_without(values, one) == middle


def test_a_list_is_skimmed_also_by_who_has_something_in_the_basket():
    walk = basket().press(12.0, link("Sale"), dict(LEFT)).open(12.02, "/sale/")
    walk.event(32.0, Scroll, distance=720 * 8, reversals=5)
    walk.press(33.0, link("Tent"), dict(LEFT)).open(33.02, "/catalogue/tent_2/")
    walk.press(40.0, link("Basket"), dict(LEFT)).open(40.02, "/basket/")
    assert "excess_scroll" not in told(walk)


@pytest.mark.parametrize(
    ("name", "selector", "walk"),
    [("Choose your country", "#gate", lambda: Walk().open(0.2, "/")), ("Basket", "#mini", basket)],
)
def test_who_turns_round_at_the_door_was_not_held_back(name, selector, walk):
    layer = Target("dialog", name, selector)
    left = walk().event(9.0, Layer, id=1, state="shown", target=layer, modal=True, share=0.5)
    assert "interruption" not in told(left.event(24.0, Visibility, state="visible"))


def test_a_minutes_rest_in_a_field_is_not_leaving_it():
    street = entry("Street")
    walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/shipping-address/")
    for visit in range(3):
        at_s = 14.0 + 70 * visit
        walk.event(at_s, Focus, target=street).event(at_s + 0.1, Change, target=street)
        walk.event(at_s + 62, Blur, target=street, dwell_ms=62_000, still_ms=60_000,
                   changed=True, filled=True, typed=6)  # fmt: skip
    walk.press(230.0, CONTINUE, dict(LEFT))
    walk.submit(230.005, "address", CONTINUE, fields(True, *ADDRESS))
    assert "field_struggle" not in told(walk.open(230.02, "/checkout/shipping-method/"))


def test_a_list_beside_what_is_read_was_not_stopped_at():
    size = Target("combobox", "Size", "#size", tag="select", interactive=True)
    walk = Walk()
    for place in range(5):
        walk.open(20.0 * place, f"/{place}/").press(20.0 * place + 4, link("On"), dict(LEFT))
    walk.open(100.0, "/catalogue/backpack_1/").event(145.0, Choice, target=size, waited_ms=38_000)
    assert "hesitation" not in told(walk)


@pytest.mark.parametrize(("kept", "expected"), [(True, False), (False, True)])
def test_a_slider_that_is_drawn_to_and_fro(kept, expected):
    """The page shows what it stands for when it is let go, which may take its time."""
    slider = Target("slider", "Compare", ".compare", tag="div", interactive=True)
    walk = Walk().open(0.2, "/catalogue/a/")
    for place, x in enumerate((815, 834, 853)):
        at_s = 5.0 + 0.7 * place
        walk.event(at_s, Setting, target=slider, kept=kept, observed_ms=1400)
        walk.press(at_s, slider, {"mutation": 1400.0}, x=x, y=400)
    assert ("rage_click" in told(walk)) == expected


def test_a_slider_that_is_taken_hold_of_and_let_go():
    slider = Target("slider", "Compare", ".compare", tag="span", interactive=True)
    walk = Walk().open(0.2, "/catalogue/a/").event(5.0, Setting, target=slider, observed_ms=7000)
    walk.press(5.0, slider, {}, observed_ms=7000).press(20.0, link("Basket"), dict(LEFT))
    assert told(walk.open(20.02, "/basket/")) == set()
