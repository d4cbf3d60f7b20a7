"""Helpers that several test files use."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from kitka.analyzer.results import SessionResult
from kitka.recorder.browser import _COMMANDS
from kitka.recorder.store import Store
from kitka.workspace import Workspace

KITKA = [sys.executable, "-m", "kitka"]

BARE = """\
#!/bin/sh
for argument; do
  case "$argument" in --disable-features=*) argument="$argument,{features}" ;; esac
  set -- "$@" "$argument"
  shift
done
exec "{browser}" "$@"
"""
DECORATION = "WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess"
"""Pages and processes that Chromium makes for every window beside the one that is looked at: half
of what a context costs. Playwright names features too, and of two lists only the last counts."""

LOOK_TOML = """\
title = "Look around"
goal = "Look around."
[[steps]]
name = "Front page"
reached = { url = "/" }
[[steps]]
name = "Basket"
reached = { url = "/basket/" }
"""
LOOK_SCRIPT = """\
def run(page, step):
    with step("Basket"):
        page.goto("/basket/")
"""


def bare_browser(folder: Path) -> Path | None:
    """A program that starts the installed browser without its decoration; None without one."""
    browser = next(filter(None, map(shutil.which, _COMMANDS)), None)
    if browser is None or sys.platform == "win32":
        return None
    program = folder / "bare-browser"
    program.write_text(BARE.format(features=DECORATION, browser=browser))
    program.chmod(0o755)
    return program


class Folder:
    """A folder to type commands in, with a scenario ``look`` that needs two pages of a shop."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db = path / "kitka.db"
        (path / "scenarios").mkdir()
        self.write("look", LOOK_TOML, LOOK_SCRIPT)

    def write(self, name: str, toml: str, script: str) -> None:
        (self.path / "scenarios" / f"{name}.toml").write_text(toml)
        (self.path / "scenarios" / f"{name}.py").write_text(script)

    def kitka(
        self,
        *arguments: str,
        before: Callable[[], object] | None = None,
        env: dict[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Type ``kitka …`` here. ``before`` runs in the child first."""
        return subprocess.run(
            [*KITKA, *arguments],
            cwd=self.path,
            preexec_fn=before,
            env=env,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def results(self) -> list[SessionResult]:
        workspace = Workspace.open(self.db)
        try:
            return workspace.results()
        finally:
            workspace.close()


def events(store: Store, session: str, kind: type) -> list:
    """Every event of one kind in a session's log, in the order of arrival."""
    log = store.log(store.session(session))
    return [event for b in log.batches for event in b.events if isinstance(event, kind)]


def one_line(text: str) -> str:
    """What was said on stderr, which must be one line for a person."""
    lines = [line for line in text.splitlines() if line.startswith("kitka: ")]
    assert "Traceback" not in text
    assert len(lines) == 1, text
    return lines[0]
