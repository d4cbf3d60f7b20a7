"""Results → the page of one scenario and one actor."""

from __future__ import annotations

from collections.abc import Sequence

from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.address import Addresses
from kitka.analyzer.report.build_chart import duration_chart
from kitka.analyzer.report.pages import OutcomeRow, ScenarioPage, StepRow
from kitka.analyzer.report.parts import Choice, Figure, Link
from kitka.analyzer.report.rows import bar, finding_row, left_out, session_row
from kitka.analyzer.report.source import Source
from kitka.analyzer.results import ScenarioReport, SessionResult, StepSummary
from kitka.recorder.model import Actor

ACTORS: tuple[Actor, ...] = ("script", "participant")
LISTED = 200
_VITALS = {"LCP": "ms", "INP": "ms", "CLS": ""}


def scenario_page(
    source: Source,
    addresses: Addresses,
    name: str,
    actor: Actor | None = None,
    label: str = "",
    device: str = "",
) -> ScenarioPage | None:
    """``None`` where the workspace has no such scenario. Without an actor: the first there is."""
    reports = (report for report in source.scenario_reports() if report.scenario == name)
    known = {report.actor: report for report in reports}
    if not known:
        return None
    chosen = next(one for one in ACTORS if one in known) if actor is None else actor
    report = source.scenario_report(name, chosen, label, device)
    if report is None:
        return None
    sessions = source.sessions(name, chosen, label, device, LISTED)
    return ScenarioPage(
        title=report.title,
        name=name,
        actor=fmt.actor(chosen),
        actors=tuple(_tab(known.get(one), name, one, chosen, addresses) for one in ACTORS),
        labels=_choices(report.labels, label, "All labels"),
        devices=_choices(report.devices, device, "All devices"),
        actor_value=chosen,
        filtered=bool(label or device),
        reset=addresses.scenario(name, chosen),
        figures=_figures(report),
        completed=fmt.rate(report.completion),
        without=left_out(report),
        outcomes=_outcomes(report),
        steps=_steps(report, addresses),
        chart=duration_chart(report, sessions, addresses),
        findings=tuple(
            finding_row(finding, addresses)
            for finding in sorted(report.findings, key=lambda one: -one.priority)
        ),
        sessions=tuple(session_row(result, report.title, addresses) for result in sessions),
        sessions_note=_sessions_note(sessions, report),
        rules_version=report.rules_version,
    )


def _tab(
    report: ScenarioReport | None, name: str, actor: Actor, chosen: Actor, addresses: Addresses
) -> Link:
    count = report.sessions if report else 0
    text = f"{fmt.actor(actor)}, {fmt.plural(count, 'session')}"
    return Link(text, addresses.scenario(name, actor) if report else "", actor == chosen)


def _choices(values: Sequence[str], chosen: str, everything: str) -> tuple[Choice, ...]:
    named = sorted({*values, chosen} - {""})
    return (
        Choice("", everything, not chosen),
        *(Choice(value, value, value == chosen) for value in named),
    )


def _figures(report: ScenarioReport) -> tuple[Figure, ...]:
    rate, done = fmt.rate(report.completion), report.durations
    share = f"{rate.share}, 95 % interval {rate.interval}" if rate.share else ""
    high = sum(fmt.level(finding.priority) == "high" for finding in report.findings)
    return (
        Figure("Completed", rate.count, share),
        Figure("Median time", fmt.seconds(report.median_s), f"n = {len(done)} completed"),
        Figure("Findings", str(len(report.findings)), f"{high} of high priority"),
        Figure("Frictions", str(sum(step.frictions for step in report.steps)), "over all steps"),
    )


def _outcomes(report: ScenarioReport) -> tuple[OutcomeRow, ...]:
    total = sum(report.outcomes.values())
    return tuple(
        OutcomeRow(fmt.outcome(*_kind(key)), f"{count} of {total}", bar(count, total, total))
        for key, count in sorted(report.outcomes.items(), key=lambda item: -item[1])
        if count
    )


def _kind(key: str) -> tuple[str, str]:
    """``failed by shop`` → outcome and by whom."""
    outcome, _, by = key.partition(" by ")
    return outcome, by


def _steps(report: ScenarioReport, addresses: Addresses) -> tuple[StepRow, ...]:
    most = max((step.entered for step in report.steps), default=0)
    return tuple(
        _step(number, step, most, addresses) for number, step in enumerate(report.steps, 1)
    )


def _step(number: int, step: StepSummary, most: int, addresses: Addresses) -> StepRow:
    lost = step.entered - step.reached
    return StepRow(
        number=number,
        name=step.name,
        optional=step.optional,
        reached=f"{step.reached} of {step.entered}" if step.entered else fmt.NO_VALUE,
        bar=bar(step.reached, step.entered, most),
        dropped=f"{lost} {'skipped it' if step.optional else 'stopped here'}" if lost > 0 else "",
        median=fmt.seconds(step.median_s),
        p90=fmt.seconds(step.p90_s),
        machine=fmt.seconds(step.machine_median_s),
        n=f"n = {len(step.durations)}" if step.durations else "",
        frictions=step.frictions,
        vitals=", ".join(
            f"{name} {fmt.number(step.vitals[name])} {unit}".strip()
            for name, unit in _VITALS.items()
            if name in step.vitals
        ),
        screenshot=addresses.asset(step.screenshot) if step.screenshot else "",
    )


def _sessions_note(sessions: Sequence[SessionResult], report: ScenarioReport) -> str:
    if len(sessions) < report.sessions:
        return f"The newest {len(sessions)} of {report.sessions}."
    return ""
