"""The people of a study: how far each came, their sessions, who should be looked at again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.address import Addresses
from kitka.analyzer.report.build_live import marks
from kitka.analyzer.report.build_said import counting_form, exclusion_text
from kitka.analyzer.report.parts import Link, OutcomeText
from kitka.analyzer.report.rows import marks as session_marks
from kitka.analyzer.report.study_pages import Doubt, DoubtedSession, PersonRow, PersonSession
from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.suspects import Kind, Suspicion
from kitka.recorder.model import Participant

_KINDS: dict[Kind, str] = {
    "speeder": "Very fast",
    "straight_liner": "The same answer throughout",
    "duplicate": "Perhaps the same person twice",
}


Title = Callable[[str], str]
"""A scenario's name → its title."""


def person_rows(
    people: Sequence[Participant],
    sessions: Sequence[SessionResult],
    title: Title,
    addresses: Addresses,
) -> tuple[PersonRow, ...]:
    return tuple(
        _person(one, [s for s in sessions if s.participant == one.id], title, addresses)
        for one in people
    )


def _person(
    person: Participant, sessions: Sequence[SessionResult], title: Title, addresses: Addresses
) -> PersonRow:
    over = bool(person.finished or person.declined or person.left)
    where = " · ".join(part for part in (person.device, fmt.browser(person.browser)) if part)
    return PersonRow(
        pseudonym=fmt.words(person.pseudonym),
        marks=_marks(person),
        state=state(person),
        where=where,
        source=", ".join(f"{fmt.words(k)}: {fmt.words(v)}" for k, v in person.source.items()),
        link="" if over else addresses.personal_link(person),
        code="" if over else person.code,
        sessions=tuple(_session(one, title(one.scenario), addresses) for one in sessions),
    )


def _marks(person: Participant) -> tuple[str, ...]:
    excluded = ("excluded",) if person.excluded else ()
    return (*marks(person.pilot, person.automated), *excluded)


def state(person: Participant) -> OutcomeText:
    """How far a person came; the last word first."""
    if person.left:
        return OutcomeText("Left the study", "stopped", "leave")
    if person.declined:
        return OutcomeText("Declined", "void", "cross")
    if person.finished:
        return OutcomeText("Finished", "good", "check")
    if person.started:
        return OutcomeText("Started", "away", "play")
    if person.consent:
        return OutcomeText("Consented", "away", "step")
    if person.opened:
        return OutcomeText("Opened", "away", "away")
    return OutcomeText("Invited", "void", "skip")


def _session(result: SessionResult, title: str, addresses: Addresses) -> PersonSession:
    agree = result.outcome == "completed" and result.said == "done"
    said = "" if agree else fmt.said(result.said)
    return PersonSession(
        link=Link(title, addresses.session(result.id)),
        outcome=fmt.result(result),
        marks=session_marks(result),
        said=f"said: {said}" if said else "",
    )


# ---------------------------------------------------------------- whom to look at again


def suspicions(
    found: Iterable[Suspicion],
    sessions: Sequence[SessionResult],
    title: Title,
    addresses: Addresses,
) -> tuple[Doubt, ...]:
    """Suggestions about sessions that still count."""
    known = {one.id: one for one in sessions if one.excluded is None}
    return tuple(
        Doubt(
            person=fmt.words(one.pseudonym),
            title=_KINDS[one.kind],
            why=fmt.words(one.text),
            sessions=tuple(
                _doubted(known[id], one.text, title, addresses)
                for id in one.sessions
                if id in known
            ),
        )
        for one in found
    )


def left_out(
    sessions: Sequence[SessionResult], title: Title, addresses: Addresses
) -> tuple[Doubt, ...]:
    """What somebody excluded, and why."""
    return tuple(
        Doubt(
            person=fmt.words(one.pseudonym),
            title="Left out",
            why=exclusion_text(one),
            sessions=(_doubted(one, "", title, addresses),),
        )
        for one in sessions
        if one.excluded is not None
    )


def _doubted(result: SessionResult, why: str, title: Title, addresses: Addresses) -> DoubtedSession:
    name = f"{title(result.scenario)}, {fmt.short_id(result.id)}"
    return DoubtedSession(
        Link(name, addresses.session(result.id)),
        counting_form(result, addresses, why, back="study"),
    )
