"""Results → the page of one scenario and one cohort."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.address import Addresses
from kitka.analyzer.report.build_audit import audit_part
from kitka.analyzer.report.build_chart import duration_chart
from kitka.analyzer.report.build_reviewing import (
    precision_part,
    shown_findings,
    status_filter,
)
from kitka.analyzer.report.cohorts import chosen, cohort_of, cohort_title
from kitka.analyzer.report.pages import OutcomeRow, ScenarioPage, StepRow
from kitka.analyzer.report.parts import Choice, Figure, Link
from kitka.analyzer.report.review_source import ReviewSource
from kitka.analyzer.report.rows import bar, finding_row, left_out, session_row
from kitka.analyzer.report.source import Source
from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.cohorts import counts
from kitka.analyzer.study.scenario_results import Counted, ScenarioReport, StepSummary
from kitka.analyzer.study.statistics import adjusted_wald

LISTED = 200
_EVERY = 1_000_000
_VITALS = {"LCP": "ms", "INP": "ms", "CLS": ""}


def scenario_page(
    source: Source,
    addresses: Addresses,
    name: str,
    cohort: str = "",
    label: str = "",
    device: str = "",
    status: str = "",
    reviews: ReviewSource | None = None,
) -> ScenarioPage | None:
    """``None`` where the workspace has no such scenario or cohort. Without a cohort: the first.

    ``status``: of the findings that are listed; ``""``: those that are open.
    """
    known = [report for report in source.scenario_reports() if report.scenario == name]
    whole = chosen(known, cohort)
    if whole is None:
        return None
    value = cohort_of(whole)
    report = source.scenario_report(name, value, label, device) or _nothing_of(whole)
    sessions = source.sessions(name, value, label, device, LISTED)
    return ScenarioPage(
        title=report.title,
        name=name,
        cohort=cohort_title(whole),
        cohorts=tuple(_tab(one, one is whole, addresses) for one in known),
        labels=_choices(report.labels, label, "All labels"),
        devices=_choices(report.devices, device, "All devices"),
        cohort_value=value,
        filtered=bool(label or device),
        reset=addresses.scenario(name, value),
        figures=_figures(report),
        completed=fmt.rate(report.completion),
        without=left_out(report),
        outcomes=_outcomes(report),
        steps=_steps(report, addresses),
        chart=duration_chart(report, _in_figures(sessions), len(sessions) >= LISTED, addresses),
        findings=tuple(finding_row(one, addresses) for one in shown_findings(report, status)),
        statuses=status_filter(report, status, addresses, value, label, device),
        precision=precision_part(reviews, [one for one in _all(source, report) if counts(one)]),
        sessions=tuple(session_row(result, report.title, addresses) for result in sessions),
        sessions_note=_sessions_note(sessions),
        rules_version=report.rules_version,
        audit=audit_part(report, sessions),
        pictured=any(step.screenshot for step in report.steps),
        unpictured=_unpictured(report.steps),
    )


def _all(source: Source, report: ScenarioReport) -> Sequence[SessionResult]:
    """Every session of the cohort, whatever is chosen: a precision needs all that were marked."""
    return source.sessions(report.scenario, cohort_of(report), limit=_EVERY)


def _tab(report: ScenarioReport, current: bool, addresses: Addresses) -> Link:
    text = f"{cohort_title(report)}, {fmt.plural(report.sessions, 'session')}"
    return Link(text, addresses.scenario(report.scenario, cohort_of(report)), current)


def _nothing_of(report: ScenarioReport) -> ScenarioReport:
    """The cohort with a choice that fits none of its sessions."""
    return msgspec.structs.replace(
        report,
        sessions=0,
        outcomes={},
        completion=adjusted_wald(0, 0),
        steps=(),
        findings=(),
        excepted=(),
        durations=(),
        median_s=None,
        counted=Counted(),
        time=None,
        said={},
        mistaken=0,
        assisted=0,
        paths={},
    )


def _choices(values: Sequence[str], chosen: str, everything: str) -> tuple[Choice, ...]:
    named = sorted({*values, chosen} - {""})
    return (
        Choice("", everything, not chosen),
        *(Choice(value, value, value == chosen) for value in named),
    )


def _figures(report: ScenarioReport) -> tuple[Figure, ...]:
    rate = fmt.rate(report.completion)
    share = f"{rate.share}, 95 % interval {rate.interval}" if rate.share else ""
    still = shown_findings(report, "open")
    high = sum(fmt.level(finding.priority) == "high" for finding in still)
    return (
        Figure("Completed", rate.count, share),
        *_said(report),
        _time(report),
        Figure("Open findings", str(len(still)), f"{high} of high priority"),
        Figure("Frictions", str(sum(step.frictions for step in report.steps)), "over all steps"),
    )


def _time(report: ScenarioReport) -> Figure:
    """People's times are skewed: few of them have a geometric mean, scripts a median."""
    if report.actor == "script" or report.time is None:
        note = f"n = {len(report.durations)} completed"
        return Figure("Median time", fmt.seconds(report.median_s), note)
    note = f"{report.time.kind}, {fmt.counted(report.time)}"
    return Figure("Time, without help", fmt.seconds(report.time.value), note)


def _said(report: ScenarioReport) -> tuple[Figure, ...]:
    """What people said beside what the log shows."""
    if not (report.mistaken or report.assisted):
        return ()
    helped = f"; {report.assisted} completed with help" if report.assisted else ""
    return (Figure("Mistaken", str(report.mistaken), f"said done and had not{helped}"),)


def _in_figures(sessions: Sequence[SessionResult]) -> list[SessionResult]:
    return [one for one in sessions if one.excluded is None and not one.open]


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
        against_script=fmt.ratio(step.against_script) if step.against_script else "",
    )


def _unpictured(steps: Sequence[StepSummary]) -> str:
    """Which reached steps have no screenshot though others have one, and where one comes from."""
    names = [f"“{step.name}”" for step in steps if step.reached and not step.screenshot]
    if not names or not any(step.screenshot for step in steps):
        return ""
    return (
        f"No screenshot of {', '.join(names)}: one is taken at the end of each step that the "
        "script names, with step(…)."
    )


def _sessions_note(sessions: Sequence[SessionResult]) -> str:
    return f"The newest {LISTED}." if len(sessions) >= LISTED else ""
