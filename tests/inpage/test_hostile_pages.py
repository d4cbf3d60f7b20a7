"""Whatever a page does to its natives: the shopper can buy, and nothing of ours shows."""

from __future__ import annotations

import pytest

from kitka.recorder.model import Click, JsError, Load, Reaction, Request, Sighting, View

KINDS = [
    "frozen", "deleted", "json", "broken", "listeners", "dates", "arrays", "globals", "storage",
    "layer",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_the_shopper_can_buy(record, shop, kind):
    log = record(
        seek=[("datalayer", "purchase"), ("text", "bought"), ("selector", "#bought")],
        total="#bought",
    )
    page = log.page
    page.goto(f"{shop}/hostile.html?{kind}")
    page.click("#buy")
    page.locator("[name=name]").click()
    page.keyboard.type("Matti")
    page.click("#buy")
    # Locators run in a world of their own; evaluate() trips over such a page itself.
    assert page.get_attribute("body", "data-bought") == "2"
    assert page.inner_text("#bought") == "Bought"
    assert page.get_attribute("html", "data-errors") is None and log.page_errors == []
    assert [line for line in log.console if "favicon" not in line] == []
    page.goto(f"{shop}/shop.html")
    log.wait_for(View, url="/shop.html")
    assert log.page_errors == []


@pytest.mark.parametrize("kind", ["frozen", "json", "listeners", "dates", "storage", "layer"])
def test_and_the_signals_still_come(record, shop, kind):
    log = record()
    log.page.goto(f"{shop}/hostile.html?{kind}")
    log.page.click("#buy")
    assert log.wait_for(Click).target.name == "Buy"
    assert "mutation" in log.wait_for(Reaction).after


def test_where_the_binding_itself_breaks_the_next_page_sends(record, shop):
    """Playwright's binding needs the page's JSON; what it could not take is kept."""
    log = record()
    log.page.goto(f"{shop}/hostile.html?broken")
    log.page.click("#buy")
    log.page.goto(f"{shop}/shop.html")
    assert log.wait_for(Click).target.name == "Buy"


def test_a_frozen_data_layer_is_read(record, shop):
    log = record(seek=[("datalayer", "purchase")])
    log.page.goto(f"{shop}/hostile.html?layer")
    log.wait_for(Sighting, value="purchase")


def test_a_strict_content_security_policy(record, shop):
    log = record()
    log.page.goto(f"{shop}/strict.html")
    log.page.click("#buy")
    log.wait_for(Click)
    log.wait(lambda: any(event["type"] == 2 for event in log.replay()), "snapshot")
    assert log.page.get_attribute("body", "data-bought") == "1"
    log.flush()
    assert log.page_errors == [] and log.console == []


def test_natives_look_and_behave_like_natives(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Load)
    answers = log.page.evaluate("inspectNatives()")
    bare = {"text": True, "length": 1, "name": "fetch", "open": 0, "prototype": False}
    assert {key: answers[key] for key in bare} == bare
    assert answers["leaked"] == [] and answers["enumerable"] is False
    assert (answers["body"], answers["refused"], answers["xhr"]) == ("{}", True, "{}")


def test_a_refused_request_reaches_the_page_once(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.evaluate("refuseTwice()")
    log.page.wait_for_function("window.seen.length > 0")
    log.wait(lambda: len(log.events(Request)) == 2, "both requests")
    assert log.page.evaluate("window.seen") == ["TypeError"]
    assert all(request.failed and request.third_party for request in log.events(Request))
    assert len(log.events(JsError)) == 1
