"""Rules of the way: what the recordings alone would not pin down."""

import pytest
from msgspec.structs import replace
from walks.builder import SHOP, Walk, button, entry, fields, link, steps
from walks.common import CONTINUE, LEFT, basket, method
from walks.way import BACK, OWN, PEOPLE, SCRIPT, SEARCH, follow, search, tabbed, thrash

from kitka.analyzer.analyze import analyze
from kitka.analyzer.results import Distribution
from kitka.analyzer.rules import discover
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.way.searches import searches
from kitka.recorder.model import (
    Blur,
    Change,
    Choice,
    Click,
    FieldState,
    Layer,
    Message,
    Request,
    Scroll,
    Target,
    Visibility,
)

WAY = [rule for rule in discover() if rule.family == "way"]


def found(walk, scenario=SHOP, reference=None):
    result = analyze(walk.log(), scenario, WAY, reference)
    assert not any("rule broke" in why for why in result.not_applicable.values())
    return result.frictions


def rules(walk, scenario=SHOP, reference=None):
    return [friction.rule for friction in found(walk, scenario, reference)]


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


class TestSearchStruggle:
    def test_counts_different_words_from_the_first_search_on(self, read_recording):
        recording = read_recording("search_struggle.fires")
        (struggle,) = analyze(recording.log, recording.scenario, WAY).frictions
        assert struggle.evidence.values == {"searches": 4, "subject": "/haku/"}
        assert struggle.element.name == "Haku" and struggle.step == "Product"

    @pytest.mark.parametrize("key", ["q", "query", "search", "s", "haku", "sok", "suche"])
    def test_by_the_usual_names_in_addresses(self, key):
        walk = Walk().open(0.2, "/")
        for place, word in enumerate(("bag", "sack", "pack")):
            walk.open(4.0 + 8 * place, f"/find?{key}={word}")
        assert rules(walk) == ["search_struggle"]

    def test_two_are_none_and_the_same_word_again_is_the_same(self):
        walk = Walk().open(0.2, "/")
        for place, word in enumerate(("bag", "sack", "Bag", "sack")):
            walk.open(4.0 + 8 * place, f"/find?q={word}")
        assert rules(walk) == []

    def test_in_a_page_that_stays(self):
        walk = Walk().open(0.2, "/")
        for place in range(3):
            walk.event(4.0 + 8 * place, Change, target=SEARCH)
        assert rules(walk) == ["search_struggle"]
        (first, *_) = searches(Timeline(walk.log()))
        assert (first.term, first.element.name) == ("", "Haku")

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            (("sack", "pack"), ["search_struggle"]),
            (("sack", "sack"), []),  # the same once more
            (("", ""), []),  # the request does not say for what
        ],
    )
    def test_where_only_the_first_search_changes_the_address(self, words, expected):
        go = button("Search")
        state = FieldState(key="q", target=SEARCH, filled=True)
        walk = Walk().open(0.2, "/")
        for place, word in enumerate(("bag", *words)):
            at_s = 4.0 + 8 * place
            walk.press(at_s, go, {"request": 9.0, "mutation": 40.0})
            walk.submit(at_s, "search", go, (state,))
            url = f"/find?q={word}" if word else "/find"
            walk.event(at_s + 0.01, Request, url=url, status=200, click=place)
            if place == 0:
                walk.route(at_s + 0.03, url)
        assert rules(walk) == expected

    def typing(self, name, after, corrections=0, opened=False):
        """Other words in a field that keeps the focus: one change, one visit."""
        field = Target("combobox", name, "header input", tag="input", type="text", text_entry=True)
        walk = Walk().open(0.2, "/").press(3.0, field, {"focus": 0.0})
        walk.event(3.4, Change, target=field)
        for at_s in (9.0, 15.0):
            walk.press(at_s, field, dict(after))
            if opened:
                walk.press(at_s + 4, link("Bag"), {"mutation": 4}).route(at_s + 4.1, f"/p/{at_s}")
                walk.route(at_s + 5, "/")
        left = {"dwell_ms": 18000, "changed": True, "typed": 24, "corrections": corrections}
        return walk.event(21.0, Blur, target=field, **left)

    @pytest.mark.parametrize("name", ["Search", "Etsi tuotteita", "Vad letar du efter?", "Suche"])
    def test_as_you_type_in_a_field_that_keeps_the_focus(self, name):
        assert rules(self.typing(name, {"focus": 0.0, "input": 150.0})) == ["search_struggle"]
        assert rules(self.typing(name, {"focus": 0.0}, corrections=2)) == ["search_struggle"]

    @pytest.mark.parametrize("name", ["Search your address", "Etsi noutopiste", "Note"])
    def test_what_else_is_looked_for(self, name):
        assert rules(self.typing(name, {"focus": 0.0, "input": 150.0})) == []

    def test_pressed_into_the_field_and_typed_nothing_or_opened_what_was_found(self):
        assert rules(self.typing("Search", {"focus": 0.0})) == []
        typed = {"focus": 0.0, "input": 150.0}
        assert rules(self.typing("Search", typed, opened=True)) == []

    def test_a_step_that_is_reached_ends_it(self):
        walk = Walk().open(0.2, "/")
        walk = search(walk, 4.0, "/find?q=bag")
        walk = search(walk, 12.0, "/find?q=sack").open(18.0, "/catalogue/sack_1/")
        walk = search(walk, 24.0, "/find?q=pack")
        assert rules(walk) == []

    def test_the_step_that_was_worked_towards_when_the_results_came_in_place(self):
        walk = Walk().open(0.2, "/")
        for place, word in enumerate(("bag", "sack", "pack")):
            walk.press(4.0 + 8 * place, button("Search"), {"mutation": 40.0})
            walk.route(4.05 + 8 * place, f"/find?q={word}")
        (struggle,) = found(walk)
        assert struggle.step == "Product"

    def test_an_empty_query_is_no_search(self):
        walk = Walk().open(0.2, "/")
        for place in range(4):
            walk.open(4.0 + 8 * place, f"/find?q=&sort={place}")
        assert searches(Timeline(walk.log())) == []


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


class TestRelative:
    def test_below_its_minimum_a_rule_says_so(self):
        few = replace(
            PEOPLE,
            fields={k: Distribution(9, d.mean, d.sd, d.p90) for k, d in PEOPLE.fields.items()},
            pages={},
        )
        for reference in (None, SCRIPT, few):
            result = analyze(basket().log(), SHOP, WAY, reference)
            assert "fewer than 10 people" in result.not_applicable["hesitation"]
            assert "fewer than 10 people" in result.not_applicable["excess_scroll"]

    def test_a_hesitation_costs_what_is_more_than_usual(self, read_recording):
        recording = read_recording("hesitation.fires")
        found = analyze(recording.log, recording.scenario, WAY, recording.reference).frictions
        one, own, choice = found
        assert one.cost_s == pytest.approx(16.0 - 1.4) and one.element.name == "Postcode"
        assert one.evidence.values == {"waited_s": 16.0, "p90_s": 3.0, "n": 14}
        assert own.cost_s == pytest.approx(16.0 - 1.0) and own.element.name == "CVx2 / 4DBC"
        assert own.evidence.values == {"waited_s": 16.0, "own_s": 1.0, "n": 4}
        assert choice.element.name == "Bring parcel" and choice.evidence.values["waited_s"] == 24.0
        assert choice.at_s == pytest.approx(91.0) and choice.evidence.values["n"] >= 4

    @pytest.mark.parametrize(
        ("others_s", "waited_s", "fields", "name", "expected"),
        [
            (1.0, 12.0, 4, "Register number", 1), (1.0, 9.0, 4, "Register number", 0),
            (3.5, 12.0, 4, "Register number", 0), (3.5, 15.0, 4, "Register number", 1),
            (1.0, 12.0, 3, "Register number", 1), (1.0, 12.0, 2, "Register number", 0),
            (1.0, 60.0, 4, "Puhelin", 0),
            (1.0, 60.0, 4, "Gutscheincode", 0),
        ],
    )  # fmt: skip
    def test_beside_the_person_s_own(self, others_s, waited_s, fields, name, expected):
        for typed in (True, False):
            walk, at_s = Walk().open(0.2, "/checkout/"), 3.0
            walk.event(at_s, Blur, target=entry("Before"), filled=True)
            for own in OWN[:fields]:
                tabbed(walk, at_s, own, others_s)
                at_s += others_s + 2
            tabbed(walk, at_s, name, waited_s, typed)
            assert rules(walk).count("hesitation") == expected

    @pytest.mark.parametrize(
        ("pages", "look_s", "waited_s", "expected"),
        [(4, 5, 16, 1), (4, 5, 14, 0), (4, 9, 16, 0), (4, 9, 19, 1), (3, 5, 60, 0)],
    )
    def test_a_choice_beside_the_person_s_looks_at_pages(self, pages, look_s, waited_s, expected):
        walk, choice = Walk(), Target("radio", "Parcel", "#p", tag="input", type="radio")
        way = ("/catalogue/b_1/", "/basket/", "/checkout/shipping-address/", "/terms/")
        for page in range(pages):
            walk.open(page * 20.0, way[page]).press(page * 20 + 0.3 + look_s, link("On"), {})
        walk.open(100.0, "/checkout/shipping-method/")
        walk.event(190.0, Choice, target=choice, waited_ms=waited_s * 1000)
        assert rules(walk).count("hesitation") == expected

    def test_a_choice_from_which_something_else_led_away(self):
        choice = Target("radio", "Parcel", "#p", tag="input", type="radio")
        for kind, values in (
            (Layer, {"id": 1, "state": "shown", "target": Target("dialog", "Chat", "#c")}),
            (Visibility, {"state": "hidden"}),
        ):
            walk = Walk()
            for page in range(5):
                walk.open(page * 20.0, f"/{page}/").press(page * 20 + 4, link("On"), {})
            walk.event(110.0, kind, **values)
            walk.event(140.0, Choice, target=choice, waited_ms=50_000)
            assert "hesitation" not in rules(walk)

    def test_who_was_led_elsewhere_did_not_hesitate(self):
        walk = Walk().open(0.2, "/checkout/").event(3.0, Blur, target=entry("B"), filled=True)
        for place, own in enumerate(OWN):
            tabbed(walk, 3.0 + 3 * place, own, 1.0)
        walk.event(18.0, Layer, id=1, state="shown", target=Target("dialog", "Chat", "#c"))
        assert rules(tabbed(walk, 15.0, "Region code", 16.0)) == []

    def test_a_field_that_the_page_put_the_focus_on_was_not_gone_to(self):
        walk = Walk().open(0.2, "/checkout/").event(1.0, Blur, target=entry("B"), filled=True)
        for place, own in enumerate(OWN):
            tabbed(walk, 1.0 + 3 * place, own, 1.0)
        walk.open(20.0, "/checkout/payment/")
        assert rules(tabbed(walk, 20.5, "Owner", 16.0)) == []
        walk.open(60.0, "/checkout/other/")
        walk.press(61.0, entry("Maker"), {"focus": 1})
        assert rules(tabbed(walk, 61.0, "Maker", 16.0)) == ["hesitation"]

    def test_a_phone_is_not_held_against_desktops(self):
        walk = Walk(device="phone").open(0.2, "/checkout/shipping-address/")
        walk.event(60.0, Scroll, depth=1.0, distance=9000, reversals=14)
        assert rules(walk, reference=PEOPLE) == []


def test_a_sound_way_is_quiet():
    walk = method().press(36.0, CONTINUE, dict(LEFT)).submit(36.005, "method", CONTINUE)
    walk.open(36.02, "/checkout/payment-details/").press(50, CONTINUE, dict(LEFT))
    walk.submit(50.005, "card", CONTINUE, fields(True, "Number")).open(50.02, "/checkout/preview/")
    assert rules(walk.open(60, "/checkout/thank-you/"), reference=PEOPLE) == []
