"""Places that somebody said are no problem: what rules find there counts nowhere.

An exception is the last word about a place, so it is withdrawn by saying something else. What was
found there is kept apart, to be looked at and counted as left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence, Set

from kitka.analyzer.results import Friction
from kitka.analyzer.session.places import places_of
from kitka.analyzer.study.reviews import grouped
from kitka.recorder.model import Review

Exceptions = Set[str]
"""Ids of places (``places.py``)."""

NONE: Exceptions = frozenset()


def exceptions_of(reviews: Iterable[Review], scenario: str) -> frozenset[str]:
    """The places of a scenario whose last review says that they are no problem."""
    mine = [review for review in reviews if review.scenario == scenario]
    return frozenset(
        place
        for group in grouped(mine)
        if group[-1].status == "not a problem"
        for review in group
        for place in review.places
    )


def leave_out(
    frictions: Sequence[Friction], scenario: str, exceptions: Exceptions
) -> tuple[tuple[Friction, ...], tuple[Friction, ...]]:
    """Those that count, and those at excepted places; both in their order."""
    if not exceptions:
        return tuple(frictions), ()
    out = [not exceptions.isdisjoint(places_of(scenario, friction)) for friction in frictions]
    kept = tuple(f for f, gone in zip(frictions, out, strict=True) if not gone)
    return kept, tuple(f for f, gone in zip(frictions, out, strict=True) if gone)


def exceptions_hash(exceptions: Exceptions) -> str:
    """``""`` for none: results that knew of no exception stay as they are."""
    if not exceptions:
        return ""
    return hashlib.sha256("\x1f".join(sorted(exceptions)).encode()).hexdigest()[:16]
