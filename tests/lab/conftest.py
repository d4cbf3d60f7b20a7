"""``begin``: a lab with somebody sitting at it."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from lab.sitting import Begin, Lab, Person, end_process, free_port, reachable_browser
from playwright.sync_api import Playwright
from support import KITKA

from kitka.demo_shop import DemoShop


@pytest.fixture
def begin(tmp_path: Path, shop: DemoShop, playwright: Playwright) -> Iterator[Begin]:
    """``begin("--pilot", …)`` opens a lab and seats a person at it. ``consent``: what they agreed
    to as it is typed; None: nothing is typed."""
    with contextlib.ExitStack() as stack:

        def begin(
            *arguments: str,
            headed: bool = False,
            stdin: int = subprocess.DEVNULL,
            consent: str | None = "signals,replay",
        ) -> tuple[Lab, Person]:
            port = free_port()
            db = tmp_path / "kitka.db"
            window = reachable_browser(tmp_path, playwright, port)
            process = subprocess.Popen(
                [*KITKA, "lab", "guest_checkout", "--shop", shop.url, "--db", str(db),
                 "--participant", "P01", "--port", "0", *([] if headed else ["--headless"]),
                 *([] if consent is None else ["--consent", consent]),
                 *arguments],
                cwd=tmp_path,
                env={**os.environ, "KITKA_BROWSER": str(window)},
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )  # fmt: skip
            stack.callback(end_process, process)
            assert process.stdout is not None
            said = [process.stdout.readline() for _ in range(2)]
            assert said[1], process.communicate()[1]
            browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
            stack.callback(browser.close)
            return Lab(process, db, said), Person(browser, shop.url)

        yield begin
