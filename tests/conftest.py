"""Real parts for the tests: a browser, the demo shop in a process of its own, a workspace file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright
from support import Folder

from kitka.demo_shop import DemoShop
from kitka.demo_shop import serve as serve_shop
from kitka.recorder.script import DESKTOP, open_browser
from kitka.recorder.store import Store


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
