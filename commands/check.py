"""``kitka check``: record, judge, say it in one line per session, exit with the verdict."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from kitka.analyzer.document import document
from kitka.analyzer.study.gate import EXIT_CODES, Verdict, judge, worst
from kitka.analyzer.study.junit import junit_xml
from kitka.commands.run import Plan, chosen_results, record_plan, say_sessions
from kitka.recorder.errors import KitkaError
from kitka.recorder.scenario import load_scenario
from kitka.workspace import Workspace

_SIGNS = {"pass": "pass", "broken": "BROKEN", "inconclusive": "INCONCLUSIVE"}


def check(plan: Plan, db: Path, *, jobs: int, junit: Path | None, as_json: bool) -> int:
    """0 pass · 1 a budget is broken or a purchase failed · 3 inconclusive."""
    if junit is not None:
        _write(junit, b"")  # a place that cannot be written is told before anything is recorded
    done = record_plan(plan, db, jobs=jobs, quiet=as_json)
    workspace = Workspace.open(db)
    try:
        results = chosen_results(workspace, done)
        # Of every scenario that was asked for: one that could not even begin is not left out.
        asked = {Path(attempted.attempt.scenario) for attempted in done}
        scenarios = {path.stem: load_scenario(path) for path in sorted(asked)}
        names = sorted(scenarios)
        by_name = {name: [r for r in results if r.scenario == name] for name in names}
        lost = [Path(a.attempt.scenario).stem for a in done if not a.session]
        verdicts = [judge(scenarios[n], by_name[n], lost=lost.count(n)) for n in names]
        if junit is not None:
            _write(junit, junit_xml(scenarios, verdicts, by_name))
        judgement = worst([verdict.judgement for verdict in verdicts])
        if as_json:
            whole = document(results, workspace.reports(results))
            whole["check"] = {
                "judgement": judgement,
                "verdicts": msgspec.to_builtins(verdicts),
            }
            click.echo(msgspec.json.encode(whole))
        else:
            say_sessions(results, done)
            for verdict in verdicts:
                _say_verdict(verdict)
    finally:
        workspace.close()
    return EXIT_CODES[judgement]


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise KitkaError(f"--junit {path}: cannot be written: {error.strerror}") from None


def _say_verdict(verdict: Verdict) -> None:
    for item in verdict.checks:
        click.echo(f"  {_SIGNS[item.judgement]}  {item.text}")
    click.echo(f"{verdict.scenario}: {_SIGNS[verdict.judgement]}")
