"""``kitka analyze`` and ``kitka serve``."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from difflib import get_close_matches
from pathlib import Path

import click
import msgspec

from kitka.analyzer.document import document
from kitka.analyzer.rules import Rule, discover, in_use
from kitka.analyzer.study.presets import UnknownPreset, with_preset
from kitka.analyzer.study.scenario_results import Finding, ScenarioReport
from kitka.commands.address import free_port, public_address
from kitka.commands.run import progress_bar, session_line
from kitka.recorder.driver import wall_ms
from kitka.recorder.errors import KitkaError
from kitka.recorder.store import Store
from kitka.workspace import Workspace
from kitka.workspace.access import researcher_link

_START_SECONDS = 30
_POOL_FROM = 16
"""Fewer sessions than this are analysed sooner than a process pool starts."""


def analyze(
    db: Path,
    *,
    as_json: bool,
    scenario: str | None,
    preset: str | None = None,
    also: Sequence[str] = (),
) -> int:
    """Print every session and finding. Exit code 0.

    ``preset`` judges as another tool would, ``also`` by rules that are off: neither is kept.
    """
    rules = _other_rules(preset, also)
    workspace = Workspace.open(db)
    try:
        known = workspace.scenarios()
        if scenario is not None and scenario not in known:
            names = ", ".join(known) or "none"
            raise KitkaError(f"--scenario {scenario}: not in {db} (there are: {names})")
        sessions = len(workspace.store.sessions())
        with _pool(sessions) as pool, progress_bar("analysing", sessions, quiet=as_json) as bar:
            if rules is None:
                results = workspace.results(executor=pool, progress=lambda *_: bar(""))
            else:
                results = workspace.judged(rules, progress=lambda *_: bar(""))
        if scenario is not None:
            results = [result for result in results if result.scenario == scenario]
        reports = workspace.reports(results)
        if scenario is None and rules is None:
            workspace.save_findings(reports)
        if as_json:
            click.echo(msgspec.json.encode(document(results, reports)))
            return 0
        if not results:
            click.echo(f"no session in {db} yet; record one, e.g. kitka demo")
        for result in results:
            click.echo(session_line(result))
        for report in reports:
            _say_findings(report)
    finally:
        workspace.close()
    return 0


def _other_rules(preset: str | None, also: Sequence[str]) -> tuple[Rule, ...] | None:
    """None for those in use. Raises KitkaError for a name that nothing has."""
    if preset is None and not also:
        return None
    known = {rule.id: rule for rule in discover()}
    for name in also:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise KitkaError(f"--also {name}: there is no such rule (docs/rules.md){hint}")
    rules = (*in_use(), *(known[name] for name in dict.fromkeys(also) if known[name].off))
    if preset is None:
        return rules
    try:
        return with_preset(preset, rules)
    except UnknownPreset as unknown:
        raise KitkaError(f"--preset {preset}: {unknown}") from None


def trace(db: Path, session: str, output: Path | None) -> int:
    """Write the kept trace of a session to a file. ``session``: its id, or how it begins."""
    workspace = Workspace.open(db)
    try:
        kept = [known for known in workspace.store.traces() if known.startswith(session)]
        if len(kept) != 1:
            how = "give more of its id" if kept else "kitka run --trace on-failure keeps one"
            raise KitkaError(
                f"{session}: {len(kept)} sessions with a trace begin so in {db}; {how}"
            )
        path = output or Path(f"trace-{kept[0][:8]}.zip")
        try:
            path.write_bytes(workspace.store.trace(kept[0]) or b"")
        except OSError as error:
            raise KitkaError(f"{path}: cannot be written: {error.strerror}") from None
        workspace.store.add_copy(str(path.resolve()), kept[0], at=wall_ms())
    finally:
        workspace.close()
    click.echo(f"{path}: open it with playwright show-trace {path}")
    return 0


def _pool(sessions: int) -> ProcessPoolExecutor | nullcontext[Executor | None]:
    return ProcessPoolExecutor() if sessions >= _POOL_FROM else nullcontext(None)


def _say_findings(report: ScenarioReport) -> None:
    cohort = f" · {report.cohort}" if report.cohort else ""
    whose = f"{report.scenario} ({report.actor}{cohort})"
    if not report.findings:
        click.echo(f"{whose}: no findings")
    for finding in report.findings:
        element = f" · {finding.element.role} “{finding.element.name}”" if finding.element else ""
        click.echo(
            f"{whose}: {finding.title} · {finding.step or 'end'}"
            f"{element} · {finding.sessions} of {finding.of} sessions"
            f" · {finding.cost_s:.1f} s · priority {finding.priority:.1f}{_status(finding)}"
        )
    out = sum(finding.occurrences for finding in report.excepted)
    if out:
        click.echo(f"{whose}: {out} friction{'' if out == 1 else 's'} left out as no problem")


def _status(finding: Finding) -> str:
    """`` · planned``, `` · mended, verified``; nothing of which nothing was said."""
    standing = finding.standing
    if standing.reopened_by:
        return f" · reopened by session {standing.reopened_by[:8]}"
    if standing.status == "open":
        return ""
    verified = (", verified" if standing.verified else ", not verified") * (
        standing.status == "mended"
    )
    return f" · {standing.status}{verified}"


def serve(
    db: Path,
    *,
    host: str,
    port: int,
    public: str = "",
    ready: Callable[[str], None] | None = None,
) -> int:
    """Serve the report, the participants' pages and what their shops send, until Ctrl-C.

    ``public`` is how others reach this server; beyond this machine the report asks for the
    researcher's link, which is printed. ``ready`` is called with the report's address.
    """
    with free_port(host, port) as chosen:
        pass
    with Store.open(db, create=False) as store:  # a wrong file is an error here, not in a worker
        base_url = public_address(public, host, chosen)
        if base_url:
            store.set_setting("public", base_url)
        address = researcher_link(store, base_url) if base_url else f"http://{host}:{chosen}/"
    from kitka.server import serve_report  # Flask is slow to import: only where it is needed

    threading.Thread(target=_announce, args=(address, host, chosen, ready), daemon=True).start()
    serve_report(db, host=host, port=chosen, public=base_url)
    return 0


def _announce(address: str, host: str, port: int, ready: Callable[[str], None] | None) -> None:
    """Say the address once somebody answers there."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
            continue
        click.echo(f"report: {address} (Ctrl-C stops)")
        if ready:
            ready(address)
        return
