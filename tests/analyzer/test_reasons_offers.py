"""What the last view offered as a reason to leave it; and what everybody else is offered, too."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from walks.builder import button, entry
from walks.german import LEFT, NEXT, adresse, kinds, korb, shelf, versand, zahlung

from kitka.recorder.model import Change, Cue, Message, Offer, Target, Total

WAY = Target("radio", "Paket", "#paket", tag="input", type="radio", interactive=True)


def offer(walk, at_s, what="choices", **facts):
    return walk.event(at_s, Offer, what=what, target=WAY, **facts)


def left(walk, at_s=40.0):
    """The page stood there until then."""
    return walk.event(at_s, Total, amount=80.0)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"days": 35}, "delivery"),
        ({"days": 5}, "unknown"),
        ({"price": 14.9}, "extra cost"),
        ({"price": 0.0}, "unknown"),
        ({"price": 14.9, "days": 35}, "delivery"),
    ],
)
def test_at_the_choice_of_delivery(facts, expected):
    found = kinds(left(offer(versand(), 31, count=2, **facts), 36))
    assert found[0] == expected


def test_a_price_that_had_been_named_is_no_news():
    walk = offer(versand(), 31, count=2, price=14.9).press(36, NEXT, dict(LEFT))
    walk.open(36.02, "/kasse/termin", title="Termin | Laden am Eck")
    assert kinds(left(offer(walk, 36.5, count=2, price=14.9), 42)) == ["unknown"]


def test_a_sentence_on_the_product_page():
    assert kinds(left(offer(shelf(), 4, what="delivery", days=56), 12))[0] == "delivery"
    assert kinds(left(offer(shelf(), 4, what="delivery", days=4), 12)) == ["unknown"]


@pytest.mark.parametrize(
    ("means", "expected"),
    [(("gift", "crypto"), "payment methods"), (("invoice",), "payment methods"),
     (("card", "gift"), "unknown"), ((), "unknown")],
)  # fmt: skip
def test_ways_of_paying(means, expected):
    walk = left(offer(zahlung(), 36.5, count=2, means=means).event(36.4, Total, amount=80.0), 42)
    assert kinds(walk)[0] == expected


@pytest.mark.parametrize(("count", "expected"), [(24, "too long"), (16, "unknown")])
def test_a_form_of_many_fields(count, expected):
    walk = offer(adresse(), 15, what="fields", count=count)
    for place, name in enumerate(("Vorname", "Nachname")):
        walk.event(17 + place, Change, target=entry(name))
    assert kinds(left(walk, 26))[0] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Rückgabe und Umtausch", "returns"), ("Versandkosten", "extra cost"),
     ("Lieferung", "delivery"), ("Größentabelle", "unknown"), ("Weiter zur Zahlung", "unknown")],
)  # fmt: skip
def test_what_was_opened_in_the_page_last(name, expected):
    walk = korb().press(10, button(name), {"mutation": 30.0})
    assert kinds(left(walk, 18))[0] == expected


def test_what_was_opened_and_followed_by_something_else():
    walk = korb().press(10, button("Rückgabe"), {"mutation": 30.0})
    walk.press(13, button("Größentabelle"), {"mutation": 30.0})
    assert kinds(left(walk, 18)) == ["unknown"]


def said(walk, at_s, text, severity="error"):
    return walk.event(at_s, Message, target=Target("alert", text, "#m"), text=text,
                      severity=severity)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [("We do not accept American Express.", "payment methods"),
     ("Rechnung ist erst ab 100 € möglich.", "payment methods"),
     ("Kauf auf Rechnung ist nicht verfügbar.", "payment methods"),
     ("Es ist ein technischer Fehler aufgetreten.", "error")],
)  # fmt: skip
def test_what_was_said_of_a_way_of_paying(text, expected):
    walk = zahlung().event(36.4, Total, amount=80.0).press(40, NEXT, {"mutation": 90.0})
    assert kinds(left(said(walk, 40.1, text), 44))[0] == expected


def test_a_way_of_paying_that_cannot_be_chosen():
    dull = replace(WAY, name="Rechnung", disabled=True)
    walk = zahlung().event(36.4, Total, amount=80.0).press(40, dull, {})
    assert kinds(left(walk, 46))[0] == "payment methods"


@pytest.mark.parametrize(("names", "expected"), [(("Gutschein", "Bar"), "payment methods"),
                                                 (("Bar",), "unknown")])  # fmt: skip
def test_tabs_with_ways_of_paying(names, expected):
    walk = zahlung().event(36.4, Total, amount=80.0)
    for place, name in enumerate(names):
        tab = Target("tab", name, f"#{name}", tag="button", interactive=True)
        walk.press(38 + 2 * place, tab, {"mutation": 20.0})
    assert kinds(left(walk, 44))[0] == expected


@pytest.mark.parametrize(
    ("what", "expected"),
    [("no_delivery", "delivery"), ("no_payment", "payment methods"), ("failed", "error"),
     ("identity", "trust"), ("signed_in", "unknown")],
)  # fmt: skip
def test_what_the_last_page_says(what, expected):
    walk = versand().event(31, Cue, what=what, target=entry("Ausweis"))
    assert kinds(left(walk, 36))[0] == expected


def test_an_identity_that_was_given():
    walk = versand().event(31, Cue, what="identity", target=entry("Kennung"))
    assert kinds(left(walk.event(32, Change, target=entry("Kennung")), 36)) == ["unknown"]
