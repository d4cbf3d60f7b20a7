"""A page of the demo shop with flaws on, for somebody who has come that far."""

from collections.abc import Callable, Iterator

import pytest
from buying import prepared
from playwright.sync_api import Browser, BrowserContext, Page

from kitka.demo_shop import DemoShop

Visit = Callable[..., Page]


@pytest.fixture
def visit(shop: DemoShop, browser: Browser) -> Iterator[Visit]:
    """``visit(place, *flaws)`` opens a page of the path; afterwards every flaw is off again."""
    contexts: list[BrowserContext] = []

    def visit(place: str, *flaws: str, touch: bool = False) -> Page:
        shop.set_flaws([])
        cookies = prepared(shop, place)
        context = browser.new_context(viewport={"width": 1280, "height": 800}, has_touch=touch)
        contexts.append(context)
        context.set_default_timeout(8000)
        context.add_cookies(cookies)  # type: ignore[arg-type]
        shop.set_flaws(flaws)
        page = context.new_page()
        page.goto(shop.url + place)
        return page

    yield visit
    for context in contexts:
        context.close()
    shop.set_flaws([])


@pytest.fixture
def errors() -> Iterator[Callable[[Page], Page]]:
    """Watches pages for script errors and failing answers that their flaw is not about."""
    found: list[str] = []

    def watched(page: Page) -> Page:
        page.on("pageerror", lambda error: found.append(str(error)))
        page.on("response", lambda got: found.extend([got.url] * (got.status >= 400)))
        return page

    yield watched
    assert found == []
