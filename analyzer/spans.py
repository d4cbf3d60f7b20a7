"""Stretches of time, seconds of the session."""

from __future__ import annotations

from collections.abc import Iterable

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


def without(spans: Iterable[Span], cut: Iterable[Span]) -> list[Span]:
    """What is left of ``spans`` (their union) outside of ``cut``."""
    left = union(spans)
    for away_from, away_to in union(cut):
        left = [
            part
            for start, end in left
            for part in ((start, min(end, away_from)), (max(start, away_to), end))
            if part[1] > part[0]
        ]
    return left
