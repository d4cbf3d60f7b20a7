"""Numbers that others have published or computed (`oracles.json` of the project's method)."""

import pytest

from kitka.analyzer.study.scenario_results import Rate
from kitka.analyzer.study.statistics import (
    adjusted_wald,
    mean_interval,
    median,
    percent,
    quantile,
    time_ratio,
    typical_time,
)


@pytest.mark.parametrize(
    ("x", "n", "low", "high", "tolerance"),
    [
        pytest.param(4, 5, 0.3596, 0.9796, 2e-4, id="O01-tullis-2008"),
        pytest.param(9, 10, 0.574, 1.0, 5e-4, id="O03-clipped"),
        pytest.param(5, 5, 0.51095, 1.0, 1e-4, id="O04"),
        pytest.param(0, 5, 0.0, 0.48905, 1e-4, id="O05"),
        pytest.param(10, 12, 0.5400, 0.9650, 1e-4, id="not-as-uxr-has-it"),
        pytest.param(7, 10, 0.392, 0.897, 5e-4, id="sauro-lewis"),
    ],
)
def test_adjusted_wald(x, n, low, high, tolerance):
    rate = adjusted_wald(x, n)
    assert (rate.x, rate.n) == (x, n)
    assert (rate.low, rate.high) == (
        pytest.approx(low, abs=tolerance),
        pytest.approx(high, abs=tolerance),
    )


def test_nothing_tried_is_nothing_known():
    assert (adjusted_wald(0, 0).low, adjusted_wald(0, 0).high) == (0.0, 1.0)


@pytest.mark.parametrize(("x", "n"), [(-1, 3), (4, 3)])
def test_no_rate(x, n):
    with pytest.raises(ValueError, match="is not a rate"):
        adjusted_wald(x, n)


def test_quantiles_are_type_7():
    assert median([100, 101, 102, 103, 104, 200]) == 102.5  # O14
    assert quantile([1, 2, 3, 4], 0.9) == pytest.approx(3.7)
    assert median([]) is None


class TestTimes:
    def test_geometric_mean_and_its_interval(self):
        time = typical_time([55, 65, 75, 62, 45, 135])  # O13, MeasuringU's calculator
        assert (round(time.value), round(time.low), round(time.high)) == (68, 46, 101)
        assert (time.kind, time.n) == ("geometric mean", 6)

    def test_one_slow_attempt_does_not_rule_it(self):
        time = typical_time([100, 101, 102, 103, 104, 200])  # O14: the mean would be 118
        assert time.value == pytest.approx(114, abs=0.5)

    def test_interval_on_logs(self):
        time = typical_time([60, 53, 70, 42, 62, 43, 81])  # O15, CRAN uxr
        assert (time.low, time.high) == (
            pytest.approx(45.8, abs=0.06),
            pytest.approx(71.7, abs=0.06),
        )

    def test_the_median_from_25_on(self):
        assert typical_time([float(s) for s in range(1, 25)]).kind == "geometric mean"
        many = typical_time([float(s) for s in range(1, 26)])
        assert (many.kind, many.value, many.n) == ("median", 13.0, 25)

    def test_one_is_no_interval_and_none_nothing(self):
        one = typical_time([12.0])
        assert (one.value, one.low, one.high) == (pytest.approx(12.0), None, None)
        assert typical_time([]) is None
        assert typical_time([0.0, 0.0]).value == pytest.approx(0.001)


class TestMeans:
    def test_t_interval(self):
        # By hand: mean 5, s 1.5811, t(4) 2.7764, half-width 1.9632.
        mean = mean_interval([3, 4, 5, 6, 7], 1, 7)
        assert (mean.value, mean.n) == (5, 5)
        assert (mean.low, mean.high) == (
            pytest.approx(3.0368, abs=1e-4),
            pytest.approx(6.9632, abs=1e-4),
        )

    def test_stays_on_the_scale(self):
        mean = mean_interval([1, 7, 7], 1, 7)
        assert (mean.low, mean.high) == (1, 7)
        assert mean_interval([7], 1, 7).low is None
        assert mean_interval([]) is None


def test_no_percentage_of_fewer_than_five():
    assert percent(Rate(4, 4, 0, 1)) is None
    assert percent(Rate(4, 5, 0, 1)) == 80


class TestTimeRatio:
    def test_is_the_ratio_of_geometric_means_with_welchs_interval(self):
        found = time_ratio([20.0, 40.0, 80.0], [5.0, 10.0, 20.0])
        assert (found.kind, found.n) == ("ratio", 3)
        assert found.value == pytest.approx(4.0)
        # s = ln 2 in both: half = t(4; .975) · ln 2 · sqrt(2/3) = 2.7764 · 0.5659
        assert (found.low, found.high) == pytest.approx((4 / 4.8127, 4 * 4.8127), rel=1e-3)

    def test_agrees_with_scipys_welch_test(self):
        from math import log

        from scipy.stats import ttest_ind

        one, two = [31.0, 44.0, 52.0, 70.0], [9.0, 9.5, 10.0, 12.0, 8.0]
        test = ttest_ind([log(t) for t in one], [log(t) for t in two], equal_var=False)
        low, high = test.confidence_interval(0.95)
        found = time_ratio(one, two)
        assert (log(found.low), log(found.high)) == pytest.approx((low, high))

    def test_of_too_few_there_is_no_interval(self):
        assert time_ratio([], [1.0]) is None and time_ratio([1.0], []) is None
        assert (time_ratio([4.0], [2.0]).value, time_ratio([4.0], [2.0]).low) == (2.0, None)
        assert time_ratio([4.0, 4.0], [2.0, 2.0]).high is None
