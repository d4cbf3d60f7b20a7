"""Rules of the way that ask what is usual: with other people, or on the person's own pages and
fields."""

import pytest
from msgspec.structs import replace
from walks.builder import SHOP, Walk, entry, link
from walks.common import basket
from walks.way import OWN, PEOPLE, SCRIPT, tabbed
from walks.way_judged import WAY, rules

from kitka.analyzer.analyze import analyze
from kitka.analyzer.results import Distribution
from kitka.recorder.model import Blur, Choice, Layer, Scroll, Target, Visibility


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
