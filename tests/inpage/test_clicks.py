"""Clicks: what was pressed, and what answered."""

from __future__ import annotations

import pytest

from kitka.recorder.model import Click, Reaction


def reaction_to(log, selector, **options):
    """Presses ``selector`` and waits for the press and for what followed."""
    before = len(log.events(Click))
    log.page.click(selector, **options)
    click = log.wait(lambda: log.events(Click)[before:], selector)[0]
    return click, log.wait_for(Reaction, click=click.id)


def test_a_click_describes_its_target(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    click, _ = reaction_to(log, "#dead")
    target = click.target
    assert (target.role, target.name, target.selector, target.test_id) == (
        "button",
        "Buy now",
        "#dead",
        "buy",
    )
    assert target.interactive and target.rect and target.rect.width > 20
    assert click.pointer == "mouse" and click.count == 1 and click.x > 0


def test_dead_and_slow_and_alive(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    _, alive = reaction_to(log, "#alive")
    assert alive.after["mutation"] < 200 and alive.observed_ms < 1000
    _, dead = reaction_to(log, "#dead")
    assert dead.after == {} and dead.observed_ms >= 2500
    _, slow = reaction_to(log, "#slow")
    assert 1400 < slow.after["mutation"] < 2400


def test_what_a_script_does_next_does_not_revive_a_dead_button(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.click("#dead")
    log.page.fill("#name", "Matti")
    log.page.check("#agree")
    log.page.click("#alive")
    dead = log.wait_for(Reaction, click=0)
    assert dead.after == {} and dead.observed_ms >= 2500


def test_a_ticking_clock_does_not_revive_a_dead_button(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.evaluate("startClock()")
    log.page.wait_for_function("window.ticks >= 3")
    _, dead = reaction_to(log, "#dead")
    assert dead.after == {}
    _, alive = reaction_to(log, "#alive")
    assert "mutation" in alive.after


def test_a_carousel_that_turns_by_itself_does_not_either(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.evaluate("startCarousel()")
    log.page.wait_for_function("window.turns >= 4")
    _, dead = reaction_to(log, "#dead")
    assert dead.after == {}


def test_a_stepper_answers_every_press(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    for _ in range(4):
        log.page.click("#plus")
    log.wait_for(Reaction, click=3)
    assert all("mutation" in r.after for r in log.events(Reaction))


def test_a_stepper_that_writes_to_a_field_answers(signals):
    _, reaction = reaction_to(signals, "#raise")
    assert reaction.after["input"] < 200


@pytest.mark.parametrize(
    ("selector", "how"), [("#download", "download"), ("#tab", "new_tab"), ("#mail", "mailto")]
)
def test_answers_outside_the_page_are_marked(record, shop, selector, how):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.evaluate("addEventListener('click', (event) => event.preventDefault())")
    log.page.click(selector)
    assert log.wait_for(Click).target.unobservable == how


def test_a_press_in_a_text_field_shows_a_caret(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    for _ in range(2):
        click, reaction = reaction_to(log, "#name")
        assert click.target.text_entry and reaction.after["focus"] == 0
    _, reaction = reaction_to(log, "#size")
    assert "focus" in reaction.after


def test_a_label_press_counts_once(signals):
    click, reaction = reaction_to(signals, "#boxlabel")
    assert (click.target.role, click.target.name) == ("checkbox", "Tick me")
    assert "input" in reaction.after
    signals.flush()
    assert len(signals.events(Click)) == 1


def test_the_control_is_found_from_within(signals):
    click, _ = reaction_to(signals, "#inner")
    assert click.target.selector == "#card" and click.target.interactive
    click, _ = reaction_to(signals, "h1")
    assert not click.target.interactive and click.target.name == "Signals"


def test_through_shadow_roots(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    click, reaction = reaction_to(log, "my-button button")
    assert click.target.selector == "#host >>> button" and click.target.name == "In the shade"
    assert "mutation" in reaction.after


def test_keyboard_presses(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.press("#alive", "Enter")
    assert log.wait_for(Click).pointer == "keyboard"


def test_scripts_do_not_press(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.evaluate("document.getElementById('alive').click()")
    log.flush()
    assert log.events(Click) == []


@pytest.mark.parametrize(
    ("selector", "kind"),
    [
        ("#asks", "dialog"), ("#opens", "new_tab"), ("#saves", "download"), ("#focuses", "focus"),
        ("#scrolls", "scroll"), ("summary", "mutation"), ("#throws", "error"), ("#fine", "request"),
    ],
)  # fmt: skip
def test_kinds_of_reaction(signals, selector, kind):
    signals.page.on("dialog", lambda dialog: dialog.accept())
    _, reaction = reaction_to(signals, selector)
    assert kind in reaction.after


def test_selecting_text_is_an_answer(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    _, _reaction = reaction_to(log, "#plain", click_count=2)
    log.flush()
    assert any("selection" in r.after for r in log.events(Reaction))


def test_marks_of_the_shop_and_canvas(signals):
    signals.page.click("#nothing")
    signals.page.click("#canvas")
    signals.flush()
    nothing, canvas = signals.events(Click)
    assert nothing.target.ignore and canvas.target.unobservable == "canvas"


def test_a_link_unloads_and_then_navigates(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.click("#next")
    log.page.wait_for_url("**/form")
    # The first is told on the way out, the second by the next page.
    told = log.wait(lambda: log.events(Reaction)[1:] and log.events(Reaction), "both")
    assert told[0].after.keys() == {"unloading"} and [r.click for r in told] == [0, 0]
    assert told[1].after["unloading"] <= told[1].after["navigation"]


def test_a_slow_server_is_waiting_not_dead(record, shop, server):
    server.held.clear()
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.click("#held", no_wait_after=True)
    reaction = log.wait(lambda: log.events(Reaction)[1:], "the second")[0]
    server.held.set()
    log.page.wait_for_url("**/hold")
    assert set(reaction.after) == {"unloading"} and reaction.observed_ms >= 2500
