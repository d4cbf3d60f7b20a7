"""Answers that begin well and cannot be read to their end."""

from __future__ import annotations

import pytest

from kitka.recorder.model import JsError, Load, Request

READ = """([path, how]) => fetch(path).then((answer) => answer[how]())
  .then(() => "read", (error) => error.name)"""


@pytest.fixture
def log(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Load)
    return log


@pytest.mark.parametrize("how", ["json", "text"])
def test_an_answer_that_is_cut_off_has_failed(log, how):
    assert log.page.evaluate(READ, ["/cut", how]) == "TypeError"
    told = log.wait_for(Request, url="/cut")
    assert (told.status, told.failed, told.click) == (0, True, None)


def test_what_a_script_cannot_make_sense_of_came_whole(log):
    assert log.page.evaluate(READ, ["/shop.html", "json"]) == "SyntaxError"
    assert log.page.evaluate(READ, ["/api?status=200", "json"]) == "read"
    twice = "() => fetch('/api').then((a) => a.text().then(() => a.text())).catch((e) => e.name)"
    assert log.page.evaluate(twice) == "TypeError"
    held = "() => fetch('/api').then((a) => [a.body.getReader(), a][1].text()).catch((e) => e.name)"
    assert log.page.evaluate(held) == "TypeError"
    log.flush()
    assert log.events(Request) == []


def test_who_catches_nothing_is_told_as_before(log):
    log.page.evaluate("() => { fetch('/cut').then((answer) => answer.json()); }")
    log.wait_for(Request, url="/cut")
    log.flush()
    assert len(log.events(JsError)) <= 1
    log.page_errors.clear()


def test_what_no_window_hears_of_is_left_to_the_driver(log):
    """``Response.json()`` rejects with what comes from no script; it would be told of twice."""
    with log.page.expect_event("pageerror"):
        log.page.evaluate("() => { fetch('/shop.html').then((answer) => answer.json()); }")
    log.flush()
    assert log.events(JsError) == []
    log.page_errors.clear()
