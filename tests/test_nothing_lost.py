"""What pages recorded arrives: over a dead server, a cut network, and tabs that are closed."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from people import Server, as_person, begin_study, now_ms
from playwright.sync_api import Browser, BrowserContext, Page, Response
from support import events

from kitka.demo_shop import DemoShop
from kitka.recorder.model import Click, Session, View
from kitka.recorder.scenario import find_scenario, load_scenario
from kitka.recorder.sessions import begin_session, shop_address
from kitka.recorder.store import Store

SIGNALS_MS = 250
"""No more of the signals than this may be lost with a tab."""
CLOSINGS = 50
AWAY_S = 20
CUT_S = 30

Key = tuple[str, str, int]


@dataclass
class Bench:
    """A study, its server, and the keys of new sessions."""

    server: Server
    store: Store
    begin: Callable[[], tuple[Session, str]]

    def rows(self) -> list[Key]:
        """Every batch there is: a page also hands over what an earlier tab had to keep."""
        rows = self.store._db.query("select page, stream, seq from batches")
        return [(row["page"], row["stream"], row["seq"]) for row in rows]

    def signal_gaps(self, session: str) -> list[object]:
        return [gap for gap in self.store.gaps(session) if gap.stream == "signals"]


@pytest.fixture(scope="module")
def bench(shop: DemoShop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("lost")
    db = folder / "kitka.db"
    with Store.open(db) as store:
        version, (participant,) = begin_study(store, shop, folder, "guest_checkout")
        scenario = load_scenario(find_scenario("guest_checkout"))

        def begin() -> tuple[Session, str]:
            session, key = begin_session(
                store, version, participant, 0, at=now_ms(), device="desktop", browser="",
                automated=False,
            )  # fmt: skip
            return session, shop_address(version, scenario, key)

        with Server(db) as server:
            shop.set_recorder(server.url)
            yield Bench(server, store, begin)
            shop.set_recorder(None)


@dataclass
class Acknowledged:
    """What the server said it had stored, as the browser heard it."""

    keys: set[Key] = field(default_factory=set)

    def hear(self, answer: Response) -> None:
        if answer.url.endswith("/kitka/batches") and answer.status == 204:
            body = json.loads(answer.request.post_data or "{}")
            self.keys |= {(b["page"], b["stream"], b["seq"]) for b in body["batches"]}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = as_person(browser)
    yield context
    context.close()


def awake(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_function('window[Symbol.for("kitka.recorder")]')


def until(holds: Callable[[], bool], page: Page, seconds: float = 30) -> None:
    """Let the page go on until something holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came"
        page.wait_for_timeout(50)


def test_a_server_that_is_away_for_20_seconds(
    bench: Bench, context: BrowserContext, shop: DemoShop
) -> None:
    session, address = bench.begin()
    page, heard = context.new_page(), Acknowledged()
    page.on("response", heard.hear)
    awake(page, address)
    visited = 1
    for path in ("/catalogue/", "/basket/"):
        page.goto(shop.url + path)
        visited += 1
    bench.server.kill()
    dead_since = time.monotonic()
    while time.monotonic() - dead_since < AWAY_S:
        for path in ("/catalogue/", "/basket/", "/"):
            page.goto(shop.url + path)
            page.get_by_role("searchbox").or_(page.locator("input[type=search]")).first.fill("tent")
            visited += 1
            page.wait_for_timeout(300)
    bench.server.start()
    page.goto(f"{shop.url}/catalogue/")
    visited += 1
    until(lambda: len(events(bench.store, session.id, View)) >= visited, page)
    rows = bench.rows()
    assert len(rows) == len(set(rows))
    assert heard.keys <= set(rows)
    assert heard.keys
    assert bench.signal_gaps(session.id) == []
    assert len(events(bench.store, session.id, View)) == visited


def test_a_network_that_is_cut_for_30_seconds(bench: Bench, context: BrowserContext) -> None:
    session, address = bench.begin()
    page, heard = context.new_page(), Acknowledged()
    page.on("response", heard.hear)
    awake(page, address)
    context.set_offline(True)
    cut_since, presses = time.monotonic(), 0
    while time.monotonic() - cut_since < CUT_S:
        page.get_by_role("heading", level=1).click()
        presses += 1
        page.wait_for_timeout(400)
    assert len(events(bench.store, session.id, Click)) == 0
    context.set_offline(False)
    until(lambda: len(events(bench.store, session.id, Click)) >= presses, page)
    assert len(events(bench.store, session.id, Click)) == presses
    rows = bench.rows()
    assert len(rows) == len(set(rows))
    assert heard.keys <= set(rows)
    assert bench.signal_gaps(session.id) == []


def test_tabs_closed_at_any_moment(bench: Bench, context: BrowserContext) -> None:
    """What happened up to 250 ms before a tab was closed is there; what was acknowledged, too."""
    chance = random.Random(20261122)
    lost_most = 0.0
    spare = context.new_page()
    for _ in range(CLOSINGS):
        session, address = bench.begin()
        page, heard = context.new_page(), Acknowledged()
        page.on("response", heard.hear)
        awake(page, address)
        made: list[float] = []
        end = time.monotonic() + chance.uniform(0, 1.2)
        field = page.locator("input[type=search]").first
        while True:
            page.get_by_role("heading", level=1).click()
            made.append(time.time() * 1000)
            if chance.random() < 0.3:
                field.press_sequentially("a")
            if time.monotonic() > end:
                break
            page.wait_for_timeout(chance.uniform(0, 120))
        closed = time.time() * 1000
        page.close(run_before_unload=chance.random() < 0.5)
        due = sum(at < closed - SIGNALS_MS for at in made)
        until(lambda s=session.id, n=due: len(events(bench.store, s, Click)) >= n, spare, 10)
        kept = len(events(bench.store, session.id, Click))
        if kept < len(made):
            lost_most = max(lost_most, closed - made[kept])
        rows = bench.rows()
        assert len(rows) == len(set(rows))
        assert heard.keys <= set(rows)
        assert bench.signal_gaps(session.id) == []
    assert lost_most <= SIGNALS_MS
