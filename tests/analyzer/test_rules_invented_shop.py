"""An invented shop: a checkout on one page whose parts open one after the other, so that the
address never changes, and a bank that sends people back. What is said of it has to hold of any
shop.
"""

import pytest
from msgspec.structs import replace
from walks.builder import button, link
from walks.common import ADD, LEFT, PROCEED, basket
from walks.one_page import ANSWER, SHEET, TO_DELIVERY, address, checkout, went_on
from walks.shown import EMPTY, MORE, RADIO, cue, says, total

from kitka.analyzer.presses.onward import leads_on
from kitka.analyzer.purchase.meanings import contradicts
from kitka.recorder.model import Change, OffSite, Promise, Scenario, Setting, Target


@pytest.fixture(scope="session")
def shop() -> Scenario:
    return SHEET


class TestLateCost:
    @pytest.mark.parametrize(
        "name", ["Jatka maksuun", "Continue", "Fortsätt till betalning", "Weiter zur Zahlung"]
    )
    def test_the_total_rises_when_the_next_part_opens(self, found, name):
        walk = went_on(went_on(checkout(), 18.0, TO_DELIVERY), 24.0, button(name))
        (late,) = found("late_cost", total(walk, 24.3, 88.8))
        assert late.evidence.values["unexplained"] == 3.9

    def chose(self, what):
        walk = went_on(checkout(), 18.0, TO_DELIVERY)
        if what == "delivery":
            walk.press(20.0, RADIO, {"input": 2}).event(20.01, Change, target=RADIO, how="chosen")
        elif what == "slider":
            walk.event(20.0, Setting, target=Target("slider", "Lahjoitus", "#gift", tag="input"))
        elif what == "quantity":
            walk.press(20.0, MORE, {"mutation": 30})
        elif what == "wrap":
            walk.press(20.0, button("Lahjapaketti"), {"mutation": 30})
        elif what == "voucher":
            walk.press(20.0, button("Poista alennuskoodi"), {"mutation": 30})
        return walk

    @pytest.mark.parametrize("what", ["delivery", "slider", "quantity", "wrap", "voucher"])
    def test_not_what_was_chosen(self, found, what):
        walk = went_on(self.chose(what), 24.0)
        assert not found("late_cost", total(walk, 24.3, 88.8))

    @pytest.mark.parametrize(
        "name", ["Lisää vakuutus ja jatka", "Continue with insurance", "Välj hemleverans"]
    )
    def test_not_what_the_press_itself_chooses(self, found, name):
        walk = went_on(checkout(), 24.0, button(name))
        assert not found("late_cost", total(walk, 24.3, 88.8))

    def test_not_what_was_typed_after_going_on(self, found):
        walk = address(went_on(checkout(), 18.0, TO_DELIVERY), 20.0)
        assert not found("late_cost", total(walk, 23.0, 88.8))

    def test_not_a_dearer_delivery_that_is_shown_with_it(self, found):
        walk = went_on(checkout(), 18.0, TO_DELIVERY)
        assert not found("late_cost", total(walk, 18.3, 88.8, 8.8))

    def test_not_a_total_that_had_been_shown_before(self, found):
        walk = total(went_on(checkout(), 18.0, TO_DELIVERY), 18.2, 80.0)
        assert not found("late_cost", total(went_on(walk, 24.0), 24.3, 84.9))
        again = total(went_on(self.chose("wrap"), 24.0), 24.3, 80.0)
        again.press(25.0, RADIO, {"input": 2}).event(25.01, Change, target=RADIO, how="chosen")
        total(again, 25.2, 70.0)
        assert found("late_cost", total(went_on(again, 28.0), 28.3, 84.9))  # chosen anew since

    def test_not_a_total_shown_for_the_first_time(self, found):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
        walk = went_on(address(walk, 14.0), 24.0)
        assert not found("late_cost", total(walk, 24.3, 88.8, 4.9))


class TestPromise:
    @staticmethod
    def says_when(walk, at_s, text):
        return walk.event(at_s, Promise, name="delivery_time", text=text)

    @pytest.mark.parametrize("text", ["7–9 arkipäivää", "3–4 viikkoa"])
    def test_it_changes_when_the_next_part_opens(self, found, text):
        walk = self.says_when(went_on(checkout(), 18.0, TO_DELIVERY), 18.4, text)
        (changed,) = found("promise_changed", walk)
        assert changed.evidence.values["before"] == "2–4 arkipäivää"
        assert changed.evidence.moments == (12.5, 18.4)

    @pytest.mark.parametrize("text", ["2-4  ARKIPÄIVÄÄ", "3 arkipäivää", "Lasketaan…"])
    def test_other_words_for_it(self, found, text):
        walk = self.says_when(went_on(checkout(), 18.0, TO_DELIVERY), 18.4, text)
        assert not found("promise_changed", walk)

    @pytest.mark.parametrize(
        "target", [RADIO, link("Toinen sohva"), button("Valitse nouto"), button("Sininen")]
    )
    def test_after_a_choice(self, found, target):
        walk = went_on(checkout(), 18.0, TO_DELIVERY).press(20.0, target, dict(ANSWER))
        walk = self.says_when(went_on(walk, 24.0), 24.4, "7–9 arkipäivää")
        assert not found("promise_changed", walk)

    def test_drawn_late_or_anew_before_anything_was_pressed(self, found):
        walk = total(basket(), 6.6, 84.9).press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
        self.says_when(self.says_when(walk, 12.3, "1 arkipäivä"), 12.9, "5 arkipäivää")
        assert not found("promise_changed", address(walk, 14.0))

    def test_a_delivery_price_that_waited_for_the_address(self, found):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
        walk = went_on(address(total(walk, 12.5, 80.0, 0.0), 14.0), 18.0, TO_DELIVERY)
        assert not found("promise_changed", total(walk, 18.4, 84.9, 4.9))
        assert found("promise_changed", total(went_on(checkout(), 24.0), 24.4, 92.8, 12.8))

    @pytest.mark.parametrize(
        ("before", "now", "expected"),
        [
            ("1–3 vardagar", "2–3 veckor", True),
            ("1-3 Werktage", "1-3 Wochen", True),
            ("within 24 hours", "3 days", True),
            ("Palautus 30 päivää", "Palautus 2 viikkoa", True),
            ("5–7 days", "1 week", False),
            ("24 h", "1–2 days", False),
            ("2–3 veckor", "14 dagar", False),
            ("Arrives Friday 24", "24 November, in 2 days", False),
        ],
    )
    def test_days_and_weeks(self, before, now, expected):
        assert contradicts(before, now) is expected


class TestGoingOn:
    @pytest.mark.parametrize(
        "target",
        [
            link("Continue shopping"),
            button("Jatka ostoksia"),
            button("Weiter einkaufen"),
            button("Lägg till och fortsätt"),
            replace(RADIO, name="Continue without insurance"),
            button("Next", stepper=True),
            button("Punainen"),
        ],
    )
    def test_leads_nowhere_or_chooses(self, target):
        assert not leads_on(target)

    @pytest.mark.parametrize(
        "name", ["Seuraava", "Slutför köp", "To payment", "Spara", "Zur Kasse"]
    )
    def test_leads_on(self, name):
        assert leads_on(button(name))


class TestBackFromPaying:
    PAY = button("Maksa")

    def came_back(self, url, **more):
        walk = went_on(checkout(), 24.0).press(30.0, self.PAY, dict(LEFT))
        walk.driver(30.4, OffSite, origin="https://pay.example", payment=True)
        walk.driver(60.0, OffSite, origin="https://shop.example", away=False)
        return walk.open(59.9, url, **more)

    def later(self, walk, at_s=70.0):
        return walk.press(at_s, link("Ohje"), dict(LEFT)).open(at_s + 0.02, "/help/")

    def test_to_a_basket_that_is_as_it_was(self, found):
        assert not found("off_site_return_failed", self.later(self.came_back("/basket/")))

    @pytest.mark.parametrize("url", ["/catalogue/sofa_3/", "/", "/fi/"])
    def test_to_a_page_from_before_the_checkout(self, found, url):
        (failed,) = found("off_site_return_failed", self.later(self.came_back(url)))
        assert failed.element.name == "Maksa"

    def test_to_an_empty_basket_that_had_not_been_seen_before(self, found):
        """The session begins in the checkout: the basket's step is reached on return only."""
        parts = replace(SHEET, steps=tuple(replace(s, optional=True) for s in SHEET.steps[:-1])
                        + SHEET.steps[-1:])  # fmt: skip
        walk = self.came_back("/basket/")
        del walk.pages["p00"], walk.pages["p01"], walk.pages["p02"]
        (failed,) = found("off_site_return_failed", cue(walk, 60.4, "empty_basket", EMPTY), parts)
        assert "empty" in failed.evidence.text

    @pytest.mark.parametrize(
        ("url", "more"),
        [
            ("/basket/?payment=cancelled", {}),
            ("/peruutettu/", {}),
            ("/basket/", {"navigation": "back_forward"}),
            ("/order/8812/", {}),
        ],
    )
    def test_cancelled_gone_back_or_elsewhere(self, found, url, more):
        assert not found("off_site_return_failed", self.later(self.came_back(url, **more)))

    @pytest.mark.parametrize("text", ["Peruit maksun.", "Kiitos tilauksesta!"])
    def test_with_a_word(self, found, text):
        walk = says(self.came_back("/basket/"), 60.4, text, error=False)
        assert not found("off_site_return_failed", self.later(walk))

    def test_passed_through(self, found):
        walk = self.came_back("/").open(61.0, "/checkout/thanks/")
        assert not found("off_site_return_failed", self.later(walk))


def test_adding_is_not_going_on():
    assert not leads_on(ADD)
