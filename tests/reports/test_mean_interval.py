import math

import numpy as np
import pytest
from scipy import stats

from reports.statistics.mean_interval import MeanInterval


def test_agrees_with_scipy():
    values = [0.97, 0.98, 0.96, 0.985, 0.971, 0.969]
    found = MeanInterval.of(values)
    expected = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx(tuple(expected), abs=1e-12)
    assert found.sd == pytest.approx(np.std(values, ddof=1))
    assert found.n == 6


def test_one_value_has_no_interval_and_excludes_nothing():
    one = MeanInterval.of([0.5])
    assert one.mean == 0.5
    assert math.isnan(one.sd)
    assert not one.excludes(0)


def test_no_values_are_refused():
    with pytest.raises(ValueError, match="at least one value"):
        MeanInterval.of([])


@pytest.mark.parametrize(("value", "excluded"), [(0.9, True), (1.0, False), (1.1, True)])
def test_excludes(value, excluded):
    assert MeanInterval.of([0.99, 1.0, 1.01]).excludes(value) == excluded


def test_covers_the_truth_in_95_of_100_samples():
    rng = np.random.default_rng(0)
    samples = rng.normal(0.7, 0.02, (4000, 6))
    missed = np.mean([MeanInterval.of(sample.tolist()).excludes(0.7) for sample in samples])
    assert 0.04 < missed < 0.06
