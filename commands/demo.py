"""``kitka demo``: a real shop, three scripted guest checkouts, the report."""

from __future__ import annotations

import contextlib
import os
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.gate import is_clean
from kitka.commands.report import serve as serve_report
from kitka.commands.run import Plan, progress_bar, record_plan, say_sessions, serve_hint
from kitka.demo_shop import DemoShopError
from kitka.demo_shop import serve as serve_shop
from kitka.demo_shop.flaws import UnknownFlaw, check_names
from kitka.recorder.browser import ensure_browser
from kitka.recorder.driver import wall_ms
from kitka.recorder.errors import KitkaError
from kitka.recorder.shops import Shop
from kitka.recorder.store import Store
from kitka.workspace import Workspace

SCENARIO = "guest_checkout"
SETTINGS = (("desktop", ""), ("phone", ""), ("desktop", "slow-4g"))


def demo(db: Path, *, port: int, serve: bool, flaws: Sequence[str]) -> int:
    """Leaves its study in ``db``. With ``serve`` the report stays up until Ctrl-C.

    Raises KitkaError where a flaw is not known or the shop does not start.
    """
    try:
        check_names(flaws)
    except UnknownFlaw as unknown:
        how = "python -m kitka.demo_shop --list-flaws names all"
        raise KitkaError(f"--flaw: {unknown}; {how}") from None
    results = _recorded(db, flaws)
    say_sessions(results)
    if serve:
        serve_report(db, host="127.0.0.1", port=port, ready=_open)
    else:
        click.echo(serve_hint(db))
    return 0 if results and all(map(is_clean, results)) else 1


def _recorded(db: Path, flaws: Sequence[str]) -> list[SessionResult]:
    with contextlib.ExitStack() as stack:
        with progress_bar("getting ready", 2) as ready:
            with sync_playwright() as playwright:
                ensure_browser(playwright)
            ready("a browser is there")
            try:
                shop = stack.enter_context(serve_shop(flaws=flaws))
            except DemoShopError as error:
                raise KitkaError(str(error)) from None
            ready(f"the demo shop is open at {shop.url}")
        with Store.open(db) as store:
            study = store.ensure_study("Demo", shop=shop.url, at=wall_ms())
        done = record_plan(_plan(Shop(url=shop.url, payment=(shop.payment_url,)), study), db)
    workspace = Workspace.open(db)
    try:
        with progress_bar("analysing", len(done)) as advance:
            everything = workspace.results(progress=lambda *_: advance(""))
        workspace.save_findings(workspace.reports(everything))
    finally:
        workspace.close()
    ids = {attempted.session for attempted in done}
    return [result for result in everything if result.id in ids]


def _plan(shop: Shop, study: str) -> Plan:
    return Plan(scenarios=(SCENARIO,), shop=shop, settings=SETTINGS, study=study, audit=True)


def _open(address: str) -> None:
    """Show the report in the person's own browser where there is a screen."""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform != "linux":
        webbrowser.open(address)
