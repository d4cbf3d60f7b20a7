"""``PEERS=1 make accuracy`` ends with this: the same shoppers with the other tools in the page.

``python -m bench.accuracy.peers`` runs this part alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.accuracy import published
from bench.accuracy.diary import Truth
from bench.accuracy.judging import (
    ANSWERING,
    judge_shared,
    keep_truth,
    ours,
    read_truths,
    references,
    vendors,
)
from bench.accuracy.peers.bundle import bundle, digest, versions
from bench.accuracy.peers.detections import HAVE, judge_of, read_heard
from bench.accuracy.peers.watching import Watching
from bench.accuracy.plan import CLEAN, PER_FLAW, Walk, made_by, plan, summary
from bench.accuracy.score import Scored
from bench.accuracy.walking import walk_all, walk_scripts
from bench.proof import ROOT, keep, table
from kitka.analyzer.study.presets import SHARED
from kitka.demo_shop.flaws import FLAWS, Flaw

FOLDER = ROOT / "build" / "accuracy" / "peers"
JOBS = 2
LOOK_ALIKES = 2
"""Sessions of a flaw that only resembles those of the shared rules."""


def walks_for_peers(
    *, only: Sequence[str] = (), per_flaw: int = PER_FLAW, clean: int = CLEAN // 2
) -> list[Walk]:
    """The part of the plan that says something about the shared rules: their flaws, those that
    look like them or bring them along, and half of the sessions without a flaw."""
    found = []
    for flaw in FLAWS.values():
        if concerns_shared(flaw) and (not only or flaw.name in only):
            count = per_flaw if flaw.rule in SHARED else min(per_flaw, LOOK_ALIKES)
            found += plan(only=(flaw.name,), per_flaw=count)
    if not only or "clean" in only:
        found += plan(only=("clean",), clean=clean)
    return found


def concerns_shared(flaw: Flaw) -> bool:
    return flaw.rule in ANSWERING or bool({flaw.rule, *flaw.also} & set(SHARED))


def compare(arguments: Sequence[str] = ()) -> int:
    """Walk what is not walked yet, judge, publish. Exit code 1 where one of them is better."""
    asked = _arguments().parse_args(arguments)
    only = tuple(filter(None, asked.only.split(",")))
    script = bundle()
    folder = Path(asked.folder) / digest(script)
    folder.mkdir(parents=True, exist_ok=True)
    db, heard_at = folder / "walks.db", folder / "peers.jsonl"
    walks = walks_for_peers(only=only, per_flaw=asked.sessions, clean=asked.clean)
    truths = read_truths(folder / "truth.jsonl")
    if not asked.judge:
        truths |= _walk(walks, truths, folder, asked.jobs, Watching(str(script), str(heard_at)))
    heard = read_heard(heard_at)
    told = {name: judge_of(name, heard) for name in HAVE}
    kitka = ours(references(plan(), truths, db))
    judges = {"kitka": kitka, **told, **{f"{n} (preset)": j for n, j in vendors().items()}}
    shared = {name: judge_shared(walks, truths, db, judge) for name, judge in judges.items()}
    itself = {name: shared[name] for name in ("kitka", *told)}
    proofs = published.against(itself, "accuracy.peers.f1", "other tool in the page")
    generated = _document(shared, len(walks)) + "\n" + table(proofs)
    print(generated)
    if asked.details:
        print("\n".join(f"== {name}\n{published.details(all)}" for name, all in itself.items()))
    if only:
        return 0
    published.write_page(generated, published.PEERS)
    return keep("accuracy-peers", proofs)


def _walk(
    walks: Sequence[Walk], known: Mapping[str, Truth], folder: Path, jobs: int, watching: Watching
) -> Mapping[str, Truth]:
    due = [walk for walk in walks if _is_due(known.get(walk.key))]
    walk_scripts(folder / "walks.db")
    found: dict[str, Truth] = {}
    print(f"accuracy, with the other tools: {summary(due) or 'nothing to walk'}", file=sys.stderr)

    def told(truth: Truth) -> None:
        found[truth.key] = truth
        keep_truth(folder / "truth.jsonl", truth)
        print(f"  {len(found)}/{len(due)} {truth.key} {truth.fault}", file=sys.stderr)

    if due:
        walk_all(due, folder / "walks.db", jobs, told, watching)
    return found


def _is_due(truth: Truth | None) -> bool:
    return truth is None or bool(truth.fault) or truth.made_by != made_by()


def _document(shared: Mapping[str, Sequence[Scored]], walked: int) -> str:
    sessions = shared["kitka"]
    clean = sum(one.clean for one in sessions)
    pinned = ", ".join(f"{tool} {version}" for tool, version in versions().items())
    return (
        f"{len(sessions)} sessions of {walked} walked ({clean} in the shop without a flaw), "
        f"all tools and Kitka in the same pages: {pinned}. “(preset)”: the published rules on "
        "Kitka's log of these sessions.\n\n" + published.presets_table(shared)
    )


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy.peers", description=__doc__)
    parser.add_argument("--judge", action="store_true", help="only judge what is walked")
    parser.add_argument("--only", default="", metavar="FLAW,…", help="these flaws; “clean” is one")
    parser.add_argument("--sessions", type=int, default=PER_FLAW, help="of each flaw")
    parser.add_argument("--clean", type=int, default=CLEAN // 2, help="sessions without a flaw")
    parser.add_argument("--jobs", type=int, default=JOBS, help="browsers at once")
    parser.add_argument("--details", action="store_true", help="each miss of the tuned part")
    parser.add_argument("--folder", default=str(FOLDER), help="where logs and truths are kept")
    return parser


if __name__ == "__main__":
    sys.exit(compare(sys.argv[1:]))
