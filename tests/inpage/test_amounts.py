"""Amounts and signs that a scenario watches."""

from __future__ import annotations

from kitka.recorder.model import Sighting, Total

MONEY = {
    "1 299,00 kr": 1299.0, "1 299:-": 1299.0, "49,–€": 49.0, "CHF 1’299.00": 1299.0,
    "Total (incl. VAT 24 %): 49,91 €": 49.91, "49,92 € (sis. alv 25,5 % 10,14 €)": 49.92,
    "2 × 24,95 € = 49,90 €": 49.9, "DHL 2-3 Tage 4,90 €": 4.9, "-€5.00": -5.0,
    "<del>59,90 €</del> <ins>49,93 €</ins>": 49.93, "49<sup>94</sup> €": 49.94,
    "<span>49</span> <span>95</span> €": 49.95, "Free (over 50 €)": 0.0, "Ingår": 0.0,
}  # fmt: skip


def test_money_as_shops_write_it(record, shop):
    log = record(total=".total")
    log.page.goto(f"{shop}/widgets")
    log.page.evaluate("document.body.innerHTML = '<p class=total></p>'")
    for text, amount in MONEY.items():
        log.page.evaluate("html => { document.querySelector('.total').innerHTML = html }", text)
        log.wait(lambda amount=amount: [t.amount for t in log.events(Total)][-1:] == [amount], text)
    log.page.evaluate("document.querySelector('.total').textContent = 'Gratis frakt över 499 kr'")
    log.page.evaluate(
        "document.body.innerHTML = '<dl><dt>Fee<dd>2,90 €<dt>Total<dd class=total>42,80 €</dl>'"
        " + '<p>VAT is added at the last step'"
    )
    log.wait(lambda: log.events(Total)[-1].amount == 42.8, "the total of a summary")
    assert log.events(Total)[-2].amount == 0.0
    assert log.events(Total)[-1].beside == (2.9,) and log.events(Total)[-1].untaxed


def test_watched_amounts(signals):
    total = signals.wait_for(Total, what="total")
    delivery = signals.wait_for(Total, what="delivery")
    assert (total.amount, total.currency) == (1299.0, "SEK")
    assert (delivery.amount, delivery.currency) == (4.9, "GBP")
    signals.page.evaluate("document.querySelector('.total').textContent = '€64.90'")
    assert signals.wait_for(Total, amount=64.9).currency == "EUR"


def test_a_selector_that_goes_away(record, shop):
    log = record(seek=[("selector", "#plain")])
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Sighting, present=True)
    log.page.evaluate("document.getElementById('plain').hidden = true")
    log.wait_for(Sighting, present=False)
    assert [s.present for s in log.events(Sighting)] == [True, False]
