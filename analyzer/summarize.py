"""All sessions of one scenario, actors kept apart: outcomes, path, findings.

Columns are only concatenated and sorted, quantiles come last, so neither the order of the results
nor the way they were split over workers changes a report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kitka.analyzer.findings import entered, findings
from kitka.analyzer.results import ScenarioReport, SessionResult, StepResult, StepSummary
from kitka.analyzer.rules import rules_version
from kitka.analyzer.statistics import adjusted_wald, median, quantile
from kitka.recorder.model import Actor, Scenario, Step


def summarize(results: Iterable[SessionResult], scenario: Scenario) -> list[ScenarioReport]:
    """One report per actor that has sessions of ``scenario``; scripts and people never pooled."""
    mine = [result for result in results if result.scenario == scenario.name]
    mine.sort(key=lambda result: (result.started, result.id))
    actors: tuple[Actor, ...] = ("script", "participant")
    apart = [(actor, [result for result in mine if result.actor == actor]) for actor in actors]
    return [_report(actor, sessions, scenario) for actor, sessions in apart if sessions]


def counted(results: Iterable[SessionResult]) -> list[SessionResult]:
    """What stands in every denominator: all but the sessions that failed by the recorder."""
    return [result for result in results if result.failed_by != "recorder"]


def outcome_of(result: SessionResult) -> str:
    """The outcome, and by whom: ``completed``, ``failed by shop``."""
    return f"{result.outcome} by {result.failed_by}" if result.failed_by else result.outcome


def _report(actor: Actor, sessions: Sequence[SessionResult], scenario: Scenario) -> ScenarioReport:
    valid = counted(sessions)
    completed = [session for session in valid if session.outcome == "completed"]
    durations = tuple(session.duration_s for session in completed)
    return ScenarioReport(
        scenario=scenario.name,
        title=scenario.title,
        actor=actor,
        sessions=len(sessions),
        outcomes=dict(sorted(Counter(map(outcome_of, sessions)).items())),
        completion=adjusted_wald(len(completed), len(valid)),
        steps=tuple(_step(step, valid, scenario) for step in scenario.steps),
        findings=findings(valid, scenario),
        durations=durations,
        median_s=median(durations),
        labels=tuple(sorted({session.label for session in sessions if session.label})),
        devices=tuple(sorted({session.device for session in sessions})),
        rules_version=rules_version(),
    )


def _step(step: Step, sessions: Sequence[SessionResult], scenario: Scenario) -> StepSummary:
    reached = [
        result for session in sessions for result in session.steps
        if result.name == step.name and result.reached
    ]  # fmt: skip
    durations = tuple(result.duration_s for result in reached if result.duration_s is not None)
    machine = tuple(result.machine_s for result in reached if result.machine_s is not None)
    return StepSummary(
        name=step.name,
        optional=step.optional,
        entered=entered(sessions, scenario, step.name),
        reached=len(reached),
        durations=durations,
        machine=machine,
        median_s=median(durations),
        p90_s=quantile(durations, 0.9),
        machine_median_s=median(machine),
        vitals=_vitals(reached),
        frictions=sum(1 for s in sessions for f in s.frictions if f.step == step.name),
        screenshot=next(
            (result.screenshot for result in reversed(reached) if result.screenshot), ""
        ),
    )


def _vitals(reached: Sequence[StepResult]) -> dict[str, float]:
    names = sorted({name for result in reached for name in result.vitals})
    middles = {n: median([r.vitals[n] for r in reached if n in r.vitals]) for n in names}
    return {name: middle for name, middle in middles.items() if middle is not None}
