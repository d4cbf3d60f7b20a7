"""A session told in lines: what was shown, pressed, answered and refused, and where it hurt."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Literal

from kitka.analyzer.asides import bar_asides
from kitka.analyzer.elements import describe, element_of, pressed
from kitka.analyzer.results import Element, SessionResult, TimelineEntry
from kitka.analyzer.said import said_at
from kitka.analyzer.timeline import Moment, Timeline, first_visible_ms
from kitka.recorder.model import (
    Change,
    Click,
    ClockedEvents,
    Copied,
    Crash,
    Dialog,
    JsError,
    Load,
    Message,
    OffSite,
    Request,
    Said,
    SessionLog,
    Submit,
    Tab,
    Total,
    Unreachable,
    View,
    Visibility,
)

LINES = 400
"""More lines than this nobody reads: ordinary ones make room for those that matter."""

Level = Literal["", "step", "friction", "error", "muted", "note"]
Told = tuple[str, str, Level, Element | None]
"""Text, detail, level, element."""

SAID = {
    "done": "said: “I'm finished”",
    "stop": "said: “I would stop here”",
    "leave": "left the study",
}
ASIDES = {
    "buyer": "read the buyer's details",
    "task": "read the task again",
    "pause": "paused",
    "menu": "opened the task bar's menu",
}
NOTES = {
    "assist": "help was given",
    "pause": "the researcher stopped the clock",
    "resume": "the researcher started the clock again",
    "end": "the researcher ended the task",
    "sync": "sync mark",
}


def timeline_entries(
    log: SessionLog, result: SessionResult, lines: int = LINES
) -> tuple[TimelineEntry, ...]:
    """The session page's list, by time, at most ``lines`` long (seconds of the session).

    What people said and noted has the level ``note``. Sightings, vitals, assets, scrolling and
    other background noise are left out. Where it would
    be too long, muted and then ordinary lines in the middle go, and a line says how many.
    """
    timeline = Timeline(log)
    entries = [
        *_events(timeline),
        *_asides(timeline),
        *_notes(log),
        *_gaps(timeline, log),
        *_steps(result),
        *_frictions(result),
        *_said_elsewhere(timeline, result),
        *_end(timeline, result),
    ]
    entries.sort(key=lambda entry: entry.at_s)
    return tuple(_shortened(entries, lines))


def _events(timeline: Timeline) -> Iterable[TimelineEntry]:
    for moment in timeline.moments:
        tell = TELLERS.get(type(moment.event))
        told = tell(timeline, moment) if tell else None
        if told:
            text, detail, level, element = told
            kind = str(moment.event.__struct_config__.tag)
            page, view = moment.view_key
            yield TimelineEntry(moment.at_s, kind, text, detail, element, page, view, level)


def _asides(timeline: Timeline) -> Iterable[TimelineEntry]:
    for aside in bar_asides(timeline.moments):
        page, view = timeline.moments[aside.place].view_key
        took_s = aside.end_s - aside.start_s
        took = f"for {took_s:.1f} s, which do not count" if took_s >= 0.05 else ""
        text = ASIDES.get(aside.what, aside.what)
        yield TimelineEntry(aside.start_s, "aside", text, took, None, page, view, "muted")


def _notes(log: SessionLog) -> Iterable[TimelineEntry]:
    for note in log.notes:
        text = NOTES.get(note.tag, "") or note.text
        detail = note.text if note.tag in NOTES else ""
        by = f"by {note.author}" if note.author else ""
        told = " · ".join(part for part in (detail, by) if part)
        yield TimelineEntry(note.at_s, "note", text or note.tag, told, level="note")


def _gaps(timeline: Timeline, log: SessionLog) -> Iterable[TimelineEntry]:
    """A gap stands where the first batch after it begins; at the page's start if none came, at
    the end where nothing at all is known of its page."""
    pages: dict[str, list[ClockedEvents]] = defaultdict(list)
    for batch in sorted(log.batches, key=lambda batch: batch.seq):
        if batch.events:
            pages[batch.page].append(batch)
    for gap in log.gaps:
        here = pages.get(gap.page, [])
        at_s = timeline.end_s
        if here:
            after = bisect_right(here, gap.missing[0], key=lambda batch: batch.seq)
            first = here[after if gap.stream == "signals" and after < len(here) else 0]
            at_ms = first.clock_origin + first.events[0].t + first.offset_ms - log.session.started
            at_s = at_ms / 1000
        n = len(gap.missing)
        text = f"{n} {gap.stream} batch{'es' if n > 1 else ''} never arrived"
        yield TimelineEntry(at_s, "gap", text, page=gap.page, level="error")


def _view(timeline: Timeline, moment: Moment[View]) -> Told:
    event = moment.event
    view = timeline.view_of(moment)
    load = view.load if view else None
    how = {"restore": "back to ", "pop": "back to ", "push": "", "replace": "", "hash": ""}
    detail = f"ready in {load.dom_ms / 1000:.2f} s" if load and load.dom_ms else ""
    return f"{how.get(event.cause, '')}{event.url}", detail or event.title, "", None


def _load(timeline: Timeline, moment: Moment[Load]) -> Told | None:
    status = moment.event.status
    return (f"the page answered with HTTP {status}", "", "error", None) if status >= 400 else None


def _click(timeline: Timeline, moment: Moment[Click]) -> Told:
    reaction = timeline.reaction(moment)
    visible = first_visible_ms(reaction) if reaction else None
    element = element_of(moment.event.target)
    detail = f"answered after {visible:.0f} ms" if visible is not None else ""
    if reaction and visible is None and reaction.observed_ms:
        detail = f"nothing to see for {reaction.observed_ms / 1000:.1f} s"
    return f"pressed {describe(element)}", detail, "", element


def _change(timeline: Timeline, moment: Moment[Change]) -> Told:
    element = element_of(moment.event.target)
    waited_s = timeline.seconds(moment.at_s - moment.event.hesitation_ms / 1000, moment.at_s)
    hesitated = f"after {waited_s:.1f} s" if waited_s >= 1 else ""
    given = "one of the buyer's details" if moment.event.from_buyer else ""
    detail = ", ".join(part for part in (given, hesitated) if part)
    return f"{moment.event.how} into {describe(element)}", detail, "muted", element


def _said(timeline: Timeline, moment: Moment[Said]) -> Told:
    return SAID[moment.event.what], "", "note", None


def _copied(timeline: Timeline, moment: Moment[Copied]) -> Told:
    return f"copied “{moment.event.field}” from the task bar", "", "muted", None


def _submit(timeline: Timeline, moment: Moment[Submit]) -> Told:
    event = moment.event
    element = element_of(pressed(event))
    filled = sum(1 for state in event.fields if state.filled)
    detail = f"{filled} of {len(event.fields)} fields filled" if event.fields else ""
    if event.refused:
        who = "the browser" if event.refused == "native" else "the page"
        return f"{who} refused to send the form", detail, "error", element
    return f"sent the form with {describe(element)}", detail, "", element


def _message(timeline: Timeline, moment: Moment[Message]) -> Told:
    event = moment.event
    level: Level = "error" if event.severity == "error" else ""
    field = f"at {describe(element_of(event.field))}" if event.field else ""
    return f"the shop said: {event.text}", field, level, element_of(event.target)


def _js_error(timeline: Timeline, moment: Moment[JsError]) -> Told:
    event = moment.event
    place = f"{event.source}:{event.line}" if event.source else ""
    return f"script error: {event.message}", place, "error", None


def _request(timeline: Timeline, moment: Moment[Request]) -> Told | None:
    event = moment.event
    if event.aborted or event.third_party or not (event.failed or event.status >= 400):
        return None
    answer = f"HTTP {event.status}" if event.status else "no answer"
    return f"{event.method} {event.url} failed", answer, "error", None


def _total(timeline: Timeline, moment: Moment[Total]) -> Told:
    event = moment.event
    amount = f"{event.amount:.2f} {event.currency}".strip()
    return f"{event.what} shown: {amount}", "", "muted", None


def _visibility(timeline: Timeline, moment: Moment[Visibility]) -> Told:
    hidden = moment.event.state == "hidden"
    return ("left the tab" if hidden else "came back to the tab"), "", "muted", None


def _off_site(timeline: Timeline, moment: Moment[OffSite]) -> Told:
    event = moment.event
    where = f"{event.origin}{' (payment)' if event.payment else ''}"
    return (f"went to {where}" if event.away else "came back from off site"), "", "", None


TELLERS: dict[type, Callable[[Timeline, Moment[Any]], Told | None]] = {
    View: _view,
    Load: _load,
    Click: _click,
    Change: _change,
    Submit: _submit,
    Message: _message,
    JsError: _js_error,
    Request: _request,
    Total: _total,
    Visibility: _visibility,
    OffSite: _off_site,
    Said: _said,
    Copied: _copied,
    Tab: lambda timeline, m: (f"a tab was {m.event.state}", "", "muted", None),
    Dialog: lambda timeline, m: (f"{m.event.type}: {m.event.message}", "", "", None),
    Crash: lambda timeline, m: ("the page crashed", "", "error", None),
    Unreachable: lambda timeline, m: (
        f"{m.event.url} could not be loaded", m.event.reason, "error", None
    ),
}  # fmt: skip


def _steps(result: SessionResult) -> Iterable[TimelineEntry]:
    for step in result.steps:
        if step.at_s is not None:
            took = f"{step.duration_s:.1f} s" if step.duration_s is not None else ""
            waited = f", {step.machine_s:.1f} s of it waiting" if step.machine_s else ""
            text = f"step reached: {step.name}"
            yield TimelineEntry(step.at_s, "step", text, took + waited, level="step")


def _frictions(result: SessionResult) -> Iterable[TimelineEntry]:
    for friction in result.frictions:
        at = friction.evidence
        cost = f"cost {friction.cost_s:.1f} s" if friction.cost_s >= 0.05 else ""
        yield TimelineEntry(
            friction.at_s, friction.rule, at.text, cost, friction.element, at.page, at.view,
            "friction",
        )  # fmt: skip


def _said_elsewhere(timeline: Timeline, result: SessionResult) -> Iterable[TimelineEntry]:
    """What only the server heard: said on a page of the study, or lost on its way into the log."""
    at_s = said_at(timeline)
    if result.said and at_s is not None and not timeline.all(Said):
        yield TimelineEntry(at_s, "said", SAID[result.said], level="note")


def _end(timeline: Timeline, result: SessionResult) -> Iterable[TimelineEntry]:
    outcome = result.outcome.replace("_", " ")
    by = f" by the {result.failed_by}" if result.failed_by else ""
    level: Level = "" if result.outcome == "completed" else "error"
    text = "still open" if result.open else f"{outcome}{by}"
    if result.mistaken:
        text += ", although said to be done"
    yield TimelineEntry(timeline.end_s, "end", text, result.error, level=level)


def _shortened(entries: list[TimelineEntry], lines: int) -> list[TimelineEntry]:
    for level in ("muted", ""):
        if len(entries) <= lines:
            return entries
        spare = [entry for entry in entries if entry.level == level]
        surplus = min(len(spare), len(entries) - lines + 1)
        start = (len(spare) - surplus) // 2
        gone = {id(entry) for entry in spare[start : start + surplus]}
        if gone:
            note = TimelineEntry(spare[start].at_s, "left_out", f"{surplus} lines left out")
            kept = [entry for entry in entries if id(entry) not in gone]
            entries = sorted([*kept, note], key=lambda entry: entry.at_s)
    return entries[:lines]
