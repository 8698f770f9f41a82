"""The expected calibration error: by hand, and of simulated models."""

import numpy as np
import pytest

from reports.statistics.calibration_error import calibration_error
from reports.statistics.reliability import Reliability


def error(confidence, right, **more):
    return calibration_error(Reliability.of(np.array(confidence), np.array(right), **more))


def test_by_hand():
    # (0.5, 0.6]: 4 images at 0.6, 1 right: 0.35. (0.9, 1]: 1 at 1.0, right: 0.
    assert error([0.6] * 4 + [1.0], [1, 0, 0, 0, 1], bins=10) == pytest.approx(0.8 * 0.35)


def test_within_a_bin_too_much_and_too_little_cancel():
    assert error([0.92, 0.98], [True, True], bins=10) == pytest.approx(0.05)
    assert error([0.3, 0.1], [False, True], bins=1) == pytest.approx(0.3)


def test_a_model_that_is_always_sure_errs_by_what_it_gets_wrong():
    assert error([1.0] * 10, [True] * 7 + [False] * 3) == pytest.approx(0.3)


def test_a_calibrated_model_comes_near_0_and_only_near():
    """It falls with the root of the number of images, and is not 0 with any."""
    rng = np.random.default_rng(0)
    found = []
    for n in (100, 10_000):
        trials = [rng.random(n) for _ in range(100)]
        found.append(np.mean([error(each, rng.random(n) < each) for each in trials]))
    assert found[0] == pytest.approx(0.115, abs=0.02)  # 15 bins of 7: sqrt(2 / pi / 7) x SD 0.4
    assert found[0] / found[1] == pytest.approx(10, rel=0.15)


def test_a_model_that_claims_too_much_is_found_out():
    rng = np.random.default_rng(0)
    confidence = 0.5 + 0.5 * rng.random(100_000)
    right = rng.random(100_000) < confidence - 0.1
    assert error(confidence, right) == pytest.approx(0.1, abs=0.005)
