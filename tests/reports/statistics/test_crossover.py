"""Where one model overtakes another: by hand."""

import numpy as np
import pytest

from reports.statistics.crossover import crossover

SIZES = [100, 1000, 10_000]


def test_it_is_interpolated_on_the_logarithm_of_the_size():
    # -0.02 at 1,000 and 0.02 at 10,000: half the way, the geometric mean.
    found = crossover(SIZES, np.array([[-0.1, -0.03, 0.02], [-0.1, -0.01, 0.02]]))
    assert found.estimate == pytest.approx(np.sqrt(1000 * 10_000))


def test_of_several_crossings_the_last_counts():
    found = crossover([1, 10, 100, 1000], np.array([[-1.0, 3.0, -1.0, 1.0]]))
    assert found.estimate == pytest.approx(100 * np.sqrt(10))


def test_ahead_from_the_first_is_0_and_never_ahead_is_infinite():
    assert crossover(SIZES, np.full((3, 3), 0.01)).estimate == 0
    assert crossover(SIZES, np.full((3, 3), -0.01)).estimate == np.inf
    assert crossover(SIZES, np.zeros((3, 3))).estimate == np.inf


def test_seeds_that_agree_leave_no_doubt():
    found = crossover(SIZES, np.tile([-0.1, -0.01, 0.03], (6, 1)))
    assert (found.low, found.high) == pytest.approx((found.estimate, found.estimate))


def test_two_seeds_are_resampled_to_each_and_both():
    """Of resamples a quarter is of either seed alone: the interval goes from one to the other."""
    leads = np.array([[-1.0, 1.0, 1.0], [-1.0, -1.0, 1.0]])
    found = crossover(SIZES, leads)
    assert found.estimate == pytest.approx(1000)  # the mean lead there is 0: not yet ahead
    assert (found.low, found.high) == pytest.approx((np.sqrt(1e5), np.sqrt(1e7)))


def test_bounds_may_lie_beyond_the_sizes():
    leads = np.array([[0.01, 0.02, 0.03], [-0.06, -0.05, -0.02]])
    found = crossover(SIZES, leads)
    assert (found.low, found.high) == (0, np.inf)


def test_one_seed_has_no_interval():
    found = crossover(SIZES, np.array([[-0.1, -0.01, 0.01]]))
    assert np.isnan([found.low, found.high]).all()


def test_the_same_again():
    leads = np.random.default_rng(0).normal([-0.5, 0, 0.5], size=(6, 3))
    assert crossover(SIZES, leads) == crossover(SIZES, leads)


@pytest.mark.parametrize(
    ("sizes", "lead"),
    [(SIZES, np.zeros(3)), (SIZES, np.zeros((2, 2))), ([3, 2], np.zeros((1, 2)))],
)
def test_what_does_not_fit_is_refused(sizes, lead):
    with pytest.raises(ValueError, match="expected"):
        crossover(sizes, lead)
