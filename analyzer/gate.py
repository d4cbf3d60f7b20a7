"""The gate: do scripted sessions keep the budgets of their scenario? Pure; the command runs it.

``seconds`` judges scripts only, by the median of the first attempts (at least 3: fewer say
nothing about a shop). ``friction`` is a count per session, and the worst session decides: counts
need no statistics. A measurement that is missing is never a pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Literal

from kitka.analyzer.results import SessionResult
from kitka.recorder.model import Budget, Record, Scenario

MIN_ATTEMPTS = 3

Judgement = Literal["pass", "broken", "inconclusive"]
EXIT_CODES: dict[Judgement, int] = {"pass": 0, "broken": 1, "inconclusive": 3}


class Check(Record, frozen=True):
    """One thing that was judged. ``step`` is empty for the whole scenario."""

    what: Literal["outcome", "seconds", "friction"]
    step: str
    judgement: Judgement
    text: str
    value: float | None = None
    limit: float | None = None
    n: int = 0


class Verdict(Record, frozen=True):
    """The gate's answer for one scenario."""

    scenario: str
    judgement: Judgement
    checks: tuple[Check, ...]

    @property
    def exit_code(self) -> int:
        return EXIT_CODES[self.judgement]


def judge(scenario: Scenario, results: Sequence[SessionResult]) -> Verdict:
    """Hold the sessions of one ``kitka check`` against the scenario's budgets."""
    scripted = [r for r in results if r.actor == "script"]
    sound = [r for r in scripted if not (r.outcome == "failed" and r.failed_by == "recorder")]
    checks = [_outcomes(scripted, sound)]
    for name, budget in (("", scenario.budget), *((s.name, s.budget) for s in scenario.steps)):
        if budget.seconds is not None:
            checks.append(_seconds(name, budget.seconds, sound))
        if budget.friction is not None:
            checks.append(_friction(name, budget, sound))
    return Verdict(scenario.name, worst([c.judgement for c in checks]), tuple(checks))


def worst(judgements: Sequence[Judgement]) -> Judgement:
    """Broken beats inconclusive beats pass; nothing judged is inconclusive."""
    order: tuple[Judgement, ...] = ("broken", "inconclusive", "pass")
    return next((j for j in order if j in judgements), "inconclusive")


def _outcomes(scripted: Sequence[SessionResult], sound: Sequence[SessionResult]) -> Check:
    failed = [r for r in sound if r.outcome != "completed"]
    n = len(sound)
    if failed:
        who = ", ".join(sorted({r.failed_by or r.outcome for r in failed}))
        text = f"{n - len(failed)} of {n} sessions completed (failed by: {who})"
        return Check("outcome", "", "broken", text, n - len(failed), n, n)
    if not sound:
        return Check("outcome", "", "inconclusive", "no session could be recorded", n=0)
    lost = len(scripted) - n
    text = f"{n} of {n} sessions completed" + (f", {lost} lost by the recorder" if lost else "")
    return Check("outcome", "", "pass", text, n, n, n)


def _seconds(step: str, limit: float, results: Sequence[SessionResult]) -> Check:
    times = [
        time
        for result in results
        if result.attempt == 1 and result.outcome == "completed"
        for time in [_time(result, step)]
        if time is not None
    ]
    name = step or "the whole scenario"
    if len(times) < MIN_ATTEMPTS:
        text = f"{name}: n = {len(times)} first attempts, at least {MIN_ATTEMPTS} are needed"
        return Check("seconds", step, "inconclusive", text, None, limit, len(times))
    value = median(times)
    text = f"{name}: median {value:.2f} s of {limit:g} s (n = {len(times)})"
    judgement: Judgement = "pass" if value <= limit else "broken"
    return Check("seconds", step, judgement, text, value, limit, len(times))


def _time(result: SessionResult, step: str) -> float | None:
    if not step:
        return result.duration_s
    return next((s.duration_s for s in result.steps if s.name == step), None)


def _friction(step: str, budget: Budget, results: Sequence[SessionResult]) -> Check:
    limit = budget.friction or 0
    counts = [sum(1 for f in r.frictions if not step or f.step == step) for r in results]
    name = step or "the whole scenario"
    if not counts:
        text = f"{name}: no session to count frictions in"
        return Check("friction", step, "inconclusive", text, None, limit, 0)
    value = max(counts)
    text = f"{name}: {value} frictions in the worst session, {limit} allowed (n = {len(counts)})"
    judgement: Judgement = "pass" if value <= limit else "broken"
    return Check("friction", step, judgement, text, value, limit, len(counts))
