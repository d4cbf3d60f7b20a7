"""Browsers of other makers than Chromium's, as far as they are installed on this machine."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from engines.driving import Engine, Visit
from engines.firefox import Firefox
from engines.webkit import WebKit
from people import Server, begin_study, now_ms
from support import events

from kitka.demo_shop import DemoShop
from kitka.recorder.model import Participant, Session, StudyVersion
from kitka.recorder.scenario import find_scenario, load_scenario
from kitka.recorder.sessions import begin_session, shop_address
from kitka.recorder.store import Store

FOUND = [engine for engine in (Firefox, WebKit) if engine.found()]
TASK = "offsite_payment"

collect_ignore_glob = [] if FOUND else ["test_*.py"]


@pytest.fixture(scope="session", params=FOUND, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    engine = request.param()
    yield engine
    engine.close()


@pytest.fixture
def visit(engine: Engine) -> Iterator[Visit]:
    visit = engine.visit()
    yield visit
    engine.leave(visit)


@dataclass
class Bench:
    """A study of the demo shop, its server, and who takes part with one engine."""

    server: Server
    shop: DemoShop
    store: Store
    version: StudyVersion
    people: list[Participant]

    def link(self, person: int) -> str:
        return f"{self.server.url}/p/{self.people[person].token}"

    def events(self, session: Session, kind: type) -> list:
        return events(self.store, session.id, kind)

    def until(self, holds: Callable[[], bool], seconds: float = 30) -> None:
        """Wait for something to be in the file."""
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, "it never came"
            time.sleep(0.05)

    def signal_gaps(self, session: str) -> list[object]:
        return [gap for gap in self.store.gaps(session) if gap.stream == "signals"]

    def begin(self) -> tuple[Session, str]:
        """A session of somebody who has answered everything, and where the shop opens for it."""
        session, key = begin_session(
            self.store, self.version, self.people[-1], 0, at=now_ms(), device="desktop",
            browser="", automated=True,
        )  # fmt: skip
        scenario = load_scenario(find_scenario(TASK))
        return session, shop_address(self.version, scenario, key)


@pytest.fixture(scope="module")
def bench(
    engine: Engine, shop: DemoShop, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bench]:
    """The shop and the recorder are of different sites, as they are out there."""
    shop = dataclasses.replace(shop, url=shop.url.replace("127.0.0.1", "localhost"))
    folder = tmp_path_factory.mktemp(engine.name)
    with Store.open(folder / "kitka.db") as store, Server(folder / "kitka.db") as server:
        version, people = begin_study(store, shop, folder, TASK, people=3)
        shop.set_recorder(server.url)
        yield Bench(server, shop, store, version, people)
        shop.set_recorder(None)
