"""What broke right before an ending, where no rule tells of it. Every sign has a counterpart: what
looks like it and says nothing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from walks.builder import Walk, button, entry, fields, link
from walks.german import (
    LEFT,
    NEXT,
    adresse,
    end,
    hit,
    kinds,
    korb,
    left_field,
    shelf,
    versand,
)

from kitka.analyzer.results import Element
from kitka.recorder.model import (
    Change,
    Form,
    Leave,
    Message,
    Rect,
    Setting,
    Target,
    Vital,
)


class TestTheFieldInWhichItEnded:
    @pytest.mark.parametrize(
        "what",
        [
            {"typed": 9, "lost": 1}, {"typed": 9, "altered": 1}, {"typed": 9, "elsewhere": 1},
            {"typed": 9, "lost": 2, "limited": True}, {"paste_refused": 1},
        ],
    )  # fmt: skip
    def test_did_not_take_what_was_typed(self, what):
        (first, *_) = end(left_field("Hausnummer", 24, **what)).reasons
        assert (first.kind, first.element.name) == ("error", "Hausnummer")

    @pytest.mark.parametrize(
        "what",
        [{"typed": 9}, {"typed": 9, "lost": 1, "limited": True}, {"typed": 9, "corrections": 2}],
    )
    def test_took_it(self, what):
        assert kinds(left_field("Hausnummer", 24, **what)) == ["unknown"]

    def test_a_telephone_number_is_rightly_put_into_shape(self):
        phone = entry("Telefon", type="tel")
        assert kinds(left_field("", 24, target=phone, typed=12, lost=3)) == ["unknown"]
        cut = left_field("", 24, target=phone, typed=12, lost=3, limited=True)
        assert kinds(cut)[0] == "error"

    def test_boxes_for_one_digit_hand_on_what_is_typed(self):
        box = replace(entry("Ziffer 1"), rect=Rect(10, 10, 40, 40))
        assert kinds(left_field("", 24, target=box, typed=2, elsewhere=1)) == ["unknown"]

    def test_who_went_on_from_it_had_not_stumbled(self):
        walk = left_field("Hausnummer", 20, typed=9, lost=1)
        assert kinds(left_field("Ort", 26, walk=walk, typed=5)) == ["unknown"]

    def test_leaving_a_form_in_the_middle_alone_explains_nothing(self):
        told = hit("field_abandoned", 22, 20.0, "p03", element=Element("textbox", "Ort", "#ort"))
        assert kinds(left_field("Ort", 26, typed=5), told) == ["unknown"]

    def test_unless_it_asked_for_what_people_keep_to_themselves(self):
        asked = Element("textbox", "Geburtsdatum", "#geb")
        told = hit("field_abandoned", 28, 9, "p03", element=asked)
        assert kinds(adresse().event(30, Leave), told) == ["trust"]

    @pytest.mark.parametrize(
        ("name", "kind"), [("IBAN Ihres Kontos", "trust"), ("Kartennummer", "no total")]
    )
    def test_or_was_begun_to_be_given_it(self, name, kind):
        assert kinds(left_field(name, 40, walk=versand(), typed=5).event(42, Leave)) == [kind]


class TestWhatThePageFetches:
    def failed(self, walk, at_s, page="p03"):
        subject = "GET /abholorte"
        return hit("failed_request", at_s, page=page, subject=subject), walk.event(at_s + 5, Leave)

    def test_it_failed_and_nothing_more_was_done(self):
        told, walk = self.failed(adresse(), 15)
        assert kinds(walk, told) == ["error"]

    def test_not_where_it_fails_on_every_page_or_one_went_on_with_the_page(self):
        told, walk = self.failed(adresse(), 15)
        assert kinds(
            walk, hit("failed_request", 9, page="p02", subject="GET /abholorte"), told
        ) == ["unknown"]
        told, walk = self.failed(adresse().event(17, Change, target=entry("Ort")), 15)
        assert kinds(walk, told) == ["unknown"]


class TestControls:
    def set(self, **values):
        size = Target("combobox", "Größe", "#groesse", tag="select", interactive=True)
        return shelf().event(9, Setting, target=size, **values)

    def test_one_that_sprang_back(self):
        assert kinds(self.set(kept=False).event(13, Leave)) == ["error"]
        assert kinds(self.set().event(13, Leave)) == ["unknown"]

    def test_one_that_the_page_said_something_to(self):
        place = Target("alert", "", ".meldung", tag="div")
        walk = self.set(kept=False).event(9.2, Message, target=place, text="M ist ausverkauft")
        assert kinds(walk.event(13, Leave)) == ["unknown"]


class TestTime:
    def late(self, lcp_ms, left_s):
        walk = korb().event(left_s, Vital, name="LCP", value=lcp_ms)
        return kinds(walk.event(left_s, Leave))

    def test_a_page_whose_picture_came_after_long(self):
        assert self.late(6500, 17) == ["too long"]
        assert self.late(6500, 60) == ["unknown"]  # who stays has got over it
        assert self.late(1800, 11) == ["unknown"]

    def test_time_spent_in_a_form_is_not_lost(self):
        told = [hit("field_abandoned", 20, 70, "p03"), hit("js_error", 19, 0, "p03")]
        assert kinds(adresse().event(90, Leave), *told) == ["unknown"]


class TestForms:
    def sent(self, states, **refusal):
        walk = versand().press(36, NEXT, {"mutation": 9})
        return walk.submit(36.005, "packstation", NEXT, states, **refusal)

    def test_one_that_came_back_without_a_word(self):
        states = fields(True, "Postnummer", "Packstation")
        walk = self.sent(states).open(36.1, "/kasse/versand")
        form = Target("form", "", "form#packstation", tag="form")
        walk.event(36.6, Form, form="packstation", target=form, fields=states)
        (first, *_) = end(walk.event(41, Leave)).reasons
        assert first.kind == "error" and "came back" in first.text

    def test_one_that_the_browser_held_back_out_of_sight(self):
        states = (*fields(True, "Postnummer", "Packstation"), *fields(False, "Firma", invalid=True))
        walk = self.sent(states, refused="native", unseen=True)
        assert kinds(walk.event(41, Leave))[0] == "error"

    def test_one_that_the_page_held_back_and_did_nothing_with(self):
        def held(left_s, after=None, said=None):
            walk = versand().press(36, NEXT, after or {"mutation": 9})
            states = fields(True, "Postnummer", "Packstation")
            walk.submit(36.005, "packstation", NEXT, states, refused="prevented")
            if said:
                place = Target("status", said, ".meldung", tag="div")
                walk.event(36.5, Message, target=place, text=said, severity="status")
            return kinds(walk.event(left_s, Leave))[0]

        assert held(41) == "error"
        assert held(37) == "unknown"  # too soon to say
        assert held(41, after={"request": 6, "mutation": 90}) != "error"
        assert held(41, said="Gespeichert") != "error"

    def test_who_got_on_after_it_had_sent_it(self):
        walk = self.sent(fields(True, "Postnummer", "Packstation"))
        assert "error" not in kinds(walk.open(36.1, "/kasse/zahlung").event(39, Leave))

    def insisting(self, left_s):
        walk, states = versand(), fields(True, "Postnummer", "Packstation", "Ort")
        for at_s in (36, 40, 45):
            walk.press(at_s, NEXT, {"request": 5, "mutation": 400})
            walk.submit(at_s + 0.005, "packstation", NEXT, states)
        return end(walk.event(left_s, Leave)).reasons[0]

    def test_sent_again_and_again(self):
        first = self.insisting(50)
        assert first.kind == "error" and "3 times" in first.text

    def test_the_answer_to_the_last_one_may_be_on_the_way(self):
        assert self.insisting(45.6).kind == "unknown"

    def test_a_double_click_is_one_attempt(self):
        walk, states = versand(), fields(True, "Postnummer", "Packstation", "Ort")
        for at_s in (36, 36.2):
            walk.press(at_s, NEXT, {"mutation": 40})
            walk.submit(at_s + 0.005, "packstation", NEXT, states)
        assert kinds(walk.event(45, Leave)) == ["unknown"]

    def test_the_shop_said_last_that_it_had_failed(self):
        def said(text, **more):
            walk = shelf().press(8, button("In den Warenkorb"), {"request": 5, "mutation": 200})
            place = Target("alert", text, ".meldung", tag="div")
            return walk.event(8.3, Message, target=place, text=text, **more).event(11, Leave)

        assert kinds(said("Das hat leider nicht geklappt."))[0] == "error"
        assert kinds(said("Es sind nur noch 2 Stück auf Lager.")) == ["unknown"]
        assert kinds(said("Zelt für zwei liegt im Warenkorb.", severity="status")) == ["unknown"]
        assert kinds(said("Bitte eine Größe wählen", field=entry("Größe"))) == ["unknown"]


class TestLinks:
    def menu(self, name, title, url, back="/"):
        walk = Walk(scenario="kauf").open(0.2, "/", title="Laden am Eck")
        walk.press(4, link(name), dict(LEFT)).open(4.02, url, title=f"{title} | Laden am Eck")
        walk.event(5.9, Leave)
        return walk.open(6, back, title="Laden am Eck", navigation="back_forward").event(8, Leave)

    def test_one_that_led_elsewhere(self):
        (first, *_) = end(self.menu("Schlafsäcke", "Kocher und Geschirr", "/rubrik/7")).reasons
        assert (first.kind, first.element.name) == ("error", "Schlafsäcke")

    @pytest.mark.parametrize(
        ("name", "title", "url"),
        [("Schlafsäcke", "Schlafsack-Welt", "/rubrik/3"), ("Zelte", "Rubrik", "/zelte"),
         ("Versandbedingungen", "Bedingungen", "/b"), ("Mehr erfahren", "Kocher", "/rubrik/7"),
         ("Alle ansehen", "Neuheiten", "/neu")],
    )  # fmt: skip
    def test_one_that_led_where_it_said_or_said_nothing(self, name, title, url):
        assert kinds(self.menu(name, title, url)) == ["unknown"]

    @pytest.mark.parametrize(
        ("title", "kind"),
        [("Fjord Zelt für vier", "error"), ("Wald Zelt für zwei", "unknown"), ("Laden", "unknown")],
    )
    def test_one_that_named_another_thing_of_its_kind(self, title, kind):
        url = f"/produkt/{title.casefold().replace(' ', '-')}"
        assert kinds(self.menu("Wald Zelt für zwei Personen", title, url)) == [kind]

    def test_who_stayed_there_or_looked_further_was_not_led_astray(self):
        walk = Walk(scenario="kauf").open(0.2, "/", title="Laden am Eck")
        walk.press(4, link("Schlafsäcke"), dict(LEFT)).open(4.02, "/rubrik/7", title="Kocher")
        assert kinds(walk.event(8, Leave)) == ["unknown"]
        walk.open(8.1, "/", title="Laden am Eck").press(10, link("Zelte"), dict(LEFT))
        assert kinds(walk.open(10.1, "/produkt/zelt-2").event(14, Leave)) == ["unknown"]

    def test_a_page_that_was_loaded_anew_by_hand(self):
        walk = korb().open(16, "/warenkorb", navigation="reload").event(20, Leave)
        assert kinds(walk) == ["error"]
        by_script = korb().press(15.9, button("Aktualisieren"), dict(LEFT))
        by_script.open(16, "/warenkorb", navigation="reload")
        assert kinds(by_script.event(20, Leave)) == ["unknown"]
