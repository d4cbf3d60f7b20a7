"""A shop of components (React with Base UI, Radix or MUI): lists that open when the pointer goes
down, drawn choices, codes that an interface refuses, steppers that are icons, a checkout that is
drawn once. Each way it works beside one that is wrong."""

import pytest
from msgspec.structs import replace
from walks.builder import SHOP, Walk, button, entry, fields
from walks.common import ADD, LEFT, PROCEED, basket
from walks.page import layer
from walks.shown import lines, posts, says, total

from kitka.analyzer.analyze import analyze
from kitka.analyzer.forms.replies import answered_by_message
from kitka.analyzer.purchase.meanings import contradicts
from kitka.analyzer.rules import discover
from kitka.analyzer.session.timeline import Timeline
from kitka.recorder.model import Blur, Change, Focus, JsError, Rect, Request, Setting, Target, Watch

LINES = replace(SHOP, watch=Watch(total=".sum", lines=".line", delivery=".freight"))
POPUP = Target("presentation", "", "#body > div > .isolate", tag="div", rect=Rect(40, 240, 600, 90))
OPTION = Target("option", "Finland", "#list > div", tag="div", interactive=True)
CITY, STREET = entry("City"), entry("Street")
APPLY = button("Apply", "form button", type="button")
CODE = entry("Coupon")
ICON = Target("button", "", "div > button:nth-of-type(2)", tag="button", interactive=True,
              stepper=True)  # fmt: skip
BACK = {"navigation": "back_forward"}


@pytest.fixture
def found():
    def find(rule, walk, scenario=LINES):
        result = analyze(walk.log(), scenario, discover())
        assert not any("rule broke" in why for why in result.not_applicable.values())
        return [friction for friction in result.frictions if friction.rule == rule]

    return find


def typing(walk, at_s, field=CITY):
    walk.event(at_s, Focus, target=field).event(at_s + 0.4, Change, target=field)
    return walk.event(
        at_s + 2, Blur, target=field, dwell_ms=2000, changed=True, filled=True, typed=5
    )


class TestALayerThatOpensWhenThePointerGoesDown:
    def shown(self, pressed, after_s=0.1, role="presentation"):
        walk = typing(basket().open(12.0, "/checkout/shipping-address/"), 14.0)
        popup = replace(POPUP, role=role)
        layer(walk, 16.05, 0, popup, 18.0, modal=True, focus=True, asked=True, share=0.1)
        if pressed:
            walk.press(16.05 + after_s, pressed, {"mutation": 5})
        return walk.press(17.95, OPTION, {"mutation": 20})

    @pytest.mark.parametrize("pressed", [OPTION, button("Country"), STREET])
    def test_is_asked_for_by_the_press_that_is_told_after_it(self, found, pressed):
        assert found("interruption", self.shown(pressed)) == []

    def test_nobody_pressed_then(self, found):
        assert len(found("interruption", self.shown(None))) == 1
        assert len(found("interruption", self.shown(OPTION, after_s=0.8))) == 1
        assert len(found("interruption", self.shown(CITY))) == 1  # asked for its caret only

    @pytest.mark.parametrize("role", ["listbox", "menu", "tooltip"])
    def test_a_control_opens_what_is_its_own_when_a_key_comes_to_it(self, found, role):
        assert found("interruption", self.shown(None, role=role)) == []


class TestWhatIsProposedWhileTyping:
    def proposed(self, rect, role="", how="key", **more):
        walk = basket().open(12.0, "/checkout/shipping-address/")
        walk.event(14.0, Focus, target=STREET).event(14.4, Change, target=STREET)
        popup = Target(role, "", ".pac-container", tag="div", rect=rect)
        return layer(walk, 16.0, 0, popup, 19.0, how=how, share=0.4, **more)

    def test_stands_beside_the_field_and_leaves_it_the_focus(self, found):
        assert found("interruption", self.proposed(Rect(40, 238, 700, 400))) == []
        assert found("interruption", self.proposed(Rect(700, 0, 300, 700), role="listbox")) == []

    def test_what_comes_elsewhere_is_none(self, found):
        assert len(found("interruption", self.proposed(Rect(300, 300, 500, 400)))) == 1
        walk = self.proposed(Rect(40, 238, 700, 400), focus=True)
        assert len(found("interruption", walk)) == 1


class TestACodeThatIsRefused:
    def applied(self, walk, at_s, text="", status=500):
        walk = posts(walk.press(at_s, APPLY, {"request": 3, "mutation": 10}), at_s + 0.003, status)
        return says(walk, at_s + 0.25, text) if text else walk

    @pytest.mark.parametrize("text", [
        "Invalid coupon", "This code has expired", "The coupon code isn't valid",
        "Der Gutschein ist ungültig", "Gutschein abgelaufen", "Koodi ei kelpaa",
        "Alennuskoodi on vanhentunut", "Rabattkoden är ogiltig", "Koden har gått ut",
        "This voucher has already been used", "Minimum order is 50 €", "Coupon not found",
        "The code cannot be applied: coupon does not apply to sale items", "Only 2 left in stock",
        "Email already registered", "Fel lösenord", "E-Mail oder Passwort falsch",
    ])  # fmt: skip
    def test_in_words_about_it_is_not_broken(self, found, text):
        assert found("error_click", self.applied(basket(), 12.0, text)) == []

    @pytest.mark.parametrize("text", [
        "", "Something went wrong", "Internal server error", "Please try again later",
        "Invalid response from the server", "Your session has expired", "Jokin meni vikaan",
        "Något gick fel", "Da ist etwas falsch gelaufen", "Page not found", "Could not add it",
        "Etwas ist schiefgelaufen", "Invalid coupon. Unexpected token < in JSON",
    ])  # fmt: skip
    def test_what_says_nothing_about_it_is(self, found, text):
        assert len(found("error_click", self.applied(basket(), 12.0, text))) == 1

    def test_what_stands_there_is_not_said_again(self, found):
        walk = self.applied(self.applied(basket(), 12.0, "Invalid coupon"), 22.0)
        assert found("error_click", walk) == []
        worse = self.applied(self.applied(basket(), 12.0, "Invalid coupon"), 22.0, "Server error")
        assert len(found("error_click", worse)) == 1
        other = self.applied(self.applied(basket(), 12.0, "Invalid coupon"), 22.0, status=503)
        assert len(found("error_click", other)) == 1

    def test_a_second_try_of_the_page_went_well(self, found):
        walk = self.applied(basket(), 12.0, status=401)
        assert len(found("error_click", self.applied(basket(), 12.0, status=401))) == 1
        assert found("error_click", posts(walk, 12.6)) == []
        assert len(found("error_click", posts(self.applied(basket(), 12.0), 12.6, 500))) == 1

    @pytest.mark.parametrize(("status", "name", "count"), [
        (401, "Sign in", 0), (401, "Choose a size", 1), (500, "Sign in", 1),
    ])  # fmt: skip
    def test_who_is_not_known_is_asked_to_sign_in(self, found, status, name, count):
        walk = self.applied(basket(), 12.0, status=status)
        layer(walk, 12.4, 0, Target("dialog", name, "#ask"), None, asked=True)
        assert len(found("error_click", walk)) == count

    def test_what_is_only_read_gave_nothing_that_could_be_wrong(self):
        walk = basket().press(12.0, APPLY, {"request": 3})
        walk.event(12.1, Request, url="/api/x", status=500, failed=True, click=walk.clicks)
        timeline = Timeline(says(walk, 12.4, "Invalid coupon").log())
        assert not answered_by_message(timeline, timeline.all(Request)[0])


class TestAFieldBesideAButtonThatSends:
    def tried(self, send, key=None):
        walk = basket()
        for place in range(3):
            at_s = 12.0 + 10 * place
            typing(walk, at_s, CODE)
            if send:
                posts(walk.press(at_s + 2.1, send, {"request": 3, "mutation": 9}), at_s + 2.103)
            if key:
                walk.event(at_s + 1.5, Request, url=key, method="POST", status=422, failed=True)
        return walk

    def test_was_sent_each_time(self, found):
        assert found("field_struggle", self.tried(APPLY)) == []
        assert found("field_struggle", self.tried(None, "/api/coupons")) == []

    def test_what_sends_nothing_of_it_is_none(self, found):
        assert len(found("field_struggle", self.tried(None))) == 1
        assert len(found("field_struggle", self.tried(None, "/collect/events"))) == 1
        radio = Target("radio", "Parcel", "#parcel", tag="input", type="radio", interactive=True)
        assert len(found("field_struggle", self.tried(radio))) == 1


class TestTwoClicksOfOnePress:
    DRAWN = Target("radio", "Cash", "#drawn", tag="span", interactive=True)
    HIDDEN = Target("radio", "", "#cash", tag="input", type="radio", interactive=True,
                    rect=Rect(0, 0, 1, 1))  # fmt: skip

    @pytest.mark.parametrize(("gap_s", "place", "count"), [
        (0.015, (100, 320), 0), (0.015, (0, 0), 0),  # the browser's own, a script's
        (0.4, (100, 320), 1), (0.015, (600, 20), 1),
    ])  # fmt: skip
    def test_share_their_answer(self, found, gap_s, place, count):
        walk = basket().press(12.0, self.DRAWN, {"mutation": 9, "input": 21})
        walk.press(12.0 + gap_s, self.HIDDEN, {}, x=place[0], y=place[1])
        assert len(found("dead_click", walk)) == count

    def test_the_first_may_be_answered_after_the_second(self, found):
        card = Target("button", "Card", "#card", tag="div", interactive=True)
        walk = basket().press(12.0, card, {"mutation": 120}).press(12.01, button("In it"), {})
        assert found("dead_click", walk) == []
        assert len(found("dead_click", basket().press(12.0, card, {}).press(12.01, ICON, {}))) == 1

    def test_three_presses_are_no_six(self, found):
        walk, named = basket(), replace(self.HIDDEN, name="Cash")
        for place in range(3):
            walk.press(12.0 + 0.2 * place, self.DRAWN, {}).press(12.01 + 0.2 * place, named, {})
        (one,) = found("rage_click", walk)
        assert one.evidence.values["clicks"] == 3


class TestGoingBackToChangeTheBasket:
    def bounce(self, *presses, amounts=()):
        """Basket, checkout, back to the basket at once, and what is done there."""
        walk = basket().press(12.0, PROCEED, dict(LEFT))
        walk.open(12.02, "/checkout/shipping-address/").press(30.0, button("Continue"), dict(LEFT))
        walk.submit(30.005, "a", button("Continue"), fields(True, "Name", "Street", "Town"))
        walk.open(30.02, "/checkout/shipping-method/").open(
            35.0, "/checkout/shipping-address/", **BACK
        )
        for at_s, amount in amounts:
            total(walk, at_s, amount)
        for at_s, target in presses:
            walk.press(at_s, target, {"mutation": 9})
        return walk

    def test_is_a_reason(self, found):
        assert found("step_bounce", self.bounce((40.0, ICON))) == []
        assert found("step_bounce", self.bounce((40.0, button("Remove")))) == []
        gift = self.bounce((40.0, button("Gift wrap")), amounts=((36.0, 50.0), (40.5, 53.0)))
        assert found("step_bounce", gift) == []

    def test_looking_only_is_none(self, found):
        assert len(found("step_bounce", self.bounce())) == 1
        drawn = self.bounce(amounts=((36.0, 50.0), (37.0, 53.0)))  # by the page itself
        assert len(found("step_bounce", drawn)) == 1
        assert len(found("step_bounce", self.bounce((40.0, button("Continue"))))) == 1

    @pytest.mark.parametrize(("first", "count"), [(ICON, 0), (button("Terms"), 1)])
    def test_a_u_turn_neither(self, found, first, count):
        walk = basket().press(9.0, button("Delivery"), dict(LEFT)).open(9.02, "/info/")
        walk.open(12.0, "/basket/", **BACK).press(16.0, first, {"mutation": 9})
        walk.press(20.0, ICON, {"mutation": 9})
        assert len(found("u_turn", walk)) == count


class TestACheckoutThatIsDrawnOnce:
    def gone_on(self, *, again=25.0, left_s=46.0, until_s=80.0, told="", edit=ICON, back=True):
        """The basket is made larger after a first look at the checkout; ``again`` is the total that
        the checkout then shows, with a delivery later."""
        walk = lines(total(basket(), 6.5, 25.0), 6.51, 25.0).press(12.0, PROCEED, dict(LEFT))
        total(walk.open(12.02, "/checkout/shipping-address/"), 12.5, 25.0)
        lines(total(walk.open(36.0, "/basket/", **BACK), 36.5, 25.0), 36.51, 25.0)
        if edit:
            walk.press(43.0, edit, {"mutation": 3})
        lines(total(walk, 44.0, 50.0), 44.01, 50.0)
        if told:
            says(walk, 44.3, told)
        if not back:
            walk.press(left_s - 0.01, PROCEED, dict(LEFT))
        walk.open(left_s, "/checkout/shipping-address/", **(BACK if back else {}))
        return total(total(walk, left_s + 0.6, again), until_s, 54.9, 4.9)

    @pytest.mark.parametrize("back", [True, False])
    def test_shows_a_total_from_before(self, found, back):
        (one,) = found("stale_state", self.gone_on(back=back))
        assert one.evidence.values["shown"] == "25.00 EUR" and one.evidence.values["true"] == 50.0

    def test_so_it_does_where_no_lines_are_watched(self, found):
        totals = replace(SHOP, watch=Watch(total=".sum", delivery=".freight"))
        assert len(found("stale_state", self.gone_on(), totals)) == 1
        for how in ({"again": 50.0}, {"again": 45.0}, {"until_s": 48.0}, {"edit": None}):
            assert found("stale_state", self.gone_on(**how), totals) == []

    @pytest.mark.parametrize("how", [
        {"again": 50.0}, {"again": 54.9}, {"again": 45.0}, {"again": 0.0},
        {"until_s": 48.0},  # drawn anew soon
        {"left_s": 44.5},  # left before the change was through
        {"told": "Only 1 in stock"}, {"edit": None},
    ])  # fmt: skip
    def test_otherwise_it_is_right_or_not_known(self, found, how):
        assert found("stale_state", self.gone_on(**how)) == []

    def test_something_else_was_done_in_between(self, found):
        walk = self.gone_on()
        walk.page, walk.view, walk.clicks = "p04", 0, 5
        walk.event(45.5, Setting, target=entry("Voucher"))
        assert found("stale_state", walk) == []


class TestASelectThatOpensWhenThePointerGoesDown:
    def pressed(self, asked=True, gap_s=0.1, before_s=None):
        walk = basket()
        if before_s is not None:
            walk.press(15.9 - before_s, button("Other"), {"mutation": 9})
        layer(walk, 15.9, 0, POPUP, None, asked=asked, share=0.1)
        return walk.press(15.9 + gap_s, button("Country"), {}, observed_ms=7000)

    def test_has_answered_before_its_click(self, found):
        assert found("dead_click", self.pressed()) == []

    def test_what_was_open_already_is_no_answer(self, found):
        assert len(found("dead_click", self.pressed(gap_s=1.4))) == 1
        assert len(found("dead_click", self.pressed(asked=False))) == 1
        assert len(found("dead_click", self.pressed(before_s=0.3))) == 1


class TestABasketThatSlidesIn:
    @pytest.mark.parametrize(("selector", "pressed", "after_s", "count"), [
        ("#cart-drawer", ADD, 2.5, 0), ("#offer", ADD, 2.5, 1), ("#cart-drawer", ADD, 6.5, 1),
        ("#cart-drawer", button("Terms"), 2.5, 1),
    ])  # fmt: skip
    def test_answers_what_put_something_in(self, found, selector, pressed, after_s, count):
        walk = Walk().open(0.2, "/").press(3.0, button("Vase"), dict(LEFT))
        walk.open(3.02, "/catalogue/vase/").press(6.0, pressed, {"request": 3, "mutation": 20})
        posts(walk, 6.003)
        drawer = Target("dialog", "", selector)
        layer(walk, 6.0 + after_s, 0, drawer, 16.0, modal=True, how="key")
        assert len(found("interruption", walk)) == count


class TestAStripOfPictures:
    def stepped(self, dead):
        walk, further = basket(), button("Next slide")
        for place in range(5):
            walk.press(12.0 + 0.4 * place, further, {} if place >= 5 - dead else {"mutation": 8})
        return walk

    def test_has_an_end(self, found):
        assert found("rage_click", self.stepped(0)) == []
        assert found("rage_click", self.stepped(1)) == []
        assert len(found("rage_click", self.stepped(3))) == 1


class TestWhatAFrameworkGetsOver:
    @pytest.mark.parametrize(("message", "count"), [
        ("Minified React error #418; visit https://react.dev/errors/418", 0),
        ("Error: Hydration failed because the initial UI does not match", 0),
        ("Error: NEXT_REDIRECT", 0), ("NavigationDuplicated: Avoided redundant navigation", 0),
        ("Minified React error #31; visit https://react.dev/errors/31", 1),
        ("TypeError: can't access property of undefined", 1),
        ("Error: Payment cancelled by the gateway", 1),
    ])  # fmt: skip
    def test_breaks_nothing(self, found, message, count):
        walk = basket().event(9.0, JsError, message=message, source="/static/a.js")
        assert len(found("js_error", walk)) == count

    @pytest.mark.parametrize(("method", "url", "count"), [
        ("GET", "/product/vase?_rsc=1a2b3", 0), ("GET", "/_next/data/x1/cart.json", 0),
        ("POST", "/api/collect", 0), ("POST", "/.well-known/shopify/monorail/v1/produce_batch", 0),
        ("GET", "/api/products/vase", 1), ("POST", "/api/orders/track", 1),
        ("GET", "/api/collect", 1),
    ])  # fmt: skip
    def test_what_is_fetched_beforehand_or_measured_is_not_missed(self, found, method, url, count):
        walk = basket().event(9.0, Request, url=url, method=method, status=500, failed=True)
        assert len(found("failed_request", walk.press(30.0, PROCEED, dict(LEFT)))) == count

    def test_who_pressed_for_it_misses_it(self, found):
        walk = basket().press(12.0, button("Vase"), {"request": 4})
        walk.event(12.004, Request, url="/v?_rsc=1", status=500, failed=True, click=walk.clicks)
        assert len(found("error_click", walk)) == 1


@pytest.mark.parametrize(("before", "now", "otherwise"), [
    ("Order within 2 h 13 min, get it tomorrow", "Order within 1 h 58 min, get it tomorrow", False),
    ("Ends in 02:13:44", "Ends in 02:10:01", False),
    ("Tilaa 2 t 5 min sisällä, perillä huomenna", "Tilaa 45 min sisällä, perillä huomenna", False),
    ("Beställ inom 2 timmar så skickar vi idag", "Beställ inom 1 timme så skickar vi idag", False),
    ("Order within 2 h: 2 days", "Order within 1 h: 5 days", True),
    ("Order now, delivered within 24 hours", "Order now, delivered within 48 hours", True),
])  # fmt: skip
def test_a_countdown_promises_the_same(before, now, otherwise):
    assert contradicts(before, now) == otherwise


class TestProposalsWithoutARole:
    @pytest.mark.parametrize(("selector", "count"), [(".pac-item > span", 0), (".card > span", 1)])
    def test_replace_what_was_typed(self, found, selector, count):
        walk = basket().open(12.0, "/checkout/shipping-address/").event(14.0, Focus, target=STREET)
        walk.event(14.4, Change, target=STREET)
        walk.press(17.0, Target("", "", selector, tag="span"), {"input": 5})
        walk.event(17.05, Blur, target=STREET, dwell_ms=3050, changed=True, filled=True, typed=9,
                   lost=8)  # fmt: skip
        assert len(found("rejected_input", walk)) == count
