"""Results → the page of one session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.address import Addresses
from kitka.analyzer.report.build_reviewing import excepted_rows, marking_part
from kitka.analyzer.report.build_said import said_part
from kitka.analyzer.report.cohorts import cohort_of
from kitka.analyzer.report.parts import Bar, Figure, Link, OutcomeText
from kitka.analyzer.report.review_source import ReviewSource
from kitka.analyzer.report.session_pages import (
    Ending,
    FrictionRow,
    Marker,
    ReasonRow,
    SessionPage,
    SessionStep,
    Shot,
    TimelineRow,
)
from kitka.analyzer.report.source import Screenshot, Source
from kitka.analyzer.report.study_source import StudySource
from kitka.analyzer.results import (
    Abandoned,
    Friction,
    Reason,
    SessionResult,
    StepResult,
    TimelineEntry,
)

_WAYS = {"direct": "direct", "detours": "with detours"}
_LAST = {
    "change": "a field was changed",
    "click": "something was pressed",
    "crash": "the page crashed",
    "dialog": "a native dialog",
    "focus": "a field was gone into",
    "js_error": "a script error",
    "message": "the shop showed a message",
    "off_site": "the shop was left for another site",
    "setting": "a control was set",
    "submit": "a form was sent",
    "unreachable": "the shop did not answer",
    "view": "a page was shown",
}
"""Kinds of events that say something of an ending. What pages tell of themselves (a promise that
they show, a request) says nothing to a reader."""
_REACHED = OutcomeText("Reached", "good", "check")
_SKIPPED = OutcomeText("Skipped", "void", "skip")
_NOT_REACHED = OutcomeText("Not reached", "stopped", "cross")


def session_page(
    source: Source,
    addresses: Addresses,
    session_id: str,
    studies: StudySource | None = None,
    reviews: ReviewSource | None = None,
    who: str = "",
) -> SessionPage | None:
    """``studies`` None: the source knows none, and so nothing that people say. ``reviews`` None:
    it keeps nothing of what they decide. ``who`` decided last."""
    result = source.session(session_id)
    if result is None:
        return None
    timeline = source.timeline(session_id)
    shots = source.screenshots(session_id)
    said = said_part(studies, result, addresses) if studies and _is_person(result) else None
    has_replay = any(page.events for page in source.replay(session_id))
    plays = said is not None and any(one.kind for one in said.media)
    markers = _markers(result, timeline)
    return SessionPage(
        name=fmt.short_id(result.id),
        scenario=Link(
            source.scenario_title(result.scenario),
            addresses.scenario(result.scenario, cohort_of(result)),
        ),
        outcome=fmt.result(result),
        started=fmt.date(result.started),
        facts=_facts(result),
        ending=_ending(result),
        error=fmt.words(result.error),
        notices=tuple(_notices(result)),
        has_replay=has_replay,
        jumps=has_replay or plays,
        skip_pauses=not plays,
        player=addresses.player(session_id),
        length_s=_length(result, markers, timeline),
        markers=markers,
        timeline=tuple(_timeline_row(entry) for entry in timeline),
        frictions=tuple(
            _friction_row(friction, source.finding_of(result.id, friction), addresses)
            for friction in result.frictions
        ),
        steps=_steps(result, addresses),
        shots=tuple(_shot(shot, addresses) for shot in shots),
        not_judged=f"{fmt.plural(len(result.not_applicable), 'rule')} could not be judged here",
        not_applicable=tuple(
            Figure(fmt.humanize(rule), why) for rule, why in result.not_applicable.items()
        ),
        said=said,
        marking=marking_part(reviews, result, addresses, who) if reviews else None,
        excepted=excepted_rows(
            result,
            {at: source.finding_of(result.id, one) for at, one in enumerate(result.excepted)},
            addresses,
        ),
        excepted_note=f"{fmt.plural(len(result.excepted), 'friction')} left out: no problem",
    )


def _is_person(result: SessionResult) -> bool:
    return result.actor == "participant"


def _facts(result: SessionResult) -> tuple[Figure, ...]:
    who = fmt.words(result.pseudonym or result.participant)
    actor = f"Participant {who}".strip() if _is_person(result) else "Script"
    facts = (
        Figure("Duration", fmt.seconds(result.duration_s)),
        Figure("Asides, not counted", fmt.seconds(result.aside_s) if result.aside_s else ""),
        Figure("Audit, not counted", _audit_time(result)),
        Figure("Frictions", str(len(result.frictions))),
        Figure("Actor", actor),
        Figure("Device", result.device),
        Figure("Browser", result.browser),
        Figure("Network", result.network),
        Figure("Label", fmt.words(result.label)),
        Figure("Attempt", str(result.attempt) if result.attempt > 1 else ""),
        Figure("Way", _WAYS.get(result.path, "")),
    )
    return tuple(fact for fact in facts if fact.value)


def _audit_time(result: SessionResult) -> str:
    """What the session's clock shows beyond its duration, where the pages were audited."""
    moments = [step.at_s for step in result.steps if step.at_s is not None]
    ended = result.abandoned.at_s if result.abandoned else max(moments, default=0.0)
    beyond = ended - result.duration_s
    return fmt.seconds(beyond) if result.audit and beyond >= 0.05 else ""


def _ending(result: SessionResult) -> Ending | None:
    end = result.abandoned
    if end is None:
        return None
    where = f"after the step {end.step}" if end.step else "before the first step"
    view = f", at “{fmt.words(end.title)}”" if end.title else ""
    return Ending(
        text=f"Ended {where}{view}.{_before(end)}",
        at=fmt.moment(end.at_s),
        fragment=fmt.moment_fragment(end.at_s),
        element=fmt.element(end.element),
        reasons=tuple(_reason(one) for one in end.reasons if one.kind != "unknown"),
        unknown=next((one.text for one in end.reasons if one.kind == "unknown"), ""),
    )


def _reason(reason: Reason) -> ReasonRow:
    return ReasonRow(
        title=fmt.reason(reason.kind),
        text=fmt.sentence(reason.text),
        weight=fmt.weight(reason.weight),
        bar=Bar(round(100 * reason.weight, 2)),
        at=fmt.moment(reason.at_s),
        fragment=fmt.moment_fragment(reason.at_s),
        before=f"{fmt.seconds(reason.before_s)} before the end",
        step=reason.step,
        element=fmt.element(reason.element),
    )


def _before(end: Abandoned) -> str:
    """What came before the end: the last friction, else the last that happened."""
    if end.friction and end.friction_s is not None:
        rule = fmt.humanize(end.friction).lower()
        return (
            f" The last friction before it: {rule}, {fmt.seconds(end.friction_s)} before the end."
        )
    last = _LAST.get(end.after, "")
    return f" {fmt.seconds(end.since_s)} before the end: {last}." if last else ""


def _notices(result: SessionResult) -> Iterator[str]:
    if result.gaps:
        yield (
            f"{fmt.plural(result.gaps, 'gap')}: part of this session never arrived. "
            "What is missing cannot be seen in the replay or counted."
        )
    if result.replay_gaps:
        yield (
            f"{fmt.plural(result.replay_gaps, 'gap')} in the replay only: it may show less than "
            "there was to see. Steps and frictions are whole."
        )
    if result.open:
        yield "This session is under way. Its outcome may still change, and it counts nowhere yet."
    if result.detours:
        yield f"Off the path: {', '.join(map(fmt.words, result.detours))}."
    if result.drifted:
        yield (
            "The scenario has drifted: the script called these steps done and the shop never "
            f"showed them: {', '.join(result.drifted)}."
        )
    if _is_person(result) and (result.webdriver or result.automated):
        yield "The browser says that it was driven by a program, though a participant was expected."
    if result.outcome == "failed" and result.failed_by == "recorder":
        yield "The recorder lost this session: it is left out of every rate."


def _markers(result: SessionResult, timeline: Sequence[TimelineEntry]) -> tuple[Marker, ...]:
    marks = [
        Marker(step.at_s, "step", step.name)
        for step in result.steps
        if step.reached and step.at_s is not None
    ]
    marks += [Marker(one.at_s, "friction", fmt.humanize(one.rule)) for one in result.frictions]
    for entry in timeline:
        if entry.kind == "gap":
            marks.append(Marker(entry.at_s, "gap", fmt.words(entry.text)))
        elif entry.level == "note":
            marks.append(Marker(entry.at_s, "note", fmt.words(entry.text)))
        elif entry.level == "error":
            marks.append(Marker(entry.at_s, "error", fmt.words(entry.text)))
    if result.abandoned:
        marks.append(Marker(result.abandoned.at_s, "end", "Last sign of the session"))
    return tuple(sorted(marks, key=lambda mark: mark.seconds))


def _length(
    result: SessionResult, markers: Sequence[Marker], timeline: Sequence[TimelineEntry]
) -> float:
    """Seconds of the session's clock that the replay covers. ``duration_s`` would be too short: it
    leaves out asides and audits, which the clock does not."""
    told = [mark.seconds for mark in markers] + [entry.at_s for entry in timeline]
    return max(result.duration_s + result.aside_s, *told, 0.0)


def _timeline_row(entry: TimelineEntry) -> TimelineRow:
    element = fmt.element(entry.element)
    return TimelineRow(
        at=fmt.moment(entry.at_s),
        fragment=fmt.moment_fragment(entry.at_s),
        seconds=round(entry.at_s, 1),
        kind=fmt.humanize(entry.kind),
        text=fmt.words(entry.text),
        detail=fmt.words(entry.detail),
        element=element.text if element else "",
        level="gap" if entry.kind == "gap" else entry.level,
    )


def _friction_row(friction: Friction, finding: str, addresses: Addresses) -> FrictionRow:
    return FrictionRow(
        title=fmt.humanize(friction.rule),
        at=fmt.moment(friction.at_s),
        fragment=fmt.moment_fragment(friction.at_s),
        step=friction.step,
        element=fmt.element(friction.element),
        cost=fmt.seconds(friction.cost_s),
        text=fmt.sentence(friction.evidence.text),
        finding=addresses.finding(finding) if finding else "",
    )


def _steps(result: SessionResult, addresses: Addresses) -> tuple[SessionStep, ...]:
    return tuple(_step(number, step, addresses) for number, step in enumerate(result.steps, 1))


def _step(number: int, step: StepResult, addresses: Addresses) -> SessionStep:
    state = _REACHED if step.reached else _SKIPPED if step.optional else _NOT_REACHED
    return SessionStep(
        number=number,
        name=step.name,
        optional=step.optional,
        reached=step.reached,
        state=state,
        at=fmt.moment(step.at_s) if step.at_s is not None else "",
        fragment=fmt.moment_fragment(step.at_s) if step.at_s is not None else "",
        duration=fmt.seconds(step.duration_s),
        machine=fmt.seconds(step.machine_s),
        error=step.error,
        screenshot=addresses.asset(step.screenshot) if step.screenshot else "",
    )


def _shot(shot: Screenshot, addresses: Addresses) -> Shot:
    return Shot(
        href=addresses.asset(shot.hash),
        caption=shot.step,
        at=fmt.moment(shot.at_s),
        fragment=fmt.moment_fragment(shot.at_s),
        width=shot.width,
        height=shot.height,
    )
