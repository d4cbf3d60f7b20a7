"""``kitka doctor``: what is missing here, and the command that mends it."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import msgspec
from playwright.sync_api import Playwright, sync_playwright

from kitka.recorder.attachment import BUNDLE
from kitka.recorder.browser import ensure_browser, find_browser, launch, missing_browser
from kitka.recorder.errors import KitkaError
from kitka.recorder.model import Record
from kitka.recorder.scenario import SHIPPED, find_scenario, load_scenario


class Diagnosis(Record, frozen=True):
    what: str
    good: bool
    text: str
    needed: bool = True


def doctor(*, fix: bool, as_json: bool = False) -> int:
    """Print one line per part, or one JSON document. 0 if everything needed is there, else 1."""
    with sync_playwright() as playwright:
        if fix:
            ensure_browser(playwright)
        found = list(_examine(playwright))
    good = all(item.good or not item.needed for item in found)
    if as_json:
        parts = [
            {"what": item.what, "good": item.good, "needed": item.needed, "text": item.text}
            for item in found
        ]
        click.echo(msgspec.json.encode({"good": good, "parts": parts}))
        return 0 if good else 1
    for item in found:
        sign = "ok     " if item.good else ("MISSING" if item.needed else "absent ")
        click.echo(f"{sign}  {item.what}: {item.text}")
    return 0 if good else 1


def _examine(playwright: Playwright) -> Iterator[Diagnosis]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Diagnosis("Python", sys.version_info >= (3, 11), f"{version} (3.11 or newer is needed)")
    yield _try("browser", lambda: _browser(playwright))
    for engine in ("firefox", "webkit"):
        found = find_browser(playwright, engine)
        text = found.source if found else missing_browser(engine)
        yield Diagnosis(f"browser {engine}", found is not None, text, needed=False)
    built = BUNDLE.is_file()
    text = f"{BUNDLE.stat().st_size // 1024} kB" if built else "type: npm ci && npm run build"
    yield Diagnosis("in-page recorder", built, text)
    shop = importlib.util.find_spec("oscar") is not None
    text = "installed" if shop else "type: pip install 'kitka[demo]'"
    yield Diagnosis("demo shop", shop, text, needed=False)
    yield _try("scenarios", _scenarios)


def _browser(playwright: Playwright) -> str:
    found = find_browser(playwright)
    if found is None:
        raise KitkaError(missing_browser("chromium"))
    browser = launch(playwright, found)
    try:
        return f"Chromium {browser.version}, {found.executable or found.source}"
    finally:
        browser.close()


def _scenarios() -> str:
    """Those that are shipped, and those of the folder where the command was typed."""
    places = (Path("scenarios"), SHIPPED)
    names = {path.stem for place in places for path in place.glob("*.toml")}
    for name in sorted(names):
        load_scenario(find_scenario(name))
    return ", ".join(sorted(names))


def _try(what: str, examine: Callable[[], str]) -> Diagnosis:
    try:
        return Diagnosis(what, True, examine())
    except KitkaError as error:
        return Diagnosis(what, False, str(error))
