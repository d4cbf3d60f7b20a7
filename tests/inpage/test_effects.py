"""What of a press's doing can be seen: what is undone at once, what no style looks at, and what a
timer of its own does for it; keys on drawn controls."""

from __future__ import annotations

import pytest

from kitka.recorder.model import Alert, Click, Load, Reaction, Request


@pytest.fixture
def effects(record, shop):
    log = record()
    log.page.route("**/api/**", lambda route: route.fulfill(json={}))
    log.page.goto(f"{shop}/effects.html")
    log.wait_for(Load)
    return log


def after(log, selector):
    """What followed a press on ``selector``."""
    log.page.click(selector)
    number = log.wait(lambda: log.events(Click), "a click")[-1].id
    return log.wait_for(Reaction, click=number).after


@pytest.mark.parametrize(
    "selector",
    ["#twice", "#anew", "#unstyled", "#announced", "#locked", "#waved", "#thrown", "#veiled"],
)
def test_what_nobody_can_see(effects, selector):
    assert after(effects, selector) == {}


@pytest.mark.parametrize(
    "selector", ["#once", "#sorted", "#styled", "#turned", "#restocked", "#fades"]
)
def test_what_can_be_seen(effects, selector):
    assert "mutation" in after(effects, selector)


@pytest.mark.parametrize("how", ["showModal", "show"])
def test_a_dialog_that_opens_after_a_moment(effects, how):
    effects.page.evaluate(
        """(how) => {
          document.body.insertAdjacentHTML("beforeend", "<dialog id=d><p>Add a lamp?</p></dialog>");
          once.onclick = () => setTimeout(() => d[how](), 400);
          panel.remove();
          window.panel = {};
        }""",
        how,
    )
    seen = after(effects, "#once")
    assert {"mutation", "dialog", "focus"} & seen.keys() and min(seen.values()) >= 350


def test_a_sign_of_work_is_the_answer_where_something_comes_of_it(effects):
    effects.page.click("#behind")
    effects.wait(lambda: effects.events(Reaction), "a reaction")
    assert effects.events(Reaction)[-1].after["mutation"] < 1000


def test_what_was_left_out_of_reach(effects):
    box = effects.page.locator("#inert").bounding_box()
    effects.page.mouse.click(box["x"] + 5, box["y"] + 5)
    click = effects.wait_for(Click)
    assert click.target.selector == "#inert" and click.target.disabled


def test_what_is_asked_once_more_after_it_failed(effects):
    effects.page.route("**/api/busy", lambda route: route.fulfill(status=503))
    effects.page.click("#retried")
    effects.wait(lambda: len(effects.events(Request)) == 2, "two requests")
    assert [r.click for r in effects.events(Request)] == [0, 0]


@pytest.mark.parametrize("moving", [False, True])
def test_what_is_drawn_on_a_canvas_that_was_still(effects, moving):
    effects.page.evaluate("moving => paint(moving)", moving)
    assert ("canvas" in after(effects, "#unstyled")) is not moving


def test_a_way_to_the_top(effects):
    effects.page.locator("#top").scroll_into_view_if_needed()
    effects.page.wait_for_function("scrolledAt > 0 && performance.now() - scrolledAt > 200")
    assert "scroll" in after(effects, "#top")


@pytest.mark.parametrize(
    ("selector", "key", "pressed"),
    [
        ("#drawn", "Enter", True), ("#drawn", "Space", True), ("#box", "Space", True),
        ("#box", "Enter", False), ("#field", "Enter", False),
    ],
)  # fmt: skip
def test_keys_on_a_drawn_control(effects, selector, key, pressed):
    effects.page.focus(selector)
    effects.page.keyboard.press(key)
    effects.flush()
    clicks = effects.events(Click)
    assert [c.pointer for c in clicks] == ["keyboard"] * pressed


def test_what_a_press_asks_a_moment_later(effects):
    effects.page.click("#debounced")
    request = effects.wait_for(Request)
    assert request.click == 0 and request.url.endswith("/api/late")
    assert "request" in effects.wait_for(Reaction, click=0).after


def test_what_is_asked_once_the_first_answer_is_there(effects):
    effects.page.route(
        "**/api/token",
        lambda route: (effects.page.wait_for_timeout(120), route.fulfill(json={})),
    )
    effects.page.click("#chained")
    effects.wait(lambda: len(effects.events(Request)) == 2, "two requests")
    assert [r.click for r in effects.events(Request)] == [0, 0]


def test_the_question_on_leaving(effects):
    effects.page.on("dialog", lambda dialog: dialog.dismiss())
    effects.page.click("#leaves")
    alert = effects.wait_for(Alert)
    assert (alert.type, alert.message, alert.click) == ("beforeunload", "", 0)


@pytest.mark.parametrize(("painted", "under"), [(False, "#below"), (True, None)])
def test_a_drawing_over_a_control(effects, painted, under):
    effects.page.evaluate("painted => cover(painted)", painted)
    box = effects.page.locator("#below").bounding_box()
    effects.page.mouse.click(box["x"] + 5, box["y"] + 5)
    click = effects.wait_for(Click)
    assert (click.under.selector if click.under else None) == under
