"""Where one model overtakes another: by hand."""

from dataclasses import dataclass

import numpy as np
import pytest
from scipy.interpolate import CubicSpline
from scipy.optimize import brentq
from scipy.stats import t

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


def test_seeds_that_agree_leave_only_what_the_sizes_hide():
    found = crossover(SIZES, np.tile([-0.1, -0.01, 0.03], (6, 1)))
    assert (found.low, found.high) == pytest.approx((1000, 10_000))  # a factor of ten apart
    found = crossover([100, 200, 400, 800], np.tile([-0.3, -0.1, 0.1, 0.3], (6, 1)))
    assert (found.low, found.high) == pytest.approx((found.estimate, found.estimate))  # a line


def test_the_ends_are_where_the_band_of_students_intervals_meets_0():
    """Every seed's lead is one straight line, moved: the band's edges are straight, too."""
    sizes, moved = np.array([100, 200, 400, 800]), np.array([-0.03, -0.01, 0.0, 0.01, 0.03])
    half = t.ppf(0.975, 4) * moved.std(ddof=1) / np.sqrt(5)
    found = crossover(sizes, 0.1 * np.log2(sizes / 250) + moved[:, None])
    assert found.estimate == pytest.approx(250)
    expected = 250 * 2 ** np.array([-half / 0.1, half / 0.1])
    np.testing.assert_allclose([found.low, found.high], expected, rtol=1e-3)


def test_a_bent_curve_moves_the_ends_outwards():
    bent = np.array([-4.0, -1.0, 0.5, 1.0])
    found = crossover([100, 200, 400, 800], np.tile(bent, (6, 1)))
    spline = CubicSpline(np.log([100, 200, 400, 800]), bent)
    smooth = float(np.exp(brentq(spline, np.log(200), np.log(400))))
    straight = 200 * 2 ** (1 / 1.5)
    assert found.estimate == pytest.approx(straight)
    expected = np.array([smooth**2 / straight, straight**2 / smooth])
    np.testing.assert_allclose([found.low, found.high], expected, rtol=1e-3)


def test_bounds_may_lie_beyond_the_sizes():
    leads = np.array([[0.01, 0.02, 0.03], [-0.06, -0.05, -0.02]])
    found = crossover(SIZES, leads)
    assert (found.low, found.high) == (0, np.inf)


@dataclass(frozen=True)
class Planted:
    """Two learners whose errors fall by power laws and cross at a known size.

    `steep` scales the angle at which they cross; `noise` is the standard deviation of a seed's
    lead at the smallest size, of which half the variance is the same at every size; it falls with
    the fourth root of the size.
    """

    crossing: float
    steep: float
    noise: float
    seeds: int
    sizes: tuple[int, ...] = (100, 200, 500, 1000, 2000, 5000)

    def leads(self, rng):
        sizes = np.array(self.sizes, float)
        together = 8 * self.steep * self.crossing**-0.55
        fast = 0.06 + 8 * self.steep * sizes**-0.55
        slow = 0.06 + together * (sizes / self.crossing) ** -0.25
        own = rng.normal(size=(self.seeds, len(sizes))) + rng.normal(size=(self.seeds, 1))
        return slow - fast + self.noise * (sizes / sizes[0]) ** -0.25 * own / np.sqrt(2)


@pytest.mark.parametrize("seeds", [6, 10])
@pytest.mark.parametrize("noise", [0.001, 0.005, 0.02])
@pytest.mark.parametrize("steep", [0.3, 1.5])
@pytest.mark.parametrize("crossing", [150, 700, 3000])
def test_a_planted_crossing_lies_in_the_interval_in_93_of_100_trials(crossing, steep, noise, seeds):
    rng, planted = np.random.default_rng(0), Planted(crossing, steep, noise, seeds)
    found = [crossover(planted.sizes, planted.leads(rng)) for _ in range(300)]
    assert np.mean([each.low <= crossing <= each.high for each in found]) >= 0.93


def test_the_interval_of_a_planted_crossing_is_of_use():
    rng, planted = np.random.default_rng(0), Planted(700, 1.5, 0.005, 6)
    found = [crossover(planted.sizes, planted.leads(rng)) for _ in range(100)]
    assert np.median([each.high / each.low for each in found]) < 1.6


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
