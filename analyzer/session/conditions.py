"""When a condition of a step held in one view, as spans of time.

Three-valued: a condition holds, is known not to hold, or is not known. ``not = {…}`` needs to
*know* that something is absent, so silence of the page never counts as absence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate

from kitka.analyzer.session.spans import Span
from kitka.analyzer.session.views import PageView
from kitka.recorder.model import Condition, Sighting


@lru_cache(maxsize=512)
def _pattern(glob: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*|\*)", glob)
    translated = {"**": ".*", "*": "[^/]*"}
    return re.compile("".join(translated.get(part, re.escape(part)) for part in parts), re.DOTALL)


@lru_cache(maxsize=8192)
def url_matches(glob: str, url: str) -> bool:
    """Whether ``url`` (path and query) matches: ``*`` within a segment, ``**`` across.

    The query counts only where the glob has a ``?``, which stands for itself; a
    fragment (a hash route) only where it has a ``#``.
    """
    address, mark, route = url.partition("#")
    if "?" not in glob:
        address = address.partition("?")[0]
    if "#" in glob:
        address += mark + route
    return _pattern(glob).fullmatch(address) is not None


def holds(condition: Condition, view: PageView) -> list[Span]:
    """Spans in which every key of ``condition`` held in ``view``."""
    if condition.url and not (view.event and url_matches(condition.url, view.url)):
        return []  # nearly always: most views are no step's
    spans = [(view.began_s, view.end_s)]
    for key in _keys(condition):
        spans = _intersect(spans, _key_spans(condition, key, view)[0])
    if condition.excluded is not None:
        absent = _failing(condition.excluded, view)
        spans = sorted(span for part in absent for span in _intersect(spans, part))
    return spans


def fails(condition: Condition, view: PageView) -> list[Span]:
    """Spans in which ``condition`` is known not to hold: any one key known to be false."""
    return sorted(span for spans in _failing(condition, view) for span in spans)


def _failing(condition: Condition, view: PageView) -> list[list[Span]]:
    """The same, for each key by itself."""
    spans = [_key_spans(condition, key, view)[1] for key in _keys(condition)]
    return [*spans, holds(condition.excluded, view)] if condition.excluded is not None else spans


def _keys(condition: Condition) -> list[str]:
    return [key for key in ("url", "selector", "text", "datalayer") if getattr(condition, key)]


def _key_spans(condition: Condition, key: str, view: PageView) -> tuple[list[Span], list[Span]]:
    wanted: str = getattr(condition, key)
    if key != "url":
        return _sighted(key, wanted, view)
    if view.event is None:
        return [], []
    whole = [(view.began_s, view.end_s)]
    return (whole, []) if url_matches(wanted, view.url) else ([], whole)


def _sighted(what: str, value: str, view: PageView) -> tuple[list[Span], list[Span]]:
    spans: tuple[list[Span], list[Span]] = ([], [])
    seen = [
        (moment.at_s, moment.event.present)
        for moment in view.all(Sighting)
        if moment.event.what == what and moment.event.value == value
    ]
    for place, (at_s, present) in enumerate(seen):
        until = seen[place + 1][0] if place + 1 < len(seen) else max(view.end_s, at_s)
        spans[0 if present else 1].append((at_s, until))
    return spans


def _intersect(first: list[Span], second: list[Span]) -> list[Span]:
    """Where both hold. The spans of ``second`` hardly overlap."""
    if not first or not second:
        return []
    theirs = sorted(set(second))
    starts = [start for start, _ in theirs]
    reach = list(accumulate((end for _, end in theirs), max))
    both = [
        (max(a, c), min(b, d))
        for a, b in set(first)
        for c, d in theirs[bisect_left(reach, a) : bisect_right(starts, b)]
    ]
    return sorted(span for span in both if span[0] <= span[1])
