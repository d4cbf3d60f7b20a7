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


def is_clean(result: SessionResult) -> bool:
    """The path was walked to its end, and the script agrees."""
    return result.outcome == "completed" and not result.error and not result.drifted


def judge(scenario: Scenario, results: Sequence[SessionResult], *, lost: int = 0) -> Verdict:
    """Hold the sessions of one ``kitka check`` against the scenario's budgets.

    ``lost``: sessions that could not even begin. Times are judged per setting (device and
    network): a median over a phone and a desktop is the time of neither.
    """
    scripted = [r for r in results if r.actor == "script"]
    sound = [r for r in scripted if not (r.outcome == "failed" and r.failed_by == "recorder")]
    checks = [_outcomes(sound, lost + len(scripted) - len(sound))]
    settings = sorted({(r.device, r.network) for r in sound}) or [("", "")]
    for name, budget in (("", scenario.budget), *((s.name, s.budget) for s in scenario.steps)):
        if budget.seconds is not None:
            for setting in settings:
                chosen = [r for r in sound if (r.device, r.network) == setting]
                where = " ".join(filter(None, setting)) if len(settings) > 1 else ""
                checks.append(_seconds(name, budget.seconds, chosen, where))
        if budget.friction is not None:
            checks.append(_friction(name, budget, sound))
    return Verdict(scenario.name, worst([c.judgement for c in checks]), tuple(checks))


def worst(judgements: Sequence[Judgement]) -> Judgement:
    """Broken beats inconclusive beats pass; nothing judged is inconclusive."""
    order: tuple[Judgement, ...] = ("broken", "inconclusive", "pass")
    return next((j for j in order if j in judgements), "inconclusive")


def _outcomes(sound: Sequence[SessionResult], lost: int) -> Check:
    failed = [r for r in sound if not is_clean(r)]
    n = len(sound)
    if failed:
        who = ", ".join(sorted({r.failed_by or "script" for r in failed}))
        text = f"{n - len(failed)} of {n} sessions completed (failed by: {who})"
        return Check("outcome", "", "broken", text, n - len(failed), n, n)
    if not sound:
        return Check("outcome", "", "inconclusive", "no session could be recorded", n=0)
    text = f"{n} of {n} sessions completed"
    if lost:
        text = f"{text}, {lost} lost by the recorder"
    return Check("outcome", "", "inconclusive" if lost else "pass", text, n, n, n)


def _seconds(step: str, limit: float, results: Sequence[SessionResult], where: str) -> Check:
    times = [
        time
        for result in results
        if result.attempt == 1 and result.outcome == "completed"
        for time in [_time(result, step)]
        if time is not None
    ]
    name = (step or "the whole scenario") + (f" ({where})" if where else "")
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
    out = sum(1 for r in results for f in r.excepted if not step or f.step == step)
    if out:
        text = f"{text}; {out} left out as no problem"
    judgement: Judgement = "pass" if value <= limit else "broken"
    return Check("friction", step, judgement, text, value, limit, len(counts))
