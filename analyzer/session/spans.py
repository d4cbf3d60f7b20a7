"""Stretches of time, seconds of the session."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

Span = tuple[float, float]


def union(spans: Iterable[Span]) -> list[Span]:
    """The same time without overlaps, in order."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif end > start:
            joined.append((start, end))
    return joined


def covered(spans: Iterable[Span], start_s: float, end_s: float) -> float:
    """Seconds of ``[start_s, end_s]`` that the union of ``spans`` covers."""
    total, reached = 0.0, start_s
    for start, end in sorted(spans):
        start, end = max(start, reached), min(end, end_s)
        if end > start:
            total += end - start
            reached = end
    return total


class Cover:
    """The union of ``spans``, to be asked often: each question takes the logarithm of their
    number."""

    def __init__(self, spans: Iterable[Span]) -> None:
        joined = union(spans)
        self._starts = [start for start, _ in joined]
        self._ends = [end for _, end in joined]
        lengths = (end - start for start, end in joined)
        self._before = [0.0, *accumulate(lengths)]

    def seconds(self, start_s: float, end_s: float) -> float:
        """Seconds of ``[start_s, end_s]`` that are covered."""
        first = bisect_right(self._ends, start_s)
        last = bisect_left(self._starts, end_s)
        if first >= last:
            return 0.0
        whole = self._before[last] - self._before[first]
        early = max(0.0, start_s - self._starts[first])
        late = max(0.0, self._ends[last - 1] - end_s)
        return max(0.0, whole - early - late)


def without(spans: Iterable[Span], cut: Iterable[Span]) -> list[Span]:
    """What is left of ``spans`` (their union) outside of ``cut``."""
    away = union(cut)
    left: list[Span] = []
    place = 0
    for start, end in union(spans):
        while place < len(away) and away[place][1] <= start:
            place += 1
        since = start
        for away_from, away_to in _meeting(away, place, end):
            if away_from > since:
                left.append((since, away_from))
            since = max(since, away_to)
        if since < end:
            left.append((since, end))
    return left


def _meeting(spans: list[Span], place: int, end_s: float) -> Iterable[Span]:
    """Those from ``place`` on that begin before ``end_s``."""
    while place < len(spans) and spans[place][0] < end_s:
        yield spans[place]
        place += 1
