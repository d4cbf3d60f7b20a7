"""What is set otherwise than by typing: whether it stays, and what follows."""

from __future__ import annotations

import pytest

from kitka.recorder.model import Click, Load, Setting


@pytest.fixture
def settings(record, shop):
    log = record()
    log.page.goto(f"{shop}/settings.html")
    log.wait_for(Load)
    return log


def told(log, selector):
    """The one Setting of ``selector``."""
    named = selector.lstrip("#")

    def of_it():
        return [event for event in log.events(Setting) if event.target.selector == f"#{named}"]

    found = log.wait(of_it, selector)
    assert len(found) == 1
    return found[0]


def drag(page, selector, dx):
    box = page.locator(selector).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y, steps=4)
    page.mouse.up()


# ---------------------------------------------------------------- selects


def test_a_select_that_is_answered(settings):
    settings.page.select_option("#sort", "Cheapest")
    setting = told(settings, "#sort")
    assert setting.kept and not setting.carried and setting.target.name == "Sort"
    assert 0 < setting.after["mutation"] < 500 and setting.observed_ms < 2500


def test_a_select_set_by_the_keyboard(settings):
    settings.page.focus("#sort")
    settings.page.keyboard.press("ArrowDown")
    assert told(settings, "#sort").kept


def test_a_select_that_nothing_follows(settings):
    settings.page.select_option("#nothing", "B")
    setting = told(settings, "#nothing")
    assert setting.kept and setting.after == {} and setting.observed_ms >= 7000


def test_a_select_that_the_page_sets_back(settings):
    settings.page.select_option("#stubborn", "B")
    settings.flush()
    assert not told(settings, "#stubborn").kept


@pytest.mark.parametrize("selector", ["#country", "#outside", "#pickup"])
def test_what_a_button_sends_is_carried(settings, selector):
    settings.page.select_option(selector, index=1)
    settings.flush()
    assert told(settings, selector).carried


def test_what_many_things_of_a_list_have_carries_nothing(settings):
    settings.page.select_option("#nothing", "B")
    settings.flush()
    assert not told(settings, "#nothing").carried


def test_what_takes_a_line_away_carries_nothing(settings):
    settings.page.select_option("#pieces2", "2")
    settings.flush()
    assert not told(settings, "#pieces2").carried


# ---------------------------------------------------------------- choices


def test_a_box_whose_answer_comes_late(settings):
    settings.page.click("#boxlabel")
    setting = told(settings, "#box")
    assert setting.kept and 2900 < setting.after["mutation"] < 7000
    assert len(settings.events(Click)) == 1


@pytest.mark.parametrize(
    ("selector", "kept"), [("#box", True), ("#forbidden", False), ("#r2", True)]
)
def test_choices(settings, selector, kept):
    settings.page.click(selector)
    settings.flush()
    assert told(settings, selector).kept is kept


def test_the_chosen_one_of_some_is_not_chosen_again(settings):
    settings.page.click("#r1")
    settings.flush()
    assert settings.events(Setting) == []


@pytest.mark.parametrize(
    ("selector", "kept"), [("#deadswitch", False), ("#goodswitch", True), ("#styled", True)]
)
def test_switches_of_the_shops_own(settings, selector, kept):
    settings.page.click(selector)
    settings.flush()
    setting = told(settings, selector)
    # What the switch shows by itself is no answer of the page.
    assert setting.kept is kept and setting.after == {}


def test_a_switch_by_the_keyboard(settings):
    settings.page.press("#goodswitch", "Space")
    settings.flush()
    assert told(settings, "#goodswitch").kept


# ---------------------------------------------------------------- sliders and numbers


@pytest.mark.parametrize(
    ("selector", "kept"), [("#range", True), ("#deadrange", False), ("#stuck", False)]
)
def test_a_slider_that_is_dragged(settings, selector, kept):
    drag(settings.page, selector, 30)
    settings.flush()
    setting = told(settings, selector)
    assert setting.kept is kept and "mutation" not in setting.after


@pytest.mark.parametrize(
    ("selector", "kept"),
    [("#range", True), ("#deadrange", False), ("#stuck", False), ("#slides", True)],
)
def test_a_slider_that_is_stepped(settings, selector, kept):
    settings.page.focus(selector)
    for _ in range(3):
        settings.page.keyboard.press("ArrowLeft")
    settings.flush()
    assert told(settings, selector).kept is kept


def test_a_slider_at_its_end_goes_no_further(settings):
    settings.page.focus("#slides")
    settings.page.keyboard.press("ArrowRight")
    drag(settings.page, "#slides", 30)
    settings.page.click("#stuck")
    settings.flush()
    assert settings.events(Setting) == []


@pytest.mark.parametrize(("value", "kept"), [("3", True), ("99", True), ("7", False)])
def test_a_number(settings, value, kept):
    """One that is brought into the allowed range is another number; one that falls back is none."""
    settings.page.fill("#pieces", value)
    settings.page.press("#pieces", "Tab")
    settings.flush()
    assert told(settings, "#pieces").kept is kept


def test_no_value_leaves_the_page(settings):
    settings.page.select_option("#sort", "Dearest")
    settings.page.fill("#pieces", "8642")
    settings.page.press("#pieces", "Tab")
    settings.flush()
    signals = [raw for raw in settings.raw if '"stream":"signals"' in raw]
    assert signals and not any("Dearest" in raw or "8642" in raw for raw in signals)
