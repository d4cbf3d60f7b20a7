"""``make accuracy``: walk the plan (what is walked already is kept), judge the logs, publish.

``python -m bench.accuracy --judge`` judges the kept logs again in seconds.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bench.accuracy import published
from bench.accuracy.caveats import basis_of
from bench.accuracy.diary import Truth
from bench.accuracy.judging import (
    judge_all,
    judge_shared,
    keep_truth,
    ours,
    read_truths,
    references,
    vendors,
)
from bench.accuracy.plan import CLEAN, PER_FLAW, Walk, made_by, plan, summary
from bench.accuracy.walking import walk_all, walk_scripts
from bench.proof import ROOT, keep

FOLDER = ROOT / "build" / "accuracy"
JOBS = 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 where a target is missed."""
    asked = _arguments().parse_args(arguments)
    only = tuple(filter(None, asked.only.split(",")))
    folder = Path(asked.folder)
    folder.mkdir(parents=True, exist_ok=True)
    walks = plan(only=only, per_flaw=asked.sessions, clean=asked.clean)
    truths = read_truths(folder / "truth.jsonl")
    if not asked.judge:
        walk_scripts(folder / "walks.db")
        todo = [walk for walk in walks if _is_due(truths.get(walk.key), asked)]
        truths |= _walk(todo, folder, asked.jobs)
    if asked.walk:
        return 0
    missed = _judge(walks, truths, folder, asked, whole=not only)
    if os.environ.get("PEERS") == "1" and not only:
        from bench.accuracy.peers.__main__ import compare  # else nothing of it is even loaded

        missed = max(missed, compare(["--judge"] if asked.judge else []))
    return missed


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description=__doc__)
    parser.add_argument("--walk", action="store_true", help="only walk, do not judge")
    parser.add_argument("--judge", action="store_true", help="only judge what is walked")
    parser.add_argument("--only", default="", metavar="FLAW,…", help="these flaws; “clean” is one")
    parser.add_argument("--sessions", type=int, default=PER_FLAW, help="of each flaw")
    parser.add_argument("--clean", type=int, default=CLEAN, help="sessions without a flaw")
    parser.add_argument("--jobs", type=int, default=JOBS, help="browsers at once")
    parser.add_argument("--keep-stale", action="store_true",
                        help="keep logs of an older recorder, shop or walker")  # fmt: skip
    parser.add_argument("--details", action="store_true", help="each miss of the tuned part")
    parser.add_argument("--held-out", action="store_true", help="--details of the other part, too")
    parser.add_argument("--folder", default=str(FOLDER), help="where logs and truths are kept")
    return parser


def _is_due(truth: Truth | None, asked: argparse.Namespace) -> bool:
    if truth is None or truth.fault:
        return True
    return truth.made_by != made_by() and not asked.keep_stale


def _walk(todo: Sequence[Walk], folder: Path, jobs: int) -> Mapping[str, Truth]:
    found: dict[str, Truth] = {}
    if not todo:
        return found
    console = Console(stderr=True)
    console.print(f"accuracy: {summary(todo)}; {jobs} browsers at once")
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    if load > 1.5 * (os.cpu_count() or 1):
        console.print("accuracy: this machine is busy: the shop answers late, and is told so")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("walking", total=len(todo))

        def told(truth: Truth) -> None:
            found[truth.key] = truth
            keep_truth(folder / "truth.jsonl", truth)
            progress.advance(bar)
            if truth.fault:
                progress.console.print(f"  {truth.key}: {truth.fault}", markup=False)

        walk_all(todo, folder / "walks.db", jobs, told)
    return found


def _judge(
    walks: Sequence[Walk],
    truths: Mapping[str, Truth],
    folder: Path,
    asked: argparse.Namespace,
    whole: bool,
) -> int:
    """Judge and print. ``whole``: not some flaws only; then the page and the proofs are written,
    however much of the plan is walked: the page says how much."""
    db = folder / "walks.db"
    reference = references(plan(), truths, db)
    sessions = judge_all(walks, truths, db, ours(reference))
    basis = basis_of(walks, truths, sessions, plan(), made_by())
    if basis.stale:
        Console(stderr=True).print(
            f"accuracy: {basis.stale} sessions were walked with another recorder, shop or walker"
        )
    tools = {"kitka": ours(reference), **vendors()}
    shared = {name: judge_shared(walks, truths, db, judge) for name, judge in tools.items()}
    proofs = [*published.proofs(sessions, shared), published.faults(basis)]
    generated = published.document(sessions, shared, proofs, basis)
    print(generated)
    if asked.details:
        print(published.details(sessions, held_out=asked.held_out))
    if whole:
        published.write_page(generated)
        return keep("accuracy", proofs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
