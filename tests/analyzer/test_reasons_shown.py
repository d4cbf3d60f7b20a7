"""What a shop showed or asked right before an ending: where it explains it, and where it is only a
circumstance."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from walks.builder import Walk, button, entry, fields, link
from walks.german import (
    LEFT,
    NAMES,
    NEXT,
    adresse,
    end,
    hit,
    kinds,
    korb,
    shelf,
    versand,
    zahlung,
)

from kitka.analyzer.reasons.kinds import kind_of
from kitka.analyzer.results import Element
from kitka.recorder.model import (
    Blur,
    Change,
    Dialog,
    Focus,
    Leave,
    Rect,
    Scroll,
    Total,
)


class TestMoney:
    def test_a_delivery_price_that_had_been_named_is_none(self):
        def walk(named):
            walk = korb().event(9, Total, amount=80.0)
            if named:
                walk.event(9, Total, amount=5.9, what="delivery")
            walk.press(14, button("Zur Kasse"), dict(LEFT)).open(14.02, "/kasse/adresse")
            walk.press(30, NEXT, dict(LEFT)).submit(30.005, "adresse", NEXT, fields(True, *NAMES))
            walk.open(30.02, "/kasse/versand").event(30.6, Total, amount=85.9)
            return walk.event(30.6, Total, amount=5.9, what="delivery").event(35, Leave)

        assert kinds(walk(named=True)) == ["unknown"]
        assert kinds(walk(named=False)) == ["extra cost"]

    def test_what_nobody_stayed_to_read_has_driven_nobody_away(self):
        walk = versand().event(30.4, Total, amount=5.9, what="delivery")
        assert kinds(walk.event(31.0, Leave)) == ["unknown"]

    def test_a_tax_that_the_basket_puts_on_top_of_its_lines(self):
        def basket(total):
            walk = korb().event(8.6, Total, amount=80.0, what="lines")
            return walk.event(8.6, Total, amount=total).event(14, Leave)

        (first, *_) = end(basket(95.2)).reasons
        assert first.kind == "extra cost" and "15.20" in first.text
        assert kinds(basket(80.0)) == ["unknown"]

    def test_a_friction_that_cost_time_comes_before_a_price(self):
        walk = versand().event(30.5, Total, amount=5.9, what="delivery").event(38, Leave)
        assert kinds(walk, hit("repeat_click_needed", 33, 4, "p04"))[0] == "error"

    def test_nor_before_one_that_was_waited_for(self):
        walk = versand(dom_ms=6000).event(36.2, Total, amount=5.9, what="delivery").event(40, Leave)
        assert kinds(walk, hit("slow_response", 30, 5, "p03"))[0] == "too long"
        long_ago = hit("slow_response", 14, 5, "p02")
        assert kinds(walk, long_ago)[0] == "extra cost"

    def test_what_the_first_page_of_all_names_is_no_news(self):
        walk = Walk(scenario="kauf").open(0.2, "/kasse/zahlung").event(1, Total, amount=80.0)
        walk.event(1, Total, amount=5.9, what="delivery").event(6, Leave)
        assert kinds(walk) == ["unknown"]

    def test_back_from_a_page_that_asks_to_pay_without_a_total(self):
        def back(total):
            walk = zahlung()
            if total:
                walk.event(36.5, Total, amount=80.0)
            walk.open(39, "/kasse/versand", title="Versand", navigation="back_forward")
            return walk.event(39.5, Total, amount=80.0).event(42, Leave)

        assert kinds(back(total=False))[0] == "no total"
        assert "no total" not in kinds(back(total=True))

    def test_asking_to_pay_without_any_total_says_less_where_time_was_lost(self):
        walk = versand().press(36, NEXT, dict(LEFT)).submit(36.005, "versand", NEXT)
        walk.open(36.02, "/kasse/zahlung", title="Zahlung").event(
            36.6, Total, amount=8, what="lines"
        )
        walk.event(46, Leave)
        assert kinds(walk)[0] == "no total"
        assert kinds(walk, hit("repeat_click_needed", 40, 5, "p05"))[0] == "error"


class TestWhatWasAsked:
    def stop(self, name, pause_s=12.0, typed=False, **more):
        walk = zahlung().event(36.6, Total, amount=80.0)
        if typed:
            walk.event(38, Change, target=entry("Karteninhaber"))
        return walk.event(40, Focus, target=entry(name, **more)).event(40 + pause_s, Leave)

    def test_a_field_of_the_card_by_whatever_name(self):
        target = replace(entry("CVx2 / 4DBC"), selector="#zahlung_cvc")
        walk = zahlung().event(40, Focus, target=target).event(47, Leave)
        assert kinds(walk)[0] == "trust"
        assert kinds(self.stop("Feld 17", typed=True))[0] == "trust"

    def test_other_fields_ask_for_other_things(self):
        assert kinds(self.stop("Gutscheincode")) == ["extra cost"]
        assert kinds(self.stop("Kennwort", type="password")) == ["account"]
        assert kinds(self.stop("Suche", type="search")) == ["unknown"]

    def test_a_field_that_held_something_was_not_left_empty(self):
        walk = self.stop("Kartennummer")
        left = {"target": entry("Kartennummer"), "dwell_ms": 12_000, "filled": True}
        assert kinds(walk.event(52, Blur, **left)) == ["unknown"]

    def test_a_glance_at_a_field_is_no_stop(self):
        assert kinds(self.stop("Kartennummer", pause_s=2)) == ["unknown"]

    def test_a_page_puts_the_focus_somewhere_when_it_opens(self):
        walk = zahlung().event(36.4, Focus, target=entry("Kartennummer")).event(41, Leave)
        assert "trust" not in kinds(walk)

    def test_who_is_busy_with_fields_is_not_choosing(self):
        assert "payment methods" not in kinds(self.stop("Hinweis", pause_s=20))

    def test_a_choice_that_somebody_was_still_making_says_nothing(self):
        walk = versand().press(40, button("Abholung", rect=Rect(1, 1, 9, 9)), {"mutation": 5})
        assert kinds(walk.event(44, Leave)) == ["unknown"]
        assert kinds(versand().event(44, Leave)) == ["delivery"]


class TestLookedUp:
    def looked(self, url, stay_s=8.0):
        walk = shelf().press(8, link("Hinweise"), dict(LEFT)).open(8.02, url)
        return walk.event(8.3 + stay_s, Leave)

    @pytest.mark.parametrize(
        ("url", "told"),
        [("/widerruf", ["returns"]), ("/lieferzeiten", ["delivery"]),
         ("/zahlungsarten", ["payment methods"]),
         ("/versand-und-ruecksendung", ["delivery", "returns"]), ("/magazin", ["unknown"])],
    )  # fmt: skip
    def test_what_a_page_is_about(self, url, told):
        assert kinds(self.looked(url)) == told

    def test_a_glance_is_no_reading(self):
        assert kinds(self.looked("/widerruf", stay_s=1.5)) == ["unknown"]

    def test_nor_is_a_page_on_which_somebody_landed_because_things_moved(self):
        meant = Element("button", "In den Warenkorb", "#in-den-warenkorb")
        moved = hit("layout_shift", 8.0, 4.0, "p01", element=meant, pressed="link")
        assert kinds(self.looked("/widerruf"), moved) == ["error"]


class TestKinds:
    @pytest.mark.parametrize(
        ("name", "text", "kind"),
        [("lieferzeit", "undefined Werktage", "delivery"), ("summe", "NaN €", "no total"),
         ("palautusoikeus", "null päivää", "returns"), ("", "in NaN Tagen", "delivery"),
         ("Bewertung", "undefined", "trust")],
    )  # fmt: skip
    def test_what_could_not_be_read(self, name, text, kind):
        told = hit("missing_content", 1.0, element=Element(name=name), text=text)
        assert (
            kind_of(replace(told, evidence=replace(told.evidence, values={"text": text})))[0]
            == kind
        )

    def test_a_search_in_vain_is_of_no_published_kind_and_is_told(self):
        walk = Walk(scenario="kauf").open(0.2, "/suche?q=zelt").event(20, Leave)
        told = hit("search_struggle", 5.0, 12.0, text="3 searches led on to nothing.")
        (only,) = end(walk, told).reasons
        assert (only.kind, only.rule) == ("unknown", "search_struggle")
        assert only.text.startswith("3 searches led on to nothing.")
        stronger = hit("dead_click", 18.0, 2.0)
        assert kinds(walk, told, stronger) == ["error"]

    def test_a_circle_is_an_error_for_who_did_not_get_out_of_it(self):
        loop = hit("page_loop", 7.0, 9.0, "p01")
        assert kinds(shelf().event(20, Leave), loop)[0] == "error"
        assert "error" not in kinds(korb().event(20, Leave), loop)

    def test_hesitation_is_about_what_was_asked(self):
        def asked(role, name):
            return kind_of(hit("hesitation", 1.0, 9.0, element=Element(role, name, "#x")))[0]

        assert asked("radio", "DHL Versand") == "delivery"
        assert asked("textbox", "Versandadresse") == "too long"
        assert asked("textbox", "Personalausweisnummer") == "trust"

    def test_a_press_that_the_page_moved_away_cost_something(self):
        assert kind_of(hit("layout_shift", 1.0, 2.0, pressed="link"))[1] == "effort"


class TestWhere:
    def test_a_page_that_came_too_late_was_not_taken_in(self):
        walk = versand(dom_ms=4000).event(34.6, Leave)
        slow = hit(
            "slow_response", 30.0, 3.0, "p03", element=Element("button", "Weiter", "#weiter")
        )
        found = end(walk, slow)
        assert (found.step, found.reasons[0].kind) == ("Adresse", "too long")

    def test_nor_a_route_that_did(self):
        walk = adresse().press(30, NEXT, {"request": 5, "navigation": 4000})
        walk.route(34, "/kasse/versand").event(34.5, Leave)
        assert end(walk).step == "Adresse"

    def test_nor_one_that_came_since_the_recorder_answered_a_question(self):
        def asked_back(kind):
            walk = adresse().press(30, NEXT, {"unloading": 9})
            walk.driver(30.02, Dialog, type=kind, message="")
            return walk.open(31.3, "/kasse/versand", 200)

        assert end(asked_back("beforeunload").event(33.0, Leave)).step == "Adresse"
        assert end(asked_back("print").event(33.0, Leave)).step == "Lieferung"
        stayed = asked_back("beforeunload").event(38.0, Leave)
        assert end(stayed).step == "Lieferung"

    def test_one_that_came_at_once_or_was_looked_at_counts(self):
        assert end(versand(dom_ms=400).event(31.0, Leave)).step == "Lieferung"
        assert end(versand(dom_ms=4000).event(36.5, Leave)).step == "Lieferung"
        used = versand(dom_ms=4000).press(34.3, button("Abholung"), {"mutation": 5})
        assert end(used.event(34.8, Scroll)).step == "Lieferung"
