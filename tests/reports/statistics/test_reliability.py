"""Images in bins by confidence: counted by hand, and by scikit-learn."""

import numpy as np
import pytest
from sklearn.calibration import calibration_curve

from reports.statistics.reliability import Reliability


def test_bins_are_open_below_and_closed_above():
    found = Reliability.of(np.array([0.0, 0.5, 0.500001, 1.0]), np.array([0, 1, 1, 0]), bins=2)
    assert found.counts.tolist() == [2, 2]
    assert found.confidence.tolist() == pytest.approx([0.25, 0.7500005])
    assert found.accuracy.tolist() == [0.5, 0.5]


def test_bins_without_images_have_no_means():
    found = Reliability.of(np.array([0.9]), np.array([True]))
    assert found.counts.tolist() == [0] * 13 + [1, 0]  # 0.9 is in (13/15, 14/15]
    assert np.flatnonzero(~np.isnan(found.accuracy)).tolist() == [13]


def test_it_agrees_with_scikit_learn():
    rng = np.random.default_rng(0)
    confidence = rng.random(500)
    right = rng.random(500) < confidence
    found = Reliability.of(confidence, right)
    accuracy, mean = calibration_curve(right, confidence, n_bins=15)
    np.testing.assert_allclose(found.accuracy, accuracy)
    np.testing.assert_allclose(found.confidence, mean)


@pytest.mark.parametrize(
    ("confidence", "right"), [([], []), ([0.5, 0.5], [True]), ([1.5], [True]), ([np.nan], [True])]
)
def test_what_cannot_be_counted_is_refused(confidence, right):
    with pytest.raises(ValueError, match="expected"):
        Reliability.of(np.array(confidence), np.array(right))
