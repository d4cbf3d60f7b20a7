"""Details of the rules about what was promised, and the words by which they go."""

import pytest
from msgspec.structs import replace
from walks.amounts import PROMISED
from walks.builder import button
from walks.common import CONTINUE, LEFT, PROCEED, basket

from kitka.analyzer.analyze import analyze
from kitka.analyzer.purchase.declined import refuses
from kitka.analyzer.purchase.meanings import contradicts
from kitka.analyzer.words import ADD as ADDS
from kitka.analyzer.words import CANCELLED, PAY
from kitka.recorder.model import Change, Promise, Target, Watch


class TestWords:
    @pytest.mark.parametrize(
        "text",
        [
            "Your card was declined.",
            "The payment was refused by your bank",
            "Payment failed",
            "We could not process your payment",
            "Insufficient funds",
            "Maksu hylättiin",
            "Korttimaksu epäonnistui",
            "Maksua ei voitu suorittaa",
            "Ditt kort nekades",
            "Betalningen misslyckades",
            "Ihre Karte wurde abgelehnt",
            "Die Zahlung ist fehlgeschlagen",
            "The issuer has not authorised this transaction.",
            "That didn’t go through: please use another card. You were not charged.",
            "Your card company turned the charge down",
            "We weren't able to take payment. No charge was made.",
            "Nothing has been debited",
            "Pankki ei ole hyväksynyt korttimaksua",
            "Emme voineet veloittaa korttia",
            "Rahaa ei veloitettu",
            "Banken godkände inte köpet",
            "Vi kunde inte genomföra din betalning",
            "Inga pengar har dragits",
            "Ihre Bank hat die Zahlung nicht freigegeben.",
            "Es wurde kein Geld abgebucht",
            "Die Transaktion konnte nicht autorisiert werden",
        ],
    )
    def test_declined(self, text):
        assert refuses(text)

    @pytest.mark.parametrize(
        "text",
        [
            "The card number is not valid",
            "Enter the card's expiry date",
            "Kortin numero puuttuu",
            "Choose a way to pay",
            "Valitse maksutapa",
            "Ange kortnummer",
            "Bitte wählen Sie eine Zahlungsart",
            "The voucher was declined",
            "Your card will not be charged until we send the parcel.",
            "You have not been charged yet.",
            "We do not accept American Express cards.",
            "An order cannot be completed without payment.",
            "Sorry, the tent is sold out. You have not been charged.",
            "Your payment details are not complete",
            "Testing? The card 4000 0000 0000 0002 would be declined.",
            "Korttiasi ei ole vielä veloitettu",
            "Vi accepterar inte kontokort från alla banker",
            "Ihre Karte wird erst beim Versand belastet",
            "Gift card not accepted",
            "The discount code was rejected for this purchase",
            "Lahjakorttia ei hyväksytty",
            "Delivery address not accepted for this payment",
            "Accept the terms. The purchase cannot be completed without accepting the terms.",
            "Card number was rejected: wrong length",
            "Failed to load payment methods",
        ],
    )
    def test_not_declined(self, text):
        assert not refuses(text)

    @pytest.mark.parametrize(
        "text", ["status=cancelled", "Maksu peruutettu", "Köpet avbröts", "Zahlung abgebrochen"]
    )
    def test_cancelled(self, text):
        assert CANCELLED.search(text)

    @pytest.mark.parametrize(
        "name",
        ["Place order", "Pay €49", "Maksa", "Vahvista tilaus", "Betala", "Slutför köp", "Kaufen",
         "Zahlungspflichtig bestellen"],
    )  # fmt: skip
    def test_pays(self, name):
        assert PAY.search(name)

    @pytest.mark.parametrize("name", ["Continue to payment", "Tilaa uutiskirje", "Köpvillkor"])
    def test_does_not_pay(self, name):
        assert not PAY.search(name)

    @pytest.mark.parametrize(
        "name",
        ["Add to basket", "Lisää ostoskoriin", "Lisää koriin", "Lägg i varukorgen",
         "In den Warenkorb", "add to cart"],
    )  # fmt: skip
    def test_adds(self, name):
        assert ADDS.search(name)


class TestPromises:
    @pytest.mark.parametrize(
        ("before", "now"),
        [
            ("Delivery in 1–2 days", "Delivery in 5-7 days"),
            ("Free returns", "Returns at your own cost"),
            ("Ilmainen toimitus", "Toimitus 5,90 €"),
            ("Toimitus 4,90 €", "Toimitus 6,90 €"),
            ("Leverans imorgon", "Skickas nästa vecka"),
            ("Auf Lager", "Derzeit vergriffen"),
            ("Auf Lager", "Nicht lieferbar, voraussichtlich ab Januar"),
            ("Delivered by Tue 24 Nov", "Delivered by Thu 3 Dec"),
            ("€49.00 €39.20", "€49.00"),  # the price that was struck out
            ("Was €49.00 now €39.20 −20 %", "49,00 €"),
            ("39,20 € statt 49,00 €", "49,00 €"),
        ],
    )
    def test_contradicts(self, before, now):
        assert contradicts(before, now)

    @pytest.mark.parametrize(
        ("before", "now"),
        [
            ("Delivery in 1–2 days", "delivery  in 1-2 DAYS "),
            ("Delivery in 2–4 days", "3 days"),
            ("4,90 €", "€ 4.90"),
            ("1 299,00 €", "1.299,00 EUR"),
            ("Shipping from 4.90 €", "Shipping 6.90 €"),
            ("Free delivery over 50 €", "Delivery 4.90 €"),
            ("In stock", "In stock, 5 left"),
            ("Delivery in 2–4 days", "Arrives Wed 25 Nov"),
            ("Toimitus 2–4 pv", "Toimitus 24.11."),
            ("Free returns, 30 days", "30 days to return, free"),
            ("Arrives Fri 24", "Arrives Fri 24 November"),
            ("€49.00 €39.20", "€39.20"),
            ("€39.20 – €49.00", "€49.00"),  # a range
            ("€49.00 (€39.20 excl. VAT)", "€49.00"),
            ("€39.20 for members €49.00", "€49.00"),
        ],
    )
    def test_is_the_same(self, before, now):
        assert not contradicts(before, now)

    def test_filling_in_an_address_is_no_choice(self, found, read_recording):
        recording = read_recording("promise_changed.fires")
        assert len(analyze(recording.log, recording.scenario).frictions) == 2

    def test_choosing_a_country_is(self, found):
        walk = basket()
        walk.event(6.6, Promise, name="delivery_time", text="1–2 days")
        walk.press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/shipping-address/")
        country = Target("combobox", "Country", "#country", tag="select")
        walk.event(14.0, Change, target=country, how="chosen").press(26.0, CONTINUE, dict(LEFT))
        walk.open(26.02, "/checkout/shipping-method/")
        walk.event(26.6, Promise, name="delivery_time", text="5–7 days")
        assert not found("promise_changed", walk, PROMISED)

    @pytest.mark.parametrize(("name", "count"), [("Express 9,90 €", 0), ("To delivery", 1)])
    def test_a_delivery_that_is_drawn_as_a_card(self, found, name, count):
        walk = basket()
        walk.event(6.6, Promise, name="delivery_time", text="5–7 days")
        walk.press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/shipping-address/")
        walk.press(14.0, button(name), {"mutation": 9}).press(26.0, CONTINUE, dict(LEFT))
        walk.open(26.02, "/checkout/shipping-method/")
        walk.event(26.6, Promise, name="delivery_time", text="1 day")
        assert len(found("promise_changed", walk, PROMISED)) == count

    def test_needs_something_to_watch(self, shop, not_applicable):
        bare = replace(shop, watch=Watch(total=".t"))
        assert "promise_changed" in not_applicable(basket(), bare)
