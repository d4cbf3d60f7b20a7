"""Results → the chart of step durations, with the words for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence

from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.address import Addresses
from kitka.analyzer.report.pages import ChartStep, Dot, DurationChart
from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.scenario_results import ScenarioReport, StepSummary


def duration_chart(
    report: ScenarioReport, sessions: Sequence[SessionResult], cut: bool, addresses: Addresses
) -> DurationChart | None:
    """``None`` where no step has a duration. ``cut``: there are more sessions than these."""
    steps = tuple(_chart_step(step, sessions, addresses) for step in report.steps)
    if not any(step.dots for step in steps):
        return None
    return DurationChart(
        steps=steps,
        description=_description(report.steps),
        caption="Each dot is one session" + (f" (the newest {len(sessions)})" if cut else ""),
    )


def _chart_step(
    step: StepSummary, sessions: Sequence[SessionResult], addresses: Addresses
) -> ChartStep:
    dots = [
        Dot(
            round(result.duration_s, 2),
            fmt.short_id(session.id),
            addresses.session(session.id, result.at_s),
            session.label,
            session.outcome != "completed",
        )
        for session in sessions
        for result in session.steps
        if result.name == step.name and result.duration_s is not None
    ]
    return ChartStep(
        name=step.name,
        median=step.median_s,
        machine=step.machine_median_s,
        median_text=fmt.seconds(step.median_s),
        machine_text=fmt.seconds(step.machine_median_s),
        dots=tuple(dots),
    )


def _description(steps: Sequence[StepSummary]) -> str:
    timed = [step for step in steps if step.median_s is not None]
    slowest = max(timed, key=lambda step: step.median_s or 0.0, default=None)
    if slowest is None:
        return "No step has a duration yet."
    return (
        f"Seconds per step. The longest is {slowest.name} with a median of "
        f"{fmt.seconds(slowest.median_s)} (n = {len(slowest.durations)}), "
        f"of which the shop took {fmt.seconds(slowest.machine_median_s)}. "
        "The table of steps holds every number."
    )
