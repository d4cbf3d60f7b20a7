"""What the last minute shows of presses, fields, memory and time, whether or not a rule told of it;
each with what looks like it and says nothing."""

from __future__ import annotations

import pytest
from walks.builder import button, entry, fields, link
from walks.german import (
    ALERT,
    LEFT,
    NAMES,
    NEXT,
    adresse,
    end,
    hit,
    kinds,
    korb,
    said,
    shelf,
    versand,
    zahlung,
)

from kitka.analyzer.results import Element
from kitka.recorder.model import (
    Alert,
    Block,
    Blur,
    Change,
    Cue,
    Focus,
    JsError,
    Layer,
    Leave,
    Request,
    Target,
    Total,
)

PIECES = Target("spinbutton", "Menge", "#menge", tag="input", type="number", text_entry=True)


class TestPresses:
    def sent(self, *times, answer=None):
        walk = versand()
        for at_s in times:
            walk.press(at_s, NEXT, answer or {"request": 5, "mutation": 400})
            walk.submit(at_s + 0.005, "", NEXT)
        return walk

    def test_the_same_one_again_and_again(self):
        (first, *_) = end(self.sent(36, 40).event(44, Leave)).reasons
        assert first.kind == "error" and "2 times" in first.text

    def test_not_twice_at_once_nor_where_something_came_of_it(self):
        assert kinds(self.sent(36, 36.3).event(44, Leave)) == ["unknown"]
        walk = said(self.sent(36, 40), 40.4, "Gespeichert", "status")
        assert kinds(walk.event(44, Leave)) == ["unknown"]
        walk = self.sent(36, 40).event(40.4, Total, amount=90.0)
        assert "error" not in kinds(walk.event(44, Leave))

    def test_not_what_is_gone_through_press_by_press(self):
        walk, more = shelf(), button("Weiter")  # of pictures: it sends nothing
        for at_s in (6, 8, 10):
            walk.press(at_s, more, {"mutation": 9})
        assert kinds(walk.event(13, Leave)) == ["unknown"]

    def test_nor_where_something_else_was_done_after(self):
        walk = self.sent(36, 40).press(43, link("Hilfe"), {"mutation": 9})
        assert kinds(walk.event(46, Leave)) == ["unknown"]

    def test_an_answer_that_nobody_could_see(self):
        def asked(over_s):
            walk = versand().press(36, NEXT, {"request": 5}, observed_ms=3400)
            walk.event(36.01, Request, url="/pruefen", method="POST", status=200, click=walk.clicks,
                       duration_ms=(over_s - 36.01) * 1000)  # fmt: skip
            return kinds(walk.event(39.5, Leave))

        assert asked(36.1) == ["error"]
        assert asked(39.2) == ["unknown"]  # it was still waited for

    def test_one_that_made_a_script_fail(self):
        def threw(after):
            walk = shelf().press(8, button("In den Warenkorb"), after, observed_ms=900)
            walk.event(8.1, JsError, message="TypeError: x is null", click=walk.clicks)
            return kinds(walk.event(9, Leave))

        assert threw({}) == ["error"]
        assert threw({"mutation": 20}) == ["unknown"]


class TestFields:
    def typed(self, *valid):
        walk, day = versand(), entry("Liefertag")
        for place, right in enumerate(valid):
            at_s = 32 + 3 * place
            walk.event(at_s, Focus, target=day).event(at_s + 0.2, Change, target=day)
            walk.event(at_s + 2, Blur, target=day, dwell_ms=2000, changed=True, filled=True,
                       valid=right, typed=8)  # fmt: skip
        return kinds(walk.event(32 + 3 * len(valid), Leave))

    def test_one_that_never_took_what_was_typed(self):
        assert self.typed(False, False) == ["error"]

    def test_a_slip_or_one_that_was_put_right(self):
        assert self.typed(False) == ["unknown"]
        assert self.typed(False, False, True) == ["unknown"]

    def test_what_went_on_into_the_next_one(self):
        def jumped(gap_s):
            code, place = entry("Postleitzahl"), entry("Ort")
            walk = adresse().event(20, Focus, target=code).event(20.2, Change, target=code)
            walk.event(21, Blur, target=code, dwell_ms=1000, changed=True, filled=True, typed=5,
                       elsewhere=1)  # fmt: skip
            walk.event(21 + gap_s, Focus, target=place).event(21.3 + gap_s, Change, target=place)
            walk.event(25, Blur, target=place, dwell_ms=(4 - gap_s) * 1000, changed=True,
                       filled=True, typed=1)  # fmt: skip
            return kinds(walk.event(25, Leave))

        assert jumped(0.01) == ["error"]
        assert jumped(1.5) == ["unknown"]

    def test_trouble_that_was_left_behind_yields_to_where_it_ended(self):
        trouble = hit("rejected_input", 16.5, 1, "p03", element=Element("textbox", "Vorname", "#v"))
        walk = adresse()
        for place, name in enumerate(("Nachname", "Ort")):
            walk.event(20 + 2 * place, Change, target=entry(name))
        asked = entry("Geburtsdatum")
        walk.event(25, Focus, target=asked)
        assert kinds(walk.event(32, Leave), trouble)[:2] == ["trust", "error"]
        assert kinds(adresse().event(18, Leave), trouble) == ["error"]


class TestWhatTheShopForgot:
    def pieces(self, *amounts, text=""):
        walk = korb().event(8.5, Total, amount=49.0)
        walk.event(10, Change, target=PIECES).press(12, button("Ändern"), {"request": 5})
        walk.submit(12.005, "korb", button("Ändern"))
        for place, amount in enumerate(amounts):
            walk.event(12.5 + place, Total, amount=amount)
        if text:
            said(walk, 12.6, text, "status")
        return walk

    def test_the_amount_stayed_what_it_was(self):
        assert kinds(self.pieces(text="Ihre Summe: 49,00 €").event(16, Leave))[0] == "error"

    def test_it_followed_or_the_shop_said_why(self):
        assert kinds(self.pieces(98.0).event(16, Leave)) == ["unknown"]
        assert kinds(self.pieces(text="Nur 1 auf Lager").event(16, Leave)) == ["unknown"]
        assert kinds(self.pieces().event(16, Leave)) == ["unknown"]  # nothing was shown of it

    def test_the_old_amount_came_back(self):
        def next_page(amount, at_s=20.0):
            walk = self.pieces(98.0).press(19, button("Zur Kasse"), dict(LEFT))
            walk.open(19.02, "/kasse/adresse").event(19.5, Total, amount=amount)
            return kinds(walk.event(24, Leave))

        assert next_page(49.0)[0] == "error"
        assert next_page(98.0) == ["unknown"]

    def test_a_card_that_has_to_be_written_again(self):
        def applied(sent, navigation="navigate"):
            walk, card = zahlung(), entry("Kartennummer")
            walk.event(40, Change, target=card).press(46, button("Einlösen"), dict(LEFT))
            walk.submit(46.005, "x", button("Einlösen"), sent)
            walk.open(46.02, "/kasse/zahlung", title="Zahlung", navigation=navigation)
            return kinds(walk.event(49, Leave))

        assert applied(fields(True, "Aktionscode")) == ["error"]
        assert "error" not in applied(fields(True, "Kartennummer"))

    def test_a_basket_that_is_suddenly_empty(self):
        walk = zahlung().press(44, NEXT, dict(LEFT)).submit(44.005, "zahlung", NEXT)
        walk.open(44.02, "/warenkorb", title="Warenkorb").event(
            44.3, Cue, what="empty_basket", target=ALERT
        )
        assert kinds(walk.event(48, Leave))[0] == "error"
        early = shelf().open(6, "/warenkorb").event(6.2, Cue, what="empty_basket", target=ALERT)
        assert kinds(early.event(12, Leave)) == ["unknown"]


class TestTime:
    def test_it_said_that_it_was_being_done(self):
        def reserving(left_s, text="Wird reserviert …"):
            walk = shelf().press(8, button("Merken"), {"mutation": 5})
            return kinds(said(walk, 8.1, text, "status").event(left_s, Leave))

        assert reserving(12) == ["too long"]
        assert reserving(9) == ["unknown"]
        assert reserving(12, "Gemerkt") == ["unknown"]

    def test_a_request_that_took_long(self):
        def asked(duration_ms, **more):
            walk = adresse().event(15, Request, url="/orte", duration_ms=duration_ms, **more)
            return kinds(walk.event(23.5, Leave))

        assert asked(8_000) == ["too long"]
        assert asked(1_000) == ["unknown"]
        assert asked(8_000, third_party=True) == ["unknown"]

    def test_a_page_that_stood_still_in_pieces(self):
        def still(pressed_s):
            walk = adresse().event(pressed_s, Focus, target=entry("Ort"))
            for place in range(3):
                walk.event(20 + 0.95 * place, Block, duration_ms=900)
            return kinds(walk.event(24, Leave))

        assert still(19.9) == ["too long"]
        assert still(16) == ["unknown"]  # nobody noticed

    def test_something_lay_over_the_page(self):
        def laid(left_s, **more):
            dialog = Target("dialog", "Newsletter", "#nl", tag="div")
            shown = {"modal": True, "share": 0.8} | more
            walk = adresse().event(24, Layer, id=1, state="shown", target=dialog, **shown)
            return kinds(walk.event(left_s, Leave))

        assert laid(28) == ["too long"]
        assert laid(25) == ["unknown"]
        assert laid(28, modal=False, share=0.1) == ["unknown"]
        assert laid(28, asked=True) == ["unknown"]
        assert laid(28, consent=True) == ["unknown"]

    @pytest.mark.parametrize(
        ("type_", "text", "kind"),
        [("alert", "Ihre Sitzung endet bald", "too long"), ("alert", "Ein Fehler", "error"),
         ("alert", "Die Zahlung wurde abgelehnt", "declined"),
         ("confirm", "Wirklich entfernen?", "unknown"),
         ("alert", "Nur noch 2 auf Lager", "unknown")],
    )  # fmt: skip
    def test_a_dialog_of_the_browser(self, type_, text, kind):
        walk = adresse().event(20, Alert, type=type_, message=text, duration_ms=1500)
        assert kinds(walk.event(24, Leave)) == [kind]

    def test_what_had_been_given_is_asked_for_again(self):
        def again(name, path="/kasse/versand"):
            walk = adresse()
            for place, known in enumerate(NAMES):
                walk.event(16 + 2 * place, Change, target=entry(known))
            walk.press(30, NEXT, dict(LEFT)).submit(30.005, "adresse", NEXT, fields(True, *NAMES))
            walk.open(30.02, path).event(34, Focus, target=entry(name))
            return kinds(walk.event(34.2, Change, target=entry(name)).event(37, Leave))

        assert again("Ort") == ["too long"]
        assert again("Firma") == ["unknown"]
        assert again("Ort", "/kasse/adresse") != ["too long"]  # put right on the same page

    def test_led_from_page_to_page(self):
        def through(count):
            walk = versand()
            for place in range(count):
                walk.press(36 + 3 * place, link(f"Thema {place}"), dict(LEFT))
                walk.open(36.02 + 3 * place, f"/hilfe/{place}")
            return kinds(walk.event(36 + 3 * count, Leave))

        assert through(4) == ["too long"]
        assert through(2) == ["unknown"]
