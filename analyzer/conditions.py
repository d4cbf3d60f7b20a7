"""When a condition of a step held in one view, as spans of time.

Three-valued: a condition holds, is known not to hold, or is not known. ``not = {…}`` needs to
*know* that something is absent, so silence of the page never counts as absence.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kitka.analyzer.spans import Span
from kitka.analyzer.timeline import PageView
from kitka.recorder.model import Condition, Sighting


@lru_cache(maxsize=512)
def _pattern(glob: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*|\*)", glob)
    translated = {"**": ".*", "*": "[^/]*"}
    return re.compile("".join(translated.get(part, re.escape(part)) for part in parts), re.DOTALL)


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
    spans = [(view.began_s, view.end_s)]
    for key in _keys(condition):
        spans = _intersect(spans, _key_spans(condition, key, view)[0])
    if condition.excluded is not None:
        spans = _intersect(spans, fails(condition.excluded, view))
    return spans


def fails(condition: Condition, view: PageView) -> list[Span]:
    """Spans in which ``condition`` is known not to hold: any one key known to be false."""
    spans = [span for key in _keys(condition) for span in _key_spans(condition, key, view)[1]]
    if condition.excluded is not None:
        spans += holds(condition.excluded, view)
    return sorted(spans)


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
    both = [(max(a, c), min(b, d)) for a, b in first for c, d in second]
    return sorted(span for span in both if span[0] <= span[1])
