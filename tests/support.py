"""Helpers that several test files use."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from kitka.analyzer.results import SessionResult
from kitka.recorder.store import Store
from kitka.workspace import Workspace

KITKA = [sys.executable, "-m", "kitka"]

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
