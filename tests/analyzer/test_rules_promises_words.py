"""What promises say, and which choices explain that they changed."""

import pytest
from walks.amounts import PROMISED
from walks.builder import Walk
from walks.common import CONTINUE, LEFT, PROCEED, basket

from kitka.analyzer.analyze import analyze
from kitka.analyzer.purchase.declined import refuses
from kitka.analyzer.purchase.meanings import contradicts
from kitka.analyzer.rules import discover
from kitka.analyzer.words import FAILED, LIMITED, NEGATED, PAY, SUCCEEDED
from kitka.recorder.model import Promise, Target

RADIO = Target("radio", "Post office", "#post", tag="input", interactive=True)
CARD = Target("radio", "Card", "#card", tag="input", interactive=True)
RED = Target("radio", "Red", "#red", tag="input", interactive=True)
TERMS = Target("checkbox", "I accept the terms", "#terms", tag="input", interactive=True)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Delivery tomorrow", "Delivery in 5–7 working days"),
        ("Toimitus huomenna", "Toimitus 2 viikossa"),
        ("Free returns", "Sale items cannot be returned"),
        ("Maksuton palautus", "Alennustuotteilla ei palautusoikeutta"),
        ("In stock", "Out of stock, back in June"),
        ("Arrives on Thursday", "Arrives next Monday"),
    ],
)
def test_contradicts(before, now):
    assert contradicts(before, now)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Sent today", "Delivery in 1–3 days"),  # goes today
        ("Order today, yours tomorrow", "1–2 days"),
        ("Delivered tomorrow", "1–2 days"),
        ("Arrives on Thursday", "Thursday 26 November"),
        ("In stock, 3 left", "In stock"),
    ],
)
def test_is_the_same(before, now):
    assert not contradicts(before, now)


def test_what_repeats_what_was_typed_is_masked_and_says_nothing():
    walk = promised(basket(), 6.6, "price", "4,90 €").press(12.0, PROCEED, dict(LEFT))
    walk.open(12.02, "/checkout/shipping-address/")
    promised(walk, 12.5, "price", "4,••• €")
    found = analyze(walk.log(), PROMISED, discover()).frictions
    assert [f.rule for f in found if f.rule == "promise_changed"] == []


def promised(walk: Walk, at_s: float, name: str, text: str) -> Walk:
    return walk.event(at_s, Promise, name=name, text=text)


@pytest.mark.parametrize(
    ("name", "before", "now", "chosen", "told"),
    [
        ("returns", "30 days to return", "14 days to return", RADIO, 1),
        ("returns", "30 days to return", "14 days to return", TERMS, 1),
        ("delivery_time", "1–2 days", "5–7 days", RADIO, 0),  # that is what is chosen
        ("delivery_time", "1–2 days", "5–7 days", CARD, 1),
        ("delivery_time", "1–2 days", "5–7 days", TERMS, 1),
        ("delivery_time", "1–2 days", "5–7 days", RED, 0),
    ],
)
def test_what_was_chosen_must_be_able_to_explain_it(name, before, now, chosen, told):
    walk = promised(basket(), 6.6, name, before)
    walk.press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/shipping-address/")
    promised(walk, 12.5, name, before).press(15.0, chosen, {"mutation": 20})
    walk.press(26.0, CONTINUE, dict(LEFT)).open(26.02, "/checkout/shipping-method/")
    promised(walk, 26.5, name, now)
    found = analyze(walk.log(), PROMISED, discover()).frictions
    assert [f.rule for f in found].count("promise_changed") == told


@pytest.mark.parametrize(
    "text",
    [
        "Klarna could not approve this purchase.",
        "3-D Secure authentication failed.",
        "Your card has expired.",
        "There was a problem with your payment.",
        "Payment timed out. You have not been charged.",
        "We can't offer you an invoice for this order.",
        "Transaktio hylätty.",
        "Maksussa tapahtui virhe.",
        "Laskua ei voida myöntää.",
        "Korttiasi ei tueta.",
        "Vi kan tyvärr inte erbjuda faktura för detta köp.",
        "Kortet är spärrat.",
        "Det gick inte att genomföra betalningen.",
        "Die Autorisierung ist fehlgeschlagen.",
        "Etwas ist bei der Zahlung schiefgelaufen.",
        "Leider können wir Ihnen den Kauf auf Rechnung nicht anbieten.",
    ],
)
def test_a_payment_is_refused(text):
    assert refuses(text)


@pytest.mark.parametrize(
    "text",
    [
        "There is a problem with your payment details.",
        "Card expiry date is in the past",
        "Your card's security code is incorrect.",
        "Please authenticate to continue",
        "Gift card has expired.",
        "Maksutapa puuttuu",
        "Välj betalsätt",
        "Rechnung nicht gewählt",
    ],
)
def test_no_payment_is_refused(text):
    assert not refuses(text)


@pytest.mark.parametrize(
    "text",
    ["Item is now in your bag", "Tilaus vastaanotettu", "Vi har tagit emot din order",
     "Artikel liegt jetzt im Warenkorb", "Muutokset tallentuivat", "Code accepted"],
)  # fmt: skip
def test_it_worked(text):
    assert SUCCEEDED.search(text) and not NEGATED.search(text)


@pytest.mark.parametrize(
    "text",
    ["We couldn’t add this item", "Verkkovirhe", "Kunde ej läggas till", "Connection lost",
     "Das hat leider nicht geklappt", "Tallennus ei mennyt läpi", "Hmm, that didn’t go through"],
)  # fmt: skip
def test_it_did_not(text):
    assert FAILED.search(text) and not LIMITED.search(text)


@pytest.mark.parametrize("text", ["You can’t order more than 3", "Enempää ei voi tilata"])
def test_a_limit_is_no_failure(text):
    assert LIMITED.search(text)


@pytest.mark.parametrize(
    "name",
    ["Skicka beställning", "Submit payment", "Order now", "Suorita maksu", "Jetzt zahlen",
     "Kostenpflichtig bestellen"],
)  # fmt: skip
def test_pays(name):
    assert PAY.search(name)


@pytest.mark.parametrize("name", ["Order history", "Payment", "Continue to payment", "Zahlungsart"])
def test_does_not_pay(name):
    assert not PAY.search(name)
