"""Presses, ways and layers of sound shops of which nothing may be said."""

import pytest
from walks.builder import SHOP, Walk, button, entry, fields, link
from walks.common import LEFT, PLACE, PROCEED, address, basket, method

from kitka.analyzer.analyze import analyze
from kitka.recorder.model import (
    Block,
    Blur,
    Change,
    JsError,
    Layer,
    Rect,
    Request,
    Scroll,
    Shift,
    Submit,
    Target,
    Visibility,
)

BACK = {"navigation": "back_forward"}
BANNER = Target("img", "", "#banner", tag="img", rect=Rect(0, 900, 1200, 300))


def told(walk, scenario=SHOP):
    return {friction.rule for friction in analyze(walk.log(), scenario).frictions}


def seen(walk, until_s):
    return walk.event(until_s, Visibility, state="visible")


def got(walk, at_s, url, method="POST", took=200.0, **more):
    return walk.event(
        at_s, Request, url=url, method=method, type="fetch", status=200, duration_ms=took,
        click=walk.clicks, **more,
    )  # fmt: skip


class TestAListWhosePicturesAreLazy:
    @pytest.mark.parametrize("pointer", ["mouse", "touch"])
    def test_two_products_are_compared(self, pointer):
        walk = Walk().open(0.2, "/").press(3.0, link("Bags"), dict(LEFT)).open(3.02, "/bags/")
        walk.event(7.8, Shift, value=0.2, sources=(BANNER,))
        walk.press(8.0, link("Backpack"), dict(LEFT), pointer=pointer)
        walk.open(8.02, "/catalogue/backpack_1/").open(12.0, "/bags/", **BACK)
        walk.press(16.0, link("Duffel"), dict(LEFT), pointer=pointer)
        walk.open(16.02, "/catalogue/duffel_2/")
        assert told(seen(walk, 30.0)) == set()

    def test_a_card_has_just_grown(self):
        card = link("Backpack")
        walk = Walk().open(0.2, "/").press(3.0, link("Bags"), dict(LEFT)).open(3.02, "/bags/")
        walk.event(7.6, Shift, value=0.12, sources=(BANNER, card))
        walk.press(8.0, card, dict(LEFT))
        walk.open(8.02, "/catalogue/backpack_1/").open(11.0, "/bags/", **BACK)
        walk.press(16.0, link("Duffel"), dict(LEFT)).open(16.02, "/catalogue/duffel_2/")
        assert told(seen(walk, 30.0)) == set()


class TestAButtonThatHasDoneItsWork:
    @pytest.mark.parametrize("after_s", [0.6, 1.0, 2.0])
    def test_subscribed_and_pressed_again(self, after_s):
        walk = basket().event(9.0, Change, target=entry("Email"))
        walk.press(12.0, button("Subscribe"), {"request": 10, "mutation": 350})
        got(walk, 12.02, "/api/newsletter", took=300.0)
        walk.press(12.32 + after_s, button("Subscribe", disabled=True), {})
        walk.press(20.0, PROCEED, dict(LEFT)).open(20.02, "/checkout/shipping-address/")
        assert told(seen(walk, 30.0)) == set()

    @pytest.mark.parametrize("after_s", [0.6, 1.5])
    def test_added_is_written_on_it(self, after_s):
        add = button("Add to basket", "#add")
        walk = (
            Walk().open(0.2, "/catalogue/tent_1/").press(4.0, add, {"request": 5, "mutation": 260})
        )
        got(walk, 4.01, "/api/cart", took=240.0)
        walk.press(4.25 + after_s, button("Added", "#add", disabled=True), {})
        walk.press(12.0, link("Basket"), dict(LEFT)).open(12.02, "/basket/")
        assert told(seen(walk, 30.0)) == set()

    def test_paid_and_the_next_page_is_slow(self):
        walk = method().press(34.0, PLACE, {"request": 10, "mutation": 20})
        got(walk, 34.02, "/api/orders", took=700.0)
        walk.press(35.2, button("Place order", disabled=True), {})
        walk.open(38.0, "/checkout/thank-you/", 900)
        assert "disabled_click" not in told(seen(walk, 50.0))

    def test_paid_and_the_page_is_being_left(self):
        walk = method().press(34.0, PLACE, {"request": 10, "mutation": 20})
        got(walk, 34.02, "/api/orders", took=700.0)
        walk.press(35.2, button("Place order", disabled=True), {"navigation": 2000})
        walk.open(37.2, "/checkout/thank-you/", 900)
        assert "disabled_click" not in told(seen(walk, 50.0))


class TestTheLastPress:
    @pytest.mark.parametrize(
        "name",
        [
            "Download invoice",
            "Print",
            "Copy link",
            "Add to wishlist",
            "Share",
            "Compare",
            "Lataa kuitti",
            "Ladda ner kvitto",
            "Rechnung herunterladen",
        ],
    )
    def test_gets_what_no_page_shows(self, name):
        walk = basket().press(12.0, button(name), {"request": 10})
        got(walk, 12.01, "/api/thing", "GET")
        assert told(seen(walk, 30.0)) == set()

    def test_is_for_what_is_shown_already(self):
        walk = basket().press(12.0, button("Refresh"), {"request": 10})
        got(walk, 12.01, "/api/cart", "GET")
        assert told(seen(walk, 30.0)) == set()


class TestADialogOnAPhone:
    def phone(self, *, route=False):
        walk = Walk().open(0.2, "/", touch=True)
        walk.press(4.0, link("Backpack"), dict(LEFT), pointer="touch")
        return walk.open(4.02, "/catalogue/backpack_1/", touch=True)

    def dialog(self, walk, at_s, name, role="dialog", asked=True, **more):
        target = Target(role, name, "#layer", tag="div", rect=Rect(0, 100, 390, 500))
        return walk.event(
            at_s, Layer, id=1, state="shown", target=target, asked=asked, modal=True, share=0.6,
            **more,
        )  # fmt: skip

    def gone(self, walk, at_s, name, role="dialog", how="inside"):
        target = Target(role, name, "#layer", tag="div", rect=Rect(0, 100, 390, 500))
        return walk.event(at_s, Layer, id=1, state="gone", target=target, asked=True, how=how)

    def test_is_a_route_of_its_own_that_is_fetched(self):
        walk = self.phone().press(
            9.0, button("Size guide"), {"request": 10, "route": 30}, pointer="touch"
        )
        got(walk, 9.05, "/api/sizes", "GET", took=1900.0)
        walk.route(9.03, "/catalogue/backpack_1/sizes/")
        self.dialog(walk, 11.0, "Size guide")
        walk.press(15.0, button("Close"), {"mutation": 20}, pointer="touch")
        assert told(seen(self.gone(walk, 15.02, "Size guide"), 30.0)) == set()


class TestAButtonBesideWhatIsWorkedOut:
    def updated(self):
        walk = basket().press(9.0, button("Update"), {"request": 2, "mutation": 50})
        return got(walk, 9.002, "/basket/", took=40.0)

    def test_delivery_is_asked_next(self):
        walk = self.updated()
        walk.event(
            9.1, Request, url="/api/rates", method="GET", type="fetch", status=200,
            duration_ms=4000.0,
        )  # fmt: skip
        walk.press(9.7, button("Proceed to checkout", disabled=True), {})
        walk.press(16.0, PROCEED, dict(LEFT)).open(16.02, "/checkout/shipping-address/")
        assert "disabled_click" not in told(seen(walk, 30.0))

    def test_the_page_leads_on_by_itself(self):
        walk = self.updated().press(9.7, button("Proceed to checkout", disabled=True), {})
        walk.open(12.4, "/checkout/shipping-address/")
        assert "disabled_click" not in told(seen(walk, 30.0))

    def test_it_stays_so(self):
        walk = self.updated().press(9.7, button("Proceed to checkout", disabled=True), {})
        assert "disabled_click" in told(seen(walk, 30.0))


class TestAShortPage:
    def checkout(self, until_s, turns, reversals, distance=None, height=1100.0):
        walk = address()
        walk.press(26.0, button("Continue"), dict(LEFT))
        walk.submit(26.005, "address", button("Continue"), fields(True, "Street"))
        walk.open(26.02, "/checkout/payment-details/")
        return walk.event(
            until_s, Scroll, depth=1.0, distance=distance or 380.0 * (reversals + 1),
            reversals=reversals, turns=turns, height=height,
        )  # fmt: skip

    def test_the_sum_below_is_looked_at_twice(self):
        walk = self.checkout(60.0, (380.0, 0.0, 380.0, 0.0), 4)
        assert told(seen(walk, 61.0)) == set()

    def test_the_terms_are_read_without_haste(self):
        walk = self.checkout(140.0, (380.0, 0.0, 380.0, 90.0, 380.0, 0.0), 6)
        assert told(seen(walk, 141.0)) == set()


class TestASearchThatStays:
    def search(self, walk, at_s, term, url=""):
        field = entry("Search", type="search")
        walk.event(at_s - 1.5, Change, target=field)
        walk.event(at_s, Submit, form="search", target=Target("search", "", "#s", tag="form"),
                   via=button("Search"), fields=fields(True, "Search", ))  # fmt: skip
        walk.event(
            at_s + 0.05, Request, url=f"/api/search?q={term}", method="GET", type="fetch",
            status=200, duration_ms=200.0,
        )  # fmt: skip
        return walk.route(at_s + 0.1, url) if url else walk

    def test_a_misspelling_is_mended_and_one_found(self):
        walk = Walk().open(0.2, "/")
        self.search(walk, 6.0, "tetn", "/search?q=tetn")
        self.search(walk, 12.0, "tent")
        walk.press(18.0, link("Tent"), dict(LEFT)).open(18.02, "/catalogue/tent_1/")
        assert told(seen(walk, 30.0)) == set()

    def test_the_same_is_sent_again_and_again(self):
        walk = Walk().open(0.2, "/")
        self.search(walk, 6.0, "tent", "/search?q=tent")
        for at_s in (10.0, 14.0, 18.0):
            self.search(walk, at_s, "tent")
        walk.press(24.0, link("Tent"), dict(LEFT)).open(24.02, "/catalogue/tent_1/")
        assert told(seen(walk, 30.0)) == set()

    def test_results_are_put_into_the_basket_without_leaving(self):
        walk = Walk().open(0.2, "/")
        self.search(walk, 6.0, "tent", "/search?q=tent")
        for at_s, term in ((14.0, "mat"), (22.0, "stove")):
            walk.press(at_s - 4, button("Add to basket"), {"request": 5, "mutation": 100})
            got(walk, at_s - 3.99, "/api/cart")
            self.search(walk, at_s, term)
        walk.press(27.0, button("Add to basket"), {"request": 5, "mutation": 100})
        got(walk, 27.01, "/api/cart")
        assert told(seen(walk, 40.0)) == set()


class TestAnErrorThatOnlyTheDriverHears:
    def test_is_of_a_tool_for_measuring(self):
        add = button("Add to basket")
        walk = (
            Walk().open(0.2, "/catalogue/tent_1/").press(4.0, add, {"request": 5, "mutation": 260})
        )
        got(walk, 4.01, "/api/cart", took=240.0)
        walk.driver(
            4.28, JsError, message="SyntaxError: Unexpected token '<'", rejection=True,
            source="https://www.googletagmanager.com/gtm.js",
            stack="at https://www.googletagmanager.com/gtm.js:1:22",
        )  # fmt: skip
        walk.press(12.0, link("Basket"), dict(LEFT)).open(12.02, "/basket/")
        assert told(seen(walk, 30.0)) == set()


class TestTurningBack:
    def test_a_circle_of_reading_matter(self):
        walk = basket()
        for at_s, url in ((12.0, "/terms/"), (20.0, "/basket/"), (26.0, "/delivery/"),
                          (34.0, "/basket/")):  # fmt: skip
            walk.press(at_s, link(url.strip("/")), dict(LEFT)).open(at_s + 0.02, url)
        assert "page_loop" not in told(seen(walk, 50.0))


class TestWorkWhileSomethingIsTyped:
    NOTES = entry("Instructions")

    def typed(self, blocks, still_ms=2000.0):
        walk = basket().event(12.0, Change, target=self.NOTES)
        for at_s, busy_ms in blocks:
            walk.event(at_s, Block, duration_ms=busy_ms)
        walk.event(
            18.0, Blur, target=self.NOTES, dwell_ms=6100, still_ms=still_ms, changed=True, typed=30
        )
        return seen(walk, 30.0)

    @pytest.mark.parametrize("blocks", [
        ((14.0, 350.0), (15.1, 300.0), (15.9, 250.0)),  # a chat that loads
        ((15.2, 700.0),),  # a script that begins by chance before the last key
        ((15.95, 380.0),),
    ])  # fmt: skip
    def test_by_a_script_that_loads(self, blocks):
        assert "long_block" not in told(self.typed(blocks))


class TestADialogThatOnlyCloses:
    def test_what_is_in_the_way_of_nobody(self):
        target = Target("dialog", "Added to your basket", "#added", rect=Rect(300, 100, 680, 500))
        add = button("Add to basket")
        walk = Walk().open(0.2, "/catalogue/tent_1/", touch=True)
        walk.press(4.0, add, {"request": 5, "mutation": 2900}, pointer="touch")
        got(walk, 4.01, "/api/cart", took=2600.0)
        walk.event(
            6.9, Layer, id=1, state="shown", target=target, asked=True, modal=True, share=0.5
        )
        close = button("Continue shopping")
        walk.press(9.0, close, {"mutation": 20}, pointer="touch")
        walk.event(9.001, Submit, form="d", method="dialog", target=target, via=close)
        walk.event(
            9.02, Layer, id=1, state="gone", target=target, asked=True, modal=True, share=0.5,
            how="inside",
        )  # fmt: skip
        assert "interruption" not in told(seen(walk, 20.0))

    def test_a_country_is_chosen_by_its_own_button(self):
        target = Target(
            "dialog", "Where shall we deliver to?", "#country", rect=Rect(300, 100, 680, 500)
        )
        here = button("Finland")
        walk = Walk().open(0.2, "/").press(3.0, link("Tent"), dict(LEFT))
        walk.open(3.02, "/catalogue/tent_1/")
        walk.event(
            3.9, Layer, id=1, state="shown", target=target, modal=True, share=0.5, asked=True
        )
        walk.press(7.0, here, {"mutation": 20})
        walk.event(7.001, Submit, form="d", method="dialog", target=target, via=here)
        walk.event(
            7.02, Layer, id=1, state="gone", target=target, modal=True, share=0.5, how="inside"
        )
        assert "interruption" not in told(seen(walk, 20.0))


class TestAButtonThatIsDrawnAnewUnderThePointer:
    @pytest.mark.parametrize("rect", [None, Rect(0, 0, 0, 0)])
    def test_is_the_one_that_was_meant(self, rect):
        # Its label counts down: each second it is another element.
        gone = Target("button", "Buy now, # s left", "button", tag="button", rect=rect)
        buy = button("Buy now, # s left", "#buy")
        walk = Walk().open(0.2, "/catalogue/tent_1/")
        walk.press(8.0, buy, {"mutation": 40}, aimed=gone)
        assert told(seen(walk, 20.0)) == set()

    @pytest.mark.parametrize("rect", [None, Rect(0, 0, 0, 0)])
    def test_is_another(self, rect):
        gone = Target("button", "Keep", "button", tag="button", rect=rect)
        walk = Walk().open(0.2, "/catalogue/tent_1/")
        walk.press(8.0, button("Remove"), {"mutation": 40}, aimed=gone)
        assert "layout_shift" in told(seen(walk, 20.0))
