"""What the last minute shows of what was said, chosen and promised, and of where it ended; each
with what looks like it and says nothing."""

from __future__ import annotations

import pytest
from walks.builder import entry
from walks.german import LEFT, NEXT, adresse, kinds, radio, said, versand, zahlung

from kitka.analyzer.reasons import kind_of
from kitka.analyzer.results import Element, Evidence, Friction
from kitka.recorder.model import Change, Cue, Focus, Leave, Promise, Setting, Target, Total


class TestWords:
    def said(self, text, severity="error", **more):
        walk = versand().press(36, NEXT, {"request": 5, "mutation": 200})
        return kinds(said(walk, 36.3, text, severity, **more).event(40, Leave))

    @pytest.mark.parametrize(
        ("text", "kind"),
        [("Ihre Zahlung wurde abgelehnt.", "declined"), ("Kortet nekades.", "declined"),
         ("Nach 96200 liefern wir leider nicht.", "delivery"),
         ("Emme toimita tähän postinumeroon.", "delivery"),
         ("Vi levererar inte till Åland.", "delivery"),
         ("We don’t ship to Norway.", "delivery"),
         ("Der Gutschein ist abgelaufen.", "extra cost")],
    )  # fmt: skip
    def test_what_the_shop_said_last_names_the_kind(self, text, kind):
        assert self.said(text) == [kind]

    def test_a_field_that_wants_an_address_of_delivery_is_none(self):
        field = {"field": entry("Lieferadresse")}
        assert self.said("Die Lieferadresse ist nicht vollständig", **field) == ["unknown"]
        assert self.said("Nach Norwegen liefern wir nicht", **field) == ["delivery"]


class TestChoices:
    def tried(self, walk, *names):
        for place, name in enumerate(names):
            at_s = 40 + 2 * place
            walk.press(at_s, radio(name), {"input": 1})
            walk.event(at_s + 0.01, Setting, target=radio(name), kept=True, carried=True)
        return kinds(walk.event(44 + 2 * len(names), Leave))

    def test_going_through_the_ways_of_delivery_or_of_paying(self):
        assert self.tried(versand(), "Express", "Normal", "Abholung") == ["delivery"]
        assert self.tried(zahlung(), "Rechnung", "Karte") == ["payment methods"]

    def test_taking_one_is_no_reason_to_leave(self):
        assert self.tried(versand(), "Express") == ["unknown"]

    def test_a_list_of_countries_that_lacks_ones_own(self):
        lands = Target("combobox", "Land", "#land", tag="select", interactive=True)
        begun = adresse().event(16, Change, target=entry("Vorname"))
        walk = begun.press(20, lands, {"focus": 1}).event(20, Focus, target=lands)
        assert kinds(walk.event(28, Leave)) == ["delivery"]
        walk = begun.press(30, lands, {"focus": 1}).event(33, Setting, target=lands, kept=True)
        assert kinds(walk.event(40, Leave)) == ["unknown"]

    @pytest.mark.parametrize(
        ("name", "kind"), [("Beruf", "trust"), ("Työnantaja", "trust"), ("Berufsschuh", "unknown")]
    )
    def test_what_a_purchase_need_not_know(self, name, kind):
        walk = versand().event(36, Focus, target=entry(name))
        assert kinds(walk.event(42, Leave)) == [kind]

    @pytest.mark.parametrize(("before", "kind"), [(True, ["trust"]), (False, ["unknown"])])
    def test_who_wrote_all_the_rest_stops_sooner_at_what_is_private(self, before, kind):
        walk = adresse()
        if before:
            walk.event(16, Change, target=entry("Vorname"))
        walk.event(20, Focus, target=entry("Geburtsdatum"))
        assert kinds(walk.event(24, Leave)) == kind

    def test_thrown_back_to_the_log_in_is_no_wish_for_an_account(self):
        walk = zahlung().event(40, Change, target=entry("Kartennummer"))
        walk.event(40.1, Cue, what="guest", target=entry("Als Gast"))
        walk.press(44, NEXT, dict(LEFT)).submit(44.005, "zahlung", NEXT)
        walk.open(44.02, "/konto/login", title="Anmelden").event(
            44.3, Cue, what="account", target=entry("Passwort", type="password")
        )
        assert kinds(walk.event(48, Leave))[0] == "error"


class TestPromises:
    def changed(self, name, old, new, chose=False):
        walk = versand().event(30.5, Promise, name=name, text=old)
        walk.event(30.5, Total, amount=80.0)
        if chose:
            walk.press(33, radio("Normal"), {"input": 1}).event(
                33.1, Change, target=radio("Normal")
            )
        walk.press(36, NEXT, dict(LEFT)).submit(36.005, "versand", NEXT)
        walk.open(36.02, "/kasse/zahlung", title="Zahlung").event(36.3, Total, amount=80.0)
        return kinds(walk.event(36.5, Promise, name=name, text=new).event(42, Leave))

    @pytest.mark.parametrize(
        ("name", "old", "new", "kind"),
        [("delivery_time", "2–3 Werktage", "8–10 Werktage", "delivery"),
         ("returns", "30 Tage kostenlos", "14 Tage", "returns"),
         ("delivery_time", "8–10 Werktage", "2–3 Werktage", "unknown"),
         ("delivery_time", "2–3 Werktage", "in 2–3 Werktagen", "unknown"),
         ("delivery_time", "2–3 Werktage", "ab 12.30 Uhr, 4,90 €", "unknown"),
         ("price", "49 €", "59 €", "unknown")],
    )  # fmt: skip
    def test_less_than_before(self, name, old, new, kind):
        assert self.changed(name, old, new) == [kind]

    def test_ones_own_choice_is_none(self):
        assert self.changed("delivery_time", "2 Tage", "8 Tage", chose=True) == ["unknown"]


class TestWhereItEnded:
    def away(self, url, stay_s, **more):
        walk = versand()
        for at_s in (36, 40):
            walk.press(at_s, NEXT, {"request": 5, "mutation": 400}).submit(at_s + 0.005, "", NEXT)
        walk.event(44, Leave).open(44.02, url, **more)
        return kinds(walk.event(44.3 + stay_s, Leave))

    def test_who_goes_back_or_home_only_to_leave_gave_up_before(self):
        assert self.away("/kasse/adresse", 1.5, navigation="back_forward") == ["error"]
        assert self.away("/", 1.5) == ["error"]

    def test_who_stays_there_or_goes_elsewhere_did_not(self):
        assert self.away("/kasse/adresse", 9, navigation="back_forward") == ["unknown"]
        assert self.away("/kasse/zahlung", 1.5, title="Zahlung")[0] != "error"


class TestThirdPart:
    """Kinds that a third part of held-out flaws showed."""

    @pytest.mark.parametrize(
        ("rule", "name", "step", "values", "kind"),
        [
            ("field_abandoned", "Serial number", "Exchange requested", {}, "returns"),
            ("field_abandoned", "Sarjanumero", "Palautus tehty", {}, "returns"),
            ("field_abandoned", "Serial number", "Payment", {}, "too long"),
            ("field_abandoned", "Street", "Exchange requested", {}, "too long"),
            ("failed_request", "", "Delivery address", {"type": "style"}, "trust"),
            ("failed_request", "", "Delivery address", {}, "error"),
            ("poor_vitals", "", "Product page", {"vital": "CLS"}, "error"),
            ("poor_vitals", "", "Product page", {"vital": "LCP"}, "too long"),
        ],
    )
    def test_what_it_is_about_makes_the_kind(self, rule, name, step, values, kind):
        element = Element("textbox", name, "#it") if name else None
        friction = Friction(rule, step, element, 5.0, 0.0, Evidence("It.", values))
        assert kind_of(friction)[0] == kind
