"""Presses that a shop answers badly, and their quiet counterparts."""

import pytest
from walks.builder import button, entry, fields, link

from kitka.analyzer.analyze import analyze
from kitka.analyzer.rules import discover
from kitka.recorder.model import (
    Alert,
    Block,
    Blur,
    Change,
    Focus,
    JsError,
    Layer,
    Message,
    Rect,
    Request,
    Setting,
    Target,
)

GO = button("Proceed")
SAVE = button("Save for later")
ANSWERING = tuple(rule for rule in discover() if rule.family in ("answering", "forms"))


@pytest.fixture
def told(shop):
    def of(walk):
        result = analyze(walk.log(), shop, ANSWERING)
        assert not [why for why in result.not_applicable.values() if "rule broke" in why]
        return [f.rule for f in result.frictions]

    return of


@pytest.fixture
def page(walk):
    return lambda url="/basket/": walk().open(0, url)


def asked(walk, at_s, target=SAVE, ended_ms=300, observed_ms=7000, status=200, **after):
    """A press that asks the shop at once, and its answer."""
    walk.press(at_s, target, {"request": 8, **after}, observed_ms)
    return walk.event(
        at_s + 0.008, Request, url="/api/x", method="POST", status=status, duration_ms=ended_ms,
        click=walk.clicks,
    )  # fmt: skip


class TestWhatTheShopAnsweredAndNobodySaw:
    def test_pressed_again_or_given_up_it_is_dead(self, page, told):
        assert told(asked(asked(page(), 2), 9.2)) == ["dead_click"]
        assert told(asked(page(), 2, button("Continue"))) == ["dead_click"]
        walk = asked(page(), 2).open(12, "/basket/", navigation="reload")
        assert told(walk.press(14, link("Terms"), {"mutation": 9})) == ["dead_click"]

    def test_who_goes_on_may_have_got_it(self, page, told):
        assert told(asked(page(), 2).press(10, link("Terms"), {"mutation": 9})) == []
        assert told(asked(page(), 2).event(10, Change, target=entry("Note"))) == []
        assert told(asked(page(), 2).open(12, "/checkout/")) == []
        assert told(asked(page(), 2)) == []  # and leaves

    def test_what_was_seen_or_is_on_its_way_is_not_dead(self, page, told):
        assert told(asked(page(), 2, mutation=900)) == []
        assert told(asked(page(), 2, observed_ms=2500)) == []  # left too soon to know
        assert told(asked(page(), 2, ended_ms=4000)) == ["slow_response"]

    def test_what_is_shown_long_after_a_failure_is_no_slow_answer(self, page, told):
        assert told(asked(page(), 2, status=500, mutation=5400)) == ["error_click"]
        assert told(asked(page(), 2, ended_ms=5200, mutation=5400)) == ["slow_response"]

    def test_the_second_press_that_is_seen_makes_it_good(self, page, told):
        walk = asked(asked(page(), 2, observed_ms=3000), 5, mutation=350)
        assert told(walk) == ["repeat_click_needed"]
        walk = asked(asked(page(), 2, ended_ms=2600, observed_ms=3000), 5, mutation=350)
        assert "repeat_click_needed" not in told(walk)  # perhaps the first one's


class TestAFormOfAButtonOnly:
    def test_held_back_it_is_dead(self, page, told):
        walk = page().press(2, GO, {}).submit(2.004, "go", GO, (), "prevented", method="post")
        assert told(walk) == ["dead_click"]

    def test_an_empty_search_is_not(self, page, told):
        walk = page().press(2, GO, {})
        walk.submit(2.004, "search", GO, fields(False, "q"), "prevented", method="get")
        assert told(walk) == []


class TestAFormThatWorksWhenItIsSentOnceMore:
    def walk(self, page, between):
        walk = page("/checkout/shipping-address/").press(4, GO, {}, 3000)
        states = fields(True, "Name", "Street")
        walk.submit(4.004, "address", GO, states, "prevented", method="post")
        if between:
            walk.event(5, Change, target=entry("Street"))
        walk.press(7, GO, {"unloading": 4}).submit(7.004, "address", GO, states, method="post")
        return walk.open(7.02, "/checkout/shipping-method/")

    def test_its_first_press_was_swallowed(self, page, told):
        assert told(self.walk(page, between=False)) == ["repeat_click_needed"]

    def test_what_was_entered_in_between_made_it_good(self, page, told):
        assert told(self.walk(page, between=True)) == ["silent_refusal"]


def test_a_route_that_is_shown_late_is_slow_and_not_dead(page, told):
    walk = page().press(2, link("Delivery"), {"navigation": 3400, "mutation": 3401}, 3700)
    assert told(walk.route(5.4, "/delivery")) == ["slow_response"]
    walk = page().press(2, link("Delivery"), {"mutation": 3400}, 3700)
    assert told(walk) == ["dead_click"]


class TestAPageThatIsBusy:
    def busy(self, walk, at_s, *pieces, gap_s=0.05, **more):
        for ms in pieces:
            walk.event(at_s, Block, duration_ms=ms, **more)
            at_s += ms / 1000 + gap_s
        return walk

    def test_pieces_of_work_are_one(self, page, told):
        walk = page().press(2, GO, {"mutation": 1400})
        assert told(self.busy(walk, 2.0, 480, 420, 450, click=0)) == ["long_block"]
        walk = page().press(2, GO, {"mutation": 300})
        assert told(self.busy(walk, 2.0, 480, 420, 450, gap_s=0.4)) == []

    def test_a_key_set_off_what_a_press_waited_for(self, page, shop):
        def named(still_ms):
            """The last key came so long before the field was left, after 1.5 s of work."""
            walk = page().event(3, Change, target=entry("Postcode"))
            self.busy(walk, 5.0, 1500, click=0)
            walk.event(
                6.51, Blur, target=entry("Postcode"), dwell_ms=4000, changed=True, still_ms=still_ms
            )
            log = walk.press(6.52, GO, {"mutation": 20}).log()
            (one,) = (f for f in analyze(log, shop).frictions if f.rule == "long_block")
            return one.element.name

        assert named(1600) == "Postcode"
        assert named(3400) == GO.name  # it was long still when the work began

    def test_a_choice_waits_as_a_press_does(self, page, told):
        size = Target("combobox", "Size", "#size", tag="select", interactive=True)
        walk = page().event(5.02, Setting, target=size, carried=True, after={"mutation": 1500})
        assert told(self.busy(walk, 5.0, 1500)) == ["long_block"]
        walk = page().event(5.02, Setting, target=size, carried=True, after={"mutation": 90})
        assert told(self.busy(walk, 8.0, 1500)) == []

    def test_a_key_waits_for_what_entering_the_field_set_off(self, page, told):
        def entered(hesitation_ms):
            walk = page().event(6.5, Change, target=entry("Street"), hesitation_ms=hesitation_ms)
            return told(self.busy(walk, 5.0, 1480))

        assert entered(1600) == ["long_block"]
        assert entered(400) == []  # it had begun before


class TestErrorsAfterALongRequest:
    def failing(self, page, late_s=0.02, between=False):
        walk = asked(page(), 2, ended_ms=1800, observed_ms=2300, mutation=40)
        if between:
            walk.press(3.2, link("Terms"), {"mutation": 9})
        return walk.event(3.808 + late_s, JsError, message="TypeError: x is undefined")

    def test_what_the_answer_made_fail_is_the_presses(self, page, told):
        assert told(self.failing(page)) == ["error_click"]

    def test_beside_it_or_after_another_press_it_is_nobodys(self, page, told):
        assert told(self.failing(page, 0.4)) == []
        assert told(self.failing(page, between=True)) == []


class TestDisabled:
    WAITING = button("Place order", disabled=True)

    def pressed(self, page, told, *after, field=None, target=WAITING):
        walk = page()
        walk.event(2, Message, target=Target("alert", "", ".e"), text="Too short", field=field)
        for at_s, kind, values in after:
            walk.event(at_s, kind, **values)
        return told(walk.press(9, target, {}))

    def test_an_error_that_was_mended_explains_nothing(self, page, told):
        street = entry("Street")
        mended = (5, Change, {"target": street})
        assert self.pressed(page, told, mended, field=street) == ["disabled_click"]
        assert self.pressed(page, told, mended) == []  # it may be about anything
        again = {"target": Target("alert", "", ".e"), "text": "Too long", "field": street}
        assert self.pressed(page, told, mended, (6, Message, again), field=street) == []
        assert self.pressed(page, told, field=street) == []

    def test_a_box_of_a_form_is_no_filter(self, page, told):
        terms = Target("checkbox", "I agree", "#terms", tag="input", disabled=True)
        walk = page().press(9, terms, {})
        assert told(walk) == []
        walk = page().event(5, Change, target=entry("Street")).press(9, terms, {})
        assert told(walk) == ["disabled_click"]

    def test_what_asked_and_showed_nothing_is_not_at_its_end(self, page, told):
        def again(**after):
            walk = asked(page(), 2, button("Place order"), observed_ms=5000, **after)
            return told(walk.press(8, self.WAITING, {}))

        assert again() == ["disabled_click"]
        assert again(mutation=40) == []


class TestNothingOwed:
    def tab(self, name):
        return Target("tab", name, f"#{name}", tag="button", interactive=True)

    def test_of_several_tabs_one_is_shown(self, page, told):
        walk = page().press(2, self.tab("Reviews"), {}).press(6, self.tab("Details"), {})
        assert told(walk) == ["dead_click"]
        assert told(page().press(2, self.tab("Reviews"), {})) == []
        walk = page().press(2, self.tab("Reviews"), {"mutation": 9})
        assert told(walk.press(6, self.tab("Details"), {})) == ["dead_click"]

    @pytest.mark.parametrize(
        ("url", "title", "name", "dead"),
        [
            ("/basket", "Basket | Shop", "Basket (2)", False),
            ("/basket", "Basket | Shop", "Bask", True),
            ("/fi/", "Kauppa", "Etusivu", False),
            ("/basket", "Shop", "Home", True),
        ],
    )
    def test_a_link_to_what_is_shown(self, walk, told, url, title, name, dead):
        one = walk().open(0, url, title=title).press(2, link(name), {})
        assert told(one) == (["dead_click"] if dead else [])

    def test_a_link_that_led_here(self, page, told):
        bags = link("Bags and more")
        walk = page("/").press(2, bags, {"navigation": 20, "mutation": 22}).route(2.02, "/c/1")
        assert told(walk.press(8, bags, {})) == []
        walk = page("/").press(2, bags, {"navigation": 20, "mutation": 22}).route(2.02, "/c/1")
        assert told(walk.route(5, "/").press(8, bags, {})) == ["dead_click"]


class TestChoices:
    SORT = Target("combobox", "Sort by", "#sort", tag="select", interactive=True)

    def set(self, walk, at_s, **values):
        return walk.event(at_s, Setting, target=self.SORT, **values)

    def test_what_the_shop_answers_late_is_slow(self, page, told):
        late = {"after": {"request": 40, "mutation": 3900}, "observed_ms": 4200}
        assert told(self.set(page("/c/"), 5, **late)) == ["slow_response"]
        walk = self.set(page("/c/"), 5, **late).event(6, Change, target=entry("Note"))
        assert told(walk) == []  # went on meanwhile
        alone = {"after": {"mutation": 3900}, "observed_ms": 4200}
        assert told(self.set(page("/c/"), 5, **alone)) == []  # a carousel, perhaps

    def test_asked_twice_and_nothing_shown_it_is_dead(self, page, told):
        silent = {"after": {"request": 40}, "observed_ms": 7000}
        walk = self.set(self.set(page("/c/"), 5, **silent), 14, **silent)
        assert told(walk) == ["dead_control"]
        assert told(self.set(page("/c/"), 5, **silent)) == []  # the same order, perhaps


class TestQuickPresses:
    def quick(self, page, target, answer_ms, names=()):
        walk = page()
        for place in range(4):
            one = Target("button", names[place], target.selector, tag="button", interactive=True
                         ) if names else target  # fmt: skip
            walk.press(5 + 0.3 * place, one, {"mutation": answer_ms} if answer_ms else {})
        return walk

    def test_a_stepper_may_be_a_moment_behind(self, page, told):
        assert told(self.quick(page, button("+", "#more", stepper=True), 500)) == []
        assert "rage_click" in told(self.quick(page, button("Pay", "#pay"), 500))
        assert "rage_click" in told(self.quick(page, button("+", "#more", stepper=True), 1500))

    def test_a_button_that_renames_itself_is_the_same(self, page, told):
        names = ("Add", "Adding…", "Adding…", "Add")
        assert "rage_click" in told(self.quick(page, button("Add", "#add"), 0, names))


def test_what_comes_by_itself_later_answers_no_disabled_or_covered_control(page, told):
    waiting = button("Place order", disabled=True)
    assert told(page().press(2, waiting, {"mutation": 4100}, 4400)) == ["disabled_click"]
    assert told(page().press(2, waiting, {"mutation": 400})) == []
    veil = Target("generic", "", "div.veil", tag="div")
    walk = page().press(2, veil, {"mutation": 4100}, 4400, under=GO)
    assert told(walk) == ["blocked_control"]
    assert told(page().press(2, veil, {"mutation": 400}, under=GO)) == []


@pytest.mark.parametrize("name", ["Sold out", "Loppunut", "Slutsåld", "Ausverkauft"])
def test_what_is_disabled_may_say_why_by_itself(page, told, name):
    assert told(page().press(2, button(name, disabled=True), {})) == []


def test_who_presses_a_choice_again_expected_something(page, told):
    black = Target("option", "Black", "#black", tag="li", interactive=True)
    assert told(page().press(2, black, {})) == []
    assert told(page().press(2, black, {}).press(5, black, {})) == ["dead_click", "dead_click"]


def test_at_the_top_a_way_to_the_top_leads_nowhere(page, told):
    assert told(page().press(2, button("Back to top"), {})) == []
    assert told(page().press(2, button("Back to shop"), {})) == ["dead_click"]


@pytest.mark.parametrize(
    ("role", "presses", "gone_s", "expected"),
    [("", 2, None, 1), ("dialog", 2, None, 0), ("", 1, None, 0), ("", 1, 6.1, 0)],
)
def test_a_veil_that_stays_blocks(page, told, role, presses, gone_s, expected):
    veil = Target(role, "Updating…", "div.veil", tag="div", rect=Rect(0, 0, 1280, 720))
    layer = {"id": 1, "target": veil, "asked": True, "share": 1.0, "modal": True}
    walk = page().press(2, button("Update"), {"mutation": 9})
    walk.event(2.1, Layer, state="shown", **layer)
    for place in range(presses):
        walk.press(6 + 4 * place, veil, {}, under=GO)
    if gone_s:
        walk.event(gone_s, Layer, state="gone", **layer)
    assert told(walk) == ["blocked_control"] * expected


def test_what_follows_an_answer_at_once_is_its_press_s(shop, page):
    """However long the shop took: a dialog, heavy work, an error."""
    asked = {"request": 4}
    walk = page().press(2, GO, asked, 7000)
    walk.event(2.004, Request, url="/api/pay", method="POST", status=200, duration_ms=1500, click=0)
    walk.event(3.52, Alert, type="alert", message="It failed", duration_ms=900)
    (dialog,) = [f for f in analyze(walk.log(), shop).frictions if f.rule == "native_dialog"]
    assert dialog.element.name == "Proceed"

    walk = page().press(2, GO, asked | {"mutation": 2700}, 3000)
    walk.event(2.004, Request, url="/api/list", status=200, duration_ms=200, click=0)
    walk.event(2.21, Block, duration_ms=2400)
    assert [f.rule for f in analyze(walk.log(), shop).frictions] == ["long_block"]

    walk = page().press(2, GO, asked, 7000)
    walk.event(2.004, Request, url="/api/add", method="POST", status=200, duration_ms=1500, click=0)
    walk.event(3.52, JsError, message="TypeError: x").press(9, GO, asked, 7000)
    told = [f.rule for f in analyze(walk.log(), shop).frictions]
    assert "error_click" in told and "dead_click" not in told


@pytest.mark.parametrize(
    ("focused_s", "left", "after", "expected"),
    [
        (9.85, False, {}, []),
        (9.85, False, {"mutation": 2900}, []),  # what was chosen there
        (9.85, True, {}, ["dead_click"]),  # a script that fills in quickly
        (9.2, False, {}, ["dead_click"]),
        (None, False, {}, ["dead_click"]),
    ],
)
def test_a_list_that_gives_the_focus_to_its_search_was_opened(
    page, told, focused_s, left, after, expected
):
    """As Select2's does, when the pointer goes down; it is too small for a layer."""
    search = entry("Search countries", type="search")
    walk = page("/checkout/shipping-address/")
    if focused_s:
        walk.event(focused_s, Focus, target=search)
    if left:
        walk.event(9.99, Blur, target=search, dwell_ms=140)
    country = Target("textbox", "Country", "#select2-country", tag="span", interactive=True)
    assert told(walk.press(10, country, after, 3000)) == expected
