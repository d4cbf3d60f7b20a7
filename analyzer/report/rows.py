"""Rows that more than one page shows: sessions, findings, what a rate leaves out."""

from __future__ import annotations

from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.address import Addresses
from kitka.analyzer.report.parts import Bar, FindingRow, SessionRow
from kitka.analyzer.report.status import status_text
from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.scenario_results import Finding, Rate, ScenarioReport, Seen


def bar(part: int, full: int, most: int) -> Bar:
    """``part`` and ``full`` on a scale where ``most`` is 100."""
    if most <= 0:
        return Bar(0.0, 0.0)
    return Bar(round(100 * part / most, 2), round(100 * full / most, 2))


def rate_bar(rate: Rate) -> Bar:
    """The share of ``rate`` with its interval, which is left out below five."""
    plain = bar(rate.x, rate.n, rate.n)
    if rate.n < fmt.FEWEST_FOR_A_SHARE:
        return plain
    return Bar(plain.part, plain.full, round(100 * rate.low, 2), round(100 * rate.high, 2))


def finding_rate(finding: Finding) -> Rate:
    return Rate(finding.sessions, finding.of, finding.factors.low, finding.factors.high)


def finding_row(finding: Finding, addresses: Addresses) -> FindingRow:
    return FindingRow(
        href=addresses.finding(finding.id),
        title=fmt.words(finding.title),
        priority=fmt.priority(finding.priority),
        level=fmt.level(finding.priority),
        step=finding.step,
        element=fmt.element(finding.element),
        sessions=fmt.rate(finding_rate(finding)),
        cost=fmt.seconds(finding.cost_s),
        bar=rate_bar(finding_rate(finding)),
        lost=str(finding.lost) if finding.lost else "",
        seen=last_seen(finding),
        status=status_text(finding.standing) if finding.standing.at else None,
    )


def last_seen(finding: Finding) -> str:
    """``2026.12; 3 sessions since without it``."""
    free = f"; {fmt.plural(finding.free_since, 'session')} since without it"
    return seen(finding.last) + (free if finding.free_since else "")


def seen(at: Seen) -> str:
    """A session's label, or the time where it has none; empty where nothing is known."""
    return fmt.words(at.label) or (fmt.date(at.at).text if at.at else "")


def session_row(result: SessionResult, title: str, addresses: Addresses) -> SessionRow:
    return SessionRow(
        href=addresses.session(result.id),
        name=fmt.short_id(result.id),
        outcome=fmt.result(result),
        actor=fmt.actor(result.actor),
        person=fmt.words(result.pseudonym),
        marks=marks(result),
        scenario=title,
        label=result.label,
        device=result.device,
        network=result.network,
        browser=fmt.browser(result.browser),
        duration=fmt.seconds(result.duration_s),
        frictions=len(result.frictions),
        started=fmt.date(result.started),
        ended_at=stopped_after(result),
    )


def stopped_after(result: SessionResult) -> str:
    if result.outcome == "completed" or result.open:
        return ""
    reached = [step.name for step in result.steps if step.reached]
    return f"after {reached[-1]}" if reached else "before the first step"


def marks(result: SessionResult) -> tuple[str, ...]:
    """What keeps a session apart from others, in a word each."""
    known = {
        "pilot": result.pilot,
        "automated": result.automated,
        "mistaken": result.mistaken,
        "assisted": result.assisted,
        "excluded": result.excluded is not None,
    }
    return tuple(text for text, true in known.items() if true)


def left_out(report: ScenarioReport) -> str:
    """``n = 11 of 14: 1 recorder, 2 excluded``; empty where the figures hold every session."""
    return report.counted.text if report.counted.left_out else ""
