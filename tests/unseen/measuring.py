"""Defects of a shop, each with somebody who runs into it, and what the rules say of that.

``python -m unseen.measuring [shop …]`` (in ``tests/``) prints the whole table.
"""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser
from unseen.person import PHONE, Person, Way

from kitka.analyzer.analyze import analyze
from kitka.analyzer.results import SessionResult
from kitka.recorder import record
from kitka.recorder.scenario import load_scenario
from kitka.recorder.store import Store

Walk = Callable[[Person], None]
NAMES = ("verkkokauppa", "laden", "store", "handel", "outfit")
"""The shops, each a package beside this file with a ``SHOP`` in its ``walks.py``."""


@dataclass(frozen=True)
class Defect:
    """``rule`` is what it was built for; ``fair`` are others that would not be wrong of it.
    ``known_miss`` says why it is not found, ``known_alarms`` are rules that should not speak."""

    name: str
    rule: str
    element: str
    walk: Walk
    fair: tuple[str, ...] = ()
    start: str = "/"
    known_miss: str = ""
    known_alarms: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name


@dataclass
class Shop:
    name: str
    serving: Callable[[], AbstractContextManager[Any]]
    scenario: Path
    defects: list[Defect]
    sound: dict[Way, Walk]
    quiet: dict[str, Walk] = field(default_factory=dict)
    _running: Any = field(default=None)

    def sound_walks(self) -> list[tuple[str, Way, Walk]]:
        ways = [(f"sound-{way}", way, walk) for way, walk in self.sound.items()]
        mouse: Way = "mouse"
        return ways + [(f"quiet-{name}", mouse, walk) for name, walk in self.quiet.items()]

    def visit(self, browser: Browser, store: Store, server: Any, flaw: str, walk: Walk,
              start: str = "/", way: Way = "mouse") -> SessionResult:  # fmt: skip
        server.flaw = flaw
        desktop = {"viewport": {"width": 1280, "height": 720}}
        context = browser.new_context(**(PHONE if way == "touch" else desktop))
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.set_default_timeout(20_000)
        scenario = load_scenario(self.scenario)
        paying = [server.bank.url] if hasattr(server, "bank") else []
        try:
            page = context.new_page()
            page.on("dialog", lambda dialog: (time.sleep(0.8), dialog.accept()))
            with record(
                context, scenario, db=store, actor="participant", payment_origins=paying
            ) as session:
                page.goto(server.url + start)
                walk(Person(page, way))
        finally:
            context.close()
        return analyze(store.log(store.session(session.id)), scenario)


def shop_named(name: str) -> Shop:
    shop: Shop = importlib.import_module(f"unseen.{name}.walks").SHOP
    return shop


def said(result: SessionResult) -> list[tuple[str, str, str]]:
    """(rule, element, step) of every friction."""
    return [(f.rule, f.element.name if f.element else "", f.step) for f in result.frictions]


def verdict(defect: Defect, result: SessionResult) -> tuple[bool, list[tuple[str, str, str]]]:
    """Whether it was found, and what was said besides."""
    hits, other = [], []
    for rule, element, step in said(result):
        right = rule == defect.rule and defect.element.lower() in element.lower()
        (hits if right else other).append((rule, element, step))
    return bool(hits), [o for o in other if o[0] not in defect.fair]


@contextmanager
def _a_store() -> Iterator[Store]:
    """``KITKA_UNSEEN_DB`` keeps the logs."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.environ.get("KITKA_UNSEEN_DB") or Path(folder) / "kitka.db"
        store = Store.open(path)
        with store:
            yield store


def main(wanted: list[str]) -> None:
    from kitka.recorder.script import open_browser

    names = [w.partition(":")[0] for w in wanted] or list(NAMES)
    only = {f for w in wanted if ":" in w for f in w.partition(":")[2].split(",")}
    with open_browser(install=True) as (_, browser), _a_store() as store:
        for name in names:
            shop = shop_named(name)
            with shop.serving() as server:
                for label, way, walk in shop.sound_walks():
                    if only and label not in only:
                        continue
                    began = time.monotonic()
                    try:
                        result = shop.visit(browser, store, server, "", walk, way=way)
                    except Exception as error:
                        print(f"{name}|{label}|BROKEN|{str(error)[:600]}", flush=True)
                        continue
                    took = time.monotonic() - began
                    print(f"{name}|{label}|{result.outcome}|{said(result)}|{took:.1f}s", flush=True)
                for defect in shop.defects:
                    if only and defect.name not in only:
                        continue
                    began = time.monotonic()
                    try:
                        result = shop.visit(
                            browser, store, server, defect.name, defect.walk, start=defect.start
                        )
                    except Exception as error:
                        print(f"{name}|{defect.name}|BROKEN|{str(error)[:600]}", flush=True)
                        continue
                    found, other = verdict(defect, result)
                    took = time.monotonic() - began
                    print(
                        f"{name}|{defect.name}|{defect.rule}|{'found' if found else 'MISSED'}"
                        f"|{said(result)}|false alarms: {other}|{took:.1f}s", flush=True
                    )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
