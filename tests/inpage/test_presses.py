"""Presses that no click tells of, or that something else received."""

from __future__ import annotations

import pytest
from inpage.pressing import press

from kitka.recorder.model import Click, Load, Reaction


def described(log, selector):
    """The target of a keyboard press on ``selector``."""
    before = len(log.events(Click))
    log.page.press(selector, "Enter")
    return log.wait(lambda: log.events(Click)[before:], selector)[0].target


# ---------------------------------------------------------------- disabled


@pytest.mark.parametrize(
    ("selector", "pressed"),
    [
        ("#disabled", "#disabled"), ("#inner", "#disabled"), ("#infieldset", "#infieldset"),
        ("#disabledfield", "#disabledfield"),
    ],
)  # fmt: skip
def test_a_press_on_what_is_disabled_is_told_though_no_click_comes(presses, selector, pressed):
    presses.page.evaluate("window.clicks = 0; addEventListener('click', () => { clicks += 1; })")
    click = press(presses, selector)
    assert click.target.selector == pressed and click.target.disabled and click.target.interactive
    assert click.pointer == "mouse" and click.count == 1 and click.x > 0
    assert presses.wait_for(Reaction, click=click.id).after == {}
    assert len(presses.events(Click)) == 1 and presses.page.evaluate("clicks") == 0


def test_a_touch_on_what_is_disabled(browser, record, shop):
    context = browser.new_context(has_touch=True)
    log = record(context.new_page())
    log.page.goto(f"{shop}/presses.html")
    log.wait_for(Load)
    log.page.locator("#disabled").tap(force=True)
    click = log.wait_for(Click)
    assert (click.pointer, click.target.disabled) == ("touch", True)
    context.close()


def test_a_drag_onto_what_is_disabled_is_no_press(presses):
    presses.page.locator("#plain").hover()
    presses.page.mouse.down()
    presses.page.locator("#inner").hover(force=True)
    presses.page.mouse.up()
    presses.page.click("h1")
    presses.flush()
    assert not any(click.target.disabled for click in presses.events(Click))


def test_said_to_be_disabled_and_not_any_more(presses):
    assert press(presses, "#aria").target.disabled
    presses.page.evaluate("document.getElementById('aria').removeAttribute('aria-disabled')")
    assert not press(presses, "#aria").target.disabled


def test_a_disabled_control_that_lets_presses_fall_through(presses):
    """As Bootstrap and MUI style theirs: the press is received by what they stand in."""
    click = press(presses, "#fallen")
    assert click.target.selector == "#fallen" and click.target.disabled and click.under is None
    greyed = press(presses, "#greyed")
    assert greyed.target.name == "Greyed" and greyed.target.disabled and greyed.under is None
    asleep = press(presses, "#fallenon")
    assert asleep.under.selector == "#fallenon" and not asleep.target.interactive
    beside = press(presses, "#fallplace", at=(250, 20))
    assert beside.under is None and not beside.target.disabled


# ---------------------------------------------------------------- received by something else


@pytest.mark.parametrize("selector", ["#covered", "#dimmed", "#stretched"])
def test_the_control_under_something_transparent(presses, selector):
    click = press(presses, selector)
    assert click.under.selector == selector and click.target.selector != selector


def test_the_choice_under_something_transparent(presses):
    """Of a choice one sees the label; the box itself is often hidden."""
    assert press(presses, "#card1").under.selector == "#way"


@pytest.mark.parametrize("selector", ["#metres", "#maker"])
def test_the_control_under_a_link_that_is_stretched_over_its_card(presses, selector):
    click = press(presses, selector)
    assert click.target.selector == "#rope" and click.under.selector == selector
    assert click.under.rect.y <= click.y <= click.under.rect.y + click.under.rect.height


@pytest.mark.parametrize("selector", ["#rope", "#about", "#picture", "#card2"])
def test_a_card_that_is_a_link_as_a_whole(presses, selector):
    """Its words, its picture, its edge: all of that is pressed to get where its name leads."""
    click = press(presses, selector, (4, 4) if selector == "#card2" else None)
    assert click.target.selector == "#rope" and click.under is None


def test_a_choice_whose_box_is_elsewhere_is_met_by_its_label(presses):
    click = press(presses, "#pick")
    assert click.target.selector == "#box" and click.under is None


@pytest.mark.parametrize("selector", ["#hidden", "#named", "#plain", "h1", "#panel p"])
def test_nothing_was_meant_under_what_can_be_seen(presses, selector):
    assert press(presses, selector).under is None


# ---------------------------------------------------------------- steppers


@pytest.mark.parametrize("number", ["#s1", "#s2", "#s3", "#s4", "#s5", "#s6"])
def test_steppers(presses, number):
    assert described(presses, number).stepper


@pytest.mark.parametrize("number", ["#n1", "#n2", "#n4", "#n5", "#late"])
def test_buttons_that_are_none(presses, number):
    assert not described(presses, number).stepper
