"""Ratios over seeds, against SciPy."""

import numpy as np
import pytest
from scipy.stats import gmean, ttest_1samp

from reports.statistics.paired_ratio import paired_ratio


def test_it_is_the_geometric_mean_with_students_interval_of_logarithms():
    first, second = np.array([110.0, 240.0, 390.0]), np.array([100.0, 200.0, 300.0])
    found = paired_ratio(first, second)
    bounds = ttest_1samp(np.log(first / second), 0).confidence_interval()
    assert found.estimate == pytest.approx(gmean([1.1, 1.2, 1.3]))
    assert (found.low, found.high) == pytest.approx((np.exp(bounds.low), np.exp(bounds.high)))


def test_turned_round_it_is_the_reciprocal():
    there, back = paired_ratio([3.0, 5.0], [2.0, 2.0]), paired_ratio([2.0, 2.0], [3.0, 5.0])
    assert back.estimate == pytest.approx(1 / there.estimate)
    assert (back.low, back.high) == pytest.approx((1 / there.high, 1 / there.low))


def test_what_slows_both_of_a_pair_does_not_widen_it():
    found = paired_ratio([2.0, 20.0, 200.0], [1.0, 10.0, 100.0])
    assert (found.low, found.estimate, found.high) == pytest.approx((2, 2, 2))


def test_one_seed_has_no_interval():
    found = paired_ratio([3.0], [2.0])
    assert found.estimate == pytest.approx(1.5)
    assert np.isnan([found.low, found.high]).all()


@pytest.mark.parametrize(("first", "second"), [([1.0], [1.0, 2.0]), ([0.0], [1.0]), ([], [])])
def test_what_has_no_ratio_is_refused(first, second):
    with pytest.raises(ValueError, match="expected"):
        paired_ratio(first, second)
