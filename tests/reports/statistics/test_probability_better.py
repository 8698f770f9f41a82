import numpy as np
import pytest
from scipy.stats import binomtest

from reports.statistics.probability_better import probability_better


def test_a_tie_counts_half():
    found = probability_better(np.array([0.9, 0.8, 0.7, 0.6]), np.array([0.8, 0.8, 0.8, 0.5]))
    assert found.estimate == 2.5 / 4


def test_six_wins_of_six_keep_a_wide_interval():
    found = probability_better(np.arange(6) + 1.0, np.arange(6))
    expected = binomtest(6, 6).proportion_ci(method="wilson")
    assert found.estimate == 1
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-10)
    assert found.low == pytest.approx(0.61, abs=0.001)


def test_the_other_way_round_is_the_complement():
    a, b = np.random.default_rng(0).normal(size=(2, 12))
    one, other = probability_better(a, b), probability_better(b, a)
    assert (1 - other.high, 1 - other.low) == pytest.approx((one.low, one.high))


def test_other_shapes_and_nan_are_refused():
    with pytest.raises(ValueError, match=r"shape \(n,\)"):
        probability_better(np.zeros(3), np.zeros(2))
    with pytest.raises(ValueError, match="nan"):
        probability_better(np.array([np.nan]), np.zeros(1))
