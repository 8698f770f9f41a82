"""An error that falls with the training size, against SciPy."""

import numpy as np
import pytest
from scipy.optimize import curve_fit

from reports.statistics.power_law import PowerLaw

SIZES = np.array([100.0, 200, 500, 1000, 2000, 5000])


def law(n, floor, scale, exponent):
    return floor + scale * n**-exponent


def test_a_law_is_found_again():
    found = PowerLaw.fit(SIZES, np.tile(law(SIZES, 0.08, 2.5, 0.5), (6, 1)))
    assert found.floor.estimate == pytest.approx(0.08, rel=0.02)
    assert found.exponent.estimate == pytest.approx(0.5, rel=0.02)
    assert found.scale.estimate == pytest.approx(2.5, rel=0.05)
    assert found.at(10_000).estimate == pytest.approx(law(10_000, 0.08, 2.5, 0.5), rel=0.01)


def test_noise_is_fitted_as_by_scipy():
    noise = np.random.default_rng(0).normal(0, 0.004, (6, len(SIZES)))
    errors = law(SIZES, 0.08, 2.5, 0.5) + noise
    means = errors.mean(axis=0)
    expected, _ = curve_fit(law, SIZES, means, p0=(0.05, 2, 0.5), sigma=means)
    found = PowerLaw.fit(SIZES, errors)
    estimates = (found.floor.estimate, found.scale.estimate, found.exponent.estimate)
    np.testing.assert_allclose(estimates, expected, rtol=0.03)


def test_no_floor_is_below_0_and_no_error_rises():
    assert PowerLaw.fit(SIZES, (SIZES**-0.1)[None]).floor.estimate == pytest.approx(0, abs=0.01)
    rising = PowerLaw.fit(SIZES, np.linspace(0.1, 0.2, 6)[None])
    assert rising.scale.estimate == 0
    assert 0.1 < rising.at(100).estimate < 0.2


@pytest.mark.parametrize("seeds", [6, 10])
def test_the_interval_covers_in_90_of_100_trials(seeds):
    rng, truth = np.random.default_rng(0), law(10_000, 0.08, 2.5, 0.5)
    covered = []
    for _ in range(100):
        noise = rng.normal(0, 0.01, (seeds, len(SIZES))) * (SIZES / 100) ** -0.25
        found = PowerLaw.fit(SIZES, law(SIZES, 0.08, 2.5, 0.5) + noise).at(10_000)
        covered.append(found.low <= truth <= found.high)
    assert np.mean(covered) >= 0.9


def test_one_seed_has_no_interval():
    found = PowerLaw.fit(SIZES, law(SIZES, 0.08, 2.5, 0.5)[None]).at(1000)
    assert np.isnan([found.low, found.high]).all()


def test_nothing_is_said_beyond_twice_the_largest_size():
    found = PowerLaw.fit(SIZES, law(SIZES, 0.08, 2.5, 0.5)[None])
    with pytest.raises(ValueError, match="up to 10,000, twice the largest .* received 10,001"):
        found.at(10_001)


@pytest.mark.parametrize(
    ("sizes", "errors"),
    [(SIZES[:3], np.ones((2, 3))), (SIZES, np.ones(6)), (SIZES, np.zeros((2, 6)))],
)
def test_what_cannot_be_fitted_is_refused(sizes, errors):
    with pytest.raises(ValueError, match="expected"):
        PowerLaw.fit(sizes, errors)
