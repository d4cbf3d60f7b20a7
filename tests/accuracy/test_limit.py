"""A walk that hangs is given up, and says so."""

import subprocess
import sys
from pathlib import Path

A_PAGE_THAT_NEVER_ANSWERS = """
from playwright.sync_api import Error
from bench.accuracy.limit import at_most
from kitka.recorder.script import open_browser

with open_browser() as (_, browser):
    page = browser.new_page()
    try:
        with at_most(0.5):
            page.evaluate("() => { for (;;); }")
    except Error as error:
        print("given up:", str(error).splitlines()[0], browser.is_connected())
"""


def test_a_page_that_never_answers_is_given_up() -> None:
    """In a process of its own: what is killed are all browsers that the process started."""
    done = subprocess.run(
        [sys.executable, "-c", A_PAGE_THAT_NEVER_ANSWERS],
        capture_output=True, text=True, timeout=60, cwd=Path(__file__).parents[2], check=False,
    )  # fmt: skip
    assert done.stdout.startswith("given up:"), done.stderr
    assert done.stdout.endswith("closed False\n")
