"""Audited sessions → the audit's part of a scenario's page."""

from __future__ import annotations

from collections.abc import Sequence

from kitka.analyzer.audit import AVERAGE_FIELDS, AVERAGE_STEPS, AVERAGES_SOURCE
from kitka.analyzer.audit_shapes import AuditFinding, SessionAudit
from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.audit_pages import AuditPart, AuditRow
from kitka.analyzer.results import SessionResult
from kitka.analyzer.session.elements import element_of
from kitka.analyzer.study.scenario_results import ScenarioReport


def audit_part(report: ScenarioReport, sessions: Sequence[SessionResult]) -> AuditPart | None:
    """``sessions``: those of the report. None where none was audited."""
    audits = [session.audit for session in sessions if session.audit]
    if not audits:
        return None
    return AuditPart(
        sizes=_sizes(audits),
        rows=tuple(_row(finding) for finding in report.audit),
        missing=_missing(audits),
        nothing=_nothing(audits),
    )


def _nothing(audits: Sequence[SessionAudit]) -> str:
    """Not "nothing was found" where nothing was looked at."""
    looked = {page.url for audit in audits for page in audit.pages if not page.error}
    if not looked:
        return "No page could be audited."
    return f"Nothing was found on {fmt.plural(len(looked), 'page')}."


def _sizes(audits: Sequence[SessionAudit]) -> str:
    fields, steps = max(a.fields for a in audits), max(a.steps for a in audits)
    if not fields:
        return ""
    return (
        f"{fmt.plural(fields, 'field')} in {fmt.plural(steps, 'step')}; the average is "
        f"{AVERAGE_FIELDS} fields in {AVERAGE_STEPS} steps ({AVERAGES_SOURCE})."
    )


def _row(finding: AuditFinding) -> AuditRow:
    several = f" (and {finding.count - 1} more like it)" if finding.count > 1 else ""
    return AuditRow(
        impact=finding.impact,
        title=finding.title,
        text=finding.text + several,
        element=fmt.element(element_of(finding.element)),
        steps=", ".join(finding.steps),
        where=f"{finding.sessions} of {finding.of}, {', '.join(finding.devices)}",
        mend=finding.mend,
        help=finding.help,
    )


def _missing(audits: Sequence[SessionAudit]) -> tuple[str, ...]:
    """What could not be checked in the latest session."""
    audit = audits[-1]
    pages = [page.step for page in audit.pages if page.keyboard == "not reachable"]
    told = [f"{check.replace('_', ' ')}: {why}" for check, why in audit.not_applicable.items()]
    if pages:
        told.append(f"Tab could not be tried where only a form leads: {', '.join(pages)}")
    told += [f"{page.step}: {page.error}" for page in audit.pages if page.error]
    return tuple(told)
