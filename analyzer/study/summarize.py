"""All sessions of one scenario that may be compared: outcomes, path, findings.

Columns are only concatenated and sorted, quantiles come last, so neither the order of the results
nor the way they were split over workers changes a report.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from kitka.analyzer.audit import audit_findings
from kitka.analyzer.reasons import reasons_over
from kitka.analyzer.results import SessionResult, StepResult
from kitka.analyzer.rules import rules_version
from kitka.analyzer.study.cohorts import (
    Versions,
    cohort_key,
    cohort_name,
    counted,
    counts,
    fault_of,
    kind_of_visitor,
)
from kitka.analyzer.study.findings import entered, findings
from kitka.analyzer.study.scenario_results import Interval, ScenarioReport, StepSummary
from kitka.analyzer.study.statistics import (
    adjusted_wald,
    median,
    quantile,
    time_ratio,
    typical_time,
)
from kitka.recorder.model import Scenario, Step


def summarize(
    results: Iterable[SessionResult], scenario: Scenario, versions: Versions | None = None
) -> list[ScenarioReport]:
    """One report per cohort (:mod:`cohorts`) that has sessions of ``scenario``: the scripts', then
    people's by study and version, then pilots' and automated visitors'.

    ``versions`` names studies and numbers their versions; without it cohorts go by their hashes.
    """
    mine = [result for result in results if result.scenario == scenario.name]
    mine.sort(key=lambda result: (result.started, result.id))
    cohorts: dict[tuple[str, str], list[SessionResult]] = defaultdict(list)
    for result in mine:
        cohorts[result.actor, cohort_key(result)].append(result)
    known = versions or {}
    ordered = sorted(cohorts.items(), key=lambda item: _place(item[1][0], item[0], known))
    return [_report(sessions, mine, scenario, known) for _, sessions in ordered]


def _place(
    one: SessionResult, key: tuple[str, str], versions: Versions
) -> tuple[int, str, int, tuple[str, str]]:
    kind = ("", "pilot", "automated").index(kind_of_visitor(one))
    name, number = versions.get((one.study, one.study_version), ("", 0))
    return -1 if one.actor == "script" else kind, name, number, key


def outcome_of(result: SessionResult) -> str:
    """The outcome, and by whom: ``completed``, ``failed by shop``."""
    return f"{result.outcome} by {result.failed_by}" if result.failed_by else result.outcome


def unaided(result: SessionResult) -> bool:
    return result.outcome == "completed" and not result.assisted


def _report(
    sessions: Sequence[SessionResult],
    everybody: Sequence[SessionResult],
    scenario: Scenario,
    versions: Versions,
) -> ScenarioReport:
    one = sessions[0]
    valid = [session for session in sessions if counts(session)]
    completed = [session for session in valid if unaided(session)]
    durations = tuple(session.duration_s for session in completed)
    told = [s for s in sessions if fault_of(s) in ("", "recorder")]
    number = counted(sessions, _beside(one, everybody))
    return ScenarioReport(
        scenario=scenario.name,
        title=scenario.title,
        actor=one.actor,
        sessions=number.total,
        outcomes=dict(sorted(Counter(map(outcome_of, told)).items())),
        completion=adjusted_wald(len(completed), len(valid)),
        steps=_steps(scenario, valid, _against(one, completed, everybody)),
        findings=findings(valid, scenario),
        durations=durations,
        median_s=median(durations),
        labels=tuple(sorted({session.label for session in sessions if session.label})),
        devices=tuple(sorted({session.device for session in sessions})),
        rules_version=one.rules or rules_version(),
        cohort=cohort_name(one, versions),
        cohort_key=cohort_key(one),
        study=one.study if one.actor == "participant" else "",
        study_version=one.study_version,
        counted=number,
        time=typical_time(durations),
        said=_said(valid),
        mistaken=sum(1 for session in valid if session.mistaken),
        assisted=sum(1 for session in valid if session.outcome == "completed" and session.assisted),
        paths=dict(sorted(Counter(s.path for s in completed if s.path).items())),
        reasons={one.kind: one.main.x for one in reasons_over(valid)},
        audit=audit_findings([(s.device, s.audit) for s in valid if s.audit]),
        excepted=findings([replace(s, frictions=s.excepted) for s in valid], scenario),
    )


def _beside(one: SessionResult, everybody: Sequence[SessionResult]) -> list[SessionResult]:
    """Pilots and automated visitors of the same study, version and protocol as these people."""
    if one.actor == "script" or kind_of_visitor(one):
        return []
    door = (one.study, one.study_version, one.protocol)
    return [
        other for other in everybody
        if other.actor == one.actor and kind_of_visitor(other)
        and (other.study, other.study_version, other.protocol) == door
    ]  # fmt: skip


def _said(sessions: Sequence[SessionResult]) -> dict[str, int]:
    if not sessions or sessions[0].actor == "script":
        return {}
    return dict(sorted(Counter(session.said or "nothing" for session in sessions).items()))


def _against(
    one: SessionResult, completed: Sequence[SessionResult], everybody: Sequence[SessionResult]
) -> dict[str, Interval]:
    """Per step how many times as long people who completed needed as scripts that did."""
    if one.actor == "script":
        return {}
    scripts = [s for s in everybody if s.actor == "script" and counts(s) and unaided(s)]
    mine, theirs = _durations(completed), _durations(scripts)
    ratios = {name: time_ratio(mine[name], theirs[name]) for name in mine.keys() & theirs.keys()}
    return {name: ratio for name, ratio in ratios.items() if ratio is not None}


def _durations(sessions: Sequence[SessionResult]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for session in sessions:
        for step in session.steps:
            if step.reached and step.duration_s is not None:
                found[step.name].append(step.duration_s)
    return found


def _steps(
    scenario: Scenario, sessions: Sequence[SessionResult], against: dict[str, Interval]
) -> tuple[StepSummary, ...]:
    return tuple(
        replace(_step(step, sessions, scenario), against_script=against.get(step.name))
        for step in scenario.steps
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
