"""Results → the page of one finding, with the evidence of every occurrence."""

from __future__ import annotations

from collections.abc import Sequence

from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.address import Addresses
from kitka.analyzer.report.build_picture import picture, sight_at
from kitka.analyzer.report.build_reviewing import review_part
from kitka.analyzer.report.cohorts import cohort_of, cohort_title
from kitka.analyzer.report.pages import Factor, FindingPage, OccurrenceText
from kitka.analyzer.report.parts import Figure, Link
from kitka.analyzer.report.review_pages import ReviewPart
from kitka.analyzer.report.review_source import ReviewSource
from kitka.analyzer.report.rows import finding_rate, last_seen, seen
from kitka.analyzer.report.source import Occurrence, ReplayPage, Source
from kitka.analyzer.results import Evidence, Friction, SessionResult
from kitka.analyzer.study.scenario_results import Finding, ScenarioReport

SHOWN = 12
STILLS = 3
"""Replays within the page: each loads a whole session, so only the first few."""
_IMPACT = {
    4: "sessions that met it failed or ended without success",
    3: "an error, and more than half as much time again",
    2: "it cost time, nothing else",
    1: "no visible consequence",
}


def finding_page(
    source: Source,
    addresses: Addresses,
    finding_id: str,
    reviews: ReviewSource | None = None,
    who: str = "",
) -> FindingPage | None:
    """``reviews`` None: the source keeps nothing of what people decide. ``who`` decided last."""
    finding = source.finding(finding_id)
    if finding is None:
        return None
    occurrences = source.occurrences(finding.id)
    results = {one.session: source.session(one.session) for one in occurrences[:SHOWN]}
    report = _report(source, finding)
    evidence = tuple(
        _occurrence(number, one, result, source, addresses)
        for number, one in enumerate(occurrences[:SHOWN], 1)
        if (result := results[one.session]) is not None
    )
    return FindingPage(
        title=fmt.words(finding.title),
        rule=finding.rule,
        scenario=Link(
            source.scenario_title(finding.scenario),
            addresses.scenario(finding.scenario, cohort_of(report) if report else "script"),
        ),
        actor=cohort_title(report) if report else "",
        step=finding.step,
        element=fmt.element(finding.element),
        sessions=fmt.rate(finding_rate(finding)),
        cost=fmt.seconds(finding.cost_s),
        occurrences=fmt.plural(finding.occurrences, "friction"),
        labels=", ".join(label for label in finding.labels if label),
        priority=fmt.priority(finding.priority),
        level=fmt.level(finding.priority),
        factors=_factors(finding),
        formula=_formula(finding),
        remedy=fmt.words(finding.remedy),
        evidence=evidence,
        evidence_note=_note(len(evidence), finding),
        seen=_seen(finding),
        lost=_lost(finding),
        lost_sessions=tuple(
            Link(fmt.short_id(one), addresses.session(one)) for one in finding.lost_ids[:SHOWN]
        ),
        review=_review(source, reviews, finding, report, addresses, who) if reviews else None,
    )


def _review(
    source: Source,
    reviews: ReviewSource,
    finding: Finding,
    report: ScenarioReport | None,
    addresses: Addresses,
    who: str,
) -> ReviewPart:
    """What may be said to be mended from a label on is said of all that met the scenario."""
    sessions = sorted(source.sessions(finding.scenario), key=lambda one: one.started)
    labels = list(dict.fromkeys(one.label for one in sessions if one.label))
    excepted = report is not None and finding in report.excepted
    return review_part(reviews, finding, labels, excepted, addresses, who)


def _seen(finding: Finding) -> str:
    first, last = seen(finding.first), last_seen(finding)
    if not first or finding.first == finding.last:
        return last
    return f"first {first}, last {last}"


def _lost(finding: Finding) -> str:
    if not finding.lost:
        return ""
    number = fmt.plural(finding.lost, "session")
    return f"{number} without success that it explains best"


def _report(source: Source, finding: Finding) -> ScenarioReport | None:
    """The cohort that the finding is about."""
    reports = source.scenario_reports()
    return next(
        (r for r in reports if any(one.id == finding.id for one in (*r.findings, *r.excepted))),
        None,
    )


def _factors(finding: Finding) -> tuple[Factor, ...]:
    factors = finding.factors
    count = f"{finding.sessions} of {finding.of} sessions met it"
    return (
        Factor(
            "Frequency, lower bound",
            fmt.number(factors.low),
            f"{count}; the lower end of the 95{fmt.NBSP}% interval, so few cannot outrank many",
        ),
        Factor("Impact, 1 to 4", str(factors.impact), _IMPACT.get(factors.impact, "")),
        Factor(
            "Persistence, 0 to 1",
            fmt.number(factors.persistence),
            "the part of these sessions that met it more than once",
        ),
    )


def _formula(finding: Finding) -> str:
    factors = finding.factors
    return (
        f"{fmt.number(factors.low)} × {factors.impact} × "
        f"(1 + {fmt.number(factors.persistence)}) / 2 = {fmt.priority(finding.priority)}"
    )


def _note(shown: int, finding: Finding) -> str:
    return f"The newest {shown} of {finding.occurrences}." if shown < finding.occurrences else ""


def _occurrence(
    number: int,
    occurrence: Occurrence,
    result: SessionResult,
    source: Source,
    addresses: Addresses,
) -> OccurrenceText:
    friction = occurrence.friction
    at = friction.at_s
    shown = picture(
        friction, source.screenshots(result.id), lambda: source.replay(result.id), addresses
    )
    still = ""
    if number <= STILLS and not (shown and shown.rect):
        # Where no screenshot shows the element, the replay does, at the moment itself.
        still = _still(result.id, friction, source.replay(result.id), addresses)
    who = fmt.words(result.pseudonym)
    where = (who, result.device, result.network, fmt.browser(result.browser), result.label)
    return OccurrenceText(
        number=number,
        session=Link(fmt.short_id(result.id), addresses.session(result.id)),
        moment=Link(fmt.moment(at), addresses.session(result.id, at)),
        outcome=fmt.result(result),
        about=", ".join(part for part in where if part),
        text=fmt.sentence(friction.evidence.text),
        values=_values(friction.evidence),
        cost=fmt.seconds(friction.cost_s),
        picture=None if still else shown,
        still=still,
    )


def _values(evidence: Evidence) -> tuple[Figure, ...]:
    """The numbers behind the sentence; words that the sentence says already are left out."""
    return tuple(
        fmt.measured(name, value)
        for name, value in evidence.values.items()
        if not (isinstance(value, str) and value in evidence.text)
    )


def _still(
    session: str, friction: Friction, replay: Sequence[ReplayPage], addresses: Addresses
) -> str:
    """The player at the moment of the friction, the element marked; empty if it has no replay."""
    evidence, rect = friction.evidence, friction.evidence.rect
    at = sight_at(replay, evidence.page, friction.at_s)
    if at is None:
        return ""
    address = f"{addresses.player(session)}#t={at:.3f}&still=1"
    if rect is None:
        return address
    return f"{address}&rect={rect.x:.0f},{rect.y:.0f},{rect.width:.0f},{rect.height:.0f}"
