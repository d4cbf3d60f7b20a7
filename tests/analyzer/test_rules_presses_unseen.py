"""Presses that the shop answered, or that could not have been, and nothing of it could be seen."""

import pytest
from walks.builder import button

from kitka.recorder.model import JsError, Message, Request, Submit

PAY = button("Continue to payment")
MORE = button("Show more")
NO_JSON = "SyntaxError: Unexpected token '<' is not valid JSON"


def asking(walk, at_s, target, method="GET", **more):
    """A press that asks the shop, which answers at once, and nothing of that is shown."""
    walk.press(at_s, target, {"request": 2}, observed_ms=6000, **more)
    return walk.event(
        at_s + 0.002, Request, url="/api/list", method=method, type="fetch", status=200,
        duration_ms=40, click=walk.clicks,
    )  # fmt: skip


@pytest.mark.parametrize(("error_s", "count"), [(9.05, 1), (13.0, 0)])
def test_an_answer_that_cannot_be_read_is_the_presses_though_only_the_driver_hears_of_it(
    walk, found, error_s, count
):
    there = asking(walk().open(0.2, "/basket/"), 9.0, PAY, "POST")
    there.driver(error_s, JsError, message=NO_JSON, rejection=True)
    told = found("error_click", there)
    assert [f.element.name for f in told] == ["Continue to payment"] * count


def test_what_the_driver_hears_while_nothing_was_asked_is_no_presses(walk, found):
    there = walk().open(0.2, "/basket/").press(9.0, PAY, {})
    there.driver(9.05, JsError, message=NO_JSON, rejection=True)
    assert found("error_click", there) == []


@pytest.mark.parametrize(("method", "count"), [("GET", 1), ("POST", 0)])
def test_who_got_nothing_to_see_and_went_was_not_answered(walk, found, method, count):
    there = asking(walk().open(0.2, "/basket/"), 9.0, MORE, method)
    assert len(found("dead_click", there)) == count  # something may have been saved


@pytest.mark.parametrize("message_s", [9.2, None])
def test_a_list_that_says_there_is_no_more(walk, found, message_s):
    there = asking(walk().open(0.2, "/basket/"), 9.0, MORE)
    if message_s:
        there.event(message_s, Message, target=MORE, text="That is all", severity="status")
        there.press(15.0, button("Tent"), {"mutation": 20})
    assert len(found("dead_click", there)) == (0 if message_s else 1)


@pytest.mark.parametrize(
    ("answered_ms", "after", "count"),
    [(40, {}, 1), (40, {"mutation": 700}, 0), (900, {}, 0)],
)
def test_a_button_that_stays_disabled_after_the_answer(walk, found, answered_ms, after, count):
    there = (
        walk().open(0.2, "/basket/").press(9.0, button("Update"), {"request": 2, "mutation": 50})
    )
    there.event(9.001, Submit, form="basket", target=button("form"), via=button("Update"))
    there.event(
        9.002, Request, url="/basket/", method="POST", type="xhr", status=200,
        duration_ms=answered_ms, click=0,
    )  # fmt: skip
    there.press(9.7, button("Proceed to checkout", disabled=True), after)
    assert len(found("disabled_click", there)) == count
