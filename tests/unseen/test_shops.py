"""The rules on shops that they were not written with: what is wrong is found, and nothing else.

`make test` tries a handful of each shop, `make accuracy` (KITKA_UNSEEN=all) everything. What is
known to be missed, or told besides, stands with its defect in the shop's `walks.py`; whoever mends
it takes it off.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from unseen.measuring import NAMES, Defect, Shop, Walk, said, shop_named, verdict
from unseen.person import Way

from kitka.analyzer.rules import discover
from kitka.recorder.store import Store

ALL = os.environ.get("KITKA_UNSEEN") == "all"
HANDFUL = 2
SHOPS = [shop_named(name) for name in NAMES]
FAMILIES = {rule.id: rule.family for rule in discover()}
Serving = Callable[[Shop], Any]


@pytest.fixture(scope="module")
def serving() -> Iterator[Serving]:
    """``serving(shop)``: the shop's server, which stays until all have been visited."""
    with contextlib.ExitStack() as stack:
        running: dict[str, Any] = {}

        def serve(shop: Shop) -> Any:
            if shop.name not in running:
                running[shop.name] = stack.enter_context(shop.serving())
            return running[shop.name]

        yield serve


def defects(number: int, shop: Shop) -> list[Defect]:
    """All, or one of each of three families of rules, of which every shop begins with another."""
    if ALL:
        return shop.defects
    families: dict[str, list[Defect]] = {}
    for defect in shop.defects:
        if not defect.known_miss and not defect.known_alarms:
            families.setdefault(FAMILIES[defect.rule], []).append(defect)
    order = sorted(families)
    turned = [order[(number + place) % len(order)] for place in range(len(order))]
    return [families[family][number % len(families[family])] for family in turned[:HANDFUL]]


def walks(number: int, shop: Shop) -> list[tuple[str, Way, Walk]]:
    """All, or the one with a thumb here and the one with keys there, which are the short ones."""
    if ALL:
        return shop.sound_walks()
    way: Way = "keys" if number % 2 else "touch"
    return [(f"sound-{way}", way, shop.sound[way])]


@pytest.mark.parametrize(
    ("shop", "way", "walk"),
    [
        pytest.param(shop, way, walk, id=f"{shop.name}-{label}")
        for number, shop in enumerate(SHOPS)
        for label, way, walk in walks(number, shop)
    ],
)
def test_a_sound_shop_is_quiet(
    browser: Browser, store: Store, serving: Serving, shop: Shop, way: Way, walk: Walk
) -> None:
    result = shop.visit(browser, store, serving(shop), "", walk, way=way)
    assert said(result) == []
    assert result.outcome == "completed"


@pytest.mark.parametrize(
    ("shop", "defect"),
    [
        pytest.param(shop, defect, id=f"{shop.name}-{defect}")
        for number, shop in enumerate(SHOPS)
        for defect in defects(number, shop)
    ],
)
def test_a_defect_is_found_and_nothing_else(
    browser: Browser, store: Store, serving: Serving, shop: Shop, defect: Defect
) -> None:
    server = serving(shop)
    result = shop.visit(browser, store, server, defect.name, defect.walk, start=defect.start)
    found, other = verdict(defect, result)
    assert found is not bool(defect.known_miss), said(result)
    assert tuple(sorted({rule for rule, _, _ in other})) == defect.known_alarms
