"""The likeliest reasons of many sessions, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kitka.analyzer.results import ReasonKind, SessionResult
from kitka.analyzer.study.scenario_results import Rate
from kitka.analyzer.study.statistics import adjusted_wald
from kitka.recorder.model import Record


class ReasonCount(Record, frozen=True):
    """A kind of reason over sessions: the likeliest in ``main`` of those without success."""

    kind: ReasonKind
    main: Rate
    sessions: tuple[str, ...] = ()


def reasons_over(results: Iterable[SessionResult]) -> tuple[ReasonCount, ...]:
    """How often each kind was the likeliest reason, of the sessions that ended without success;
    the most frequent first, ``unknown`` last. Who took it for done did not stop, and is left out;
    who does not count at all, the caller leaves out."""
    lost = [r for r in results if r.abandoned and r.abandoned.reasons and not r.mistaken]
    kinds = Counter(one.abandoned.reasons[0].kind for one in lost if one.abandoned)
    ordered = sorted(kinds, key=lambda kind: (kind == "unknown", -kinds[kind], kind))
    return tuple(
        ReasonCount(
            kind,
            adjusted_wald(kinds[kind], len(lost)),
            tuple(o.id for o in lost if o.abandoned and o.abandoned.reasons[0].kind == kind),
        )
        for kind in ordered
    )
