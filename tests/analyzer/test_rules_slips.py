"""Whose fault it is: slips, words that stand there still, and what was hoped too early."""

import pytest
from walks.builder import Target, button, entry, fields
from walks.common import ADD, LEFT, basket
from walks.shown import posts, says, total

from kitka.analyzer.analyze import analyze
from kitka.analyzer.rules import discover
from kitka.recorder.model import Blur, Change, Message, Request

CONTINUE = button("Continue")
KEPT = {"changed": True, "filled": True, "dwell_ms": 2000}
ALERT = Target("alert", "", ".alert")
RULES = tuple(rule for rule in discover() if rule.family in ("forms", "promises"))


@pytest.fixture
def told(shop):
    def of(walk):
        result = analyze(walk.log(), shop, RULES)
        assert not [why for why in result.not_applicable.values() if "rule broke" in why]
        return [(f.rule, f.element.name if f.element else "") for f in result.frictions]

    return of


class TestTheFieldInWhichOneKeptBusy:
    def turns(self, walk, *visits):
        for place, (name, valid) in enumerate(visits):
            walk.event(5 + 4 * place, Blur, target=entry(name), valid=valid, **KEPT)
        return walk

    def test_is_not_at_fault(self, walk, told):
        turns = [("Vat number", False), ("Town", True)] * 3
        assert told(self.turns(walk().open(0, "/form"), *turns)) == [
            ("field_struggle", "Vat number")
        ]

    def test_without_anything_between_its_goes_it_is(self, walk, told):
        turns = [("Town", True)] * 3 + [("Vat number", False)] * 3
        found = told(self.turns(walk().open(0, "/form"), *turns))
        assert {name for _, name in found} == {"Town", "Vat number"}


class TestALateWord:
    def sent(self, walk, name, text, mended, field=None, others=()):
        page = walk().open(0, "/form")
        states = fields(True, name, "Town", "Street")
        page.event(4, Blur, target=entry(name), typed=8, **KEPT)
        page.submit(15, "address", CONTINUE, states, "prevented", method="post")
        page.event(15.1, Message, target=ALERT, text=text, field=field)
        for place, other in enumerate((name, *others)):
            page.event(17 + place, Change, target=entry(other))
        page.event(21, Blur, target=entry(name), typed=mended, **KEPT)
        page.submit(24, "address", CONTINUE, states, method="post")
        return page.open(24.2, "/pay")

    def test_that_names_no_field_is_about_the_one_that_was_changed(self, walk, told):
        walked = self.sent(walk, "Phone", "Start with the country code", 12)
        assert told(walked) == [("late_validation", "Phone")]
        walked = self.sent(walk, "Phone", "Something is wrong", 12, others=("Street",))
        assert told(walked) == []  # about either

    def test_that_names_another_field(self, walk, told):
        assert told(self.sent(walk, "Phone", "The street is not known", 12)) == []

    def test_one_letter_was_a_slip_and_marks_are_none(self, walk, told):
        phone = entry("Phone")
        assert told(self.sent(walk, "Phone", "Ten digits, please", 1, phone)) == []
        for mended in (0, 2):
            walked = self.sent(walk, "Phone", "Ten digits, please", mended, phone)
            assert told(walked) == [("late_validation", "Phone")]

    def test_everybody_knows_how_to_write_a_name_and_an_address(self, walk, told):
        for name in ("Your name", "Email", "Sähköposti"):
            assert told(self.sent(walk, name, "Check this", 8, entry(name))) == []
            walked = self.sent(walk, name, "That one is taken", 8, entry(name))
            assert told(walked) == [("late_validation", name)]


def test_words_that_stand_there_still_refuse_again(walk, told):
    """A page that says the same once more changes nothing that could be told of."""
    page, states = walk().open(0, "/form"), fields(True, "Company", "Vat")
    for at_s in (10.0, 20.0):
        page.event(at_s - 2, Change, target=entry("Vat"))
        page.send(at_s, CONTINUE, states, after={"request": 4}, observed_ms=2000)
        page.event(at_s + 0.01, Request, url="/api/vat", method="POST", status=422, failed=True,
                   duration_ms=100, click=page.clicks)  # fmt: skip
        if at_s == 10.0:
            page.event(10.2, Message, target=ALERT, text="The number is not valid")
    page.send(30.0, CONTINUE, states, after=dict(LEFT)).open(30.2, "/pay")
    assert ("validation_loop", "Continue") in told(page)
    assert "silent_refusal" not in [rule for rule, _ in told(page)]


class TestAnAmountThatWasHopedFor:
    def added(self, walk_, *, back=None, said="", status=500):
        walk_ = total(walk_, 8.0, 24.9).press(14.0, ADD, {"request": 4, "mutation": 20})
        total(walk_, 14.1, 49.8)
        walk_.event(14.004, Request, url="/api/basket", method="POST", status=status,
                    failed=status >= 400, duration_ms=1200, click=walk_.clicks)  # fmt: skip
        if back:
            total(walk_, 15.5, back)
        if said:
            says(walk_, 15.5, said)
        return walk_.press(30.0, button("Details"), {"mutation": 20})

    def test_stays(self, told):
        assert told(self.added(basket()))[0] == ("success_after_error", ADD.name)

    @pytest.mark.parametrize(
        "kept", [{"back": 24.9}, {"said": "Something went wrong"}, {"status": 200}]
    )
    def test_is_taken_back_or_said_or_comes_true(self, told, kept):
        assert "success_after_error" not in [rule for rule, _ in told(self.added(basket(), **kept))]


@pytest.mark.parametrize(("status", "late", "found"), [(204, 0.4, 1), (200, 0.4, 0), (204, 0, 0)])
def test_an_answer_without_content_says_that_it_is_done(told, status, late, found):
    walked = basket().press(14.0, button("Save address"), {"request": 4, "mutation": 260})
    posts(walked, 14.004 + (0 if late else 1), status)
    says(walked, 14.05 + late, "This could not be saved, try again.")
    assert [rule for rule, _ in told(walked)].count("error_after_success") == found
