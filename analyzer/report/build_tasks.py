"""The tasks of one version of a study in figures: how they ended, how long they took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kitka.analyzer.reasons import reasons_over
from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.address import Addresses
from kitka.analyzer.report.build_reviewing import hidden, shown_findings
from kitka.analyzer.report.cohorts import cohort_of
from kitka.analyzer.report.parts import Link
from kitka.analyzer.report.rows import finding_row, rate_bar
from kitka.analyzer.report.study_pages import Measure, OutcomeShare, ReasonShare, StudyTask
from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.cohorts import counts
from kitka.analyzer.study.published import BAYMARD, SOURCE
from kitka.analyzer.study.questionnaires import QuestionSummary
from kitka.analyzer.study.scenario_results import Rate, ScenarioReport
from kitka.analyzer.study.statistics import adjusted_wald
from kitka.recorder.model import StudyVersion

FINDINGS = 3
_ORDER = (
    "completed", "helped", "mistaken", "gave_up", "off_site", "abandoned", "failed by shop",
)  # fmt: skip


def study_tasks(
    version: StudyVersion,
    reports: Sequence[ScenarioReport],
    sessions: Sequence[SessionResult],
    summaries: Sequence[QuestionSummary],
    addresses: Addresses,
) -> tuple[StudyTask, ...]:
    """One per task and protocol that has sessions, in the order of the study's file.

    ``reports`` are those of this version, pilots and automated visitors left aside.
    """
    return tuple(
        _task(
            number,
            report,
            [one for one in sessions if _is_of(one, report)],
            _ease(summaries, number - 1) if index == 0 else None,
            addresses,
        )
        for number, task in enumerate(version.document.tasks, 1)
        for index, report in enumerate(r for r in reports if r.scenario == task.scenario)
    )


def _is_of(session: SessionResult, report: ScenarioReport) -> bool:
    return session.scenario == report.scenario and cohort_of(session) == cohort_of(report)


def _ease(summaries: Sequence[QuestionSummary], task: int) -> QuestionSummary | None:
    """The Single Ease Question of this task."""
    here = [one for one in summaries if (one.part, one.task) == ("after", task) and one.mean]
    return next((one for one in here if one.question.id == "seq"), None)


def _task(
    number: int,
    report: ScenarioReport,
    sessions: Sequence[SessionResult],
    ease: QuestionSummary | None,
    addresses: Addresses,
) -> StudyTask:
    valid = [one for one in sessions if counts(one)]
    met = sum(1 for one in valid if one.frictions)
    frictions = sum(len(one.frictions) for one in valid)
    ranked = shown_findings(report, "open")
    return StudyTask(
        number=number,
        title=report.title,
        about=report.cohort.partition(" · ")[2],
        href=addresses.scenario(report.scenario, cohort_of(report)),
        n=report.counted.text,
        outcomes=tuple(_outcomes(valid)),
        reasons=tuple(_reasons(valid, addresses)),
        reasons_note=f"As inferred for each session. Surveys: {SOURCE}",
        measures=tuple(_measures(report, ease)),
        frictions=f"{fmt.plural(frictions, 'friction')} in {met} of {len(valid)} sessions",
        findings=tuple(finding_row(one, addresses) for one in ranked[:FINDINGS]),
        hidden=hidden(report),
    )


def _outcomes(sessions: Sequence[SessionResult]) -> Iterable[OutcomeShare]:
    """Each session once. Who said done without success is mistaken, however the log ends."""
    found = Counter(map(ending, sessions))
    for kind in sorted(found.keys() | {"completed"}, key=_place):
        rate = adjusted_wald(found[kind], len(sessions))
        yield OutcomeShare(fmt.ending(kind), fmt.rate(rate), rate_bar(rate))


def _reasons(sessions: Sequence[SessionResult], addresses: Addresses) -> Iterable[ReasonShare]:
    """Beside each count what a survey says, as a prior and never mixed with it."""
    for one in reasons_over(sessions):
        known = BAYMARD.get(one.kind)
        yield ReasonShare(
            title=fmt.reason(one.kind),
            rate=fmt.rate(one.main),
            bar=rate_bar(one.main),
            published=f"{known.percent}{fmt.NBSP}% ({known.year})" if known else "",
            sessions=tuple(Link(fmt.short_id(id), addresses.session(id)) for id in one.sessions),
        )


def ending(session: SessionResult) -> str:
    """The outcome with what the person said taken into account."""
    if session.outcome == "completed":
        return "helped" if session.assisted else "completed"
    if session.mistaken:
        return "mistaken"
    return f"failed by {session.failed_by}" if session.failed_by else session.outcome


def _place(kind: str) -> tuple[int, str]:
    return (_ORDER.index(kind) if kind in _ORDER else len(_ORDER)), kind


def _measures(report: ScenarioReport, ease: QuestionSummary | None) -> Iterable[Measure]:
    if report.time is not None:
        kind = f"{report.time.kind}, {report.cohort.partition(' · ')[2]}"
        note = f"{kind}; {fmt.counted(report.time)}"
        yield Measure("Time, without help", fmt.seconds(report.time.value), note)
    if report.paths:
        direct, total = report.paths.get("direct", 0), sum(report.paths.values())
        rate = Rate(direct, total, 0.0, 1.0)
        detours = total - direct
        yield Measure("Straight there", fmt.rate(rate).count, f"{detours} with detours")
    if ease is not None and ease.mean is not None:
        points = ease.question.points
        sure = _sure(ease.mean.low, ease.mean.high, ease.mean.n)
        value = f"{ease.mean.value:.1f} of {points}"
        yield Measure("Ease (SEQ)", value, f"mean; {sure}n = {ease.n}; {points} is very easy")


def _sure(low: float | None, high: float | None, n: int) -> str:
    if low is None or high is None or n < fmt.FEWEST_FOR_A_SHARE:
        return ""
    return f"95{fmt.NBSP}% interval {low:.1f}–{high:.1f}, "
