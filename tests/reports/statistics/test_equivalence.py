import numpy as np
import pytest
from scipy.stats import ttest_1samp

from reports.statistics.equivalence import equivalence

DIFFERENCES = [0.004, -0.002, 0.001, 0.003, -0.001, 0.002]


def test_agrees_with_statsmodels():
    # statsmodels.stats.weightstats.DescrStatsW(DIFFERENCES).ttost_mean(-0.005, 0.005)[0]
    assert equivalence(DIFFERENCES, 0.005) == pytest.approx(0.004897144173824616, abs=1e-10)


@pytest.mark.parametrize("margin", [0.0005, 0.001, 0.01])
@pytest.mark.parametrize("shift", [-0.02, 0, 0.003])
def test_is_the_larger_of_two_one_sided_tests(margin, shift):
    values = np.array(DIFFERENCES) + shift
    above = ttest_1samp(values, -margin, alternative="greater").pvalue
    below = ttest_1samp(values, margin, alternative="less").pvalue
    assert equivalence(values, margin) == pytest.approx(max(above, below), abs=1e-10)


@pytest.mark.parametrize(("margin", "p"), [(0.3, 0), (0.25, 1), (0.2, 1)])
def test_differences_without_spread_are_within_the_margin_or_not(margin, p):
    assert equivalence([0.25] * 6, margin) == p


def test_too_few_differences_and_no_margin_are_refused():
    with pytest.raises(ValueError, match="two finite differences"):
        equivalence([0.1], 0.1)
    with pytest.raises(ValueError, match="margin above 0, received 0"):
        equivalence(DIFFERENCES, 0)
