from itertools import combinations

import numpy as np
import pytest

from reports.statistics.expected_best import ExpectedBest

VALUES = [0.3, 0.9, 0.5, 0.5, 0.1, 0.7, 0.65, 0.2]


def best(values, n):
    """Every subset, one by one."""
    return np.mean([max(subset) for subset in combinations(values, n)])


@pytest.mark.parametrize("n", range(1, 9))
def test_the_estimate_is_the_mean_best_of_all_subsets(n):
    assert ExpectedBest.of(VALUES).at(n).estimate == pytest.approx(best(VALUES, n), abs=1e-12)


@pytest.mark.parametrize("n", [1, 2, 4])
def test_resamples_are_estimated_in_the_same_way(n):
    drawn = np.random.default_rng(3).integers(8, size=(2000, 8))[:20]
    wanted = [best(np.array(VALUES)[places], n) for places in drawn]
    np.testing.assert_allclose(ExpectedBest.of(VALUES, 3).resampled[:20, n - 1], wanted, atol=1e-12)


def test_of_one_trial_the_interval_is_that_of_the_mean():
    values = np.random.default_rng(0).normal(0.8, 0.05, 100)
    found = ExpectedBest.of(values).at(1)
    half = 1.96 * values.std() / 10
    assert found.low == pytest.approx(values.mean() - half, abs=0.002)
    assert found.high == pytest.approx(values.mean() + half, abs=0.002)


def test_beyond_half_of_the_trials_there_is_no_interval():
    found = ExpectedBest.of(VALUES)
    assert len(found) == 8
    assert found.at(4).low < found.at(4).estimate < found.at(4).high
    assert np.isnan([found.at(5).low, found.at(5).high]).all()
    assert not found.ahead(5, found, 1).excludes(0.9)


@pytest.mark.parametrize("trials", [1, 2, 7])
def test_few_trials_have_an_estimate_and_no_interval(trials):
    found = ExpectedBest.of(VALUES[:trials])
    assert found.at(1).estimate == pytest.approx(np.mean(VALUES[:trials]))
    assert np.isnan([found.at(1).low, found.at(1).high]).all()


def test_a_lead_is_the_difference_and_told_where_it_is_clear():
    low, high = ExpectedBest.of(VALUES, 1), ExpectedBest.of(np.array(VALUES) + 1, 2)
    lead = high.ahead(2, low, 3)
    assert lead.estimate == pytest.approx(1 + best(VALUES, 2) - best(VALUES, 3))
    assert lead.excludes(0)
    same = ExpectedBest.of(VALUES, 2).ahead(2, low, 2)
    assert same.estimate == 0
    assert not same.excludes(0)


def test_simulated_intervals_cover_as_often_as_is_said():
    rng, truth = np.random.default_rng(0), {4: 4 / 5, 8: 8 / 9}  # of n uniform numbers the highest
    hits = {4: 0, 8: 0}
    for _ in range(300):
        found = ExpectedBest.of(rng.random(16))
        for n, value in truth.items():
            hits[n] += not found.at(n).excludes(value)
    assert 0.83 <= hits[4] / 300 <= 0.93
    assert 0.69 <= hits[8] / 300 <= 0.84
