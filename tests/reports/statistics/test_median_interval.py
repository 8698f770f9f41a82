from math import isnan

import numpy as np
import pytest
from scipy.stats import binom, quantile_test

from reports.statistics.median_interval import median_interval


@pytest.mark.parametrize("n", [6, 7, 8, 9, 15, 30, 101])
@pytest.mark.parametrize("confidence", [0.9, 0.95])
def test_agrees_with_scipy(n, confidence):
    values = np.random.default_rng(n).normal(size=n)
    found = median_interval(values, confidence)
    expected = quantile_test(values).confidence_interval(confidence)
    assert (found.low, found.high) == (expected.low, expected.high)
    assert found.estimate == np.median(values)


def test_six_values_are_enclosed_by_all():
    found = median_interval([6, 1, 4, 2, 5, 3])
    assert (found.low, found.estimate, found.high) == (1, 3.5, 6)


@pytest.mark.parametrize("n", [1, 5])
def test_fewer_than_six_values_have_no_interval(n):
    found = median_interval(range(n))
    assert isnan(found.low)
    assert isnan(found.high)
    assert found.estimate == (n - 1) / 2


@pytest.mark.parametrize("n", range(6, 60))
def test_one_value_further_in_covers_too_little(n):
    low = int(median_interval(range(n)).low)
    assert 1 - 2 * binom.cdf(low, n, 0.5) >= 0.95
    assert 1 - 2 * binom.cdf(low + 1, n, 0.5) < 0.95


@pytest.mark.parametrize("values", [[], [1, np.nan]])
def test_no_values_and_nan_are_refused(values):
    with pytest.raises(ValueError, match="at least one number"):
        median_interval(values)
