"""What researchers decided → the parts of pages that show it and ask for more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import get_args

from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.address import Addresses
from kitka.analyzer.report.parts import Choice, Link, RateText, StatusText
from kitka.analyzer.report.review_form import mark_value
from kitka.analyzer.report.review_pages import (
    ExceptedRow,
    HistoryRow,
    MarkButtons,
    MarkingPart,
    MissedRow,
    PrecisionPart,
    PrecisionRow,
    ReviewPart,
    StatusFilter,
)
from kitka.analyzer.report.review_source import ReviewSource
from kitka.analyzer.report.rows import rate_bar
from kitka.analyzer.report.status import EVERY, STATUS_TONES, sentence, status_text
from kitka.analyzer.results import Friction, SessionResult
from kitka.analyzer.rules import discover
from kitka.analyzer.study.agreement import Agreement, agreements
from kitka.analyzer.study.marks import OTHER, RulePrecision, marked, precision
from kitka.analyzer.study.reviews import Decision
from kitka.analyzer.study.scenario_results import Finding, ScenarioReport
from kitka.recorder.model import Mark, Status


def review_part(
    reviews: ReviewSource,
    finding: Finding,
    labels: Sequence[str],
    excepted: bool,
    addresses: Addresses,
    who: str,
) -> ReviewPart:
    """``labels``: of the scenario's sessions, in the order in which they came up."""
    chosen = finding.standing.status
    return ReviewPart(
        status=status_text(finding.standing),
        exception=_exception(finding, excepted),
        history=tuple(_row(one, addresses) for one in reversed(reviews.history(finding))),
        action=addresses.review(finding.id),
        choices=tuple(
            Choice(status, fmt.humanize(status), status == chosen) for status in get_args(Status)
        ),
        labels=tuple(fmt.words(label) for label in reversed(labels)),
        who=fmt.words(who),
    )


def _exception(finding: Finding, excepted: bool) -> str:
    if not excepted:
        return ""
    return (
        f"{fmt.plural(finding.occurrences, 'friction')} left out: this rule tells nothing of this "
        "element in this step any more, and no figure or check counts it. Any other status takes "
        "that back."
    )


def _row(one: Decision, addresses: Addresses) -> HistoryRow:
    if one.reopened_by:
        link = Link(fmt.short_id(one.reopened_by), addresses.session(one.reopened_by))
        return HistoryRow(StatusText("Reopened", "open"), fmt.date(one.at), "", "", link)
    review = one.review
    text = StatusText(fmt.humanize(review.status), STATUS_TONES[review.status], sentence(review))
    return HistoryRow(text, fmt.date(one.at), fmt.words(review.who), fmt.words(review.why), None)


# ---------------------------------------------------------------- which findings a list shows


def shown_findings(report: ScenarioReport, status: str) -> list[Finding]:
    """Those of one status (``""``: open; ``all``), the highest priority first."""
    every = [*report.findings, *report.excepted]
    wanted = status or "open"
    chosen = [one for one in every if wanted in (EVERY, status_of(one, report))]
    return sorted(chosen, key=lambda one: -one.priority)


def status_of(finding: Finding, report: ScenarioReport) -> str:
    """An exception may be wider than what was said of the finding itself."""
    return "not a problem" if finding in report.excepted else finding.standing.status


def status_filter(
    report: ScenarioReport, status: str, addresses: Addresses, cohort: str, label: str, device: str
) -> StatusFilter | None:
    """None where every finding is open: there is nothing to choose."""
    every = [*report.findings, *report.excepted]
    count = Counter(status_of(one, report) for one in every)
    value = status or "open"
    if count["open"] == len(every) and value == "open":
        return None
    kinds = [*get_args(Status), EVERY]
    number = {**count, EVERY: len(every)}
    tabs = tuple(
        Link(
            f"{fmt.humanize(kind)} {number.get(kind, 0)}",
            addresses.findings(report.scenario, cohort, label, device, kind),
            kind == value,
        )
        for kind in kinds
        if number.get(kind, 0) or kind in ("open", value)
    )
    return StatusFilter(tabs, hidden(report) if value == "open" else "", value)


def hidden(report: ScenarioReport) -> str:
    """``3 findings are not shown: 1 planned, 2 mended``; empty where all are open."""
    every = [*report.findings, *report.excepted]
    count = Counter(status_of(one, report) for one in every)
    del count["open"]
    if not count:
        return ""
    kinds = ", ".join(f"{count[kind]} {kind}" for kind in get_args(Status) if count[kind])
    number = count.total()
    return f"{fmt.plural(number, 'finding')} {'is' if number == 1 else 'are'} not shown: {kinds}"


# ---------------------------------------------------------------- marks beside frictions


def marking_part(
    reviews: ReviewSource, result: SessionResult, addresses: Addresses, who: str
) -> MarkingPart:
    marks = reviews.marks(result.id).get(result.id, ())
    mine = marked([*result.frictions, *result.excepted], marks)
    action = addresses.marks(result.id)
    rules = [(rule.id, rule.title) for rule in discover()]
    return MarkingPart(
        action=action,
        who=fmt.words(who),
        buttons=tuple(
            _buttons(friction, said, who, action)
            for friction, said in zip(result.frictions, mine.on, strict=False)
        ),
        missed=tuple(_missed(mark, action) for mark in mine.missed),
        rules=(
            *(Choice(id, title, False) for id, title in sorted(rules, key=lambda one: one[1])),
            Choice(OTHER, "Something else", True),
        ),
        longest=fmt.moment(result.duration_s + result.aside_s),
    )


def _buttons(friction: Friction, said: Sequence[Mark], who: str, action: str) -> MarkButtons:
    own = next((mark for mark in said if mark.who == who), None)
    verdicts = {mark.verdict for mark in said}
    tone = "" if not verdicts else "disputed" if len(verdicts) > 1 else verdicts.pop().split()[0]
    return MarkButtons(
        said=", ".join(f"{mark.verdict} ({fmt.words(mark.who)})" for mark in said),
        tone=tone,
        real=mark_value("real", friction.rule, friction.at_s),
        false=mark_value("false", friction.rule, friction.at_s),
        about=f"{fmt.humanize(friction.rule)} at {fmt.moment(friction.at_s)}",
        remove=f"{action}/{own.id}" if own else "",
    )


def _missed(mark: Mark, action: str) -> MissedRow:
    title = "Something else" if mark.rule == OTHER else fmt.humanize(mark.rule)
    gone = mark.verdict != "missed"
    return MissedRow(
        at=fmt.moment(mark.at_s),
        fragment=fmt.moment_fragment(mark.at_s),
        title=title,
        text="Called real, and no longer found by the rules of today." if gone
        else fmt.words(mark.text),
        who=fmt.words(mark.who),
        remove=f"{action}/{mark.id}",
    )  # fmt: skip


def excepted_rows(
    result: SessionResult, finding_of: Mapping[int, str], addresses: Addresses
) -> tuple[ExceptedRow, ...]:
    """``finding_of``: place among the excepted frictions → id of the finding."""
    return tuple(
        ExceptedRow(
            title=fmt.humanize(friction.rule),
            at=fmt.moment(friction.at_s),
            fragment=fmt.moment_fragment(friction.at_s),
            text=fmt.sentence(friction.evidence.text),
            finding=addresses.finding(finding_of[place]) if finding_of.get(place) else "",
        )
        for place, friction in enumerate(result.excepted)
    )


# ---------------------------------------------------------------- the precision of one's own


def precision_part(
    reviews: ReviewSource | None, sessions: Sequence[SessionResult]
) -> PrecisionPart | None:
    """None where nobody has marked anything in these sessions."""
    marks = reviews.marks() if reviews else {}
    rows = precision(sessions, marks)
    if not rows:
        return None
    return PrecisionPart(
        rows=tuple(_precision(row) for row in rows[:-1]),
        whole=_precision(rows[-1]),
        agreements=tuple(map(_agreement, agreements(sessions, marks))),
    )


def _agreement(one: Agreement) -> str:
    """``AK and MK said the same of 9 of 10 frictions; Cohen's kappa 0.78``."""
    who = " and ".join(map(fmt.words, one.who))
    said = f"{who} said the same of {one.same} of {fmt.plural(one.n, 'friction')}"
    if one.n < fmt.FEWEST_FOR_A_SHARE:
        return f"{said}; too few for Cohen's kappa."
    if one.kappa is None:
        return f"{said}; without a Cohen's kappa, for both always said one and the same."
    return f"{said}; Cohen's kappa {one.kappa:.2f} (0 is what chance gives, 1 is always the same)."


def _precision(row: RulePrecision) -> PrecisionRow:
    rate = row.precision
    title = "Something else" if row.rule == OTHER else fmt.humanize(row.rule) or "All rules"
    return PrecisionRow(
        rule=title,
        rate=fmt.rate(rate) if rate.n else RateText(fmt.NO_VALUE),
        bar=rate_bar(rate),
        marked=f"{rate.n + row.disputed} of {row.found}" if row.found else fmt.NO_VALUE,
        disputed=str(row.disputed) if row.disputed else "",
        missed=str(row.missed),
    )
