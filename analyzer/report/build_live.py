"""Where people are now, in words: the live list of a study, and the page beside one session."""

from __future__ import annotations

from dataclasses import replace

from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.address import Addresses
from kitka.analyzer.report.live_pages import (
    BesideData,
    BesideEntry,
    BesidePage,
    LivePart,
    LiveRow,
    NoteButton,
    NoteRow,
)
from kitka.analyzer.report.parts import Link
from kitka.analyzer.report.study_source import Live, LiveLog, LivePerson, Whereabouts
from kitka.analyzer.results import TimelineEntry
from kitka.recorder.model import Note, NoteTag, Scenario, Session

SHOWN = 80
"""Entries beside a person: more of what went before stands on the session's page."""

_STATES: dict[Whereabouts, tuple[str, str]] = {
    "shop": ("In the shop", "good"),
    "paying": ("Away, paying", "away"),
    "away": ("Away from the shop", "away"),
    "hidden": ("In another tab or app", "away"),
    "paused": ("Paused", "void"),
    "answering": ("Answering", "void"),
}
NOTE_LABELS: dict[NoteTag, str] = {
    "note": "Note",
    "tag": "Marked",
    "assist": "Assisted",
    "pause": "Pause",
    "resume": "Goes on",
    "end": "Task ended",
    "sync": "Sync mark",
}
BUTTONS = (
    NoteButton("note", "n", "Note", "Write down what you see"),
    NoteButton("tag", "t", "Mark", "Mark this moment, to look at it later"),
    NoteButton("assist", "a", "Assist", "You helped: this attempt no longer counts as unaided"),
    NoteButton("pause", "p", "Pause", "The clock stops, until you press it again"),
    NoteButton("sync", "s", "Sync", "A flash and a beep that an outside recording can catch"),
    NoteButton("end", "e", "End task", "Ends this task for the participant"),
)


def live_part(live: Live, name: str, addresses: Addresses, now: float) -> LivePart:
    """The list as of ``now`` (ms since 1970)."""
    data = live_data(live, addresses)
    rows = tuple(replace(row, ago=ago(now - row.last_sign)) for row in data.rows)
    return replace(data, rows=rows, data=addresses.live(name), as_of=fmt.date(now))


def live_data(live: Live, addresses: Addresses) -> LivePart:
    """The same for as long as nothing happens, so that it need not be sent again."""
    people = sorted(live.people, key=lambda one: (one.state == "answering", one.participant))
    rows = tuple(_row(one, addresses) for one in people)
    return LivePart(rows, live.ended, _count(len(rows)))


def _count(people: int) -> str:
    if people == 0:
        return "Nobody is under way."
    return f"{fmt.plural(people, 'person', 'people')} {'is' if people == 1 else 'are'} under way."


def _row(person: LivePerson, addresses: Addresses) -> LiveRow:
    state, tone = _STATES[person.state]
    return LiveRow(
        participant=fmt.words(person.participant),
        marks=marks(person.pilot, person.automated),
        state=state,
        tone=tone,
        task=person.task,
        step=_step(person),
        page=fmt.words(person.page),
        href=addresses.beside(person.session) if person.session else "",
        last_sign=person.last_sign,
    )


def marks(pilot: bool, automated: bool) -> tuple[str, ...]:
    return tuple(text for text, true in (("pilot", pilot), ("automated", automated)) if true)


def _step(person: LivePerson) -> str:
    if not person.session:
        return ""
    if not person.towards:
        return f"reached {person.reached}, the last"
    reached = f"reached {person.reached}" if person.reached else "no step reached yet"
    return f"{reached}; next {person.towards}"


def ago(milliseconds: float) -> str:
    return f"{fmt.seconds(max(0.0, float(round(milliseconds / 1000))))} ago"


# ---------------------------------------------------------------- beside one session


def beside_page(
    log: LiveLog, session: Session, scenario: Scenario | None, addresses: Addresses, now: float
) -> BesidePage:
    goals = scenario.goal if scenario else {}
    goal = goals.get(session.language) or next(iter(goals.values()), "")
    return BesidePage(
        session=Link(fmt.short_id(session.id), addresses.session(session.id)),
        participant=fmt.words(session.pseudonym or session.participant),
        task=log.person.task,
        goal=goal,
        marks=marks(session.pilot, session.automated),
        elapsed=fmt.clock((now - session.started) / 1000),
        now=beside_data(log),
        buttons=BUTTONS,
        data=addresses.beside_data(session.id),
        notes=addresses.notes(session.id),
    )


def beside_data(log: LiveLog) -> BesideData:
    """The newest entry first: it is what one looks for."""
    person = log.person
    state, tone = ("Ended", "void") if log.over else _STATES[person.state]
    return BesideData(
        state=state,
        tone=tone,
        step=_step(person),
        page=fmt.words(person.page),
        started=person.since,
        last_sign=person.last_sign,
        paused=_paused(log.notes),
        over=log.over,
        entries=tuple(_entry(one) for one in reversed(_shown(log)[-SHOWN:])),
        notes=tuple(note_row(note) for note in reversed(log.notes)),
    )


def _shown(log: LiveLog) -> list[TimelineEntry]:
    """Without the line that tells the outcome, for as long as there is none."""
    return [one for one in log.entries if log.over or one.kind != "end"]


def _paused(notes: tuple[Note, ...]) -> bool:
    last = [note.tag for note in notes if note.tag in ("pause", "resume")]
    return bool(last) and last[-1] == "pause"


def _entry(entry: TimelineEntry) -> BesideEntry:
    level = "gap" if entry.kind == "gap" else entry.level
    return BesideEntry(
        fmt.moment(entry.at_s), fmt.words(entry.text), fmt.words(entry.detail), level
    )


def note_row(note: Note) -> NoteRow:
    return NoteRow(
        id=note.id,
        at=fmt.moment(note.at_s),
        fragment=fmt.moment_fragment(note.at_s),
        seconds=round(note.at_s, 1),
        tag=note.tag,
        label=NOTE_LABELS[note.tag],
        text=fmt.words(note.text),
        author=fmt.words(note.author),
    )
