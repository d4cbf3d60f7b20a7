"""Who comes without a link, and what becomes of a recording when tabs and servers go."""

from __future__ import annotations

import random
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from engines import walking
from engines.conftest import Bench
from engines.driving import Visit

from kitka.recorder.model import Click, OffSite, Session, View

SIGNALS_MS = 250
"""No more of the signals than this may be lost with a tab."""
CLOSINGS = 4
KEPT = """() => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...document.cookie.split("; "),
].filter((name) => /kitka/i.test(name))"""

LINK = """(address) => {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = "Back to the shop";
  document.body.prepend(link);
}"""


class Ear(BaseHTTPRequestHandler):
    """Hands the script on from the recorder, and hears whatever else is asked of it."""

    def do_GET(self) -> None:
        self.server.asked.append(f"GET {self.path}")  # type: ignore[attr-defined]
        with urllib.request.urlopen(self.server.recorder + self.path) as answer:  # type: ignore[attr-defined]
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.headers["Content-Type"])
            self.send_header("Cross-Origin-Resource-Policy", "cross-origin")
            self.end_headers()
            self.wfile.write(answer.read())

    def do_POST(self) -> None:
        self.server.asked.append(f"POST {self.path}")  # type: ignore[attr-defined]
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def asked(bench: Bench) -> Iterator[list[str]]:
    """What the shop's pages ask of the recorder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    server.asked = []  # type: ignore[attr-defined]
    server.recorder = bench.server.url  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    bench.shop.set_recorder(f"http://127.0.0.1:{server.server_port}")
    yield server.asked  # type: ignore[attr-defined]
    bench.shop.set_recorder(bench.server.url)
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_ordinary_visitor_loads_the_script_and_nothing_else(
    bench: Bench, visit: Visit, asked: list[str]
) -> None:
    visit.goto(bench.shop.url)
    walking.to_the_basket(visit)
    assert set(asked) == {"GET /kitka.js"}
    assert visit.run(KEPT) == []
    assert visit.run("() => window[Symbol.for('kitka.recorder')] === undefined")


def awake(bench: Bench, visit: Visit) -> Session:
    session, address = bench.begin()
    visit.goto(address)
    visit.until_awake()
    return session


def test_the_key_is_gone_from_the_address_and_a_new_tab_goes_on(bench: Bench, visit: Visit) -> None:
    session = awake(bench, visit)
    assert "kitka=" not in visit.where()
    first = visit.tabs[0]
    visit.run("(link) => { link.target = '_blank'; }", visit.find("link", "Backpacks"))
    visit.push("Backpacks", "link")
    bench.until(lambda: len(visit.tabs) == 2)
    (new,) = set(visit.tabs) - {first}
    visit.look_at(new)
    visit.until_at("/backpacks_1/")
    visit.until_awake()
    visit.until_bar()
    bench.until(lambda: len(bench.events(session, View)) == 2)
    views = bench.events(session, View)
    assert [view.url for view in views] == ["/", "/catalogue/category/backpacks_1/"]


def test_a_link_to_the_payment_provider_and_back(bench: Bench, visit: Visit) -> None:
    bank = bench.shop.payment_url
    session = awake(bench, visit)
    link = visit.find("link", "Backpacks")
    visit.run("(link, address) => { link.href = address; }", link, f"{bank}/pay?token=x")
    visit.push_on("Backpacks", "link")
    assert visit.run("() => location.origin") == bank
    assert not visit.run("() => !!window[Symbol.for('kitka.recorder')]")
    # Not by the history: WebKit's driver hears no more from a page out of its back/forward cache.
    visit.run(LINK, bench.shop.url)
    visit.push_on("Back", "link")
    visit.until_awake()
    visit.until_bar()
    bench.until(lambda: len(bench.events(session, OffSite)) >= 2)
    trips = bench.events(session, OffSite)
    assert [(trip.away, trip.origin, trip.payment) for trip in trips] == [
        (True, bank, True),
        (False, bank, True),
    ]


def test_what_is_pressed_just_before_a_tab_is_closed(bench: Bench, visit: Visit) -> None:
    """Firefox cuts off what runs at ``pagehide``: what was to be summed up there may be missing."""
    chance = random.Random(20261122)
    spare = visit.tabs[0]
    for _ in range(CLOSINGS):
        visit.open_tab()
        session = awake(bench, visit)
        place = visit.until_place(visit.find("css", "h1"))
        made = []
        for _ in range(chance.randint(5, 30)):
            visit.press_at(*place)
            made.append(time.time() * 1000)
        closed = time.time() * 1000
        visit.close_tab()
        visit.look_at(spare)
        due = sum(at < closed - SIGNALS_MS for at in made)
        bench.until(lambda s=session, n=due: len(bench.events(s, Click)) >= n)
        assert len(bench.events(session, Click)) <= len(made)


def test_a_server_that_is_away(bench: Bench, visit: Visit) -> None:
    """What was pressed meanwhile, on two pages, arrives once it is back; none of it twice."""
    session = awake(bench, visit)
    place = visit.until_place(visit.find("css", "h1"))
    visit.press_at(*place)
    bench.until(lambda: len(bench.events(session, Click)) == 1)
    bench.server.kill()
    try:
        for _ in range(3):
            visit.press_at(*place)
        visit.goto(f"{bench.shop.url}/catalogue/")
    finally:
        bench.server.start()
    visit.goto(f"{bench.shop.url}/basket/")
    visit.until_awake()
    bench.until(lambda: len(bench.events(session, View)) >= 3)
    assert len(bench.events(session, Click)) == 4
    urls = [view.url for view in bench.events(session, View)]
    assert urls == ["/", "/catalogue/", "/basket/"]
    assert bench.signal_gaps(session.id) == []
