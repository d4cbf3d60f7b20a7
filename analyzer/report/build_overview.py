"""Results → the overview."""

from __future__ import annotations

from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.address import Addresses
from kitka.analyzer.report.build_reviewing import hidden, shown_findings
from kitka.analyzer.report.build_study import study_rows
from kitka.analyzer.report.cohorts import cohort_of, cohort_title
from kitka.analyzer.report.pages import OverviewPage, ScenarioRow
from kitka.analyzer.report.rows import finding_row, left_out, rate_bar, session_row
from kitka.analyzer.report.source import Source
from kitka.analyzer.report.study_source import StudySource
from kitka.analyzer.study.scenario_results import ScenarioReport

NEWEST = 12


def overview_page(
    source: Source, addresses: Addresses, studies: StudySource | None = None, now: float = 0.0
) -> OverviewPage:
    """``studies`` None: the source knows none. ``now``: ms since 1970."""
    reports = sorted(source.scenario_reports(), key=_order)
    titles = {report.scenario: report.title for report in reports}
    newest = source.sessions(limit=NEWEST)
    rows = study_rows(studies, addresses, now) if studies else ()
    return OverviewPage(
        heading="Scenarios and studies" if rows else "Scenarios",
        studies=rows,
        scenarios=tuple(_row(report, addresses) for report in reports),
        sessions=tuple(
            session_row(result, titles.get(result.scenario, result.scenario), addresses)
            for result in newest
        ),
    )


def _order(report: ScenarioReport) -> tuple[str, str, bool]:
    """By title, the script (the reference) before people; the analyzer's order of cohorts stays."""
    return report.title, report.scenario, report.actor != "script"


def _row(report: ScenarioReport, addresses: Addresses) -> ScenarioRow:
    still = shown_findings(report, "open")
    top = still[0] if still else None
    return ScenarioRow(
        href=addresses.scenario(report.scenario, cohort_of(report)),
        title=report.title,
        name=report.scenario,
        actor=cohort_title(report),
        sessions=str(report.sessions),
        completed=fmt.rate(report.completion),
        completed_bar=rate_bar(report.completion),
        without=left_out(report),
        median=fmt.seconds(report.median_s),
        median_n=f"n = {len(report.durations)}" if report.median_s is not None else "",
        top=finding_row(top, addresses) if top else None,
        findings=fmt.plural(len(still), "open finding"),
        hidden=hidden(report),
    )
