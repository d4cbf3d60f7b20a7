"""Judges the kept logs: our own rules, and each vendor's on the same logs. Walks nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from bench.accuracy.diary import Truth
from bench.accuracy.plan import Walk
from bench.accuracy.score import STEPS, Scored, score
from kitka.analyzer.analyze import analyze
from kitka.analyzer.results import Friction, Reference, SessionResult
from kitka.analyzer.study.presets import SHARED, presets, rules_of
from kitka.analyzer.study.reference import reference_of
from kitka.demo_shop.flaws import Flaw
from kitka.recorder.model import Scenario, SessionLog
from kitka.recorder.scenario import find_scenario, load_scenario
from kitka.recorder.store import Store

Judge = Callable[[SessionLog, Scenario], SessionResult]
"""From a log to its result. Whoever wants to be compared gives one of these."""

ANSWERING = frozenset(
    {
        "dead_click", "disabled_click", "blocked_control", "dead_control", "repeat_click_needed",
        "silent_refusal", "slow_response", "rage_click", "error_click",
    }
)  # fmt: skip
"""Kinds of defect that another tool, which has no finer words, rightly calls one of ``SHARED``."""


def ours(reference: Mapping[str, Reference | None] | None = None) -> Judge:
    """All rules in use, judged against what other sessions showed."""

    def judge(log: SessionLog, scenario: Scenario) -> SessionResult:
        return analyze(log, scenario, None, (reference or {}).get(scenario.name))

    return judge


def references(
    walks: Sequence[Walk], truths: Mapping[str, Truth], db: Path
) -> dict[str, Reference | None]:
    """What relative rules are judged against, by scenario: the scripts' sessions and the people of
    the clean, tuned sessions. Nothing that is held out and nothing with a flaw is in it."""
    plain = ours()
    clean = [w for w in walks if not w.flaws and not w.traps and not w.held_out and not w.leaves]
    results = [result for _, _, result in _judged(clean, truths, db, plain)]
    with Store.open(db, create=False) as store:
        for session in store.sessions():
            if session.actor == "script":
                scenario = load_scenario(find_scenario(session.scenario))
                results.append(plain(store.log(session), scenario))
    names = {result.scenario for result in results}
    return {name: reference_of([r for r in results if r.scenario == name]) for name in names}


def vendors() -> dict[str, Judge]:
    """Every published preset."""

    def judge_of(name: str) -> Judge:
        rules = rules_of(name)
        return lambda log, scenario: analyze(log, scenario, rules)

    return {name: judge_of(name) for name in presets()}


def judge_all(
    walks: Sequence[Walk], truths: Mapping[str, Truth], db: Path, judge: Judge
) -> list[Scored]:
    """Every walk that has a truth without a fault, judged and scored."""
    return [score(*one) for one in _judged(walks, truths, db, judge)]


def judge_shared(
    walks: Sequence[Walk], truths: Mapping[str, Truth], db: Path, judge: Judge
) -> list[Scored]:
    """Scored on the rules that other tools have, too. A press on the element of a flaw that has a
    finer rule of ours counts for nobody and against nobody."""
    shared = frozenset(SHARED)
    return [
        score(*one, only=shared, neutral=_at_a_flaw) for one in _judged(walks, truths, db, judge)
    ]


def _at_a_flaw(friction: Friction, flaws: Sequence[Flaw]) -> bool:
    return any(flaw.rule in ANSWERING and flaw.step == friction.step for flaw in flaws)


def _judged(
    walks: Sequence[Walk], truths: Mapping[str, Truth], db: Path, judge: Judge
) -> list[tuple[Walk, Truth, SessionResult]]:
    found = []
    loaded: dict[str, Scenario] = {}
    with Store.open(db, create=False) as store:
        for walk in walks:
            truth = truths.get(walk.key)
            session = store.session(truth.session) if truth and not truth.fault else None
            if truth is None or session is None:
                continue
            if walk.scenario not in loaded:
                loaded[walk.scenario] = load_scenario(find_scenario(walk.scenario))
                STEPS[walk.scenario] = tuple(s.name for s in loaded[walk.scenario].steps)
            found.append((walk, truth, judge(store.log(session), loaded[walk.scenario])))
    return found


# ------------------------------------------------------------------ what was walked before


def read_truths(path: Path) -> dict[str, Truth]:
    """By key; of one walked twice the later."""
    if not path.is_file():
        return {}
    lines = path.read_bytes().splitlines()
    return {truth.key: truth for truth in (msgspec.json.decode(x, type=Truth) for x in lines)}


def keep_truth(path: Path, truth: Truth) -> None:
    with path.open("ab") as file:
        file.write(msgspec.json.encode(truth) + b"\n")
