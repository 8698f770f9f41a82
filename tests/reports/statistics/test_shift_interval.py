import numpy as np
import pytest
from scipy import stats

from reports.statistics.shift_interval import shift_interval


@pytest.mark.parametrize(("m", "n"), [(6, 6), (4, 9), (20, 3)])
def test_the_interval_holds_the_shifts_that_scipys_test_does_not_reject(m, n):
    rng = np.random.default_rng(m)
    old, new = rng.normal(0, 1, m), rng.normal(0.5, 1, n)
    low, high = shift_interval(old, new)

    def p(shift):
        return stats.mannwhitneyu(new - shift, old, method="exact").pvalue

    assert p(low - 1e-9) <= 0.05 < p(low + 1e-9)
    assert p(high + 1e-9) <= 0.05 < p(high - 1e-9)


def test_three_values_a_side_give_no_interval():
    assert shift_interval(np.arange(3.0), np.arange(3.0)) is None
