"""Details of the rules about the page itself that their recordings alone would not pin down."""

import pytest
from walks.builder import Walk, button, entry, link
from walks.common import ADD, CONTINUE, LEFT, PROCEED, basket
from walks.page import CHAT, CLOSE, COOKIES, LETTER, layer

from kitka.analyzer.analyze import analyze
from kitka.analyzer.rules import discover, in_use
from kitka.recorder.model import (
    Blur,
    Change,
    Focus,
    JsError,
    Message,
    Oddity,
    Promise,
    Rect,
    Request,
    Shift,
    Target,
    Vital,
)


class TestInterruption:
    def test_costs_the_time_until_it_was_gone(self, found):
        walk = layer(basket(), 9.0, 0, LETTER, 13.5, modal=True).press(
            13.48, CLOSE, {"mutation": 5}
        )
        (one,) = found("interruption", walk)
        assert one.cost_s == pytest.approx(4.5) and one.element.name == "Newsletter"

    def test_the_layer_is_the_element_and_the_meant_control_is_named(self, found):
        walk = layer(basket(), 9.0, 0, CHAT, None, share=0.02)
        (one,) = found("interruption", walk.press(12.0, CHAT, {}, x=1150, y=650, under=PROCEED))
        assert one.element.name == "Chat"
        assert "a press that was meant for button “Proceed to checkout”" in one.evidence.text

    @pytest.mark.parametrize(("name", "count"), [("Customer survey", 1), ("Your order", 0)])
    def test_what_comes_with_a_page_that_a_form_led_to(self, found, name, count):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).submit(12.005, "go", PROCEED)
        walk.open(12.02, "/checkout/")
        layer(walk, 13.0, 0, Target("dialog", name, "#layer"), 18.0, modal=True)
        walk.press(17.98, CLOSE, {"mutation": 20})
        assert len(found("interruption", walk)) == count

    @pytest.mark.parametrize(
        ("name", "selector", "after_s", "count"),
        [
            ("Join the club", "#layer", 0.8, 0),
            ("Join the club", "#layer", 1.6, 1),
            ("Get our app", "#layer", 0.8, 1),
            ("Oletko lähdössä?", "#layer", 0.8, 1),
            ("Tarkista osoitteesi", "#layer", 1.6, 0),
            ("", ".added-modal", 1.6, 0),
            ("Tillagd", "#layer", 1.6, 0),
        ],
    )
    def test_an_answer_is_about_what_was_sent(self, found, name, selector, after_s, count):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).submit(12.005, "go", PROCEED)
        walk.open(12.02, "/checkout/")
        shown_s = 12.02 + 0.3 + after_s
        layer(walk, shown_s, 0, Target("dialog", name, selector), 18.0, modal=True)
        walk.press(17.98, CLOSE, {"mutation": 20})
        assert len(found("interruption", walk)) == count

    def test_a_press_beside_it_is_not_its_doing(self, found):
        walk = layer(basket(), 9.0, 0, CHAT, None, share=0.02)
        assert not found("interruption", walk.press(12.0, CHAT, {}, x=10, y=20, under=PROCEED))

    def test_a_cookie_dialog_that_swallows_a_press(self, found):
        walk = layer(basket(), 6.6, 0, COOKIES, 20.0, consent=True)
        assert found("interruption", walk.press(12.0, COOKIES, {}, x=90, y=600, under=PROCEED))

    def test_a_cookie_dialog_that_comes_again(self, found):
        walk = layer(Walk().open(0.2, "/basket/"), 6.6, 0, COOKIES, 9.0, consent=True, modal=True)
        walk.press(8.98, button("Accept"), {"mutation": 5}).press(12.0, PROCEED, dict(LEFT))
        walk.open(12.02, "/checkout/shipping-address/")
        layer(walk, 14.0, 0, COOKIES, 18.0, consent=True, modal=True)
        (again,) = found("interruption", walk.press(17.98, button("Accept"), {"mutation": 5}))
        assert again.at_s == 14.0

    def test_a_cookie_dialog_that_first_comes_in_the_checkout(self, found):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/shipping-address/")
        layer(walk, 14.0, 0, COOKIES, 18.0, consent=True, modal=True)
        assert found("interruption", walk.press(17.98, button("Accept"), {"mutation": 5}))

    def test_keys_in_a_field_ask_for_no_layer_that_takes_them(self, found):
        walk = basket().press(8.5, entry("Voucher"), {"focus": 1.0})
        walk.event(9.0, Blur, target=entry("Voucher"), changed=True, typed=6, dwell_ms=480)
        walk.event(8.6, Change, target=entry("Voucher"))
        walk = layer(walk, 9.0, 0, CHAT, 12.0, share=0.2, focus=True, asked=True)
        assert found("interruption", walk)

    def test_takes_the_focus_from_a_secret_of_which_no_keys_are_counted(self, found):
        walk = basket().press(8.4, entry("Card number"), {"focus": 1.0})
        walk.event(8.6, Change, target=entry("Card number"), how="typed")
        walk.event(9.0, Blur, target=entry("Card number"), changed=True, dwell_ms=580)
        walk = layer(walk, 9.0, 0, CHAT, 12.0, share=0.2, focus=True, asked=True)
        assert found("interruption", walk)

    @pytest.mark.parametrize(("role", "told"), [("textbox", 1), ("searchbox", 0)])
    def test_takes_the_focus_from_a_search(self, found, role, told):
        """Results may be searched on in a layer; an e-mail address is another matter."""
        search = Target("combobox", "Search", "#q", text_entry=True)
        walk = basket().press(8.4, search, {"focus": 1.0})
        walk.event(8.6, Change, target=search)
        walk.event(9.0, Blur, target=search, changed=True, typed=4, dwell_ms=580)
        walk.event(9.01, Focus, target=Target(role, "E-mail", "#m", text_entry=True))
        walk = layer(walk, 9.0, 0, CHAT, 12.0, share=0.2, focus=True, asked=True)
        assert len(found("interruption", walk)) == told

    def test_a_calendar_that_a_press_into_its_field_opens_is_asked_for(self, found):
        walk = basket().press(8.5, entry("Date"), {"focus": 1.0})
        walk.event(9.0, Blur, target=entry("Date"), dwell_ms=480)
        walk = layer(walk, 9.0, 0, CHAT, 12.0, share=0.2, focus=True, asked=True)
        assert not found("interruption", walk)

    def test_focus_taken_from_nobody(self, found):
        walk = basket().event(7.0, Change, target=entry("Voucher"))
        assert not found("interruption", layer(walk, 20.0, 0, CHAT, 25.0, share=0.1, focus=True))


class TestPictures:
    picture = Target("img", "Tent", "#tent", tag="img", rect=Rect(0, 0, 90, 90))

    def test_once_per_address(self, found):
        walk = basket().event(8.0, Oddity, what="image", target=self.picture)
        walk.press(12.0, link("Tent"), dict(LEFT)).open(12.02, "/basket/")
        walk.event(13.0, Oddity, what="image", target=self.picture)
        assert len(found("broken_image", walk)) == 1

    def test_failed_request_leaves_them_alone(self, found):
        walk = basket().event(
            8.0, Request, url="/img/tent.jpg", type="image", status=404, failed=True
        )
        assert not found("failed_request", walk)


class TestScriptErrors:
    def test_a_fetch_that_failed_while_the_page_stayed(self, found):
        walk = basket().event(8.0, JsError, message="TypeError: Failed to fetch", rejection=True)
        walk.press(20.0, CONTINUE, dict(LEFT)).open(20.02, "/checkout/shipping-address/")
        assert len(found("js_error", walk)) == 1

    @pytest.mark.parametrize(
        ("message", "place", "count"),
        [
            ("TypeError: Cannot assign to read only property 'city' of object", "a.js:21:89", 1),
            ("TypeError: Cannot assign to read only property 'city' of object", "b.js:7:3", 2),
            ("TypeError: Cannot assign to read only property 'name' of object", "b.js:7:3", 1),
            ("TypeError: x is null", "a.js:21:89", 2),
        ],
    )
    def test_one_defect_that_meets_many_names_is_one(self, found, message, place, count):
        first = "TypeError: Cannot assign to read only property 'name' of object"
        walk = basket().event(8.0, JsError, message=first, stack=f"{first}\n    at T (/a.js:21:89)")
        walk.event(9.0, JsError, message=message, stack=f"{message}\n    at T (/{place})")
        assert len(found("js_error", walk)) == count

    def test_an_error_of_a_press_is_told_once(self, found):
        walk = basket().press(9.0, ADD, {"mutation": 20})
        walk.event(9.01, JsError, message="TypeError: x is null", click=0)
        assert found("error_click", walk) and not found("js_error", walk)

    def test_what_a_script_only_noted_explains_a_press_without_an_answer(self, found):
        walk = basket().press(9.0, button("Update"), {})
        walk.event(9.05, JsError, message="Error: no store", logged="script", click=0)
        assert found("error_click", walk)

    def test_what_another_origin_s_script_notes_of_itself(self, found):
        walk = basket().event(
            9.0, JsError, message="TypeError: x is null", logged="script",
            source="https://reviews.example/widget.js",
        )  # fmt: skip
        assert not found("js_error", walk)
        own = walk.event(9.5, JsError, message="TypeError: y", logged="script", source="/app.js")
        assert len(found("js_error", own)) == 1

    @pytest.mark.parametrize(
        ("message", "logged", "status", "said", "expected"),
        [
            ("TypeError: x is null", "script", 0, True, 1),  # an error boundary says so itself
            ("Error: Minified React error #31", "script", 0, True, 1),
            ("Error: sold out", "script", 0, False, 0),  # the press was answered
            ("Error: sold out", "script", 0, True, 0),
            ("Error: sold out", "handler", 0, True, 1),
            ("AxiosError: Request failed", "script", 422, True, 0),
            ("TypeError: no data", "script", 422, True, 0),
            ("TypeError: Failed to fetch", "script", 0, False, 0),
        ],
    )
    def test_written_to_the_console_after_a_press(
        self, found, message, logged, status, said, expected
    ):
        walk = basket().press(9.0, button("Update"), {"request": 4, "mutation": 60})
        if status:
            url, failed = "/api/basket", status >= 400
            walk.event(9.004, Request, url=url, method="PUT", status=status, failed=failed,
                       duration_ms=40, click=0)  # fmt: skip
        walk.event(9.05, JsError, message=message, logged=logged, click=0)
        if said:
            walk.event(9.06, Message, target=Target("alert", "", ".a"), text="That did not work")
        assert len(found("error_click", walk)) == expected
        assert found("js_error", walk) == []

    @pytest.mark.parametrize(
        ("message", "logged", "expected"),
        [
            ("ReferenceError: a is not defined", "script", 1),
            ("Error: Uncaught (in promise): TypeError: x", "handler", 1),
            ("Error: no service worker", "handler", 1),
            ("Error: no service worker", "script", 0),
            ("SyntaxError: Unexpected end of JSON input", "script", 0),
        ],
    )
    def test_written_to_the_console_without_a_press(self, found, message, logged, expected):
        walk = basket().event(9.0, JsError, message=message, logged=logged)
        assert len(found("js_error", walk)) == expected


class TestVitals:
    def test_in_use_and_each_once(self, read_recording):
        assert "poor_vitals" in {rule.id for rule in in_use()}
        recording = read_recording("poor_vitals.fires")
        result = analyze(recording.log, recording.scenario, discover())
        told = [f.evidence.values for f in result.frictions if f.rule == "poor_vitals"]
        assert [(v["subject"], v["vital"]) for v in told] == [
            ("/basket/", "LCP"), ("/basket/", "INP"), ("/basket/", "CLS"),
            ("/checkout/shipping-address/", "TTFB"), ("/checkout/shipping-address/", "LCP"),
        ]  # fmt: skip

    def test_not_on_a_throttled_network(self, shop):
        walk = basket(network="slow-3g").event(9.0, Vital, name="LCP", value=9000)
        result = analyze(walk.log(), shop, discover())
        assert "throttled" in result.not_applicable["poor_vitals"]


class TestAPromiseWithoutItsValue:
    @pytest.mark.parametrize("text", ["undefined working days", "NaN €", "{{ days }} days"])
    def test_is_told_at_once(self, found, text):
        walk = basket().event(9.0, Promise, name="delivery_time", text=text)
        (one,) = found("missing_content", walk)
        assert one.element.name == "delivery_time" and text in one.evidence.text

    def test_ordinary_words_are_none(self, found):
        walk = basket().event(9.0, Promise, name="returns", text="free within 30 days")
        assert not found("missing_content", walk)


class TestLayoutShift:
    def test_of_a_finger_it_is_told_once(self, found):
        """Chromium tells of the same move as a large shift."""
        moved = button("Proceed", rect=Rect(40, 460, 160, 40))
        walk = basket().event(9.95, Shift, value=0.2, sources=(moved,))
        walk.press(10.0, button("Empty"), {"mutation": 9}, y=470, pointer="touch", aimed=moved)
        assert not found("layout_shift", walk)  # where the rect holds the press it stands there
        walk = basket().event(9.95, Shift, value=0.2, sources=(moved,))
        walk.press(10.0, button("Empty"), {"mutation": 9}, y=320, pointer="touch", aimed=moved)
        (one,) = found("layout_shift", walk)
        assert one.element.name == "Proceed" and "from under the finger" in one.evidence.text


class TestToAndFro:
    @pytest.mark.parametrize(
        ("places", "count"),
        [
            ((800, 300, 800, 300), 1),  # laid out anew each time
            ((300, 500, 700, 900), 0),  # pushed on by what comes above it
        ],
    )
    def test_what_goes_back_to_where_it_was_is_no_loading(self, found, places, count):
        walk = Walk().open(0.2, "/")
        for place, top in enumerate(places):
            item = Target("listitem", "Pack", "#pack", tag="li", rect=Rect(15, top, 300, 400))
            walk.event(0.9 + 0.3 * place, Shift, value=0.24, sources=(item,))
        walk.event(6.0, Vital, name="CLS", value=0.96, rating="poor", target="#pack")
        assert len(found("poor_vitals", walk)) == count
