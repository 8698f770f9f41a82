import numpy as np
import pytest
from scipy.stats import permutation_test

from reports.statistics.sign_flip import sign_flip
from reports.statistics.sign_flips import sign_flips

RNG = np.random.default_rng(5)


def test_each_row_is_tested_exactly():
    rows = RNG.normal(0.5, 1, (3, 8))
    expected = [
        permutation_test(
            (row,),
            lambda x, axis: np.mean(x, axis=axis),
            permutation_type="samples",
            vectorized=True,
            n_resamples=np.inf,
        ).pvalue
        for row in rows
    ]
    assert sign_flips(rows).tolist() == pytest.approx(expected, abs=1e-10)


def test_random_flips_are_those_of_one_row_alone():
    rows = RNG.integers(-3, 4, (400, 20)) / 100  # more rows than are summed at a time
    found = sign_flips(rows, 9_999)
    assert found[[0, 399]].tolist() == [sign_flip(rows[0], 9_999), sign_flip(rows[399], 9_999)]


def test_one_seed_shows_nothing():
    assert sign_flips(np.array([[0.1], [-0.1], [0.0]])).tolist() == [1, 1, 1]


@pytest.mark.parametrize("rows", [np.zeros(3), np.zeros((2, 0)), np.array([[0.1, np.inf]])])
def test_no_differences_and_infinite_ones_are_refused(rows):
    with pytest.raises(ValueError, match="at least one finite difference"):
        sign_flips(rows)
