"""A participant's whole way in Firefox and in WebKit: link, consent, questions, shop, thanks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from engines import walking
from engines.conftest import Bench
from engines.driving import Engine

from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.funnel import funnel
from kitka.analyzer.study.scenario_results import ScenarioReport
from kitka.recorder.model import Change, Copied, View
from kitka.workspace import Workspace

BUYS, STOPS = 0, 1
TYPED_ON = re.compile(rb'"href":"[^"]+/checkout/shipping-address/"')
FULL_SNAPSHOT = 2
"""rrweb's number for it."""


def buys_and_pays_at_the_bank(engine: Engine, bench: Bench) -> None:
    visit = engine.visit()
    try:
        walking.to_the_shop(visit, bench.link(BUYS), language="fi")
        walking.to_the_basket(visit)
        walking.to_the_review(visit)
        walking.over_the_bank(visit, bench.shop.payment_url)
        walking.say(visit, "done", "done_yes", language="fi")
        walking.choose(visit, "seq", "6")
        walking.choose(visit, "hesitated", "no")
        walking.answer(visit)
        walking.choose(visit, "ease", "5")
        walking.choose(visit, "feel", "6")
        walking.answer(visit)
        assert "Kiitos" in walking.heading(visit)
    finally:
        engine.leave(visit)


def stops_at_the_basket(engine: Engine, bench: Bench) -> None:
    visit = engine.visit()
    try:
        walking.to_the_shop(visit, bench.link(STOPS), language="en")
        walking.to_the_basket(visit)
        walking.say(visit, "stop", "stop_yes", language="en")
        walking.choose(visit, "seq", "2")
        walking.choose(visit, "hesitated", "yes")
        visit.fill("textarea", "It wants <b>everything</b>", "css")
        walking.answer(visit)
        visit.fill("textarea", "Too many questions", "css")
        walking.answer(visit)
        visit.push("[name^='q-stopped_reason']", "css")
        walking.answer(visit)
        walking.choose(visit, "feel", "3")
        walking.answer(visit)
        assert "Thank" in walking.heading(visit)
    finally:
        engine.leave(visit)


@dataclass
class Tried:
    bench: Bench
    results: list[SessionResult]
    reports: list[ScenarioReport]

    def answers(self, person: int) -> dict[str, str]:
        given = self.bench.store.answers(participant=self.bench.people[person].id)
        return {answer.item: answer.value for answer in given}


@pytest.fixture(scope="module")
def tried(engine: Engine, bench: Bench) -> Iterator[Tried]:
    buys_and_pays_at_the_bank(engine, bench)
    stops_at_the_basket(engine, bench)
    workspace = Workspace.open(bench.server.db)
    results = {result.pseudonym: result for result in workspace.results()}
    reports = workspace.reports()
    workspace.close()
    yield Tried(bench, [results[person.pseudonym] for person in bench.people[:2]], reports)


def test_the_one_who_paid_at_the_bank_completed(tried: Tried) -> None:
    result = tried.results[BUYS]
    assert (result.outcome, result.said, result.mistaken) == ("completed", "done", False)
    assert [step.name for step in result.steps if not step.reached] == []
    assert result.path == "direct"
    assert (result.device, result.language) == ("desktop", "fi")


def test_the_one_who_stopped_gave_up_at_the_basket(tried: Tried) -> None:
    result = tried.results[STOPS]
    assert (result.outcome, result.said, result.mistaken) == ("gave_up", "stop", False)
    assert result.abandoned is not None
    assert (result.abandoned.step, result.abandoned.url) == ("Basket", "/basket/")


@pytest.mark.parametrize("who", [BUYS, STOPS])
def test_a_sound_shop_has_no_friction_and_nothing_is_missing(tried: Tried, who: int) -> None:
    result = tried.results[who]
    assert result.frictions == ()
    assert tried.bench.signal_gaps(result.id) == []
    assert result.gaps == 0


def test_one_session_goes_on_after_the_bank_and_holds_nothing_of_it(tried: Tried) -> None:
    person, shop = tried.bench.people[BUYS], tried.bench.shop
    (session,) = tried.bench.store.sessions_of(person.id)
    views = tried.bench.events(session, View)
    assert [view.url for view in views][-2:] == ["/checkout/preview/", "/checkout/thank-you/"]
    assert {view.origin for view in views} == {shop.url}


def test_what_they_answered_is_kept(tried: Tried) -> None:
    bought, stopped = tried.answers(BUYS), tried.answers(STOPS)
    assert (bought["seq"], bought["hesitated"], bought["feel"]) == ("6", "no", "6")
    assert (stopped["seq"], stopped["stopped_why"]) == ("2", "Too many questions")
    assert "stopped_why" not in bought
    assert bought["expectations"] == "Quick & easy <b>I hope</b>"


def test_a_browser_that_a_program_drives_is_told_apart(tried: Tried, engine: Engine) -> None:
    for result in tried.results:
        assert (result.webdriver, result.automated) == (True, True)
        assert result.browser.startswith(engine.called)
    people = tried.bench.store.participants(tried.bench.version.study)
    apart = funnel(people)
    assert (apart.people.count("invited"), apart.people.count("opened")) == (1, 0)
    assert apart.automated.count("finished") == 2
    (report,) = tried.reports
    assert report.cohort.endswith("automated")


@pytest.mark.parametrize("who", [BUYS, STOPS])
def test_every_page_can_be_looked_at_again(tried: Tried, who: int) -> None:
    store, session = tried.bench.store, tried.results[who].id
    seen: dict[str, set[int]] = {}
    for item in store.replay(session):
        seen.setdefault(item.page, set()).add(json.loads(bytes(item.event))["type"])
    assert len(seen) >= 4
    assert all(FULL_SNAPSHOT in types for types in seen.values())


def test_what_was_typed_stays_in_the_page(tried: Tried) -> None:
    """On the page where they typed it: what the shop prints later is the shop's text."""
    pages: dict[str, list[bytes]] = {}
    for item in tried.bench.store.replay(tried.results[BUYS].id):
        pages.setdefault(item.page, []).append(bytes(item.event))
    (typed,) = [b"".join(page) for page in pages.values() if TYPED_ON.search(page[0])]
    for secret in (b"Mannerheimintie", b"Virtanen", b"@example.com"):
        assert secret not in typed


def test_a_detail_is_copied_from_the_bar_and_pasted(engine: Engine, bench: Bench) -> None:
    session, address = bench.begin()
    visit = engine.visit()
    try:
        visit.goto(address)
        visit.until_awake()
        visit.until_bar()
        visit.press_in_bar("details", "en")
        visit.press_in_bar("copy", "en", of="First name")
        bench.until(lambda: bool(bench.events(session, Copied)))
        visit.push("input[type=search]", "css")
        visit.paste()
        visit.push("h1", "css")
        bench.until(lambda: bool(bench.events(session, Change)))
    finally:
        engine.leave(visit)
    (copied,) = bench.events(session, Copied)
    (change,) = bench.events(session, Change)
    assert copied.field == "first_name"
    assert (change.how, change.from_buyer) == ("pasted", True)
