"""Numbers that others have published or computed (`oracles.json` of the project's method)."""

import pytest

from kitka.analyzer.statistics import adjusted_wald, median, quantile


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
