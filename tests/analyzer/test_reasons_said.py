"""Reasons that people told themselves: chosen, in their own words, and in a note."""

import pytest
from walks.common import basket
from walks.ended import ending, hit, kinds, payment

from kitka.analyzer.reasons.words import spoken_of
from kitka.recorder.model import Leave


class TestSaid:
    def test_the_main_reason_that_was_chosen(self, shop):
        walk = payment().event(36.0, Leave)
        (first, *_) = ending(walk, shop, answers=[("stopped_reason", "account")])
        assert (first.kind, first.rule) == ("account", "said")

    def test_it_stands_beside_what_the_log_shows(self, shop):
        walk, cost = payment().event(36.0, Leave), hit("late_cost", 34, 0, "p05")
        alone = ending(walk, shop, cost)[0]
        both = ending(walk, shop, cost, answers=[("stopped_reason", "extra_costs")])[0]
        assert both.weight > alone.weight and "late_cost happened." in both.text
        other = kinds(walk, shop, cost, answers=[("stopped_reason", "returns")])
        assert other[:2] == ["returns", "extra cost"]

    def test_own_words_are_read_and_never_repeated(self, shop):
        words = "Toimitus olisi kestänyt liian kauan, terveisin Maija"
        (first, *_) = ending(payment().event(36, Leave), shop, answers=[("stopped_why", words)])
        assert first.kind == "delivery" and "Maija" not in first.text

    def test_other_answers_say_nothing(self, shop):
        answers = [("seq", "1"), ("stopped_reason", "not_said"), ("hesitated", "yes")]
        assert kinds(payment().event(36, Leave), shop, answers=answers) == ["unknown"]

    def test_a_note_near_the_end(self, shop):
        walk = basket().note(38.0, text="Says the fee is too high").event(40.0, Leave)
        assert kinds(walk, shop) == ["extra cost"]
        early = basket().note(1.0, text="Says the fee is too high").event(90.0, Leave)
        assert kinds(early, shop) == ["unknown"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The delivery cost came late", "extra cost"),
        ("Toimituskulut olivat liian kalliit", "extra cost"),
        ("Frakten var för dyr", "extra cost"),
        ("Die Versandkosten waren zu hoch", "extra cost"),
        ("I could not see the total anywhere", "no total"),
        ("Kokonaishinta selvisi vasta lopussa", "no total"),
        ("Ich wollte kein Konto anlegen", "account"),
        ("Piti luoda käyttäjätili", "account"),
        ("Jag måste registrera mig", "account"),
        ("Delivery takes two weeks", "delivery"),
        ("Die Lieferung dauert zu lang", "delivery"),
        ("Leveransen tog lång tid", "delivery"),
        ("My card was declined", "declined"),
        ("Maksu ei mennyt läpi", "declined"),
        ("Die Zahlung wurde abgelehnt", "declined"),
        ("Nappi ei toiminut", "error"),
        ("Es kam eine Fehlermeldung", "error"),
        ("Knappen fungerade inte", "error"),
        ("Far too many questions, confusing", "too long"),
        ("Liian monimutkainen", "too long"),
        ("Viel zu umständlich", "too long"),
        ("En luottanut kauppaan", "trust"),
        ("Jag litar inte på butiken", "trust"),
        ("Palautusehdot olivat huonot", "returns"),
        ("Das Rückgaberecht gefiel mir nicht", "returns"),
        ("No PayPal", "payment methods"),
        ("Maksutapaa ei ollut", "payment methods"),
    ],
)
def test_words_in_four_languages(text, kind):
    assert spoken_of(text) == (kind,)


@pytest.mark.parametrize("text", ["", "I don't know", "Ei mitään", "Ingenting", "The phone rang"])
def test_words_that_say_nothing(text):
    assert spoken_of(text) == ()
