"""Details of the rule about amounts that are those of before."""

import pytest
from walks.amounts import WATCHED
from walks.builder import Walk, button, entry, fields, link
from walks.common import ADD, CONTINUE, LEFT, PROCEED, basket
from walks.shown import EMPTY, MORE, REMOVE, cue, lines, posts, says, total

from kitka.recorder.model import Change, Leave, Request, Sighting, Target, View


class TestAmounts:
    def older(self, *, button_=PROCEED, heal_s=30.0, edit=True, choose=False):
        """One more is put in, the next view shows what was before that, its reload what is."""
        walk = lines(total(basket(), 6.6, 30.0), 6.7, 25.0)
        if edit:
            posts(walk.press(12.0, MORE, {"request": 4, "mutation": 20}), 12.004)
        lines(total(walk, 12.1, 55.0), 12.2, 50.0, 2)
        walk.press(20.0, button_, {"mutation": 20})
        if choose:
            walk.event(20.1, Change, target=Target("combobox", "Size", "#s", tag="select"))
        lines(total(walk.route(20.2, "/checkout/shipping-address/"), 20.4, 30.0), 20.5, 25.0)
        if heal_s:
            walk.open(heal_s, "/checkout/shipping-address/", navigation="reload")
            lines(total(walk, heal_s + 0.6, 55.0), heal_s + 0.7, 50.0, 2)
        return walk.press(60.0, CONTINUE, dict(LEFT))

    def test_an_older_amount_in_the_next_view(self, found):
        (stale,) = found("stale_state", self.older(), WATCHED)
        assert stale.evidence.values["kind"] == "older" and stale.at_s == 20.5
        assert not found("late_cost", self.older(), WATCHED)  # only returns to what was shown
        assert found("stale_state", self.older(heal_s=0), WATCHED)  # never healed
        assert found("stale_state", self.older(button_=button("Zum Formular")), WATCHED)

    @pytest.mark.parametrize(
        "how",
        [
            {"heal_s": 21.5},  # still being fetched
            {"heal_s": 0, "edit": False},  # nobody had put in more: what had stood there was wrong
            {"heal_s": 0, "button_": button("•")},  # who knows what that did
            {"button_": button("Remove one")},
            {"button_": button("-", stepper=True)},
            {"choose": True},
        ],
    )
    def test_no_older_amount(self, found, how):
        assert not found("stale_state", self.older(**how), WATCHED)

    @pytest.mark.parametrize(
        ("field", "fetches", "left_s", "told"),
        [
            (entry("E-mail"), False, 32.0, 1),
            (entry("E-mail"), True, 32.0, 0),  # still being fetched
            (entry("E-mail"), False, 31.2, 0),  # not looked at
            (link("Saved baskets"), False, 32.0, 0),
        ],
    )
    def test_an_older_amount_behind_a_form_that_was_filled_in(
        self, found, field, fetches, left_s, told
    ):
        walk = lines(total(basket(), 6.6, 30.0), 6.7, 25.0)
        posts(walk.press(12.0, MORE, {"request": 4, "mutation": 20}), 12.004)
        lines(total(walk, 12.1, 55.0), 12.2, 50.0, 2)
        walk.press(20.0, PROCEED, dict(LEFT)).open(20.02, "/checkout/")
        walk.press(24.0, field, {"focus": 1}).press(30.0, CONTINUE, dict(LEFT))
        walk.open(30.02, "/checkout/shipping-address/")
        lines(total(walk, 30.4, 30.0), 30.5, 25.0)
        if fetches:
            posts(walk, 30.6)
        walk.event(left_s, Leave)
        assert len(found("stale_state", walk, WATCHED)) == told

    @pytest.mark.parametrize(
        ("stood_s", "pressed", "told"), [(1.4, False, 0), (1.4, True, 1), (2.1, False, 1)]
    )
    def test_a_panel_that_slides_away_over_the_next_view(self, found, stood_s, pressed, told):
        walk = lines(total(basket(), 6.6, 30.0), 6.7, 25.0)
        walk.press(20.0, PROCEED, {"mutation": 20}).route(20.1, "/checkout/shipping-address/")
        lines(total(walk, 20.3, 30.0, 5.0), 20.4, 15.0, 2)  # in the view, and still in the panel
        if pressed:
            walk.press(21.6, CONTINUE, {"mutation": 20})
        lines(walk, 20.4 + stood_s, 25.0)
        assert len(found("total_mismatch", walk, WATCHED)) == told

    def test_stale_until_the_next_page(self, found):
        walk = lines(total(basket(), 6.6, 50.0), 6.7, 50.0, 2)
        remove = button("Poista", "#remove-2")
        posts(walk.press(12.0, remove, {"request": 4, "mutation": 210}), 12.004)
        walk.press(13.0, PROCEED, dict(LEFT)).open(13.02, "/checkout/shipping-address/")
        lines(total(walk, 13.5, 50.0), 13.6, 50.0, 2).press(30.0, CONTINUE, dict(LEFT))
        (stale,) = found("stale_state", walk, WATCHED)
        assert stale.element.name == "Poista"

    @pytest.mark.parametrize(
        ("left_s", "amount", "count", "expected"),
        [(14.0, 25.0, 1, 1), (12.9, 25.0, 1, 0), (14.0, 50.0, 2, 0)],
    )
    def test_left_soon_and_belied_by_a_page_further_on(
        self, found, left_s, amount, count, expected
    ):
        walk = lines(total(basket(), 6.6, 50.0), 6.7, 50.0, 2)
        posts(walk.press(12.0, button("Remove"), {"request": 4, "mutation": 210}), 12.004)
        walk.press(left_s, PROCEED, dict(LEFT)).open(left_s + 0.02, "/checkout/")
        walk.press(20.0, CONTINUE, dict(LEFT)).open(20.02, "/checkout/shipping-address/")
        lines(walk, 20.5, amount, count)
        assert len(found("stale_state", walk, WATCHED)) == expected

    @pytest.mark.parametrize(("names", "expected"), [(("Quantity",), 1), (("Name", "Note"), 0)])
    def test_a_button_without_a_form_sends_the_number_beside_it(self, found, names, expected):
        walk = lines(total(basket(), 6.6, 50.0), 6.7, 50.0, 2)
        walk.event(10.0, Change, target=entry("Quantity", type="number"), how="typed")
        posts(walk.send(12.0, button("Save"), fields(True, *names), after={"request": 4}), 12.004)
        walk.press(17.0, PROCEED, dict(LEFT)).open(17.02, "/checkout/shipping-address/")
        assert len(found("stale_state", lines(walk, 17.5, 50.0, 2), WATCHED)) == expected

    def test_another_addition_belies_nothing(self, found):
        walk = lines(total(basket(), 6.6, 50.0), 6.7, 50.0, 2)
        posts(walk.press(12.0, button("Remove"), {"request": 4, "mutation": 210}), 12.004)
        walk.press(14.0, link("Tent"), dict(LEFT)).open(14.02, "/catalogue/tent_2/")
        walk.press(17.0, ADD, dict(LEFT)).open(17.02, "/basket/")
        assert not found("stale_state", lines(walk, 17.5, 125.0, 2), WATCHED)

    def test_a_free_line_that_went_changes_the_count(self, found):
        walk = lines(total(basket(), 6.6, 50.0), 6.7, 50.0, 2)
        posts(walk.press(12.0, button("Remove"), {"request": 4, "mutation": 210}), 12.004)
        walk.press(13.0, PROCEED, dict(LEFT)).open(13.02, "/checkout/shipping-address/")
        lines(total(walk, 13.5, 50.0), 13.6, 50.0, 1).press(30.0, CONTINUE, dict(LEFT))
        assert not found("stale_state", walk, WATCHED)

    def restored(self, later):
        walk = total(basket(), 6.6, 50.0)
        page = walk.page
        walk.press(9.0, link("Tent"), dict(LEFT)).open(9.02, "/catalogue/tent_2/")
        walk.press(12.0, ADD, dict(LEFT)).submit(12.005, "add", ADD)
        walk.page, walk.view = page, 1
        walk.event(14.0, View, url="/basket/", origin="https://shop.example", cause="restore")
        total(walk, 14.1, 50.0)
        return total(walk.open(20.0, "/basket/"), 20.5, later)

    def test_a_restored_page_that_the_next_load_contradicts(self, found):
        (stale,) = found("stale_state", self.restored(170.0))
        assert stale.evidence.values["kind"] == "restored"
        assert not found("stale_state", self.restored(50.0))


class TestTheLastLineRemoved:
    """The amount goes with it: nothing is said that could be stale."""

    def removed(self, left):
        walk = lines(total(basket(), 6.6, 24.9), 6.7, 24.9)
        posts(walk.press(12.0, REMOVE, {"request": 4, "mutation": 110}), 12.004)
        return left(walk).press(30.0, link("Continue shopping"), dict(LEFT)).open(30.02, "/")

    def test_stands_there_still(self, found):
        assert len(found("stale_state", self.removed(lambda walk: walk), WATCHED)) == 1

    def test_called_empty(self, found):
        walk = self.removed(lambda walk: cue(walk, 12.4, "empty_basket", EMPTY))
        assert not found("stale_state", walk, WATCHED)

    def test_no_line_is_left(self, found):
        gone = {"what": "selector", "value": ".line", "present": False}
        walk = self.removed(lambda walk: walk.event(12.2, Sighting, **gone))
        assert not found("stale_state", walk, WATCHED)


class TestALinkThatCountsNone:
    """The link was not pressed: the basket was come to in another way."""

    def looked(self, found, asked=False, stood_s=4.0, taken=False, amount=49.0, gone=False):
        walk = Walk().open(0.2, "/catalogue/backpack_1/").press(6.0, ADD, dict(LEFT))
        walk.submit(6.005, "add_to_basket", ADD, fields(True, "Quantity"))
        walk.open(6.02, "/catalogue/backpack_1/")
        cue(walk, 6.4, "no_pieces", link("Basket 0"))
        if asked:
            walk.event(6.5, Request, url="/count", method="GET", status=200, duration_ms=40)
        if gone:
            cue(walk, 6.8, "no_pieces", link("Basket 0"), present=False)
        walk.press(6.3 + stood_s, button("Remove") if taken else link("View basket"), dict(LEFT))
        walk.event(6.35 + stood_s, Leave).open(6.4 + stood_s, "/basket/")
        total(walk, 7.0 + stood_s, amount)
        return found("stale_state", walk.press(30.0, PROCEED, dict(LEFT)))

    def test_although_there_was_something_in_it(self, found):
        (told,) = self.looked(found)
        assert told.element.name == "Basket 0" and told.evidence.values["kind"] == "count"

    def test_the_number_may_be_fetched(self, found):
        assert not self.looked(found, asked=True, stood_s=2.0)
        assert self.looked(found, asked=True, stood_s=4.0)

    def test_it_was_right_or_nobody_had_read_it(self, found):
        assert not self.looked(found, stood_s=0.4)
        assert not self.looked(found, gone=True)
        assert not self.looked(found, taken=True)
        assert not self.looked(found, amount=0.0)

    @pytest.mark.parametrize(
        ("text", "count"), [("Backpack was added to your basket.", 1), ("Free returns.", 0)]
    )
    def test_the_page_itself_said_that_it_was_there(self, found, text, count):
        walk = Walk().open(0.2, "/catalogue/backpack_1/").press(6.0, ADD, dict(LEFT))
        walk.submit(6.005, "add_to_basket", ADD, fields(True, "Quantity"))
        walk.open(6.02, "/catalogue/backpack_1/")
        says(cue(walk, 6.4, "no_pieces", link("Basket 0")), 6.4, text, error=False)
        assert len(found("stale_state", walk.event(9.0, Leave))) == count
