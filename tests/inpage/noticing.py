"""What the tests of the notices share: a page given as text, and a look at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

HEAD = (
    '<!doctype html><html lang="{lang}"><meta charset=utf-8><title>Shop</title>'
    '<link rel=icon href="data:,">'
)
TEXT = "<p>" + "Something to read about a thing that is for sale. " * 12 + "</p>"
"""Enough that a page says more than its one message."""

Show = Callable[..., Any]


@pytest.fixture
def show(record, shop):
    """``show(html, path="/page", lang="en", **config)``: a page, once looked at."""

    def begin(html: str, path: str = "/page", lang: str = "en", **config: Any) -> Any:
        log = record(**config)
        page = log.page

        def answer(route: Any) -> None:
            route.fulfill(body=HEAD.format(lang=lang) + html, content_type="text/html")

        page.route(f"{shop}{path}", answer)
        page.goto(f"{shop}{path}")
        look(log)
        return log

    return begin


def look(log: Any) -> None:
    """Has the page looked at, as at the end of a view, and what it found handed over."""
    log.flush()
    assert log.page_errors == []
