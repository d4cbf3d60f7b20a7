"""A pressed button that shows that it works, and whether anything comes of it."""

from __future__ import annotations

import pytest

from kitka.recorder.model import Load, Reaction


@pytest.fixture
def working(record, shop):
    log = record()
    log.page.goto(f"{shop}/working.html")
    log.wait_for(Load)
    return log


def first(log, selector):
    """What is told first of a press on ``selector``."""
    log.page.click(selector)
    return log.wait_for(Reaction)


@pytest.mark.parametrize("selector", ["#greyed", "#turning"])
def test_a_button_that_worked_and_is_as_it_was_before_has_answered_nothing(working, selector):
    reaction = first(working, selector)
    assert reaction.after == {} and reaction.observed_ms >= 2400


def test_nor_where_a_style_moves_without_the_pointer(working):
    working.page.focus("#greyed")
    working.page.keyboard.press("Enter")
    assert working.wait_for(Reaction).after == {}


def test_something_came_of_it(working):
    reaction = first(working, "#answered")
    assert reaction.after["mutation"] < 300 < reaction.observed_ms < 2400


@pytest.mark.parametrize("selector", ["#said", "#worded", "#heart"])
def test_a_button_that_says_or_shows_something_new_has_answered(working, selector):
    assert first(working, selector).after["mutation"] < 300


def test_what_works_on_for_long_is_an_answer_until_it_stops_without_one(working):
    reaction = first(working, "#long")
    assert reaction.after["mutation"] < 300 and reaction.observed_ms >= 2400
    last = working.wait(lambda: working.events(Reaction)[1:], "a second reaction")[0]
    assert last.after == {} and last.observed_ms >= 6900


def test_what_comes_of_a_later_press_does_not_come_of_this_one(working):
    first(working, "#second")
    working.page.click("#second")
    told = working.wait(lambda: [e for e in working.events(Reaction) if e.click == 1], "its answer")
    assert told[0].after["mutation"] < 300
    working.flush()
    earlier = [event for event in working.events(Reaction) if event.click == 0][-1]
    assert earlier.after.get("mutation", 9999) > 2400


def test_what_works_for_ever_is_seen(working):
    first(working, "#kept")
    working.flush()
    assert all(0 <= event.after["mutation"] < 300 for event in working.events(Reaction))
