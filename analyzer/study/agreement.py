"""How far researchers agree on the same frictions: Cohen's kappa, by pairs. Pure.

A precision by marks is worth what two people who look at the same thing agree on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.marks import marked
from kitka.recorder.model import Mark, Record


class Agreement(Record, frozen=True):
    """Two researchers who marked the same ``n`` frictions and said the same of ``same``.

    ``kappa``: −1 to 1, 0 is what chance alone gives; None where it has no value, because both
    said one and the same of everything.
    """

    who: tuple[str, str]
    n: int
    same: int
    kappa: float | None


def agreements(
    sessions: Iterable[SessionResult], marks: Mapping[str, Sequence[Mark]]
) -> tuple[Agreement, ...]:
    """Every pair that marked a friction in common, by name. ``marks``: by session; of everybody
    the last word on a friction counts, and what nobody else marked counts for nothing."""
    both: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for session in sessions:
        for said in marked(session.frictions, marks.get(session.id, ())).on:
            ordered = sorted(said, key=lambda mark: mark.who)
            for one, other in combinations(ordered, 2):
                both[one.who, other.who].append((one.verdict, other.verdict))
    return tuple(_agreement(who, pairs) for who, pairs in sorted(both.items()))


def _agreement(who: tuple[str, str], pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Cohen, "A coefficient of agreement for nominal scales", 1960: (po − pe) ÷ (1 − pe)."""
    n = len(pairs)
    same = sum(one == other for one, other in pairs)
    first, second = (Counter(verdicts) for verdicts in zip(*pairs, strict=True))
    chance = sum(first[verdict] * second[verdict] for verdict in first)
    kappa = None if chance == n * n else (same * n - chance) / (n * n - chance)
    return Agreement(who, n, same, kappa)
