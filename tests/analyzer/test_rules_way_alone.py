"""Rules of the way where few people are known: beside one's own pages, and what ends a run."""

import pytest
from walks.builder import SHOP, Walk, button, fields, link
from walks.common import LEFT, address, basket, method
from walks.way import SCRIPT, SEARCH, follow, search, thrash
from walks.way_judged import WAY, rules

from kitka.analyzer.analyze import analyze
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.way.searches import searches
from kitka.recorder.model import Change, Layer, Scroll, Target


class TestScrollingBesideOnesOwnPages:
    def scrolled(self, walk, reversals=5, screens=8.0, stay_s=20.0):
        began = 30.0
        walk.open(began, "/checkout/payment-details/")
        distance = 720 * screens
        return walk.event(began + stay_s, Scroll, distance=distance, reversals=reversals)

    @pytest.mark.parametrize(
        ("how", "expected"),
        [
            ({}, 1),
            ({"reversals": 3}, 0),  # looked at, and once more
            ({"screens": 5.0}, 0),  # less than a screenful from turn to turn
            ({"stay_s": 60.0}, 0),  # read
        ],
    )
    def test_whole_screenfuls_in_haste(self, how, expected):
        assert rules(self.scrolled(address(), **how)).count("excess_scroll") == expected

    @pytest.mark.parametrize(
        ("how", "expected"),
        [
            ({"turns": (2300, 0, 2250)}, 1),  # looked up a second time, far away
            ({"turns": (2300, 0)}, 0),  # once
            ({"turns": (2300, 0, 1500)}, 0),  # somewhere else
            ({"turns": (900, 0, 900)}, 0),  # near by
            ({"turns": (2300, 0, 2300), "height": 3000}, 0),  # the end of the page
            ({"turns": (2300, 0, 2300), "distance": 1500}, 0),  # slowly
        ],
    )
    def test_to_the_same_place_and_back_and_again(self, how, expected):
        walk = method().open(60.0, "/checkout/payment-details/")
        way = {"distance": 9300, "height": 6000, "reversals": len(how["turns"]), **how}
        assert rules(walk.event(72.0, Scroll, **way)).count("excess_scroll") == expected

    @pytest.mark.parametrize(
        ("height", "expected"),
        [(1170, 1), (1600, 0), (1000, 0)],  # nearly all of it, half of it, hardly to be scrolled
    )
    def test_a_page_that_has_no_whole_screenful_to_scroll(self, height, expected):
        walk = method().open(60.0, "/checkout/payment-details/")
        way = {
            "distance": 8 * 440,
            "height": height,
            "reversals": 7,
            "turns": (440, 20, 400, 0, 430, 30, 410),
        }
        assert rules(walk.event(70.0, Scroll, **way)).count("excess_scroll") == expected

    @pytest.mark.parametrize(
        ("turns", "expected"),
        [
            ((488, 0, 489, 0, 488, 0, 489), 1),  # the page goes back up by itself
            ((488, 0, 420, 0, 530, 0, 350), 0),  # browsed
            ((300, 0, 300, 0, 300, 0, 300), 0),  # what is hardly out of sight
        ],
    )
    def test_the_very_same_two_places_over_and_over(self, turns, expected):
        walk = method().open(60.0, "/checkout/payment-details/")
        way = {"distance": 3900, "height": 2056, "reversals": len(turns), "turns": turns}
        assert rules(walk.event(72.0, Scroll, **way)).count("excess_scroll") == expected

    def test_products_far_apart_are_compared(self):
        walk = follow(Walk().open(0.2, "/"), 3.0, "Sale", "/sale/")
        walk = follow(walk, 6.0, "Bags", "/bags/")
        way = {"distance": 9300, "height": 6000, "reversals": 3, "turns": (2300, 0, 2250)}
        assert rules(walk.event(18.0, Scroll, **way)) == []

    def test_who_scrolls_so_everywhere_is_not_lost_here(self):
        walk = address().event(25.0, Scroll, distance=4000, reversals=3)
        assert rules(self.scrolled(walk)) == []

    def test_of_one_page_less_nothing_can_be_said(self):
        walk = Walk().open(0.2, "/")
        assert rules(self.scrolled(walk)) == []

    def test_what_was_done_there_and_back_explains_turns(self):
        walk = address().open(30.0, "/checkout/payment-details/")
        for at_s in (34.0, 38.0, 49.0):
            walk.press(at_s, button("Add a note"), {"mutation": 20})
        walk.event(50.0, Scroll, distance=720 * 8, reversals=5)
        assert rules(walk) == []

    def test_a_layer_that_holds_the_page_and_lets_it_go(self):
        walk = address().open(30.0, "/checkout/payment-details/")
        layer = Target("dialog", "Offer", "#offer")
        walk.event(34.0, Layer, id=1, state="shown", target=layer)
        walk.event(50.0, Scroll, distance=720 * 8, reversals=5)
        assert rules(walk) == []

    @pytest.mark.parametrize(("reversals", "expected"), [(5, 0), (9, 1)])
    def test_a_list_is_looked_through_before_anything_is_chosen(self, reversals, expected):
        walk = follow(Walk().open(0.2, "/"), 3.0, "Sale", "/sale/")
        walk = follow(walk, 6.0, "Bags", "/bags/")
        walk.event(30.0, Scroll, distance=720 * 11, reversals=reversals)
        assert rules(walk).count("excess_scroll") == expected


@pytest.mark.parametrize(("seconds", "expected"), [(1.4, []), (3.5, ["thrashed_cursor"])])
def test_one_long_stretch_of_the_pointer(seconds, expected):
    walk = thrash(basket(), 12.0)
    walk.pages[walk.page][-1] = type(walk.pages[walk.page][-1])(
        t=walk._t(12.0), view=0, duration_ms=1000 * seconds, distance=5000, reversals=6
    )
    assert rules(walk) == expected


class TestASlowCircle:
    def circle(self, apart_s=6.0, done=False, back=""):
        walk = basket()
        for place in range(3):
            at_s = 12.0 + 2 * apart_s * place
            walk = follow(walk, at_s, "Terms", "/account/")
            if done:
                walk.event(at_s + 1, Change, target=SEARCH)
            view = {"navigation": back} if back else {}
            walk = follow(walk, at_s + apart_s, "Continue", "/basket/", **view)
        return rules(walk).count("page_loop")

    def test_nothing_was_done_but_to_be_led_on(self):
        assert self.circle() == 1

    @pytest.mark.parametrize("how", [{"apart_s": 9.0}, {"done": True}, {"back": "back_forward"}])
    def test_otherwise_it_is_looking_around(self, how):
        assert self.circle(**how) == 0


@pytest.mark.parametrize(("pages", "expected"), [("abcd", 0), ("abcde", 1)])
def test_many_pages_between_two_steps_of_a_way_that_is_alike_otherwise(pages, expected):
    walk = basket()
    for place, page in enumerate(pages):
        walk = follow(walk, 12.0 + 9 * place, page, f"/{page}/")
    for place, url in enumerate(SCRIPT.path[3:]):
        walk.open(70.0 + 10 * place, url)
    result = analyze(walk.log(), SHOP, WAY, SCRIPT)
    assert [f.rule for f in result.frictions].count("detour") == expected


class TestSearching:
    def test_in_a_part_of_the_address(self):
        walk = Walk().open(0.2, "/")
        for place, word in enumerate(("reppu", "rinkka", "laukku")):
            walk = follow(walk, 4.0 + 8 * place, "Hae", f"/haku/{word}/")
        assert [one.term for one in searches(Timeline(walk.log()))] == ["reppu", "rinkka", "laukku"]
        assert rules(walk) == ["search_struggle"]

    @pytest.mark.parametrize(
        ("name", "expected"),
        [("×", 1), ("Tyhjennä haku", 1), ("Sort by price", 1), ("Lisää ostoskoriin", 0), ("Go", 0)],
    )
    def test_what_is_pressed_beside_it(self, name, expected):
        walk = Walk().open(0.2, "/")
        for place, word in enumerate(("reppu", "rinkka", "laukku")):
            walk = search(walk, 4.0 + 8 * place, f"/haku/?q={word}")
            walk.press(8.0 + 8 * place, button(name), {"mutation": 20})
        assert rules(walk).count("search_struggle") == expected


def test_a_page_of_results_is_no_word():
    walk = Walk().open(0.2, "/search/page/").open(2.0, "/search/results")
    walk.press(4.0, link("Bags"), dict(LEFT)).submit(4.1, "f", button("Go"), fields(True, "Size"))
    assert searches(Timeline(walk.log())) == []


class TestLedOn:
    """Where the shop, and not the shopper, chose what was looked at."""

    def round(self, again):
        walk = follow(Walk().open(0.2, "/"), 2.0, "Bags", "/category/bags_1/")
        walk = follow(walk, 6.0, "Pack", "/catalogue/pack_1/")
        for place in range(3):
            began = 10.0 + 3 * place
            walk.press(began, link("Bags"), dict(LEFT)).open(began + 0.02, "/category/bags_1/")
            if again == "by itself":
                walk.open(began + 0.9, "/catalogue/pack_1/")
            else:
                walk = follow(walk, began + 0.9, "Pack", "/catalogue/pack_1/")
        return walk

    def test_a_list_that_leads_away_again_is_a_loop(self):
        result = analyze(self.round("by itself").log(), SHOP, WAY)
        told = [friction for friction in result.frictions if friction.rule == "page_loop"]
        assert [friction.step for friction in told] == ["Product"]  # one chooses again

    def test_products_looked_at_between_are_none(self):
        assert "page_loop" not in rules(self.round("by the shopper"))

    @pytest.mark.parametrize(
        ("title", "status", "count"),
        [
            ("No longer available | Shop", 200, 1),
            ("Tuotetta ei löydy | Kauppa", 200, 1),
            ("No longer available | Shop", 404, 0),  # failed_request tells
            ("Pack, sold out | Shop", 200, 0),
        ],
    )
    def test_a_link_to_what_is_gone(self, title, status, count):
        walk = follow(Walk().open(0.2, "/"), 2.0, "Bags", "/category/bags_1/")
        walk.press(6.0, link("Pack"), dict(LEFT))
        walk.open(6.02, "/products/pack/", title=title, status=status)
        walk.open(8.0, "/category/bags_1/", navigation="back_forward")
        walk = follow(walk, 10.0, "Pack", "/catalogue/pack_2/")
        assert rules(walk).count("u_turn") == count
