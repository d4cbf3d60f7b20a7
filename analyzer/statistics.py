"""The few statistics that the reports need, each with the source of its formula."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist

import numpy

from kitka.analyzer.results import Rate


def adjusted_wald(x: int, n: int, confidence: float = 0.95) -> Rate:
    """``x`` of ``n`` with the adjusted-Wald interval, clipped to 0–1 (Agresti & Coull 1998).

    Without any trial nothing is known: the interval is 0–1. Raises ValueError unless 0 ≤ x ≤ n.
    """
    if not 0 <= x <= n:
        raise ValueError(f"{x} of {n} is not a rate")
    if n == 0:
        return Rate(0, 0, 0.0, 1.0)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    adjusted_n = n + z * z
    centre = (x + z * z / 2) / adjusted_n
    half = z * sqrt(centre * (1 - centre) / adjusted_n)
    return Rate(x, n, max(0.0, centre - half), min(1.0, centre + half))


def quantile(values: Sequence[float], share: float) -> float | None:
    """Linear quantile (Hyndman & Fan's type 7, NumPy's default); None for no values."""
    return float(numpy.quantile(values, share)) if values else None


def median(values: Sequence[float]) -> float | None:
    return quantile(values, 0.5)
