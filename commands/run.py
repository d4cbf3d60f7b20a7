"""``kitka run``: a plan of scripted sessions, one line each."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kitka.analyzer.document import document
from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.gate import is_clean
from kitka.recorder.model import Record
from kitka.recorder.scenario import find_scenario, load_scenario, load_script
from kitka.recorder.script import Attempt, Attempted, run_attempts
from kitka.recorder.shops import Shop, check_reachable
from kitka.workspace import Workspace


class Plan(Record, frozen=True):
    """Every scenario in every setting (device, network), ``repeat`` times, interleaved."""

    scenarios: tuple[str, ...]
    shop: Shop
    settings: tuple[tuple[str, str], ...] = (("desktop", ""),)
    label: str = ""
    engine: str = "chromium"
    headed: bool = False
    trace: Literal["off", "on", "on-failure"] = "off"
    repeat: int = 1
    study: str = ""
    audit: bool = False
    """Only the first round is audited, and no throttled one: they would find the same."""

    def attempts(self) -> list[Attempt]:
        """Raises ScenarioError where a scenario or its script cannot be loaded: before anything
        is recorded."""
        paths = [find_scenario(name) for name in self.scenarios]
        for path in paths:
            load_scenario(path)
            load_script(path)
        return [
            Attempt(
                scenario=str(path.resolve()),
                shop=self.shop,
                device=device,
                network=network,
                label=self.label,
                engine=self.engine,
                headed=self.headed,
                trace=self.trace,
                study=self.study,
                audit=self.audit and number == 0 and not network,
            )
            for number in range(self.repeat)
            for path in paths
            for device, network in self.settings
        ]


def run(plan: Plan, db: Path, *, jobs: int, as_json: bool) -> int:
    """Record the plan and say what came of it. 0 if every script came to its end, else 1."""
    done = record_plan(plan, db, jobs=jobs, quiet=as_json)
    workspace = Workspace.open(db)
    try:
        results = chosen_results(workspace, done)
        reports = workspace.reports(results)
        if as_json:
            click.echo(msgspec.json.encode(document(results, reports)))
        else:
            say_sessions(results, done)
            click.echo(serve_hint(db))
    finally:
        workspace.close()
    return 0 if len(results) == len(done) and all(map(is_clean, results)) else 1


def serve_hint(db: Path) -> str:
    """What to type to see the report, with the command as this machine finds it."""
    typed = Path(sys.argv[0])
    on_path = shutil.which("kitka")
    if on_path and typed.name == "kitka" and Path(on_path).resolve() == typed.resolve():
        command = "kitka"
    elif typed.name == "kitka":
        command = os.path.relpath(typed)
    else:
        command = f"{Path(sys.executable).name} -m kitka"
    return f"report: {command} serve --db {db}"


def record_plan(
    plan: Plan, db: Path, *, jobs: int = 1, quiet: bool = False, install: bool = False
) -> list[Attempted]:
    """Check that the shop is there, then record, with a progress bar on stderr."""
    attempts = plan.attempts()
    check_reachable(plan.shop)
    done: list[Attempted] = []
    with progress_bar("recording", len(attempts), quiet=quiet) as advance:
        for attempted in run_attempts(attempts, db, jobs=jobs, install=install):
            done.append(attempted)
            advance(_name(attempted.attempt))
    return done


@contextmanager
def progress_bar(what: str, total: int, *, quiet: bool = False) -> Iterator[Advance]:
    """A bar on stderr; nothing where ``quiet``."""
    columns = (
        TextColumn("[bold]{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("[dim]{task.fields[last]}"),
    )
    with Progress(*columns, console=Console(stderr=True), disable=quiet) as bar:
        task = bar.add_task(what, total=total, last="")
        yield Advance(bar, task)
        bar.update(task, completed=total)  # what was done before is not told one by one


class Advance:
    """Call it when one more is done."""

    def __init__(self, bar: Progress, task: object) -> None:
        self._bar, self._task = bar, task

    def __call__(self, last: str) -> None:
        self._bar.update(self._task, advance=1, last=last)  # type: ignore[arg-type]


def chosen_results(workspace: Workspace, done: Sequence[Attempted]) -> list[SessionResult]:
    """The results of just these sessions."""
    ids = {attempted.session for attempted in done}
    return [result for result in workspace.results() if result.id in ids]


def say_sessions(results: Sequence[SessionResult], done: Sequence[Attempted] = ()) -> None:
    """One line per session."""
    traced = {attempted.session for attempted in done if attempted.traced}
    for result in results:
        click.echo(
            session_line(result)
            + (f" · kitka trace {result.id[:8]}" if result.id in traced else "")
        )
    for attempted in done:
        if not attempted.session:
            click.echo(f"{_name(attempted.attempt)}: could not begin ({attempted.error})")


def session_line(result: SessionResult) -> str:
    """``guest_checkout desktop: completed in 5.2 s, 0 frictions``, or where and why it ended."""
    where = " ".join(filter(None, (result.scenario, result.device, result.network, result.label)))
    frictions = len(result.frictions)
    by = f" by {result.failed_by}" if result.failed_by else ""
    line = (
        f"{where}: {result.outcome}{by} in {result.duration_s:.1f} s, "
        f"{frictions} friction{'' if frictions == 1 else 's'}"
    )
    if result.abandoned is not None:
        line += f", last step: {result.abandoned.step or 'none'}"
    if result.drifted:
        line += f", the scenario has drifted at: {', '.join(result.drifted)}"
    return line + (f" ({result.error})" if result.error else "")


def _name(attempt: Attempt) -> str:
    return " ".join(filter(None, (Path(attempt.scenario).stem, attempt.device, attempt.network)))
