"""The few statistics that the reports need, each with the source of its formula."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, sqrt
from statistics import NormalDist, fmean, stdev, variance

import numpy
from scipy.special import stdtrit  # type: ignore[import-untyped]

from kitka.analyzer.study.scenario_results import Interval, Rate

MEDIAN_FROM = 25
"""Below this n the geometric mean errs less than the sample median (Sauro & Lewis, CHI 2010)."""
PERCENT_FROM = 5
"""No percentage of fewer than this."""
_SHORTEST_S = 0.001
"""A time has a logarithm."""


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


def mean_interval(
    values: Sequence[float],
    low: float = float("-inf"),
    high: float = float("inf"),
    confidence: float = 0.95,
) -> Interval | None:
    """Mean with its t-interval, clipped to what a scale from ``low`` to ``high`` can show.

    mean ± t(n−1) · s / √n. None for no values, no interval for one.
    """
    if not values:
        return None
    mean, n = fmean(values), len(values)
    if n < 2:
        return Interval(mean, n)
    half = float(stdtrit(n - 1, (1 + confidence) / 2)) * stdev(values) / sqrt(n)
    return Interval(mean, n, max(low, mean - half), min(high, mean + half))


def typical_time(times_s: Sequence[float], confidence: float = 0.95) -> Interval | None:
    """The centre of completion times with its interval (seconds).

    The geometric mean for n < 25, the median from there on; the interval is
    exp(mean(ln t) ± t(n−1) · s(ln t) / √n) for both (Sauro & Lewis 2010). It assumes roughly
    log-normal, independent times of completed attempts. None for no times.
    """
    logs = mean_interval([log(max(time, _SHORTEST_S)) for time in times_s], confidence=confidence)
    if logs is None:
        return None
    few = logs.n < MEDIAN_FROM
    centre = exp(logs.value) if few else float(numpy.median(times_s))
    low = None if logs.low is None else exp(logs.low)
    high = None if logs.high is None else exp(logs.high)
    return Interval(centre, logs.n, low, high, "geometric mean" if few else "median")


def time_ratio(
    times_s: Sequence[float], others_s: Sequence[float], confidence: float = 0.95
) -> Interval | None:
    """How many times as long ``times_s`` are as ``others_s``: the ratio of geometric means.

    exp of the difference of the means of ln(t), with Welch's t-interval of that difference
    (unequal variances, Welch–Satterthwaite degrees of freedom; Sauro & Lewis 2010). ``n`` counts
    ``times_s``. None where either is empty, no interval where either has one value only or
    neither varies.
    """
    if not times_s or not others_s:
        return None
    one, two = ([log(max(t, _SHORTEST_S)) for t in times] for times in (times_s, others_s))
    difference = fmean(one) - fmean(two)
    estimate = Interval(exp(difference), len(one), kind="ratio")
    if len(one) < 2 or len(two) < 2:
        return estimate
    first, second = variance(one) / len(one), variance(two) / len(two)
    if first + second == 0:
        return estimate
    freedom = (first + second) ** 2 / (
        first**2 / (len(one) - 1) + second**2 / (len(two) - 1)
    )  # fmt: skip
    half = float(stdtrit(freedom, (1 + confidence) / 2)) * sqrt(first + second)
    low, high = exp(difference - half), exp(difference + half)
    return Interval(estimate.value, estimate.n, low, high, "ratio")


def percent(rate: Rate) -> int | None:
    """Whole per cent; None for fewer than 5, of whom no percentage is given."""
    return round(100 * rate.x / rate.n) if rate.n >= PERCENT_FROM else None


def quantile(values: Sequence[float], share: float) -> float | None:
    """Linear quantile (Hyndman & Fan's type 7, NumPy's default); None for no values."""
    return float(numpy.quantile(values, share)) if values else None


def median(values: Sequence[float]) -> float | None:
    return quantile(values, 0.5)
