import numpy as np
import pytest
from scipy.spatial.distance import cosine

from reports.statistics.kernel_cosines import kernel_cosines


def test_by_hand():
    before = np.array([[[1, 0]], [[1, 0]], [[1, 0]], [[1, 1]], [[0, 0]]], np.float32)[..., None]
    after = np.array([[[3, 0]], [[0, 2]], [[-1, 0]], [[1, 0]], [[1, 0]]], np.float32)[..., None]
    found = kernel_cosines(before, after)
    np.testing.assert_allclose(found, [1, 0, -1, 0.5**0.5, np.nan], atol=1e-12)


def test_as_scipy_has_it():
    before, after = np.random.default_rng(0).standard_normal((2, 6, 5, 5, 3))
    flat = before.reshape(6, -1), after.reshape(6, -1)
    expected = [1 - cosine(*pair) for pair in zip(*flat, strict=True)]
    np.testing.assert_allclose(kernel_cosines(before, after), expected, atol=1e-12)


def test_other_shapes_are_refused():
    with pytest.raises(ValueError, match=r"expected kernels of one shape, received \(1, 2\), "):
        kernel_cosines(np.ones((1, 2)), np.ones((2, 2)))
