import numpy as np
import pytest
from scipy.stats import ttest_1samp

from reports.statistics.paired_bootstraps import paired_bootstraps

SCORES = np.random.default_rng(0).normal(0.5, 1, (3, 4, 25))  # rows, seeds, images


def test_rows_on_own_test_sets_are_t_tests_over_seeds():
    found = paired_bootstraps(SCORES.reshape(3, 100), np.repeat(np.arange(4), 25), np.arange(100))
    expected = [ttest_1samp(row.mean(axis=1), 0) for row in SCORES]
    assert [each.p for each in found] == pytest.approx([each.pvalue for each in expected])
    assert [each.estimate for each in found] == pytest.approx(SCORES.mean(axis=(1, 2)).tolist())


def test_scores_of_another_number_than_seeds_are_refused():
    with pytest.raises(ValueError, match="expected 100 finite differences"):
        paired_bootstraps(np.zeros((3, 99)), np.repeat(np.arange(4), 25), np.arange(100))
