"""Leaving over what was offered and not given, or for a discount that a page had spoken of."""

import pytest
from msgspec.structs import replace
from walks.builder import button, entry, steps
from walks.german import ALERT, LADEN, LEFT, NEXT, adresse, hit, kinds, versand

from kitka.recorder.model import Change, Leave, Message, Target

SLOT = Target("combobox", "Liefertermin", "#termin", tag="select", interactive=True)
WISH = Target("group", "Was möchten Sie stattdessen?", "fieldset", tag="fieldset")
SIZE = Target("radio", "Andere Größe", "#groesse", tag="input", type="radio", interactive=True)
BACK = replace(
    LADEN, phase="return", steps=steps(("Bestellung", "/konto/*"), ("Umtausch", "/umtausch/danke"))
)


def told(walk, at_s, field, text="Di, 16–18 Uhr ist gerade vergeben worden."):
    return walk.event(at_s, Message, target=ALERT, text=text, severity="error", field=field)


class TestWhatWasOffered:
    def tried(self, *fields, chosen=SLOT, times=1):
        walk = adresse()
        for place in range(times):
            at_s = 34 + 4 * place
            if chosen:
                walk.event(at_s, Change, target=chosen, how="chosen")
            walk.press(at_s + 1, NEXT, {"request": 4, "mutation": 90})
            walk.submit(at_s + 1.005, "adresse", NEXT, refused="prevented")
            for field in fields:
                told(walk, at_s + 1.2, field)
        return walk.event(50, Leave)

    def test_a_slot_that_was_taken(self):
        assert kinds(self.tried(SLOT)) == ["delivery"]

    def test_whichever_rule_told_of_it(self):
        loop = hit("validation_loop", 39.0, page="p03")
        assert kinds(self.tried(SLOT, times=2), loop) == ["delivery"]

    @pytest.mark.parametrize("fields", [(entry("Hausnummer"),), (SLOT, entry("Hausnummer"))])
    def test_what_was_written_is_another_matter(self, fields):
        assert "delivery" not in kinds(self.tried(*fields))

    def test_nor_was_it_refused_to_whom_had_chosen_nothing(self):
        assert "delivery" not in kinds(self.tried(SLOT, chosen=None))

    @pytest.mark.parametrize(("chosen", "kind"), [(SIZE, "returns"), (entry("Grund"), "unknown")])
    def test_an_exchange_that_is_not_to_be_had(self, chosen, kind):
        walk = versand().open(40, "/umtausch", title="Umtausch | Laden am Eck")
        walk.event(42, Change, target=chosen, how="chosen")
        walk.press(44, button("Absenden"), {"request": 4, "mutation": 90})
        told(walk, 44.3, WISH, "Andere Größen sind nicht vorrätig.").event(50, Leave)
        assert kinds(walk, scenario=BACK) == [kind]


class TestADiscountSpokenOf:
    def looked_for(self, *said_on, text="Ihr Gutschein über 5 € gilt für diese Bestellung."):
        walk = versand()
        if "before" in said_on:
            walk.event(30.5, Message, target=ALERT, text=text, severity="status")
        walk.press(36, NEXT, dict(LEFT)).submit(36.005, "versand", NEXT)
        walk.open(36.02, "/kasse/zahlung", title="Zahlung | Laden am Eck")
        if "there" in said_on:
            walk.event(36.5, Message, target=ALERT, text=text, severity="status")
        walk.press(40, button("Zurück"), dict(LEFT))
        walk.open(40.02, "/kasse/versand", title="Versand | Laden am Eck").event(46, Leave)
        return kinds(walk, hit("step_bounce", 40.0, page="p05"))

    def test_and_not_found(self):
        assert self.looked_for("there")[0] == "extra cost"

    def test_on_every_page_or_none(self):
        assert self.looked_for("before", "there")[0] == "error"
        assert self.looked_for()[0] == "error"
        assert self.looked_for("there", text="Ihre Daten sind gespeichert.")[0] == "error"
