"""Real parts for the tests: a browser, the demo shop in a process of its own, a workspace file."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright
from support import Folder, bare_browser

from kitka.demo_shop import DemoShop
from kitka.demo_shop import serve as serve_shop
from kitka.recorder.script import DESKTOP, open_browser
from kitka.recorder.store import Store

BROWSERS = {"opened", "engine"}
"""The fixtures behind every test that looks on while a browser works."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a real browser did not do in time is asked for once more, and told in the summary:
    on a machine that is busy one in some thousand such tests is late."""
    for item in items:
        if BROWSERS & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session", autouse=True)
def undecorated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every browser is started without its decoration, those of our commands, too."""
    with pytest.MonkeyPatch.context() as patch:
        program = bare_browser(tmp_path_factory.mktemp("browser"))
        if program and "KITKA_BROWSER" not in os.environ:
            patch.setenv("KITKA_BROWSER", str(program))
        yield


@pytest.fixture(scope="session")
def opened() -> Iterator[tuple[Playwright, Browser]]:
    with open_browser(install=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def playwright(opened: tuple[Playwright, Browser]) -> Playwright:
    return opened[0]


@pytest.fixture(scope="session")
def browser(opened: tuple[Playwright, Browser]) -> Browser:
    return opened[1]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(**DESKTOP)
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture(scope="session")
def shop() -> Iterator[DemoShop]:
    with serve_shop() as shop:
        yield shop


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "kitka.db") as store:
        yield store


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)
