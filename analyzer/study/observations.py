"""What one session adds to what is usual, and what is usual over sessions: per field, page, step.

A session's part is a few numbers that stand in its result, so what is usual costs one pass over
results and never the logs again. It is a snapshot of the sessions that were first: their number
grows in strides (``SIZES``), so that a new session seldom changes what the others were judged
against, and all sessions together are judged anew only a few times for each doubling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, stdev

from kitka.analyzer.results import Distribution, Observations, SessionResult
from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.path import normalised
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment
from kitka.analyzer.study.cohorts import reason_left_out
from kitka.analyzer.study.statistics import quantile
from kitka.recorder.model import Change, Scroll, Total

SIZES = (5, 7, 10, 14, 20, 28, 40, 56, 80, 113, 160, 226, 320, 452, 640, 905, 1280, 1810, 2560)
"""Numbers of sessions that a snapshot is made of, each about 1.4 times the one before."""
MOST = 200
"""Fields and pages of one session that are kept: the first."""


def observe(path: Path) -> Observations:
    """One session's numbers: the longest hesitation at each field (seconds, without asides and
    hidden time), the most reversals of scrolling in a visit of each page. Of a script, whose haste
    is nobody's, only whether a total was seen."""
    timeline = path.timeline
    fields: dict[str, float] = {}
    pages: dict[str, float] = {}
    for change in timeline.all(Change):
        waited_s = hesitation_s(timeline, change)
        key = field_of(change)
        if waited_s is not None and (key in fields or len(fields) < MOST):
            fields[key] = max(fields.get(key, 0.0), round(waited_s, 2))
    for scroll in timeline.all(Scroll):
        view = timeline.view_of(scroll)
        if view is None or not view.url:
            continue
        key = page_of(timeline, normalised(view, path.scenario))
        if key in pages or len(pages) < MOST:
            pages[key] = max(pages.get(key, 0.0), float(scroll.event.reversals))
    totals = (m.event for m in timeline.all(Total))
    seen = any(event.what == "total" and event.amount for event in totals)
    if timeline.session.actor != "participant":
        return Observations(total_seen=seen)
    return Observations(fields, pages, seen)


def hesitation_s(timeline: Timeline, change: Moment[Change]) -> float | None:
    """From focus to the first change, seconds of the shopper's own: None where something else
    filled the field in, or the page was hidden in between."""
    event = change.event
    if event.from_buyer or event.how == "autofill":
        return None
    focus_s = change.at_s - event.hesitation_ms / 1000
    if timeline.was_hidden(focus_s, change.at_s):
        return None
    return timeline.seconds(focus_s, change.at_s)


def field_of(change: Moment[Change]) -> str:
    """The same field in every session."""
    return identity(element_of(change.event.target))


def page_of(timeline: Timeline, name: str) -> str:
    """The same page on the same kind of device: a phone scrolls more."""
    return f"{timeline.session.device} {name}"


# ---------------------------------------------------------------- over sessions


def snapshot(results: Iterable[SessionResult]) -> list[SessionResult]:
    """The people whose numbers make up what is usual: those who count and shopped in silence, the
    first by start, as many as the largest of ``SIZES`` allows; [] for fewer than the smallest."""
    mine = [
        one for one in results
        if one.actor == "participant" and one.protocol == "silent"
        and not one.webdriver and not reason_left_out(one)
    ]  # fmt: skip
    mine.sort(key=lambda one: (one.started, one.id))
    size = max((size for size in SIZES if size <= len(mine)), default=0)
    return mine[:size]


def distributions(values: Iterable[Mapping[str, float]]) -> dict[str, Distribution]:
    """Per key what sessions showed: one value per session that had it, in the order of keys."""
    known: dict[str, list[float]] = defaultdict(list)
    for one in values:
        for key, value in one.items():
            known[key].append(value)
    return {key: distribution(known[key]) for key in sorted(known)}


def distribution(values: Sequence[float]) -> Distribution:
    """n, mean, standard deviation (n − 1; 0 for one value) and 90th percentile."""
    spread = stdev(values) if len(values) > 1 else 0.0
    p90 = quantile(values, 0.9) or 0.0
    return Distribution(len(values), round(fmean(values), 4), round(spread, 4), round(p90, 4))


def durations(result: SessionResult) -> dict[str, float]:
    """Seconds per step that one session reached, the shop's part included."""
    return {
        step.name: round(step.duration_s, 2)
        for step in result.steps
        if step.reached and step.duration_s is not None
    }
