from itertools import combinations

import numpy as np
import pytest

from reports.statistics.best_of import best_of


@pytest.mark.parametrize("n", range(1, 8))
def test_is_the_mean_best_of_all_subsets(n):
    values = [0.3, 0.9, 0.5, 0.5, 0.1, 0.7, 0.65]
    every = [max(subset) for subset in combinations(values, n)]
    assert best_of(values, n) == pytest.approx(np.mean(every), abs=1e-12)


@pytest.mark.parametrize("n", [1, 2, 100, 2500, 4999, 5000])
def test_is_stable_for_thousands_of_trials(n):
    places = np.arange(1, 5001)  # the highest of n places has the mean n (N + 1) / (n + 1)
    assert best_of(places, n) == pytest.approx(n * 5001 / (n + 1), rel=1e-12)


def test_more_trials_than_there_are_and_none_are_refused():
    with pytest.raises(ValueError, match="from 1 to 3, one a trial, received 4"):
        best_of([1, 2, 3], 4)
    with pytest.raises(ValueError, match="received 0"):
        best_of([1, 2, 3], 0)


def test_nan_is_refused():
    with pytest.raises(ValueError, match="nan"):
        best_of([1, np.nan], 1)
