"""A session told in lines: what was shown, pressed, answered and refused, and where it hurt."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from kitka.analyzer.results import SessionResult, TimelineEntry
from kitka.analyzer.session.asides import bar_asides
from kitka.analyzer.session.said import said_at
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.tellers import SAID, TELLERS, Level
from kitka.recorder.model import ClockedEvents, Said, SessionLog

LINES = 400
"""More lines than this nobody reads: ordinary ones make room for those that matter."""

ASIDES = {
    "buyer": "read the buyer's details",
    "task": "read the task again",
    "pause": "paused",
    "menu": "opened the task bar's menu",
    "audit": "the page was audited",
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
