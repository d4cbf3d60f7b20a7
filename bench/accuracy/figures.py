"""Intervals for what is counted: adjusted Wald, a bootstrap over clusters, exact Poisson."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan

import numpy
from scipy.stats import chi2  # type: ignore[import-untyped]

from bench.accuracy.score import Count
from kitka.analyzer.study.statistics import adjusted_wald

ROUNDS = 4_000
Range = tuple[float, float]


@dataclass(frozen=True)
class Figure:
    """A number with its interval of 95 % and the n behind it."""

    value: float
    interval: Range
    n: int

    def __str__(self) -> str:
        if isnan(self.value):
            return "–"
        low, high = self.interval
        return f"{self.value:.2f} ({low:.2f}–{high:.2f})"


def share(x: int, n: int) -> Figure:
    """``x`` of ``n`` with its adjusted-Wald interval; no number for n = 0."""
    rate = adjusted_wald(x, n)
    return Figure(x / n if n else float("nan"), (rate.low, rate.high), n)


def precision(count: Count) -> Figure:
    return share(count.tp, count.tp + count.fp)


def recall(count: Count) -> Figure:
    return share(count.tp, count.tp + count.fn)


def f1(count: Count) -> Figure:
    """F1 with its adjusted-Wald interval as the Dice share of 2·tp among all that was told or
    should have been (approximate: numerator and denominator overlap)."""
    whole = 2 * count.tp + count.fp + count.fn
    return share(2 * count.tp, whole)


def clustered(clusters: Mapping[str, Count], *, seed: int = 1) -> dict[str, Figure]:
    """Precision, recall and F1 of all together, with percentile intervals of a bootstrap that
    draws whole clusters (Field & Welsh 2007): sessions of one flaw stand or fall together."""
    table = numpy.array([[c.tp, c.fp, c.fn] for c in clusters.values()], dtype=float)
    total = Count(*(int(x) for x in table.sum(axis=0))) if len(table) else Count()
    values = {"precision": total.precision, "recall": total.recall, "f1": total.f1}
    ns = {
        "precision": total.tp + total.fp,
        "recall": total.tp + total.fn,
        "f1": total.tp + total.fp + total.fn,
    }
    if len(table) < 2:
        return {name: Figure(value, (0.0, 1.0), ns[name]) for name, value in values.items()}
    draws = numpy.random.default_rng(seed).integers(0, len(table), (ROUNDS, len(table)))
    tp, fp, fn = numpy.moveaxis(table[draws].sum(axis=1), 1, 0)
    with numpy.errstate(invalid="ignore", divide="ignore"):
        drawn = {
            "precision": tp / (tp + fp),
            "recall": tp / (tp + fn),
            "f1": 2 * tp / (2 * tp + fp + fn),
        }
    return {name: Figure(values[name], _middle(drawn[name]), ns[name]) for name in values}


def _middle(values: numpy.ndarray) -> Range:
    if numpy.isnan(values).all():
        return 0.0, 1.0
    low, high = numpy.nanquantile(values, (0.025, 0.975))
    return float(low), float(high)


def per_session(count: int, sessions: int) -> Figure:
    """Events per session with the exact Poisson interval (Garwood 1936); no number for none."""
    if not sessions:
        return Figure(float("nan"), (0.0, float("inf")), 0)
    low = float(chi2.ppf(0.025, 2 * count)) / 2 if count else 0.0
    high = float(chi2.ppf(0.975, 2 * count + 2)) / 2
    return Figure(count / sessions, (low / sessions, high / sessions), sessions)
