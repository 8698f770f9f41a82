import numpy as np
import pytest
from scipy.stats import permutation_test

from reports.statistics.sign_flip import sign_flip


def _scipy(differences):
    found = permutation_test(
        (np.asarray(differences),),
        lambda x, axis: np.mean(x, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=np.inf,
    )
    return found.pvalue


@pytest.mark.parametrize("n", [2, 6, 10, 13])
def test_agrees_with_scipy(n):
    differences = np.random.default_rng(n).normal(0.5, 1, n)
    assert sign_flip(differences) == pytest.approx(_scipy(differences), abs=1e-10)


def test_agrees_with_scipy_where_many_flips_tie():
    differences = np.array([0.01, 0.02, 0.03, -0.01, 0.02, 0.01, 0.0])
    assert sign_flip(differences) == pytest.approx(_scipy(differences), abs=1e-10)


def test_rounding_does_not_break_a_tie():
    assert 0.1 + 0.2 - 0.3 != 0
    assert sign_flip(np.array([0.1, 0.2, -0.3])) == 1


@pytest.mark.parametrize(("n", "smallest"), [(5, 0.0625), (6, 0.03125), (8, 0.0078125)])
def test_the_smallest_p_value(n, smallest):
    assert sign_flip(np.linspace(0.01, 0.02, n)) == smallest


def test_random_flips_agree_with_the_enumeration():
    sixteen = np.random.default_rng(3).normal(0.4, 1, 16)
    seventeen = np.append(sixteen, 0.0)  # a zero has no sign: the p-value stays
    exact, drawn = sign_flip(sixteen), sign_flip(seventeen, 20_000)
    assert drawn == pytest.approx(exact, abs=4 * np.sqrt(exact * (1 - exact) / 20_000))
    assert drawn == sign_flip(seventeen, 20_000)
    assert drawn != sign_flip(seventeen, 20_000, seed=1)


def test_random_flips_never_give_zero():
    assert sign_flip(np.ones(40), 99) == 0.01


def test_many_seeds_are_flipped_block_by_block():
    many = np.append(np.random.default_rng(3).normal(0.4, 1, 16), np.zeros(1000))
    assert sign_flip(many, 5_000) == pytest.approx(sign_flip(many[:16]), abs=0.03)


@pytest.mark.parametrize("differences", [[], [0.1, np.nan]])
def test_no_differences_and_nan_are_refused(differences):
    with pytest.raises(ValueError, match="at least one finite difference"):
        sign_flip(np.array(differences))
