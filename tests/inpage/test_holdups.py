"""Native dialogs, a busy main thread, and refusals that nobody can see."""

from __future__ import annotations

import pytest

from kitka.recorder.model import Alert, Block, Form, Load, Reaction, Submit


@pytest.fixture
def holdups(record, shop):
    log = record()
    log.page.goto(f"{shop}/holdups.html")
    log.wait_for(Load)
    return log


# ---------------------------------------------------------------- native dialogs


def test_a_native_dialog(holdups):
    holdups.page.on("dialog", lambda dialog: dialog.accept())
    holdups.page.fill("#name", "Salainen")
    holdups.page.click("#asks")
    alert = holdups.wait_for(Alert)
    assert (alert.type, alert.message, alert.click) == ("confirm", "Really, •••?", 0)
    assert alert.duration_ms > 0 and holdups.page.evaluate("answer") is True
    assert "dialog" in holdups.wait_for(Reaction, click=0).after


def test_a_dialog_after_a_while_is_still_of_its_press(holdups):
    holdups.page.on("dialog", lambda dialog: dialog.dismiss())
    holdups.page.click("#fails")
    assert holdups.wait_for(Alert).click == 0


def test_a_dialog_that_nobody_asked_for(holdups):
    holdups.page.on("dialog", lambda dialog: dialog.dismiss())
    holdups.page.evaluate("prompt('Your e-mail?')")
    alert = holdups.wait_for(Alert)
    assert (alert.type, alert.click) == ("prompt", None)


# ---------------------------------------------------------------- a busy main thread


def test_a_press_that_keeps_the_page_busy(holdups):
    holdups.page.click("#quick")
    holdups.page.click("#busy")
    block = holdups.wait_for(Block, click=1)
    assert 400 <= block.duration_ms < 2000 and block.click == 1


def test_a_press_that_has_to_wait(holdups):
    """It is made while the page is busy; its event comes when that is over."""
    page = holdups.page
    box = page.locator("#name").bounding_box()
    session = page.context.new_cdp_session(page)
    where = {"x": box["x"] + 5, "y": box["y"] + 5, "button": "left", "clickCount": 1}
    page.evaluate("() => { setTimeout(() => busy(1500), 50) }")
    for type in ("mousePressed", "mouseReleased"):
        session.send("Input.dispatchMouseEvent", {"type": type, **where})
    blocks = holdups.wait(lambda: holdups.events(Block), "block")
    assert blocks[0].duration_ms >= 1400 and blocks[0].click == 0


def test_what_is_busy_before_the_page_is_there(holdups):
    page = holdups.page
    body = "<script>const e = performance.now() + 400; while (performance.now() < e);</script>There"
    page.route("**/early", lambda route: route.fulfill(content_type="text/html", body=body))
    page.goto(f"{page.url.rsplit('/', 1)[0]}/early")
    page.wait_for_load_state()
    holdups.flush()
    assert holdups.events(Block, holdups.pages()[-1]) == []


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("form", "unseen", "method"),
    [
        ("hiddenfield", True, "post"), ("tinyfield", True, "post"), ("mixed", False, "get"),
        ("shown", False, "get"), ("own", False, "get"),
    ],
)  # fmt: skip
def test_a_native_refusal_without_a_bubble(holdups, form, unseen, method):
    holdups.page.click(f"#{form} button")
    submit = holdups.wait_for(Submit, form=form)
    assert (submit.refused, submit.unseen, submit.method) == ("native", unseen, method)


def test_a_form_that_its_own_page_empties(holdups):
    holdups.page.fill("[name=city]", "Turku")
    holdups.page.fill("[name=street]", "Linnankatu 1")
    holdups.page.click("#emptied button")
    form = holdups.wait_for(Form, form="emptied")
    assert [field.filled for field in form.fields] == [False, False]


def test_a_form_that_the_shopper_empties(holdups):
    holdups.page.fill("[name=town]", "Turku")
    holdups.page.click("#kept button")
    holdups.wait_for(Submit, form="kept")
    holdups.page.click("#kept [type=reset]")
    holdups.page.fill("[name=town]", "Pori")
    holdups.page.fill("[name=town]", "")
    holdups.page.evaluate("document.body.append('changed')")
    holdups.flush()
    assert holdups.events(Form) == []
