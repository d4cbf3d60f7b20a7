"""Turning back, bouncing, going in circles and astray: what recordings would not pin down."""

import pytest
from msgspec.structs import replace
from walks.builder import SHOP, Walk, button, entry, fields, link, steps
from walks.common import CONTINUE, LEFT, basket, method
from walks.way import BACK, PEOPLE, SCRIPT, follow, thrash
from walks.way_judged import WAY, found, rules

from kitka.analyzer.analyze import analyze
from kitka.recorder.model import Click, Message, Scroll, Target


class TestUTurn:
    def test_names_the_link_and_the_time_it_took(self, read_recording):
        recording = read_recording("u_turn.fires")
        misled, turn = analyze(recording.log, recording.scenario, WAY).frictions
        assert (misled.element.name, misled.step) == ("Backpacks", "Product")
        assert (turn.element.name, turn.step) == ("Delivery prices", "Delivery address")
        assert turn.cost_s == pytest.approx(26.3 - 22.0)
        assert turn.evidence.values["stay_s"] == pytest.approx(3.7, abs=0.05)

    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [("Tents", "Backpacks", 1), ("Backpacks", "Backpacks", 0), ("Tents", "Sale", 0)],
    )
    def test_a_glance_at_what_bears_another_name(self, first, second, expected):
        walk = Walk().open(0.2, "/").press(4, link("Backpacks"), {"unloading": 3})
        walk.open(4.02, "/c/3/", title=f"{first} | Shop").open(6.0, "/", navigation="back_forward")
        walk.press(8.0, link("BACKPACKS"), {"unloading": 3})
        walk.open(8.02, "/c/1/", title=f"{second} | Shop")
        assert rules(walk).count("u_turn") == expected

    @pytest.mark.parametrize(("under", "expected"), [(None, 1), (entry("Pieces"), 0)])
    def test_a_press_that_was_meant_for_something_else(self, under, expected):
        """blocked_control tells of what took it."""
        walk = basket().press(22.0, link("Delivery prices"), dict(LEFT), under=under)
        walk.open(22.02, "/info/delivery/").open(26.0, "/basket/", **BACK)
        assert rules(walk).count("u_turn") == expected

    @pytest.mark.parametrize(
        ("name", "title", "times", "expected"),
        [
            ("Kaarna small backpack", "Tunturi day backpack", 2, 1),
            ("Kaarna small backpack", "Tunturi day backpack", 1, 0),  # looked at, and not liked
            ("Kaarna small backpack", "Kaarna backpack, small", 2, 0),
            ("Show this product", "Tunturi day backpack", 2, 0),  # names nothing
            ("Kaarna small backpack", "Shop", 2, 0),  # nor does the page
        ],
    )
    def test_the_same_link_led_to_another_thing_twice(self, name, title, times, expected):
        walk, url = Walk().open(0.2, "/", title="Shop"), f"/item/{title.replace(' ', '-')}"
        for place in range(times):
            at_s = 4.0 + 12 * place
            walk = follow(walk, at_s, name, url, title=f"{title} | Shop")
            walk.open(at_s + 2, "/", title="Shop", navigation="back_forward")
        assert rules(walk).count("u_turn") == expected

    def test_pages_of_a_single_page_shop(self):
        walk = Walk().open(0.2, "/#/shop").press(4, link("Sizes"), {"mutation": 9})
        walk.route(4.1, "/#/sizes").press(7, button("Back"), {"mutation": 9}).route(7.1, "/#/shop")
        (turn,) = found(walk, replace(SHOP, phase="before"))
        assert turn.rule == "u_turn" and turn.evidence.text.startswith("/#/sizes was left")

    def test_before_there_is_a_basket_a_glance_is_how_one_shops(self):
        walk = follow(Walk(), 0.2, "Front", "/")
        walk = follow(walk, 3.0, "Sale", "/sale/").open(6.0, "/", **BACK)
        assert rules(walk) == []
        assert rules(walk, replace(SHOP, phase="after")) == ["u_turn"]

    def test_who_went_on_did_not_turn(self):
        walk = follow(basket(), 12.0, "Delivery prices", "/info/delivery/")
        assert rules(follow(walk, 15.0, "Terms", "/info/terms/")) == []

    def test_slower_than_the_limit_is_reading(self):
        walk = follow(basket(), 12.0, "Delivery prices", "/info/delivery/")
        assert rules(walk.open(19.6, "/basket/", **BACK)) == []

    def test_an_aside_in_between_is_no_looking(self):
        walk = follow(basket(), 12.0, "Delivery prices", "/info/delivery/")
        walk.note(13.0, "pause").note(40.0, "resume").open(43.0, "/basket/", **BACK)
        assert rules(walk) == ["u_turn"]

    @pytest.mark.parametrize(("count", "after_s"), [(2, 0.2), (1, 0.2), (2, 2.0)])
    def test_the_second_press_of_two_was_made_for_the_page_before(self, count, after_s):
        walk = follow(basket(), 12.0, "Delivery prices", "/info/delivery/")
        text = Target("main", "Prices", "#main", tag="main")
        walk.press(12.0 + after_s, text, {"selection": 1.0}, count=count)
        walk.open(16.0, "/basket/", **BACK)
        assert rules(walk) == (["u_turn"] if (count, after_s) == (2, 0.2) else [])

    @pytest.mark.parametrize("distance", [200.0, 900.0])
    def test_scrolling_through_a_page_is_reading_it(self, distance):
        walk = follow(basket(), 12.0, "Delivery prices", "/info/delivery/")
        walk.event(15.9, Scroll, depth=0.6, distance=distance)
        assert rules(walk.open(16.0, "/basket/", **BACK)) == (["u_turn"] if distance < 720 else [])

    def test_one_of_several_like_it_is_choosing(self):
        walk = follow(basket(), 10.0, "Offers", "/offers/")
        for place, name in enumerate(("red-bag", "blue-bag")):  # addresses without a number
            walk = follow(walk, 20.0 + 8 * place, name, f"/shop/{name}")
            walk.open(23.0 + 8 * place, "/offers/", **BACK)
        assert rules(walk) == []


class TestStepBounce:
    def bounce(self, back_s=41.0, error=False):
        walk = method().press(36.0, CONTINUE, dict(LEFT)).submit(36.005, "method", CONTINUE)
        walk.open(36.02, "/checkout/payment-details/")
        if error:
            walk.event(36.5, Message, target=Target("alert", "", ".alert"), text="Not possible")
        return walk.open(back_s, "/checkout/shipping-method/", **BACK)

    def test_belongs_to_the_step_that_sent_back(self):
        (bounce,) = found(self.bounce())
        assert (bounce.rule, bounce.step) == ("step_bounce", "Payment")
        assert "“Payment”" in bounce.evidence.text and "“Delivery method”" in bounce.evidence.text
        assert bounce.element is None and bounce.cost_s == pytest.approx(41.3 - 36.32)

    def test_not_after_an_error_nor_after_reading(self):
        assert rules(self.bounce(error=True)) == []
        assert rules(self.bounce(back_s=47.0)) == []

    @pytest.mark.parametrize(("name", "at_s", "told"), [("Back", 40.99, 1), ("Pay", 38.0, 0)])
    def test_a_button_that_leads_back_sends_nothing(self, name, at_s, told):
        walk = method().press(36.0, CONTINUE, dict(LEFT)).submit(36.005, "method", CONTINUE)
        walk.open(36.02, "/checkout/payment-details/")
        walk.send(at_s, button(name), fields(True, "Holder", "Number"), after=dict(LEFT))
        walk.open(41.0, "/checkout/shipping-method/", **BACK)
        assert rules(walk).count("step_bounce") == told

    def test_not_two_steps_back(self):
        walk = method().press(36.0, CONTINUE, dict(LEFT)).submit(36.005, "method", CONTINUE)
        walk.open(36.02, "/checkout/payment-details/").open(39, "/basket/", **BACK)
        assert rules(walk) == []

    def test_over_an_optional_step_that_was_skipped(self):
        extra = steps(("Gift wrap", "/checkout/gift/"))
        stages = [*SHOP.steps[:4], replace(extra[0], optional=True), *SHOP.steps[4:]]
        assert rules(self.bounce(), replace(SHOP, steps=tuple(stages))) == ["step_bounce"]


class TestPageLoop:
    def test_one_circle_is_told_once_by_the_most_particular_rule(self, read_recording):
        recording = read_recording("page_loop.fires")
        (loop,) = analyze(recording.log, recording.scenario, WAY).frictions
        assert (loop.rule, loop.evidence.values["visits"]) == ("page_loop", 3)
        assert loop.evidence.values["subject"] == "/account/"  # the page that came first

    def test_a_bounce_within_it_tells_it(self):
        walk = method().press(36.0, CONTINUE, dict(LEFT)).submit(36.005, "method", CONTINUE)
        walk.open(36.02, "/checkout/payment-details/")
        for place in range(2):
            walk.open(38.0 + 4 * place, "/checkout/shipping-method/", **BACK)
            walk.open(40.0 + 4 * place, "/checkout/payment-details/", navigation="back_forward")
        assert "page_loop" not in rules(walk) and "step_bounce" in rules(walk)

    @pytest.mark.parametrize(("apart_s", "expected"), [(0.4, []), (2.0, ["page_loop"])])
    def test_a_link_pressed_again_at_once_is_none(self, apart_s, expected):
        walk = basket()
        for place in range(3):
            walk = follow(walk, 12.0 + apart_s * place, "Help", "/help/")
        assert rules(walk) == expected

    def test_reloading_by_hand_is_one(self):
        walk = basket()
        for place in range(3):
            walk.open(12.0 + 3 * place, "/checkout/shipping-address/", navigation="reload")
        assert rules(walk) == ["page_loop"]

    def test_two_pages_whose_forms_lead_to_each_other(self):
        walk = basket().open(12.0, "/a/")
        for place, address in enumerate(("/b/", "/a/") * 3):
            at_s = 13.0 + 1.5 * place
            walk.press(at_s, CONTINUE, dict(LEFT)).submit(at_s + 0.005, "form", CONTINUE)
            walk.open(at_s + 0.02, address)
        assert rules(walk) == ["page_loop"]

    def test_a_form_that_shows_its_page_again_leads_nowhere(self):
        walk = basket().open(12.0, "/a/")
        for place in range(4):
            at_s = 13.0 + 1.5 * place
            walk.press(at_s, CONTINUE, dict(LEFT)).submit(at_s + 0.005, "form", CONTINUE)
            walk.open(at_s + 0.02, "/a/")
        assert rules(walk) == []


class TestDetour:
    def wander(self, *pages, walk=None):
        walk = walk or basket()
        for place, page in enumerate(pages):
            walk = follow(walk, 12.0 + 9 * place, page, f"/{page}/")
        return walk

    def test_without_a_script_nothing_can_be_said(self):
        walk = self.wander("offers", "stores", "contact", "faq")
        result = analyze(walk.log(), SHOP, WAY)
        assert result.not_applicable["detour"] == "no script has shown the way"

    def test_costs_the_time_on_those_pages(self, read_recording):
        recording = read_recording("detour.fires")
        (detour,) = analyze(
            recording.log, recording.scenario, WAY, recording.reference
        ).frictions  # fmt: skip
        assert (detour.step, detour.element.name) == ("Delivery address", "account")
        assert detour.evidence.values["views"] == 6
        assert detour.cost_s == pytest.approx(58, abs=2)

    def test_two_pages_are_none(self):
        assert rules(self.wander("offers", "stores"), reference=SCRIPT) == []

    def test_a_long_way_that_is_alike_is_none(self):
        walk = self.wander("offers", "stores", "contact")
        for place, url in enumerate(SCRIPT.path[3:]):
            walk.open(60.0 + 10 * place, url)
        assert rules(walk, reference=SCRIPT) == []


class TestPointer:
    def test_not_by_touch(self):
        walk = thrash(thrash(basket(), 12.0), 15.0)
        target = Target("button", "Go", "#go", tag="button", interactive=True)
        walk.event(20, Click, id=9, target=target, pointer="touch")
        result = analyze(walk.log(), SHOP, WAY)
        assert result.frictions == () and "fingers" in result.not_applicable["thrashed_cursor"]


def test_a_sound_way_is_quiet():
    walk = method().press(36.0, CONTINUE, dict(LEFT)).submit(36.005, "method", CONTINUE)
    walk.open(36.02, "/checkout/payment-details/").press(50, CONTINUE, dict(LEFT))
    walk.submit(50.005, "card", CONTINUE, fields(True, "Number")).open(50.02, "/checkout/preview/")
    assert rules(walk.open(60, "/checkout/thank-you/"), reference=PEOPLE) == []
