import pytest
from scipy.stats import binomtest

from reports.statistics.wilson import wilson


@pytest.mark.parametrize(("successes", "n"), [(0, 1), (1, 1), (47, 50), (6, 6), (9912, 10_000)])
@pytest.mark.parametrize("confidence", [0.9, 0.95])
def test_agrees_with_scipy(successes, n, confidence):
    found = wilson(successes, n, confidence)
    expected = binomtest(successes, n).proportion_ci(confidence, method="wilson")
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-10)
    assert found.estimate == successes / n


def test_agrees_with_statsmodels():
    found = wilson(47, 50)
    # statsmodels.stats.proportion.proportion_confint(47, 50, method="wilson")
    expected = (0.8378290831116182, 0.979385029651026)
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-10)


def test_halves_lie_between_their_neighbours():
    assert wilson(3, 6).low < wilson(3.5, 6).low < wilson(4, 6).low


@pytest.mark.parametrize(("successes", "n"), [(-1, 5), (6, 5), (0, 0)])
def test_impossible_counts_are_refused(successes, n):
    with pytest.raises(ValueError, match="expected .* received"):
        wilson(successes, n)
